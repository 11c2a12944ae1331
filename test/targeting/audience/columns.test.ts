import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sequence } from '../../../seeds/deterministic.ts';
import { Bitmap, CHUNK_WORDS } from '../../../src/targeting/engines/audience/bitmap.ts';
import type { ReadonlyBitmap } from '../../../src/targeting/engines/audience/bitmap.ts';
import { DiceColumn } from '../../../src/targeting/engines/audience/dice-column.ts';
import { KeptPool } from '../../../src/targeting/engines/audience/kept.ts';
import { NumberColumn } from '../../../src/targeting/engines/audience/number-column.ts';
import { bitmapOf } from '../../../src/targeting/engines/audience/part.ts';
import type { Part } from '../../../src/targeting/engines/audience/part.ts';
import { Scratch } from '../../../src/targeting/engines/audience/scratch.ts';
import { reaching } from '../../../src/targeting/engines/audience/sums.ts';
import { TextColumn } from '../../../src/targeting/engines/audience/text-column.ts';
import { union } from '../../../src/targeting/engines/audience/union.ts';
import { WordsToBitmap } from '../../../src/targeting/engines/audience/words-to-bitmap.ts';
import { bucketOf } from '../../../src/targeting/bucket.ts';
import type { TextLeaf } from '../../../src/targeting/plan.ts';
import { PRIME } from '../../../src/traits/index.ts';

const everybody = (count: number): Bitmap => Bitmap.fromRange(0, count);

function peopleOf(part: Part, people: ReadonlyBitmap): number[] {
  return [...bitmapOf(new Scratch(), part, people)];
}

const asked = (people: ReadonlyBitmap, within: ReadonlyBitmap | null = null) => ({
  scratch: new Scratch(),
  people,
  within,
});

describe('words to bitmap', () => {
  it('keeps every bit, of thin, full and empty chunks', () => {
    const next = sequence(3);
    const expected: number[] = [];
    const made = new WordsToBitmap();
    for (const [chunk, share] of [0.5, 0, 0.001, 1, 0.0625, 0.06].entries()) {
      const words = new Uint32Array(CHUNK_WORDS);
      for (let i = 0; i < CHUNK_WORDS * 32; i += 1) {
        if (next() >= share) continue;
        words[i >>> 5] = (words[i >>> 5] as number) | (1 << (i & 31));
        expected.push(chunk * 65_536 + i);
      }
      made.add(chunk, words);
    }
    assert.ok(made.finish().isEqual(new Bitmap(expected)));
    assert.equal(made.finish().size, 0);
  });
});

describe('union', () => {
  it('joins thin and full sets, few and many', () => {
    const next = sequence(4);
    const all = everybody(70_000);
    for (const shares of [[0.5, 0.0001], Array<number>(150).fill(0.0005), [0.001, 0.9, 0.002, 0.0001]]) {
      const maps = shares.map((share) => {
        const step = (): number => 1 + Math.floor((2 * next()) / share);
        const some = new Bitmap();
        for (let at = step(); at < 70_000; at += step()) some.add(at);
        return some;
      });
      const expected = new Bitmap();
      for (const map of maps) expected.addMany(map);
      assert.ok(union(maps, all, new Scratch()).isEqual(expected));
    }
  });
});

describe('counts that reach', () => {
  it('adds up what every set is worth', () => {
    const sets: [Bitmap, number][] = [
      [new Bitmap([1, 2, 600_000]), 1],
      [new Bitmap([2, 600_000]), 2],
      [new Bitmap([600_000]), 65_536],
    ];
    assert.deepEqual([...reaching(1, sets)], [1, 2, 600_000]);
    assert.deepEqual([...reaching(3, sets)], [2, 600_000]);
    assert.deepEqual([...reaching(65_535, sets)], [600_000]);
    assert.throws(() => reaching(65_536, sets), RangeError);
  });
});

describe('dice column', () => {
  it('finds whom the rule of buckets finds, at the edges of numbers too', () => {
    const edge = fc.constantFrom(0, 1, 2, 65_535, 65_536, PRIME - 2, PRIME - 1);
    const die = fc.oneof(edge, fc.integer({ min: 0, max: PRIME - 1 }));
    fc.assert(
      fc.property(
        fc.array(die, { minLength: 1, maxLength: 200 }),
        fc.oneof(fc.constantFrom(1, 2, PRIME - 1), fc.integer({ min: 1, max: PRIME - 1 })),
        die,
        fc.integer({ min: 0, max: 10_000 }),
        (dice, a, b, below) => {
          const column = new DiceColumn(new KeptPool());
          dice.forEach((one, i) => column.append(i, one));
          const people = everybody(dice.length);
          const expected = dice.flatMap((one, i) => (bucketOf(one, { a, b }) < below ? [i] : []));
          assert.deepEqual(peopleOf(column.find({ a, b, below }, true, asked(people)), people), expected);
          const within = everybody(Math.floor(dice.length / 5));
          const some = column.find({ a, b, below: Math.max(below - 1, 0) }, true, asked(people, within));
          const wanted = dice.slice(0, within.size);
          assert.deepEqual(
            peopleOf(some, people).filter((i) => i < within.size),
            wanted.flatMap((one, i) => (bucketOf(one, { a, b }) < below - 1 ? [i] : [])),
          );
        },
      ),
    );
  });
});

describe('number column', () => {
  const number = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.maxSafeInteger().map((one) => one % 1e15),
  );

  it('compares exactly, in whatever order numbers come', () => {
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 60 }),
        fc.option(fc.constantFrom(0, -25_567, -1e15)),
        number,
        number,
        fc.boolean(),
        (numbers, least, from, to, streamed) => {
          const column = new NumberColumn(least);
          if (streamed) {
            const appender = column.appender();
            numbers.forEach((one, i) => appender.add(i, one));
            appender.finish();
          } else numbers.forEach((one, i) => column.set(i, one));
          const people = everybody(numbers.length);
          for (const sure of [true, false]) {
            const found = column.find({ kind: 'range', trait: '', from, to }, sure, asked(people));
            const expected = numbers.flatMap((one, i) => ((from <= one && one <= to) === sure ? [i] : []));
            assert.deepEqual(peopleOf(found, people), expected);
          }
        },
      ),
    );
  });
});

describe('text column', () => {
  const leaf = (key: string, test: (value: string) => boolean, values: string[] | null = null): TextLeaf => ({
    ...{ kind: 'text', trait: '', key, test, values },
  });

  /** More values than numbers of 16 bits, each of one person and the first of some more. */
  const VALUES = 70_000;
  const valueOf = (ordinal: number): string => `v${ordinal < VALUES ? ordinal : 0}`;

  for (const streamed of [true, false]) {
    it(`knows more values than fit 16 bits, ${streamed ? 'streamed' : 'told one by one'}`, () => {
      const column = new TextColumn(new KeptPool());
      const people = everybody(VALUES + 10);
      const appender = streamed ? column.appender() : null;
      for (const ordinal of people) {
        if (appender === null) column.set(ordinal, valueOf(ordinal));
        else appender.add(ordinal, valueOf(ordinal));
      }
      appender?.finish();
      const questions: TextLeaf[] = [
        leaf('one', (value) => value === 'v69999', ['v69999']),
        leaf('first', (value) => value === 'v0', ['v0']),
        leaf('none', (value) => value === 'w', ['w']),
        leaf('many', (value) => value.endsWith('7')),
        leaf('most', (value) => !value.endsWith('77')),
      ];
      for (const question of questions) {
        for (const sure of [true, false]) {
          const expected = [...people].filter((ordinal) => question.test(valueOf(ordinal)) === sure);
          assert.deepEqual(
            peopleOf(column.find(question, sure, asked(people)), people),
            expected,
            question.key,
          );
        }
      }
    });
  }

  it('asks about a value once, and gives the number of a forgotten value to another', () => {
    const column = new TextColumn(new KeptPool());
    const people = everybody(10);
    let times = 0;
    const question = leaf('a', (value) => {
      times += 1;
      return value.startsWith('a');
    });
    const found = (): number[] => peopleOf(column.find(question, true, asked(people)), people);
    column.set(1, 'a1');
    column.set(2, 'b1');
    assert.deepEqual(found(), [1]);
    column.set(3, 'a1');
    assert.deepEqual(found(), [1, 3]);
    assert.equal(times, 2);
    column.set(4, 'a2');
    assert.deepEqual(found(), [1, 3, 4]);
    assert.equal(times, 3);
    column.set(2, 'a1');
    column.compact();
    assert.ok(![...column.frames()].some((frame) => JSON.stringify(frame).includes('b1')));
    column.set(5, 'b2');
    column.set(6, 'a3');
    assert.deepEqual(found(), [1, 2, 3, 4, 6]);
  });
});
