import type { Criterion, Expanded } from './ast.ts';
import { EXPANDED_DEPTH, EXPANDED_NODES } from './ast.ts';
import { leavesOf, referencesOf } from './leaves.ts';
import type { CriterionProblem } from './problems.ts';

/** Segments' criteria by id. */
export type Segments = ReadonlyMap<string, Criterion>;

interface Sized {
  readonly expanded: Expanded;
  /** As if nothing were shared: parts that occur twice count twice. */
  readonly nodes: number;
  readonly depth: number;
}

/** Puts segments that are themselves expanded in place. What they say is shared, not copied. */
function replace(criterion: Criterion, done: ReadonlyMap<string, Sized>): Sized {
  switch (criterion.op) {
    case 'segment': {
      const sized = done.get(criterion.segment);
      if (sized === undefined) throw new Error('A segment is expanded after those that it names.');
      return sized;
    }
    case 'and':
    case 'or': {
      const parts = criterion.all.map((part) => replace(part, done));
      return {
        expanded: { op: criterion.op, all: parts.map(({ expanded }) => expanded) },
        nodes: parts.reduce((sum, { nodes }) => sum + nodes, 1),
        depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
      };
    }
    case 'not': {
      const { expanded, nodes, depth } = replace(criterion.of, done);
      return { expanded: { op: 'not', of: expanded }, nodes: nodes + 1, depth: depth + 1 };
    }
    default:
      return { expanded: criterion, nodes: 1, depth: 1 };
  }
}

function wantsSmaller({ nodes, depth }: Sized): string | null {
  if (nodes > EXPANDED_NODES) return `at most ${EXPANDED_NODES} conditions, those of segments included`;
  return depth > EXPANDED_DEPTH ? `at most ${EXPANDED_DEPTH} levels, those of segments included` : null;
}

/**
 * Expands a segment after all those that it names, each once, and stops at the first that cannot be. Says what it would
 * want, or null. Not by recursion, for nothing limits how many segments name each other in a row.
 */
function expandInto(done: Map<string, Sized>, first: string, segments: Segments): string | null {
  const path: { readonly id: string; readonly criterion: Criterion; readonly names: Iterator<string> }[] = [];
  const open = new Set<string>();
  const enter = (id: string): string | null => {
    const way = (): string[] => [...open, id];
    if (open.has(id)) {
      const circle = way().slice(way().indexOf(id));
      return `segments that do not lead back to themselves: ${circle.join(' > ')}`;
    }
    const criterion = segments.get(id);
    if (criterion === undefined) return `segments that exist: ${way().join(' > ')}`;
    path.push({ id, criterion, names: referencesOf(criterion).segments.values() });
    open.add(id);
    return null;
  };
  let wants = enter(first);
  for (let last = path.at(-1); wants === null && last !== undefined; last = path.at(-1)) {
    const next = last.names.next();
    if (next.done !== true) {
      if (!done.has(next.value)) wants = enter(next.value);
      continue;
    }
    const sized = replace(last.criterion, done);
    wants = wantsSmaller(sized);
    done.set(last.id, sized);
    open.delete(last.id);
    path.pop();
  }
  return wants;
}

/**
 * Puts what segments say in the place of their names. A segment is expanded once, however often it is named, and what
 * becomes too large is refused before it is built.
 */
export function expandCriterion(
  criterion: Criterion,
  segments: Segments,
): { readonly expanded: Expanded } | { readonly problems: readonly CriterionProblem[] } {
  const done = new Map<string, Sized>();
  for (const [at, leaf] of leavesOf(criterion)) {
    if (leaf.op !== 'segment' || done.has(leaf.segment)) continue;
    const wants = expandInto(done, leaf.segment, segments);
    if (wants !== null) return { problems: [{ at: `${at}.segment`, wants }] };
  }
  const sized = replace(criterion, done);
  const wants = wantsSmaller(sized);
  return wants === null ? { expanded: sized.expanded } : { problems: [{ at: 'criterion', wants }] };
}
