import type { Knex } from 'knex';
import { diceOf } from './dice.ts';
import type { Trait, TraitSubject, TraitType } from './types.ts';
import { canonicalValue, encodeValue } from './values.ts';

const text = (...values: string[]): TraitType => ({ type: 'text', values });
const whole = (min: number, max: number): TraitType => ({ type: 'number', min, max, decimals: 0 });
const flag: TraitType = { type: 'flag' };

/** What every installation starts with: how somebody uses the company's own product. */
const FIRST: readonly (readonly [name: string, about: TraitSubject, type: TraitType, purpose: string])[] = [
  ['country', 'place', { type: 'country' }, 'Offers of apps that are sold where you are.'],
  [
    'language',
    'account',
    text('de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'sv'),
    'Offers in your language.',
  ],
  ['plan', 'account', text('free', 'starter', 'pro', 'business'), 'Offers that fit what you booked.'],
  [
    'industry',
    'business',
    text('arts', 'education', 'events', 'food', 'health', 'retail', 'services', 'software', 'travel'),
    'Offers for the trade that your site is about.',
  ],
  ['device', 'device', text('desktop', 'mobile', 'tablet'), 'Offers that work on the device you use.'],
  ['site_count', 'usage', whole(0, 1_000), 'Offers for those who run several sites.'],
  ['company_size', 'business', whole(1, 100_000), 'Offers for teams of your size.'],
  ['monthly_visits', 'usage', whole(0, 100_000_000), 'Offers for sites with as many visitors as yours.'],
  ['signup_year', 'account', whole(2006, 2100), 'Offers for those who joined when you did.'],
  ['has_shop', 'usage', flag, 'Offers for those who sell.'],
  ['has_blog', 'usage', flag, 'Offers for those who write.'],
  ['sends_newsletter', 'usage', flag, 'Offers for those who send newsletters.'],
];

const RETENTION_DAYS = 730;

export const firstTraits: readonly Trait[] = FIRST.map(([name, about, type, purpose]) => ({
  ...{ name, about, type, purpose },
  retentionDays: RETENTION_DAYS,
  registeredAt: 0,
}));

export async function registerFirstTraits(knex: Knex): Promise<void> {
  await knex('traits').insert(
    firstTraits.map(({ name, about, type, purpose, retentionDays, registeredAt }) => ({
      ...{ name, about, type: JSON.stringify(type), purpose },
      retention_days: retentionDays,
      registered_at: registeredAt,
    })),
  );
}

/** Takes over people of before this table, and the traits that stood as one document each. */
export async function adoptDocuments(knex: Knex): Promise<void> {
  const types = new Map(firstTraits.map(({ name, type }) => [name, type]));
  let after = '';
  for (;;) {
    const rows = (await knex('subjects')
      .leftJoin('subject_traits', 'subject_traits.subject_id', 'subjects.id')
      .where('subjects.state', 'active')
      .where('subjects.id', '>', after)
      .orderBy('subjects.id')
      .limit(500)
      .select('subjects.id', 'subjects.created_at', 'subject_traits.traits')) as {
      id: string;
      created_at: number;
      traits: string | null;
    }[];
    if (rows.length === 0) break;
    after = rows.at(-1)?.id ?? '';
    await knex.batchInsert(
      'people',
      rows.map(({ id }) => ({ subject_id: id, dice: diceOf(id) })),
      200,
    );
    const values = rows.flatMap(({ id, created_at, traits }) =>
      Object.entries(JSON.parse(traits ?? '{}') as Record<string, unknown>).flatMap(([trait, raw]) => {
        const type = types.get(trait);
        const value = type === undefined ? null : canonicalValue(type, raw);
        if (type === undefined || value === null) return [];
        const encoded = encodeValue(type, value);
        const [textual, number] = typeof encoded === 'number' ? [null, encoded] : [encoded, null];
        return [
          { subject_id: id, trait, text: textual, number, version: 1, recorded_at: Number(created_at) },
        ];
      }),
    );
    await knex.batchInsert('trait_values', values, 200);
  }
  await knex.schema.dropTable('subject_traits');
}
