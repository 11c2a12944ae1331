import type { Plan, PlanLeaf } from '../../plan.ts';
import type { Column, Literal } from './literal.ts';
import { join, meet } from './literal.ts';
import type { Spans } from './spans.ts';
import { complement, everything, spanOf } from './spans.ts';

/** A plan without negations: it holds where the plan is clearly true, and does not hold where that is false or not known. */
export type Normal = Literal | Compound;

export interface Compound {
  readonly kind: 'all' | 'any';
  readonly of: readonly Normal[];
}

export const always: Normal = { kind: 'all', of: [] };
export const never: Normal = { kind: 'any', of: [] };

const isNever = (node: Normal): boolean =>
  (node.kind === 'any' && node.of.length === 0) ||
  (node.kind === 'number' && node.spans.length === 0 && !node.unknown) ||
  (node.kind === 'text' && node.listed && node.values.size === 0);

const isAlways = (node: Normal): boolean => node.kind === 'all' && node.of.length === 0;

export const isCompound = (node: Normal): node is Compound => node.kind === 'all' || node.kind === 'any';

/** Parts joined: what is nested in its own kind is laid flat, and literals about the same thing become one. */
function compound(kind: 'all' | 'any', parts: readonly Normal[]): Normal {
  const [ends, endsIt, merge] = kind === 'all' ? [never, isNever, meet] : [always, isAlways, join];
  const drops = kind === 'all' ? isAlways : isNever;
  const groups = new Map<string, [Literal, ...Literal[]]>();
  const others: Normal[] = [];
  for (const part of parts.flatMap((one) => (one.kind === kind ? one.of : [one]))) {
    if (endsIt(part)) return ends;
    if (drops(part)) continue;
    if (isCompound(part)) {
      others.push(part);
      continue;
    }
    const group = groups.get(part.key);
    if (group === undefined) groups.set(part.key, [part]);
    else group.push(part);
  }
  const literals: Literal[] = [];
  for (const group of groups.values()) {
    const merged = group.length === 1 ? group[0] : merge(...group);
    if (merged === null) return ends;
    literals.push(merged);
  }
  const of = [...literals, ...others];
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind, of };
}

function numeric(of: Column['of'], name: string, spans: Spans, unknown: boolean): Literal {
  return { kind: 'number', key: `${of} ${name}`, column: { of, name }, spans, unknown };
}

const within = ({ from, to }: { readonly from: number; readonly to: number }, wanted: boolean): Spans =>
  wanted ? spanOf(from, to) : complement(spanOf(from, to));

function literalOf(leaf: PlanLeaf, wanted: boolean): Normal {
  switch (leaf.kind) {
    case 'known':
      return numeric('known', leaf.trait, wanted ? everything : [], !wanted);
    case 'range':
      return numeric('trait', leaf.trait, within(leaf, wanted), false);
    case 'first':
    case 'last':
      return numeric(leaf.kind, leaf.event, within(leaf, wanted), false);
    case 'text': {
      const about = { kind: 'text', key: `text ${leaf.trait}`, trait: leaf.trait } as const;
      return leaf.values === null
        ? { ...about, listed: false, values: new Set(), tests: [{ test: leaf, wanted }] }
        : { ...about, listed: wanted, values: new Set(leaf.values), tests: [] };
    }
    case 'member':
      return { kind: 'member', key: `${leaf.of} ${leaf.id}`, leaf, wanted };
    case 'bucket':
      return { kind: 'asked', key: `bucket ${leaf.a} ${leaf.b} ${leaf.below}`, leaf, wanted };
    case 'did': {
      const { event, atLeast, from, to } = leaf;
      if (atLeast <= 0) return wanted ? always : never;
      const key = `did ${atLeast} ${from} ${to} ${event}`;
      const asked: Literal = { kind: 'asked', key, leaf, wanted };
      // Says nothing new, but can be looked up: who did it did it last on that day or later.
      return wanted ? compound('all', [numeric('last', event, spanOf(from, Infinity), false), asked]) : asked;
    }
  }
}

/** Brings a plan to negation normal form. */
export function normalOf(plan: Plan, wanted = true): Normal {
  switch (plan.kind) {
    case 'not':
      return normalOf(plan.of, !wanted);
    case 'all':
    case 'any':
      return compound(
        (plan.kind === 'all') === wanted ? 'all' : 'any',
        plan.of.map((part) => normalOf(part, wanted)),
      );
    default:
      return literalOf(plan, wanted);
  }
}
