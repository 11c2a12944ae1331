import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EXPANDED_DEPTH, EXPANDED_NODES } from '../../../src/targeting/criteria/ast.ts';
import type { Criterion, Expanded } from '../../../src/targeting/criteria/ast.ts';
import { expandCriterion } from '../../../src/targeting/criteria/expand.ts';
import type { CriterionProblem } from '../../../src/targeting/criteria/problems.ts';
import { criteria, everyType } from '../../support/criteria-arbitrary.ts';
import { dose } from '../../support/dose.ts';

const segment = (id: string | number): Criterion => ({ op: 'segment', segment: `seg_${id}` });
const and = (...all: Criterion[]): Criterion => ({ op: 'and', all });
const or = (...all: Criterion[]): Criterion => ({ op: 'or', all });
const not = (of: Criterion): Criterion => ({ op: 'not', of });
const leaf: Criterion = { op: 'exists', trait: 'plan' };
const segments = (criteria: Readonly<Record<string, Criterion>>): ReadonlyMap<string, Criterion> =>
  new Map(Object.entries(criteria).map(([id, criterion]) => [`seg_${id}`, criterion]));
/** Segments 0, 1, 2 and so on, each made of the one before it. */
const tower = (count: number, next: (below: Criterion) => Criterion, ground: Criterion = leaf) =>
  new Map(
    Array.from({ length: count }, (_, i): [string, Criterion] => [
      `seg_${i}`,
      i === 0 ? ground : next(segment(i - 1)),
    ]),
  );

function expanded(criterion: Criterion, known: ReadonlyMap<string, Criterion>): Expanded {
  const expansion = expandCriterion(criterion, known);
  assert.ok('expanded' in expansion, JSON.stringify(expansion));
  return expansion.expanded;
}

function problemOf(
  criterion: Criterion,
  known: ReadonlyMap<string, Criterion>,
): CriterionProblem | undefined {
  const expansion = expandCriterion(criterion, known);
  assert.ok('problems' in expansion);
  assert.equal(expansion.problems.length, 1);
  return expansion.problems[0];
}

const tooMany = `at most ${EXPANDED_NODES} conditions, those of segments included`;
const tooDeep = `at most ${EXPANDED_DEPTH} levels, those of segments included`;

describe('segments put in place', () => {
  it('is what they say, at every place that names them', () => {
    const a: Criterion = { op: 'eq', trait: 'plan', value: 'pro' };
    const known = segments({
      a,
      b: not(segment('a')),
      c: or(segment('b'), leaf, segment('a')),
      d: segment('c'),
    });
    assert.deepEqual(expanded(and(segment('d'), leaf, not(segment('a'))), known), {
      ...{ op: 'and', all: [or(not(a), leaf, a), leaf, not(a)] },
    });
    assert.deepEqual(expanded(segment('d'), known), or(not(a), leaf, a));
    // What nobody names may be as it likes.
    assert.deepEqual(expanded(leaf, segments({ x: segment('x'), y: segment('gone') })), leaf);
  });

  it('is what putting them in by hand makes', () => {
    const ids = ['seg_0', 'seg_1', 'seg_2', 'seg_3'];
    const of = (segments: readonly string[]) => criteria({ traits: everyType, segments, depth: 2, parts: 2 });
    const byHand = (criterion: Criterion, known: readonly Criterion[]): Criterion => {
      if (criterion.op === 'segment') return byHand(known[Number(criterion.segment.slice(4))] ?? leaf, known);
      if (criterion.op === 'not') return not(byHand(criterion.of, known));
      if (criterion.op === 'and' || criterion.op === 'or')
        return { op: criterion.op, all: criterion.all.map((part) => byHand(part, known)) };
      return criterion;
    };
    // Each names those before it alone.
    const some = fc.tuple(of([]), of(ids.slice(0, 1)), of(ids.slice(0, 2)), of(ids.slice(0, 3)), of(ids));
    fc.assert(
      fc.property(some, ([zero, one, two, three, whole]) => {
        const known = [zero, one, two, three];
        const map = new Map(known.map((criterion, i) => [`seg_${i}`, criterion]));
        assert.deepEqual(expanded(whole, map), byHand(whole, known));
      }),
      { numRuns: dose(300, 5_000) },
    );
  });

  it('refuses segments that lead back to themselves, and says how', () => {
    const known = segments({
      ...{
        self: not(segment('self')),
        a: and(leaf, segment('b')),
        b: or(segment('c'), leaf),
        c: segment('a'),
      },
      ...{ in: segment('a'), ok: leaf, late: and(segment('ok'), segment('ok'), segment('self')) },
    });
    const circle = (...ids: string[]): string =>
      `segments that do not lead back to themselves: ${ids.map((id) => `seg_${id}`).join(' > ')}`;
    for (const [criterion, at, wants] of [
      [segment('self'), 'segment.segment', circle('self', 'self')],
      [and(leaf, segment('a')), 'and[1].segment.segment', circle('a', 'b', 'c', 'a')],
      [not(or(segment('ok'), segment('in'))), 'not.or[1].segment.segment', circle('a', 'b', 'c', 'a')],
      [segment('late'), 'segment.segment', circle('self', 'self')],
    ] as const) {
      assert.deepEqual(problemOf(criterion, known), { at, wants });
    }
    const long = tower(50_000, (below) => below, segment(49_999));
    assert.ok(problemOf(segment(0), long)?.wants.endsWith('seg_1 > seg_0'));
  });

  it('refuses segments that are not there', () => {
    const known = segments({ a: and(leaf, segment('b')), b: segment('gone'), constructor: leaf });
    assert.deepEqual(problemOf(segment('gone'), known), {
      ...{ at: 'segment.segment', wants: 'segments that exist: seg_gone' },
    });
    assert.deepEqual(problemOf(or(leaf, segment('a')), known), {
      ...{ at: 'or[1].segment.segment', wants: 'segments that exist: seg_a > seg_b > seg_gone' },
    });
    // Those that are there are not on the way to the one that is not.
    const both = segments({ ok: leaf, half: and(segment('ok'), segment('gone')) });
    assert.deepEqual(problemOf(segment('half'), both)?.wants, 'segments that exist: seg_half > seg_gone');
    assert.deepEqual(problemOf({ op: 'segment', segment: 'toString' }, known), {
      ...{ at: 'segment.segment', wants: 'segments that exist: toString' },
    });
  });

  it('fails at once where segments double each other', () => {
    const doubling = tower(10_000, (below) => and(below, below));
    // 2 to the power of 10, less one, and 11.
    expanded(segment(9), doubling);
    for (const top of [10, 11, 64, 9_999])
      assert.deepEqual(problemOf(segment(top), doubling), { at: 'segment.segment', wants: tooMany });
    const wide = tower(2_000, (below) => or(...Array<Criterion>(199).fill(below)));
    assert.deepEqual(problemOf(segment(1_999), wide), { at: 'segment.segment', wants: tooMany });
  });

  it('counts conditions as they are with segments in place', () => {
    const hundred = segments({ h: or(...Array<Criterion>(99).fill(leaf)) });
    const times = (count: number): Criterion[] => Array<Criterion>(count).fill(segment('h'));
    expanded(and(...times(19), ...Array<Criterion>(99).fill(leaf)), hundred);
    assert.deepEqual(problemOf(and(...times(19), ...Array<Criterion>(100).fill(leaf)), hundred), {
      ...{ at: 'criterion', wants: tooMany },
    });
    assert.deepEqual(problemOf(and(...times(20)), hundred), { at: 'criterion', wants: tooMany });
  });

  it('counts levels, but not segments in a row', () => {
    const deep = tower(200, not);
    expanded(segment(99), deep);
    expanded(not(segment(98)), deep);
    assert.deepEqual(problemOf(not(segment(99)), deep), { at: 'criterion', wants: tooDeep });
    assert.deepEqual(problemOf(and(leaf, segment(150)), deep), {
      at: 'and[1].segment.segment',
      wants: tooDeep,
    });
    assert.deepEqual(
      expanded(
        segment(99_999),
        tower(100_000, (below) => below),
      ),
      leaf,
    );
  });
});
