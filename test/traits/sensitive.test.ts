import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstTraits } from '../../src/traits/index.ts';
import { findSensitive } from '../../src/traits/sensitive.ts';
import { sensitiveKinds, sensitiveWords } from '../../src/traits/sensitive-words.ts';

const kindOf = (text: string): string | null => findSensitive(text)?.kind ?? null;

const refused: Readonly<Record<string, readonly string[]>> = {
  health: [
    ...['health', 'health_status', 'healthy_score', 'pregnancy', 'is_pregnant', 'diabetes', 'diabetic_user'],
    ...['has_disability', 'medical_history', 'hiv', 'covid19_vaccinated', 'blood_pressure', 'depression'],
    ...['Gesundheitszustand', 'schwangerschaft', 'Krankheit', 'santé', 'grossesse', 'embarazada', 'salud'],
    ...['gravidanza', 'zdrowie', 'saúde', 'hälsa', 'gezondheid', '健康状態', 'ciąża'],
  ],
  religion: [
    ...['religion', 'church', 'church_member', 'muslim', 'catholic_school', 'jewish', 'goes_to_mosque'],
    ...[
      'Kirchensteuer',
      'katholisch',
      'église',
      'iglesia',
      'musulmán',
      'kościół',
      'godsdienst',
      '宗教',
      'halal',
    ],
  ],
  politics: [
    ...[
      'politics',
      'political_views',
      'party_membership',
      'party_affiliation',
      'vote',
      'voted_for',
      'voters',
    ],
    ...[
      'trade_union',
      'Union member of the trade union',
      'election_day',
      'Parteimitglied',
      'Wähler',
      'sindicato',
    ],
    ...['politique', 'polityka', 'vakbond', '政治'],
  ],
  sexuality: [
    ...['gay', 'is_gay', 'sexuality', 'sexual_orientation', 'lgbtq', 'homosexuell', 'transgender', 'sex'],
    ...['omosessuale', 'homoseksualny', 'seksuele', 'sexualité'],
  ],
  ethnicity: [
    ...['ethnicity', 'ethnic_group', 'race', 'races', 'racial', 'skin_colour', 'skin color', 'refugee'],
    ...['Hautfarbe', 'Rasse', 'ethnisch', 'etnia', 'raça', '民族'],
  ],
  children: [
    ...[
      'child',
      'child_age',
      'has_children',
      'kids',
      'minor',
      'is_a_minor',
      'school_age',
      'schoolage',
      'baby',
    ],
    ...[
      'teenager',
      'under_age',
      'Kinder',
      'Minderjährige',
      'enfants',
      'niños',
      'figli',
      'crianças',
      'dziecko',
    ],
    ...['menores de edad', '子供'],
  ],
};

const allowed = [
  ...[
    'device',
    'partial',
    'parties',
    'party_size',
    'third_party_apps',
    'hosts_parties',
    'trace',
    'racecourse',
  ],
  ...[
    'race_condition_seen',
    'embrace',
    'terrace',
    'grace_period',
    'child_theme',
    'child_pages',
    'minor_version',
  ],
  ...[
    'notifications_disabled',
    'orientation',
    'screen_orientation',
    'migration',
    'site_count',
    'plan',
    'partner',
  ],
  ...[
    'hospitality',
    'aborted_checkouts',
    'diagnostics_opened',
    'platform_agnostic',
    'upvotes',
    'polite_popup',
  ],
  ...[
    'policy_version',
    'selected',
    'devoted',
    'cancelled',
    'kind',
    'kinds_of_pages',
    'barn',
    'united_kingdom',
  ],
  ...[
    'description',
    'medium',
    'median_visits',
    'syndicated_content',
    'union',
    'black_theme',
    'temple',
    'mass_mail',
  ],
  ...['christmas_offers', 'essex', 'unisex_sizes', 'ethernet', 'gayle', 'eighteen', 'minority', 'infantry'],
  ...['wahlweise', 'Auswahl', 'vertragspartei', 'gravidade', 'foi registado', 'school', 'education', 'age'],
  '',
  '_',
  '1234',
  'Offers that work on the device you use.',
  'Angebote, die zu dem passen, was Sie gebucht haben.',
];

describe('sensitive words', () => {
  for (const kind of sensitiveKinds) {
    it(`find what is about ${kind}`, () => {
      for (const text of refused[kind] ?? []) assert.equal(kindOf(text), kind, text);
      for (const text of refused[kind] ?? []) {
        assert.equal(kindOf(`Offers for ${text.replaceAll('_', ' ').toUpperCase()}, and more.`), kind, text);
      }
    });
  }

  it('leave alone what only looks like it', () => {
    for (const text of allowed) assert.equal(findSensitive(text), null, text);
  });

  it('leave alone every trait that there is from the start, but for the trade that a site is about', () => {
    const found = firstTraits.flatMap(({ name, purpose, type }) =>
      [name, purpose, ...(type.type === 'text' ? (type.values ?? []) : [])]
        .filter((text) => findSensitive(text) !== null)
        .map((text) => `${name}: ${text}`),
    );
    assert.deepEqual(found, ['industry: health']);
  });

  it('say which word of the list it is, never the text', () => {
    assert.deepEqual(findSensitive('my_diabetologist'), { kind: 'health', word: 'diabet…' });
    assert.deepEqual(findSensitive('GAY'), { kind: 'sexuality', word: 'gay' });
    assert.deepEqual(findSensitive('party membership'), { kind: 'politics', word: 'party member…' });
    assert.deepEqual(findSensitive('あなたの健康'), { kind: 'health', word: '健康' });
  });

  it('are whole and found wherever they stand in a name, however it is written', () => {
    const all = sensitiveKinds.flatMap((kind) =>
      sensitiveWords[kind].words
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => ({ kind, word })),
    );
    assert.ok(all.every(({ word }) => /^[a-z]+$/.test(word)));
    const around = fc.constantFrom('', 'my', 'has', 'x1', 'total');
    fc.assert(
      fc.property(fc.constantFrom(...all), around, around, fc.boolean(), ({ word }, before, after, loud) => {
        const name = [before, word, after].filter((part) => part !== '').join('_');
        assert.notEqual(findSensitive(loud ? name.toUpperCase() : name), null, name);
      }),
      { numRuns: 500 },
    );
  });

  it('read any text without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        findSensitive(text);
      }),
    );
  });
});
