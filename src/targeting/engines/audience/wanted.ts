import type { Plan, PlanLeaf } from '../../plan.ts';

/**
 * What has to be found for a plan, with every `not` gone: who is surely true or surely false of a leaf, who is in all, who
 * is in any of some sets. In Kleene's logic nobody is surely true of a negation but who is surely false of what is
 * negated, and nobody is surely false of a conjunction but who is of a part of it; so one set for each node is enough.
 */
export type Wanted = WantedLeaf | WantedJoined;

interface Node {
  /** The same for what is the same set. */
  readonly id: number;
  /** How many other nodes want it. */
  uses: number;
}

export interface WantedLeaf extends Node {
  readonly kind: 'leaf';
  readonly leaf: PlanLeaf;
  readonly sure: boolean;
}

export interface WantedJoined extends Node {
  readonly kind: 'all' | 'any';
  readonly of: readonly Wanted[];
}

function keyOf(leaf: PlanLeaf): string {
  switch (leaf.kind) {
    case 'known':
      return `known ${leaf.trait}`;
    case 'range':
      return `range ${leaf.trait} ${leaf.from} ${leaf.to}`;
    case 'text':
      return `text ${leaf.trait} ${leaf.key}`;
    case 'member':
      return `member ${leaf.of} ${leaf.id}`;
    case 'did':
      return `did ${leaf.from} ${leaf.to} ${leaf.atLeast} ${leaf.event}`;
    case 'first':
    case 'last':
      return `${leaf.kind} ${leaf.from} ${leaf.to} ${leaf.event}`;
    case 'bucket':
      return `bucket ${leaf.a} ${leaf.b} ${leaf.below}`;
  }
}

/** Brings a plan into this form; equal parts of it become one node. */
export function wantedOf(plan: Plan): Wanted {
  const nodes = new Map<string, Wanted>();
  const once = (key: string, make: (id: number) => Wanted): Wanted => {
    const node = nodes.get(key) ?? make(nodes.size);
    nodes.set(key, node);
    return node;
  };

  const joined = (kind: 'all' | 'any', parts: readonly Wanted[]): Wanted => {
    const flat = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
    const of = [...new Set(flat)];
    const [only] = of;
    if (of.length === 1 && only !== undefined) return only;
    const ids = of.map(({ id }) => id).sort((a, b) => a - b);
    return once(`${kind} ${ids.join(' ')}`, (id) => {
      for (const part of of) part.uses += 1;
      return { kind, of, id, uses: 0 };
    });
  };

  const want = (part: Plan, sure: boolean): Wanted => {
    switch (part.kind) {
      case 'not':
        return want(part.of, !sure);
      case 'all':
      case 'any':
        return joined(
          (part.kind === 'all') === sure ? 'all' : 'any',
          part.of.map((each) => want(each, sure)),
        );
      default:
        return once(`${sure} ${keyOf(part)}`, (id) => ({ kind: 'leaf', leaf: part, sure, id, uses: 0 }));
    }
  };

  return want(plan, true);
}
