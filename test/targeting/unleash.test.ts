import assert from 'node:assert/strict';
import { OfferIndex } from '../../src/targeting/engines/offer-index/index.ts';
import { isTargeted } from '../../src/targeting/interpreter.ts';
import { lower } from '../../src/targeting/lower.ts';
import { translate } from '../support/unleash.ts';
import type { Translated } from '../support/unleash.ts';
import { readSuite } from '../support/unleash-suite.ts';
import type { Case, Context } from '../support/unleash-suite.ts';

/** Why cases are skipped. What of such a case can be held against us is, and that it has to be skipped. */
const reasons = {
  hash: 'who is in a part of all people is drawn by another hash',
  variant: 'an offer has no variants',
  time: 'a day has no time',
  leadingV: 'a version may have a v before it',
} as const;
type Reason = keyof typeof reasons;

interface Skip {
  readonly file: string;
  readonly why: Reason;
  /** By their descriptions; or how many of the file want to know which variant it is. */
  readonly cases: readonly string[] | { readonly variants: number };
}

/** Every case that is skipped. */
const table: readonly Skip[] = [
  {
    file: '03-gradual-rollout-user-id-strategy.json',
    why: 'hash',
    cases: ['Feature.B3 should be enabled for userId=122', 'Feature.B3 should be disabled for userId=155'],
  },
  {
    file: '04-gradual-rollout-session-id-strategy.json',
    why: 'hash',
    cases: [
      'Feature.B4 should be enabled for sessionId=122',
      'Feature.B4 should be disabled for sessionId=155',
    ],
  },
  { file: '08-variants.json', why: 'variant', cases: { variants: 13 } },
  {
    file: '10-flexible-rollout-strategy.json',
    why: 'hash',
    cases: [
      'Feature.flexibleRollout.10 should be enabled for userId=174',
      'Feature.flexibleRollout.10 should be disabled for userId=499',
      'Feature.flexibleRollout.10 should be enabled for sessionId=174',
      'Feature.flexibleRollout.10 should be disabled for sessionId=499',
      'Feature.flexibleRollout.userId.55 should be enabled for userId=25',
      'Feature.flexibleRollout.sessionId.42 should be enabled for sessionId=147',
    ],
  },
  {
    file: '12-custom-stickiness.json',
    why: 'hash',
    cases: [
      'Feature.flexible.rollout.custom.stickiness_50 should not enabled for customField=402',
      'Feature.flexible.rollout.custom.stickiness_50 should be enabled for customField=388',
      'Feature.flexible.rollout.custom.stickiness_50 should be enabled for customField=39',
    ],
  },
  { file: '12-custom-stickiness.json', why: 'variant', cases: { variants: 4 } },
  {
    file: '13-constraint-operators.json',
    why: 'time',
    cases: ['F7.date-with-timezone should respect timezone'],
  },
  {
    file: '14-constraint-semver-operators.json',
    why: 'leadingV',
    cases: ['F8.invalidSemverWithLeadingV - invalid semver resolves to false'],
  },
  { file: '15-global-constraints.json', why: 'variant', cases: { variants: 1 } },
  { file: '16-strategy-variants.json', why: 'variant', cases: { variants: 9 } },
  { file: '17-dependent-features.json', why: 'variant', cases: { variants: 9 } },
];

const rowOf = (file: string, { description, wantsVariant }: Case): Skip | undefined =>
  table.find(
    (row) => row.file === file && ('variants' in row.cases ? wantsVariant : row.cases.includes(description)),
  );

const countOf = ({ cases }: Skip): number => ('variants' in cases ? cases.variants : cases.length);

/** A state of the suite in all engines. */
class Engines {
  readonly #said: Translated;
  readonly #index = new OfferIndex();

  constructor(said: Translated) {
    this.#said = said;
    for (const [name, criterion] of said.criteria) this.#index.put(name, lower(criterion, said.moment));
  }

  /** Which features somebody in this context has. */
  enabledIn(context: Context): ReadonlySet<string> {
    const { criteria, moment, personIn } = this.#said;
    const person = personIn(context);
    const names = [...criteria].filter(([, criterion]) => isTargeted(criterion, person, moment));
    const enabled = names.map(([name]) => name).sort();
    assert.deepEqual(this.#index.matching(person, moment.traits).sort(), enabled);
    return new Set(enabled);
  }
}

describe('the specification for clients of Unleash', () => {
  const skipped = new Map<Skip, number>();
  let ran = 0;

  for (const { file, state, cases } of readSuite()) {
    describe(file, () => {
      const engines = new Engines(translate(state));
      const [without, within] = [new Engines(translate(state, 0)), new Engines(translate(state, 100))];

      for (const one of cases) {
        const { description, context, toggleName, enabled } = one;
        const row = rowOf(file, one);
        const isEnabled = (by: Engines): boolean => by.enabledIn(context).has(toggleName);
        if (row === undefined) {
          ran += 1;
          it(description, () => {
            assert.equal(isEnabled(engines), enabled);
            // Whoever is in a part of all people.
            assert.deepEqual([isEnabled(without), isEnabled(within)], [enabled, enabled]);
          });
          continue;
        }
        skipped.set(row, (skipped.get(row) ?? 0) + 1);
        it(`${description} (skipped: ${reasons[row.why]})`, () => {
          if (row.why === 'variant') assert.equal(isEnabled(engines), enabled);
          else if (row.why === 'hash')
            assert.deepEqual([isEnabled(without), isEnabled(within)], [false, true]);
          else assert.equal(isEnabled(engines), !enabled);
        });
      }
    });
  }

  it('is run but for what the table skips', () => {
    for (const row of table) assert.equal(skipped.get(row), countOf(row), `${row.file}: ${row.why}`);
    const all = table.reduce((sum, row) => sum + countOf(row), 0);
    assert.deepEqual({ ran, skipped: all }, { ran: 228, skipped: 51 });
  });
});
