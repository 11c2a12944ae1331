import type { Literal } from './literal.ts';
import { meet } from './literal.ts';
import type { Compound, Normal } from './normal.ts';
import { isCompound } from './normal.ts';

/** Holds where all of its literals hold and all of `rest`, which was too wide to be taken apart. */
export interface Conjunction {
  readonly literals: ReadonlyMap<string, Literal>;
  readonly rest: readonly Compound[];
}

/** Of the conjunctions that stand for an offer; what would make more is evaluated as it is. */
export const MOST_CONJUNCTIONS = 64;

/** The ways in which something can hold: at most how many, and which. Those that are not needed are never made. */
interface Ways {
  readonly count: number;
  readonly make: () => readonly Conjunction[];
}

const wholeOf = (node: Compound): Ways => ({
  count: 1,
  make: () => [{ literals: new Map(), rest: [node] }],
});

function meetAll(a: Conjunction, b: Conjunction): Conjunction | null {
  const literals = new Map(a.literals);
  for (const [key, literal] of b.literals) {
    const other = literals.get(key);
    const both = other === undefined ? literal : meet(other, literal);
    if (both === null) return null;
    literals.set(key, both);
  }
  return { literals, rest: [...a.rest, ...b.rest] };
}

function anyOf(node: Compound): Ways {
  const parts = node.of.map(waysOf);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return count > MOST_CONJUNCTIONS
    ? wholeOf(node)
    : { count, make: () => parts.flatMap((part) => part.make()) };
}

function allOf({ of }: Compound): Ways {
  const literals = new Map<string, Literal>();
  for (const part of of) if (!isCompound(part)) literals.set(part.key, part);
  const choices = of
    .filter(isCompound)
    .map((part) => ({ part, ways: waysOf(part) }))
    .sort((a, b) => a.ways.count - b.ways.count);
  let count = 1;
  const factors = choices.map(({ part, ways }) => {
    if (count * ways.count > MOST_CONJUNCTIONS) return wholeOf(part);
    count *= ways.count;
    return ways;
  });
  const make = (): readonly Conjunction[] =>
    factors.reduce<readonly Conjunction[]>(
      (product, factor) => {
        const ways = factor.make();
        return product.flatMap((one) => ways.flatMap((other) => meetAll(one, other) ?? []));
      },
      [{ literals, rest: [] }],
    );
  return { count, make };
}

function waysOf(node: Normal): Ways {
  if (isCompound(node)) return node.kind === 'all' ? allOf(node) : anyOf(node);
  return { count: 1, make: () => [{ literals: new Map([[node.key, node]]), rest: [] }] };
}

/** Disjunctive normal form: the conjunctions of which one at least must hold. */
export const conjunctionsOf = (node: Normal): readonly Conjunction[] => waysOf(node).make();
