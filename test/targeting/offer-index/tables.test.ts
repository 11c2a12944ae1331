import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextLiteral } from '../../../src/targeting/engines/offer-index/literal.ts';
import { NumberTable } from '../../../src/targeting/engines/offer-index/number-table.ts';
import { newRow } from '../../../src/targeting/engines/offer-index/rows.ts';
import type { Row } from '../../../src/targeting/engines/offer-index/rows.ts';
import type { Spans } from '../../../src/targeting/engines/offer-index/spans.ts';
import {
  complement,
  includes,
  intersect,
  spanOf,
  unite,
} from '../../../src/targeting/engines/offer-index/spans.ts';
import { TextTable } from '../../../src/targeting/engines/offer-index/text-table.ts';

const end = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(-Infinity, Infinity));
const spans: fc.Arbitrary<Spans> = fc
  .array(fc.tuple(end, end), { maxLength: 5 })
  .map((some) =>
    unite(some.filter(([a, b]) => a !== Infinity && b !== -Infinity).map(([a, b]) => spanOf(a, b))),
  );
const places = Array.from({ length: 47 }, (_, i) => i - 23);

const bits = (row: Row): number[] => {
  const slots: number[] = [];
  for (const [word, bits] of row.entries()) {
    for (let bit = 0; bits >>> bit !== 0 && bit < 32; bit += 1)
      if ((bits >>> bit) & 1) slots.push(word * 32 + bit);
  }
  return slots;
};

describe('spans of whole numbers', () => {
  it('are united, intersected and turned inside out', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        for (const place of places) {
          assert.equal(includes(unite([a, b]), place), includes(a, place) || includes(b, place));
          assert.equal(includes(intersect([a, b]), place), includes(a, place) && includes(b, place));
          assert.equal(includes(complement(a), place), !includes(a, place));
        }
        assert.deepEqual(complement(complement(a)), a);
        for (const [i, [from]] of a.entries()) assert.ok(i === 0 || from > (a[i - 1]?.[1] ?? 0) + 1);
      }),
    );
  });
});

describe('a table of numbers', () => {
  it('rejects what the spans leave out, after any additions and removals', () => {
    const step = fc.record({ slot: fc.nat({ max: 400 }), spans, unknown: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 200, maxLength: 500 }), (steps) => {
        const table = new NumberTable();
        const held = new Map<number, { spans: Spans; unknown: boolean }>();
        const look = (): void => {
          for (const place of [...places, NaN]) {
            const row = newRow();
            table.reject(place, row);
            const expected = [...held].filter(([, one]) =>
              Number.isNaN(place) ? !one.unknown : !includes(one.spans, place),
            );
            assert.deepEqual(
              bits(row),
              expected.map(([slot]) => slot).sort((a, b) => a - b),
            );
          }
        };
        for (const { slot, ...one } of steps) {
          const known = held.get(slot);
          if (known === undefined) {
            table.add(slot, one.spans, one.unknown);
            held.set(slot, one);
          } else {
            table.remove(slot, known.spans);
            held.delete(slot);
          }
        }
        look();
        for (const [slot, one] of [...held].slice(5)) {
          table.remove(slot, one.spans);
          held.delete(slot);
        }
        look();
        assert.equal(table.size, held.size);
      }),
      { numRuns: 10 },
    );
  });

  it('holds thousands of turns', () => {
    const table = new NumberTable();
    for (let slot = 0; slot < 4_000; slot += 1) table.add(slot, [[slot % 1_000, slot]], false);
    for (let slot = 0; slot < 4_000; slot += 3) table.remove(slot, [[slot % 1_000, slot]]);
    for (const value of [-1, 0, 500, 999, 1_000, 3_999, 4_000]) {
      const row = newRow();
      table.reject(value, row);
      const expected = Array.from({ length: 4_000 }, (_, slot) => slot).filter(
        (slot) => slot % 3 !== 0 && !(slot % 1_000 <= value && value <= slot),
      );
      assert.deepEqual(bits(row), expected);
    }
  });
});

describe('a table of texts', () => {
  const literal = (listed: boolean, ...values: string[]): TextLiteral => ({
    ...{ kind: 'text', key: 'text note', trait: 'note', listed, tests: [] },
    values: new Set(values),
  });
  const rejected = (table: TextTable, text: string | undefined): number[] => {
    const row = newRow();
    table.reject(text, row);
    return bits(row);
  };

  it('rejects what lists leave out, and everybody who is not known', () => {
    const table = new TextTable();
    table.add(1, literal(true, 'a', 'b'));
    table.add(2, literal(false, 'a'));
    assert.deepEqual(rejected(table, 'a'), [2]);
    assert.deepEqual(rejected(table, 'b'), []);
    assert.deepEqual(rejected(table, 'c'), [1]);
    assert.deepEqual(rejected(table, undefined), [1, 2]);
    table.add(3, literal(true, 'c'));
    table.remove(1, literal(true, 'a', 'b'));
    assert.deepEqual(rejected(table, 'a'), [2, 3]);
    assert.deepEqual(rejected(table, 'c'), []);
  });

  it('learns for one text only, and forgets with the conjunction', () => {
    const table = new TextTable();
    table.add(7, literal(false));
    assert.deepEqual(rejected(table, 'a'), []);
    table.learn(7);
    assert.deepEqual(rejected(table, 'a'), [7]);
    assert.deepEqual(rejected(table, 'b'), []);
    table.remove(7, literal(false));
    table.add(7, literal(false));
    assert.deepEqual(rejected(table, 'a'), []);
  });

  it('keeps a bounded number of texts, and is right about those it dropped', () => {
    const table = new TextTable();
    table.add(1, literal(true, ...Array.from({ length: 350 }, (_, i) => `${i * 2}`)));
    for (let round = 0; round < 2; round += 1) {
      for (let text = 0; text < 700; text += 1) {
        assert.deepEqual(rejected(table, `${text}`), text % 2 === 0 ? [] : [1]);
      }
    }
  });
});
