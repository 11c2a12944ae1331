import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTargeted } from '../../src/targeting/interpreter.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { cellsOf } from '../../src/targeting/preview/cells.ts';
import { canonicalValue, countries, dateOfDay } from '../../src/traits/index.ts';
import type { Trait, TraitType, TraitValue } from '../../src/traits/index.ts';

const TODAY = 20_484;

const traitOf = (type: TraitType): Trait => ({
  ...{ name: 'it', type, about: 'usage', purpose: 'Tests.', retentionDays: 30, registeredAt: 0 },
});

const person = (value: TraitValue | null): PersonFacts => ({
  subjectId: 'sub_1',
  dice: 0,
  traits: new Map(value === null ? [] : [['it', { value, version: 1 }]]),
  events: new Map(),
  lists: new Set(),
  installed: new Set(),
  granted: new Set(),
});

const rangesOf = (type: TraitType): [TraitValue | null, TraitValue | null][] =>
  (cellsOf(traitOf(type), TODAY) ?? []).filter(({ known }) => known).map(({ from, to }) => [from, to]);

const types: readonly [TraitType, fc.Arbitrary<TraitValue>][] = [
  [{ type: 'text', values: ['free', 'pro'] }, fc.constantFrom('free', 'pro')],
  [{ type: 'flag' }, fc.boolean()],
  [{ type: 'country' }, fc.constantFrom(...countries)],
  [{ type: 'number', min: 0, max: 1_000, decimals: 0 }, fc.integer({ min: 0, max: 1_000 })],
  [{ type: 'number', min: 2006, max: 2100, decimals: 0 }, fc.integer({ min: 2006, max: 2100 })],
  [{ type: 'number', min: 1, max: 5, decimals: 1 }, fc.integer({ min: 10, max: 50 }).map((n) => n / 10)],
  [
    { type: 'number', min: -2_500.75, max: 1e9, decimals: 2 },
    fc.integer({ min: -250_075, max: 10 ** 11 }).map((n) => n / 100),
  ],
  [{ type: 'number', min: 3, max: 3, decimals: 0 }, fc.constant(3)],
  [{ type: 'date' }, fc.integer({ min: 0, max: 40_000 }).map(dateOfDay)],
];

describe('cells', () => {
  it('hold everybody exactly once, whatever the value, and those for whom there is none', () => {
    for (const [type, values] of types) {
      const trait = traitOf(type);
      const cells = cellsOf(trait, TODAY) ?? [];
      const moment = { traits: new Map([[trait.name, trait]]), today: TODAY };
      fc.assert(
        fc.property(fc.option(values), (value) => {
          assert.ok(value === null || canonicalValue(type, value) !== null);
          const inside = cells.filter(({ criterion }) => isTargeted(criterion, person(value), moment));
          assert.equal(inside.length, 1, `${JSON.stringify(value)} of ${JSON.stringify(type)}`);
          assert.equal(inside[0]?.known, value !== null);
        }),
      );
    }
  });

  it('of numbers begin at powers of ten, or evenly where all have one magnitude', () => {
    assert.deepEqual(rangesOf({ type: 'number', min: 0, max: 1_000, decimals: 0 }), [
      [0, 0],
      [1, 9],
      [10, 99],
      [100, 999],
      [1_000, 1_000],
    ]);
    assert.deepEqual(rangesOf({ type: 'number', min: -20, max: 5, decimals: 1 }), [
      [-20, -10],
      [-9.9, -1],
      [-0.9, -0.1],
      [0, 0.9],
      [1, 5],
    ]);
    const years = rangesOf({ type: 'number', min: 2006, max: 2100, decimals: 0 });
    assert.deepEqual(years.slice(0, 2), [
      [2006, 2009],
      [2010, 2014],
    ]);
    assert.deepEqual(years.at(-1), [2100, 2100]);
  });

  it('of dates are the last ten years, what was before, and what comes after', () => {
    const years = rangesOf({ type: 'date' });
    assert.deepEqual(years[0], [null, '2016-12-31']);
    assert.deepEqual(years[10], ['2026-01-01', '2026-12-31']);
    assert.deepEqual(years[11], ['2027-01-01', null]);
  });

  it('are none where nobody listed the values', () => {
    for (const type of [
      { type: 'text', values: null },
      { type: 'version' },
      { type: 'ip' },
    ] satisfies TraitType[])
      assert.equal(cellsOf(traitOf(type), TODAY), null);
  });
});
