import type { Criterion } from './ast.ts';
import { LIMITS } from './ast.ts';
import type { CriterionProblem } from './problems.ts';
import { inside } from './problems.ts';
import type { Placed } from './text-conditions.ts';
import { readCondition } from './text-conditions.ts';
import type { TextProblem } from './text-cursor.ts';
import { createCursor } from './text-cursor.ts';
import type { Place, Token } from './text-lexer.ts';

/** Where what a problem names (`and[1].lt.value`) stands in the text. */
export type Places = ReadonlyMap<string, Place>;

/** Parentheses are no levels of a criterion, so more of them are taken; but not as many as the stack would hold. */
const NESTING = 4 * LIMITS.depth;

const isNesting = (token: Token): boolean =>
  token.kind === 'word'
    ? token.word === 'not' || token.word === 'all' || token.word === 'any'
    : token.kind === 'sign' && token.sign === '(';

const tooMany = `at most ${LIMITS.nodes} conditions`;

function placesOf(placed: Placed, at = ''): [string, Place][] {
  const { criterion, place, fields, parts } = placed;
  const within = inside(at, criterion.op);
  return [
    [at === '' ? 'criterion' : at, place],
    [within, place],
    ...[...fields].map(([key, place]): [string, Place] => [`${within}.${key}`, place]),
    ...parts.flatMap((part, i) => placesOf(part, criterion.op === 'not' ? within : `${within}[${i}]`)),
  ];
}

/** How large and how deep it became is known at the end only. */
function checkSize(root: Placed, add: (problem: TextProblem) => null): void {
  let nodes = 0;
  function visit({ place, parts }: Placed, depth: number): void {
    nodes += 1;
    if (nodes === LIMITS.nodes + 1) add({ ...place, wants: tooMany });
    if (depth > LIMITS.depth) add({ ...place, wants: `at most ${LIMITS.depth} levels` });
    else for (const part of parts) visit(part, depth + 1);
  }
  visit(root, 1);
}

/**
 * Reads the text form, e.g. `country in region ("EU") and not (plan = "free" or last "purchase" more than 30 days ago)`.
 * `not` binds tightest, then `and`, then `or`. `all(...)` and `any(...)` are joins as well, also of one part. Names the
 * first thing that cannot be understood, and every value before it that cannot be.
 */
export function parseCriterionText(
  source: string,
):
  { readonly criterion: Criterion; readonly places: Places } | { readonly problems: readonly TextProblem[] } {
  const cursor = createCursor(source);
  const { next, takesWord, takesSign, expectSign, wants, problems } = cursor;
  let conditions = 0;

  function join(op: 'and' | 'or', parts: readonly Placed[], place: Place): Placed {
    const criterion: Criterion = { op, all: parts.map((part) => part.criterion) };
    return { criterion, place, fields: new Map(), parts };
  }

  function parts(
    read: (depth: number) => Placed | null,
    depth: number,
    goesOn: () => boolean,
  ): Placed[] | null {
    const found: Placed[] = [];
    do {
      const part = read(depth);
      if (part === null) return null;
      found.push(part);
    } while (goesOn());
    return found;
  }

  const either = (depth: number): Placed | null => joined('or', both, depth);
  const both = (depth: number): Placed | null => joined('and', single, depth);

  function joined(op: 'and' | 'or', read: (depth: number) => Placed | null, depth: number): Placed | null {
    const { place } = next();
    const found = parts(read, depth, () => takesWord(op));
    return found?.length === 1 ? (found[0] ?? null) : found && join(op, found, place);
  }

  function single(depth: number): Placed | null {
    if (depth === NESTING && isNesting(next()))
      return wants(`at most ${NESTING} parentheses and nots inside each other`);
    const { place } = next();
    if (takesWord('not')) {
      const of = single(depth + 1);
      return of && { criterion: { op: 'not', of: of.criterion }, place, fields: new Map(), parts: [of] };
    }
    if (takesSign('(')) {
      const group = either(depth + 1);
      return group && (takesSign(')') ? group : wants('`and`, `or` or `)`'));
    }
    const op = takesWord('all') ? 'and' : takesWord('any') ? 'or' : null;
    if (op !== null) {
      const found = expectSign('(') && parts(either, depth + 1, () => takesSign(','));
      return found && (takesSign(')') ? join(op, found, place) : wants('a comma or `)`'));
    }
    conditions += 1;
    return conditions > LIMITS.nodes ? wants(tooMany) : readCondition(cursor);
  }

  const root = either(0);
  if (root !== null) {
    if (next().kind === 'end') checkSize(root, problems.add);
    else wants('`and`, `or` or nothing more');
  }
  if (root === null || problems.all.length > 0) return { problems: problems.all };
  return { criterion: root.criterion, places: new Map(placesOf(root)) };
}

/** Problems of a criterion that was read from a text, at their places in it. */
export const problemsInText = (
  problems: readonly CriterionProblem[],
  places: Places,
): readonly TextProblem[] =>
  problems.map(({ at, wants }) => ({ ...(places.get(at) ?? { line: 1, column: 1 }), wants }));
