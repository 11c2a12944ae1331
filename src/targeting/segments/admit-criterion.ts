import { appsById } from '../../catalog/index.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
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
import type { Place } from '../criteria/text-lexer.ts';
import { parseCriterionText, problemsInText } from '../criteria/text-parser.ts';
import { liveSegments } from './store.ts';
import type { CriterionInput } from './types.ts';

/** A criterion that can be read, names what is there alone, and has its segments put in place. */
export interface Admitted {
  readonly problems: readonly [];
  readonly criterion: Criterion;
  readonly expanded: Expanded;
  readonly traits: TraitRegistry;
}

/** At least one problem; null for the criterion: it cannot even be read. */
export interface NotAdmitted {
  readonly problems: readonly AdmissionProblem[];
  readonly criterion: Criterion | null;
  readonly expanded: null;
}

/** What is wrong, and where: in the JSON form, e.g. `and[1].lt.value`, or in the text. */
export interface AdmissionProblem {
  readonly at: string | null;
  readonly place: Place | null;
  /** What there would have to be, in words that follow "wants". */
  readonly wants: string;
}

export type Admission = Admitted | NotAdmitted;

/** A criterion, and how to say where its problems are. */
interface Read {
  readonly criterion: Criterion;
  readonly toPlaces: (problems: readonly CriterionProblem[]) => readonly AdmissionProblem[];
}

const inJson = (problems: readonly CriterionProblem[]): readonly AdmissionProblem[] =>
  problems.map(({ at, wants }) => ({ at, place: null, wants }));

function readText(text: string): Read | { readonly problems: readonly AdmissionProblem[] } {
  const inText = (found: readonly (Place & { readonly wants: string })[]): readonly AdmissionProblem[] =>
    found.map(({ line, column, wants }) => ({ at: null, place: { line, column }, wants }));
  const parsed = parseCriterionText(text);
  if ('problems' in parsed) return { problems: inText(parsed.problems) };
  const { criterion, places } = parsed;
  return { criterion, toPlaces: (problems) => inText(problemsInText(problems, places)) };
}

function read({ json, text }: CriterionInput): Read | { readonly problems: readonly AdmissionProblem[] } {
  if ((json == null) === (text == null))
    return { problems: inJson([{ at: 'criterion', wants: '`json` or `text`, one of them' }]) };
  if (text != null) return readText(text);
  const parsed = readCriterion(json);
  if ('problems' in parsed) return { problems: inJson(parsed.problems) };
  return { criterion: parsed.criterion, toPlaces: inJson };
}

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

/** Reads a criterion and holds it against what is registered. `own`: the segment that it would be the criterion of. */
export async function admitCriterion(
  at: Queryable,
  input: CriterionInput,
  own: string | null = null,
): Promise<Admission> {
  const parsed = read(input);
  if ('problems' in parsed) return { ...parsed, criterion: null, expanded: null };
  const { criterion, toPlaces } = parsed;
  const live = await liveSegments(at);
  const segments: Segments = new Map([...live].map(([id, segment]) => [id, segment.criterion]));
  const known = await knownTo(at, criterion, new Set(segments.keys()));
  const problems = checkCriterion(criterion, known);
  if (problems.length > 0) return { problems: toPlaces(problems), criterion, expanded: null };
  const withOwn = own === null ? segments : new Map([...segments, [own, criterion]]);
  const expansion = expandCriterion(criterion, withOwn);
  if ('problems' in expansion) return { problems: toPlaces(expansion.problems), criterion, expanded: null };
  return { problems: [], criterion, expanded: expansion.expanded, traits: known.traits };
}

/** All problems, each with its place, in one refusal. */
export function refuseCriterion(problems: readonly AdmissionProblem[]): Refusal {
  const words = problems.map(({ at, place, wants }) =>
    place === null ? `${at} wants ${wants}` : `Line ${place.line}, column ${place.column} wants ${wants}`,
  );
  return refuse('CRITERION_INVALID', ['input', 'criterion'], `${words.join('; ')}.`);
}
