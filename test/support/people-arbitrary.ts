import fc from 'fast-check';
import type { Database } from '../../src/platform/db/index.ts';
import { insertRows } from '../../src/platform/db/index.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import type { EventDay, KnownTrait, Trait, TraitType } from '../../src/traits/index.ts';
import { PRIME, diceOf, encodeValue, registerEventKind, registerTrait } from '../../src/traits/index.ts';
import type { CriteriaOptions } from './criteria-arbitrary.ts';
import { TODAY, everyType, traitValue } from './criteria-arbitrary.ts';

/** All that people are known by and criteria can speak of. */
export type World = Required<Pick<CriteriaOptions, 'traits' | 'events' | 'apps' | 'lists' | 'today'>>;

const widest = (name: string, type: TraitType): [string, Trait] => [
  name,
  { name, type, about: 'usage', purpose: 'Tests.', retentionDays: 30, registeredAt: 0 },
];

const plainRecord = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true });

/** Whole numbers so far from zero, and the distance between any two of them, are exact with room to spare. */
const MOST = 10 ** 15;

/** Every type of trait, and the widest numbers. */
export const world: World = {
  traits: new Map([
    ...everyType,
    widest('atoms', { type: 'number', min: -MOST, max: MOST, decimals: 0 }),
    widest('grams', { type: 'number', min: -MOST / 10_000, max: MOST / 10_000, decimals: 4 }),
  ]),
  events: ['published', 'sold', 'logged_in'],
  apps: ['app_1', 'app_2', 'app_3'],
  lists: ['lst_1', 'lst_2'],
  today: TODAY,
};

/** What somebody did: seldom on the first or last day that a criterion can look back to, or after today. */
const eventDays = (today: number): fc.Arbitrary<EventDay[]> =>
  fc
    .uniqueArray(
      plainRecord({
        day: fc.oneof(
          { weight: 6, arbitrary: fc.integer({ min: today - 42, max: today }) },
          { weight: 1, arbitrary: fc.constantFrom(today - 3_650, today - 3_651, today - 3_649, today + 1) },
        ),
        count: fc.oneof(
          { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
          { weight: 1, arbitrary: fc.constantFrom(999, 1_000, 1_000_000) },
        ),
      }),
      { selector: ({ day }) => day, maxLength: 4 },
    )
    .map((days) => days.sort((a, b) => a.day - b.day));

/** Facts by name of which some are not there. */
const some = <T>(names: Iterable<readonly [string, fc.Arbitrary<T>]>): fc.Arbitrary<Map<string, T>> =>
  fc
    .record(Object.fromEntries([...names].map(([name, one]) => [name, fc.option(one, { freq: 2 })])))
    .map(
      (found) =>
        new Map(Object.entries(found).flatMap(([name, one]) => (one === null ? [] : [[name, one] as const]))),
    );

/** People with everything that targeting looks at, much of it unknown. `name` tells populations apart. */
export function population(world: World, name: string, size: number): fc.Arbitrary<PersonFacts[]> {
  const { traits, events, apps, lists, today } = world;
  const known = some<KnownTrait>(
    [...traits].map(([trait, { type }]) => [
      trait,
      plainRecord({ value: traitValue(type, today), version: fc.integer({ min: 1, max: 9 }) }),
    ]),
  );
  const person = fc.record({
    dice: fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(0, 1, PRIME - 1) },
    ),
    traits: known,
    events: some(events.map((event) => [event, eventDays(today)] as const)),
    lists: fc.subarray([...lists]),
    installed: fc.subarray([...apps]),
    offered: fc.subarray([...apps]),
  });
  return fc.array(person, { minLength: size, maxLength: size }).map((people) =>
    people.map(({ dice, traits, events, lists, installed, offered }, i) => {
      const subjectId = `sub_${name}_${String(i).padStart(6, '0')}`;
      return {
        ...{ subjectId, traits, events },
        dice: dice ?? diceOf(subjectId),
        lists: new Set(lists),
        installed: new Set(installed),
        granted: new Set([...installed, ...offered]),
      };
    }),
  );
}

/** Registers all that a world speaks of. */
export async function plantWorld(db: Database, { traits, events, lists }: World): Promise<void> {
  await db.transact(async (tx) => {
    await tx.q('traits').delete();
    for (const trait of traits.values()) await registerTrait(tx, trait);
    for (const name of events) {
      await registerEventKind(tx, { name, purpose: 'Tests.', retentionDays: 30, registeredAt: 0 });
    }
    await insertRows(
      tx,
      'lists',
      lists.map((id) => ({ id, name: id, purpose: 'Tests.', created_at: 0 })),
    );
  });
}

const grantRow = (
  subjectId: string,
  appId: string,
  basis: 'install' | 'offer',
  state: 'active' | 'ended',
) => ({
  id: `grt_${subjectId}_${appId}_${basis}_${state}`,
  subject_id: subjectId,
  app_id: appId,
  partner_id: 'prt_1',
  basis,
  offer_id: basis === 'offer' ? 'off_1' : null,
  fields: 'email',
  purposes: 'communication',
  disclosure_hash: `${subjectId} ${appId} ${basis} ${state}`,
  text_version: '1',
  policy_id: 'pol_1',
  partner_policy_id: 'ppl_1',
  means: basis === 'offer' ? 'accept_offer' : 'install_app',
  state,
  granted_at: 0,
  ended_at: state === 'ended' ? 1 : null,
  end_reason: state === 'ended' ? 'withdrawn' : null,
});

/** The active grants that the facts speak of, and ended ones that they do not. */
function grantRows({ subjectId, installed, granted }: PersonFacts, apps: readonly string[]) {
  return apps.flatMap((app) => [
    ...(installed.has(app) ? [grantRow(subjectId, app, 'install', 'active')] : []),
    ...(granted.has(app) && !installed.has(app) ? [grantRow(subjectId, app, 'offer', 'active')] : []),
    ...(installed.has(app) ? [] : [grantRow(subjectId, app, 'install', 'ended')]),
    grantRow(subjectId, app, 'offer', 'ended'),
  ]);
}

const TABLES = ['grants', 'list_members', 'event_days', 'trait_values', 'people', 'subjects'];

/** Puts a population in the place of the one before. Everything of the last person but who it is stays an orphan. */
export async function plantPeople(db: Database, world: World, people: readonly PersonFacts[]): Promise<void> {
  const orphan = people.slice(-1).map((person) => ({ ...person, subjectId: `${person.subjectId}_orphan` }));
  const all = [...people, ...orphan];
  const values = all.flatMap(({ subjectId, traits }) =>
    [...traits].flatMap(([name, { value, version }]) => {
      const type = world.traits.get(name)?.type;
      if (type === undefined) return [];
      const column = encodeValue(type, value);
      const [text, number] = typeof column === 'number' ? [null, column] : [column, null];
      return [{ subject_id: subjectId, trait: name, text, number, version, recorded_at: 0 }];
    }),
  );
  const days = all.flatMap(({ subjectId, events }) =>
    [...events].flatMap(([event, days]) => days.map((day) => ({ subject_id: subjectId, event, ...day }))),
  );
  const members = all.flatMap(({ subjectId, lists }) =>
    [...lists].map((list) => ({ list_id: list, subject_id: subjectId })),
  );
  await db.transact(async (tx) => {
    for (const table of TABLES) await tx.q(table).delete();
    await insertRows(
      tx,
      'subjects',
      all.map(({ subjectId }) => ({ id: subjectId, state: 'active', created_at: 0 })),
    );
    await insertRows(
      tx,
      'people',
      people.map(({ subjectId, dice }, i) => ({ ordinal: i + 1, subject_id: subjectId, dice })),
    );
    await insertRows(tx, 'trait_values', values);
    await insertRows(tx, 'event_days', days);
    await insertRows(tx, 'list_members', members);
    await insertRows(
      tx,
      'grants',
      all.flatMap((person) => grantRows(person, world.apps)),
    );
  });
}
