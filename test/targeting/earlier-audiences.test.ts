import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expanded } from '../../src/targeting/criteria/ast.ts';
import { Bitmap } from '../../src/targeting/engines/audience/bitmap.ts';
import { EarlierAudiences } from '../../src/targeting/preview/earlier-audiences.ts';
import type { LiveAudiences } from '../../src/targeting/preview/earlier-audiences.ts';
import { hashOf } from '../../src/targeting/preview/normal.ts';
import type { Question } from '../../src/targeting/preview/questions.ts';
import { run } from '../../src/targeting/preview/settle.ts';

/** Lists of people stand for criteria, and can be changed at will. */
class World implements LiveAudiences {
  readonly lists: Bitmap[] = [];
  changes = 0;
  today = 0;
  readonly traits = new Map();
  asked = 0;

  members(criterion: Expanded): Bitmap {
    this.asked += 1;
    return this.#members(criterion);
  }

  #members(criterion: Expanded): Bitmap {
    if (criterion.op === 'list') return this.#list(criterion.list).clone();
    if (criterion.op === 'and') {
      const [first, ...others] = criterion.all.map((part) => this.#members(part));
      return others.reduce((met, part) => met.andInPlace(part), first ?? new Bitmap());
    }
    // Nobody ever did anything.
    if (criterion.op === 'did') return new Bitmap();
    if (criterion.op === 'or') return Bitmap.orMany(criterion.all.map((part) => this.#members(part)));
    throw new Error('lists only');
  }

  #list(name: string): Bitmap {
    const list = this.lists[Number(name)];
    if (list === undefined) throw new Error('no such list');
    return list;
  }
}

const list = (index: number): Expanded => ({ op: 'list', list: String(index) });
const hash = (criterion: Expanded): string => hashOf(criterion, new Map());

/** Cells are further lists. */
const questionOf = (index: number, cells: readonly number[] = []): Question => ({
  key: `${index} ${cells.join()}`,
  hash: hash(list(index)),
  criterion: list(index),
  cells: cells.map((cell) => ({ value: cell, from: null, to: null, known: true, criterion: list(cell) })),
});

/** The question that is a cell of another. */
const questionOfCell = (index: number, cell: number): Question => {
  const criterion: Expanded = { op: 'and', all: [list(cell), list(index)] };
  return { key: `${index} and ${cell}`, hash: hash(criterion), criterion, cells: [] };
};

/** The rule, without any shortcut. */
function isTooNear(world: World, own: Question, earlier: readonly Question[]): boolean {
  const members = world.members(own.criterion);
  for (const question of earlier) {
    if (question === own || question.hash === own.hash) return false;
    const whole = world.members(question.criterion);
    if (members.xorCardinality(whole) < 300) return true;
    const near = question.cells.filter(
      (cell) => members.xorCardinality(Bitmap.and(whole, world.members(cell.criterion))) < 300,
    );
    if (near.length === 0) continue;
    return !near.some((cell) => hash({ op: 'and', all: [question.criterion, cell.criterion] }) === own.hash);
  }
  return false;
}

/** From so many on, so many, but with some at the beginning turned round. */
const people = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 299, 300, 600),
    fc.constantFrom(0, 1, 150, 298, 299, 300, 301, 599, 600, 900),
    fc.nat(3),
  )
  .map(([from, count, turned]) => {
    const members = Bitmap.fromRange(from, from + count);
    members.flipRange(0, turned);
    return members;
  });

describe('earlier audiences', () => {
  it('are near exactly where 299 people or fewer are in one and not in the other, however sizes and people move', async () => {
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('ask' as const), of: fc.nat(7), cells: fc.nat(4) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('move' as const), who: fc.nat(900), lists: fc.nat(255) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace' as const), of: fc.nat(7), people }) },
    );
    let refused = 0;
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(people, { minLength: 8, maxLength: 8 }),
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.constantFrom(0, 400, 1_000_000),
        async (lists, steps, memory) => {
          const world = new World();
          world.lists.push(...lists.map((one) => one.clone()));
          const earlier = new EarlierAudiences(world, memory);
          const asked: Question[] = [];
          for (const one of steps) {
            if (one.kind === 'ask') {
              // Three cells of the last lists; they need not be a partition.
              const question =
                one.cells === 4
                  ? questionOfCell(one.of, 5 + (one.of % 3))
                  : questionOf(one.of, one.cells === 3 ? [5, 6, 7] : []);
              const own = asked.find(({ key }) => key === question.key) ?? question;
              if (own === question) asked.push(own);
              const members = world.members(own.criterion);
              const said = await run(earlier.isTooNear({ hash: own.hash, members }, own, asked));
              assert.equal(said, isTooNear(world, own, asked));
              if (said) refused += 1;
              else answered += 1;
              if (said) asked.splice(asked.indexOf(own), 1);
            } else if (one.kind === 'move') {
              world.changes += 1;
              world.lists.forEach((map, i) => {
                if ((one.lists >> i) % 2 === 1) map.flipRange(one.who, one.who + 1);
              });
            } else {
              const before = world.lists[one.of] ?? new Bitmap();
              world.changes += before.xorCardinality(one.people);
              world.lists[one.of] = one.people.clone();
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(refused > 200 && answered > 200, `${refused} refused, ${answered} answered`);
  });

  it('are looked at again only where sizes do not tell, or another day may have changed them', async () => {
    const world = new World();
    world.lists.push(
      Bitmap.fromRange(0, 5_000),
      Bitmap.fromRange(0, 10_000),
      Bitmap.fromRange(20_000, 25_200),
    );
    const earlier = new EarlierAudiences(world);
    const login: Expanded = { op: 'did', event: 'login', atLeast: 1, days: 1 };
    const timed: Question = {
      ...questionOf(0),
      criterion: { op: 'and', all: [list(0), { op: 'or', all: [login, list(0)] }] },
    };
    const asked = [timed, questionOf(1), questionOf(2)];
    const own = asked[2] ?? timed;
    const target = { hash: own.hash, members: world.members(own.criterion) };
    const looks = async (): Promise<number> => {
      const before = world.asked;
      assert.equal(await run(earlier.isTooNear(target, own, asked)), false);
      return world.asked - before;
    };
    assert.equal(await looks(), 2);
    assert.equal(await looks(), 0);
    world.changes += 6_000;
    assert.equal(await looks(), 0, 'people that are remembered tell it');
    world.changes += 4_000;
    assert.equal(await looks(), 1, 'so many changes could have brought the first near');
    world.changes += 5_000;
    assert.equal(await looks(), 1, 'and now the second');
    assert.equal(await looks(), 0);
    world.today += 1;
    assert.equal(await looks(), 1, 'another day may have changed what speaks of days');
    world.today += 1;
    await run(earlier.measure(asked));
    assert.equal(await looks(), 0);
    assert.ok(earlier.memory > 0);
  });
});
