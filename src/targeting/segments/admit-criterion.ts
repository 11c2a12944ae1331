import { appsById } from '../../catalog/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Queryable } from '../../platform/db/index.ts';
import { eventKinds, listsById, traitRegistry } from '../../traits/index.ts';
import type { TraitRegistry } from '../../traits/index.ts';
import type { Criterion, Expanded } from '../criteria/ast.ts';
import { checkCriterion } from '../criteria/check.ts';
import type { Known } from '../criteria/check.ts';
import { expandCriterion } from '../criteria/expand.ts';
import type { Segments } from '../criteria/expand.ts';
import { readCriterion } from '../criteria/json.ts';
import { referencesOf } from '../criteria/leaves.ts';
import type { CriterionProblem } from '../criteria/problems.ts';
import { liveSegments } from './store.ts';
import type { CriterionInput } from './types.ts';

/** A criterion that can be read, names what is there alone, and has its segments put in place. */
export interface Admitted {
  readonly criterion: Criterion;
  readonly expanded: Expanded;
  readonly traits: TraitRegistry;
}

export type Admission = Admitted | { readonly problems: readonly CriterionProblem[] };

/** What of all that a criterion names is there. */
async function knownTo(at: Queryable, criterion: Criterion, segments: ReadonlySet<string>): Promise<Known> {
  const names = referencesOf(criterion);
  // One after the other, for a transaction has one connection.
  const traits = await traitRegistry(at);
  const events = await eventKinds(at);
  const apps = await appsById(at, [...names.apps]);
  const lists = await listsById(at, [...names.lists]);
  return {
    traits,
    events: new Set(events.keys()),
    apps: new Set(apps.keys()),
    lists: new Set(lists.keys()),
    segments,
  };
}

function read({ json, text }: CriterionInput): ReturnType<typeof readCriterion> {
  if ((json == null) === (text == null))
    return { problems: [{ at: 'criterion', wants: '`json` or `text`, one of them' }] };
  return readCriterion(json);
}

/** Reads a criterion and holds it against what is registered. `own`: the segment that it would be the criterion of. */
export async function admitCriterion(
  at: Queryable,
  input: CriterionInput,
  own: string | null = null,
): Promise<Admission> {
  const parsed = read(input);
  if ('problems' in parsed) return parsed;
  const { criterion } = parsed;
  const live = await liveSegments(at);
  const segments: Segments = new Map([...live].map(([id, segment]) => [id, segment.criterion]));
  const known = await knownTo(at, criterion, new Set(segments.keys()));
  const problems = checkCriterion(criterion, known);
  if (problems.length > 0) return { problems };
  const expansion = expandCriterion(
    criterion,
    own === null ? segments : new Map([...segments, [own, criterion]]),
  );
  return 'problems' in expansion
    ? expansion
    : { criterion, expanded: expansion.expanded, traits: known.traits };
}

/** All problems, each with its place, in one refusal. */
export function refuseCriterion(problems: readonly CriterionProblem[]): Refusal {
  const words = problems.map(({ at, wants }) => `${at} wants ${wants}`).join('; ');
  return refuse('CRITERION_INVALID', ['input', 'criterion'], `${words}.`);
}
