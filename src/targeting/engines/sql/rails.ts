import type { Plan, PlanLeaf } from '../../plan.ts';

/**
 * One side of a plan, "is true" or "is false", with no negation left: `where` takes SQL's unknown for a no, and a `not`
 * around it would make a yes of it. Who is on neither side is one of whom it is not known. A constant is everybody's.
 */
export type Rail = boolean | Clause;
export type Clause = Says | { readonly kind: 'all' | 'any'; readonly of: readonly Clause[] };

export interface Says {
  readonly kind: 'says';
  readonly leaf: RailLeaf;
  readonly truth: boolean;
}

/** `numbers`: the value is one of these, which is what a list of numbers comes down to. */
export type RailLeaf =
  PlanLeaf | { readonly kind: 'numbers'; readonly trait: string; readonly values: readonly number[] };

/** "One of many points" and "none of many points" are one question each. */
function gatherPoints(kind: 'all' | 'any', parts: readonly Clause[]): Clause[] {
  const truth = kind === 'any';
  const points = new Map<string, number[]>();
  const others = parts.filter((part) => {
    if (part.kind !== 'says' || part.truth !== truth || part.leaf.kind !== 'range') return true;
    const { trait, from, to } = part.leaf;
    if (from !== to) return true;
    const found = points.get(trait);
    if (found === undefined) points.set(trait, [from]);
    else found.push(from);
    return false;
  });
  const gathered = [...points].map(([trait, values]): Says => ({
    kind: 'says',
    leaf: { kind: 'numbers', trait, values },
    truth,
  }));
  return [...others, ...gathered];
}

/** A join inside a join of the same kind becomes a part of it, so that only what alternates is deep. */
function join(kind: 'all' | 'any', parts: readonly Rail[]): Rail {
  const deciding = kind === 'any';
  if (parts.includes(deciding)) return deciding;
  const flat = parts.flatMap((part) =>
    typeof part === 'boolean' ? [] : part.kind === kind ? part.of : [part],
  );
  const of = gatherPoints(kind, flat);
  return of.length < 2 ? (of[0] ?? !deciding) : { kind, of };
}

function railOf(plan: Plan, truth: boolean): Rail {
  switch (plan.kind) {
    case 'not':
      return railOf(plan.of, !truth);
    case 'all':
    case 'any': {
      // De Morgan: where a join is false, the other join of what is false is true.
      const other = plan.kind === 'all' ? 'any' : 'all';
      const parts = plan.of.map((part) => railOf(part, truth));
      return join(truth ? plan.kind : other, parts);
    }
    default:
      return { kind: 'says', leaf: plan, truth };
  }
}

export const isTrue = (plan: Plan): Rail => railOf(plan, true);
export const isFalse = (plan: Plan): Rail => railOf(plan, false);

/** All that a rail asks. */
export const leavesOf = (rail: Rail): readonly Says[] =>
  typeof rail === 'boolean' ? [] : rail.kind === 'says' ? [rail] : rail.of.flatMap(leavesOf);
