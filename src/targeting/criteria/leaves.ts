import type { Criterion, Leaf } from './ast.ts';
import { inside } from './problems.ts';

/** The conditions of a criterion in the order in which they are written, each with its place, e.g. `and[1].lt`. */
export function* leavesOf(criterion: Criterion, at = ''): Generator<readonly [at: string, leaf: Leaf]> {
  const within = inside(at, criterion.op);
  switch (criterion.op) {
    case 'and':
    case 'or':
      for (const [i, part] of criterion.all.entries()) yield* leavesOf(part, `${within}[${i}]`);
      break;
    case 'not':
      yield* leavesOf(criterion.of, within);
      break;
    default:
      yield [within, criterion];
  }
}

/** What a criterion names, its segments' own criteria apart. */
export interface References {
  readonly traits: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

export function referencesOf(criterion: Criterion): References {
  const traits = new Set<string>();
  const events = new Set<string>();
  const apps = new Set<string>();
  const lists = new Set<string>();
  const segments = new Set<string>();
  for (const [, leaf] of leavesOf(criterion)) {
    if ('trait' in leaf) traits.add(leaf.trait);
    if ('event' in leaf) events.add(leaf.event);
    if ('app' in leaf) apps.add(leaf.app);
    if ('list' in leaf) lists.add(leaf.list);
    if ('segment' in leaf) segments.add(leaf.segment);
  }
  return { traits, events, apps, lists, segments };
}
