import type { Criterion, Leaf } from './ast.ts';
import { LIMITS } from './ast.ts';
import type { Field, LeafOp, ListField } from './fields.ts';
import { shapes } from './fields.ts';
import type { CriterionProblem } from './problems.ts';
import { collectProblems, inside } from './problems.ts';

type AnyField = Field<unknown> | ListField<unknown>;

const fieldsOf = (op: LeafOp): [string, AnyField][] => Object.entries(shapes[op]);
const isLeafOp = (op: string): op is LeafOp => Object.hasOwn(shapes, op);

const OPERATORS = [...Object.keys(shapes), 'and', 'or', 'not'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON has a minus zero, which is zero. */
const plain = (value: unknown): unknown => (value === 0 ? 0 : value);

function keysOf(fields: readonly (readonly [string, AnyField])[]): string {
  const names = fields.map(([key]) => `\`${key}\``);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/**
 * Reads the JSON form: an object with one key, the operator, e.g. `{"eq": {"trait": "plan", "value": "pro"}}`, `{"and":
 * [...]}`, `{"not": {...}}`; `fields.ts` has the fields of each. Looks at shape and limits alone; `checkCriterion` knows
 * what is registered. Every problem is named with its place, not the first one alone.
 */
export function readCriterion(
  json: unknown,
): { readonly criterion: Criterion } | { readonly problems: readonly CriterionProblem[] } {
  const problems = collectProblems<CriterionProblem>();
  const problem = (at: string, wants: string): null =>
    problems.add({ at: at === '' ? 'criterion' : at, wants });
  let nodes = 0;

  function readList(at: string, { each, wants }: ListField<unknown>, value: unknown): unknown {
    if (!Array.isArray(value) || value.length === 0 || value.length > LIMITS.values)
      return problem(at, wants);
    // Not by map, which passes over holes.
    return Array.from(value, (item: unknown, i) => {
      return each.fits(item) ? plain(item) : problem(`${at}[${i}]`, each.wants);
    });
  }

  function readLeaf(at: string, op: LeafOp, body: unknown): Leaf | null {
    const fields = fieldsOf(op);
    if (!isObject(body)) return problem(at, `an object with ${keysOf(fields)}`);
    if (Object.keys(body).some((key) => !Object.hasOwn(shapes[op], key)))
      problem(at, `only ${keysOf(fields)}`);
    const found = fields.map(([key, field]) => {
      const value = Object.hasOwn(body, key) ? body[key] : undefined;
      if ('each' in field) return [key, readList(`${at}.${key}`, field, value)];
      if (value === undefined && field.otherwise !== undefined) return [key, field.otherwise];
      return [key, field.fits(value) ? plain(value) : problem(`${at}.${key}`, field.wants)];
    });
    // A field that does not fit leaves a problem, and then nobody gets to see this.
    return { op, ...Object.fromEntries(found) } as Leaf;
  }

  function readNode(at: string, json: unknown, depth: number): Criterion | null {
    nodes += 1;
    if (nodes > LIMITS.nodes) {
      return nodes === LIMITS.nodes + 1 ? problem('', `at most ${LIMITS.nodes} conditions`) : null;
    }
    if (depth > LIMITS.depth) return problem(at, `at most ${LIMITS.depth} levels`);
    const keys = isObject(json) ? Object.keys(json) : [];
    const op = keys[0];
    if (!isObject(json) || op === undefined || keys.length !== 1 || !OPERATORS.includes(op)) {
      return problem(at, `an object with one key, the operator: ${OPERATORS.join(', ')}`);
    }
    const body = json[op];
    const within = inside(at, op);
    if (isLeafOp(op)) return readLeaf(within, op, body);
    if (op === 'not') {
      const of = readNode(within, body, depth + 1);
      return of === null ? null : { op, of };
    }
    if (!Array.isArray(body) || body.length === 0) return problem(within, 'a list of at least one condition');
    const all: Criterion[] = [];
    for (let i = 0; i < body.length && nodes <= LIMITS.nodes; i += 1) {
      const part = readNode(`${within}[${i}]`, body[i], depth + 1);
      if (part !== null) all.push(part);
    }
    return { op: op === 'and' ? 'and' : 'or', all };
  }

  const criterion = readNode('', json, 1);
  return criterion === null || problems.all.length > 0 ? { problems: problems.all } : { criterion };
}

/** The JSON form that `readCriterion` reads: equal criteria are equal in it, also as text. */
export function printCriterion(criterion: Criterion): Record<string, unknown> {
  switch (criterion.op) {
    case 'and':
    case 'or':
      return { [criterion.op]: criterion.all.map(printCriterion) };
    case 'not':
      return { not: printCriterion(criterion.of) };
    default: {
      const values: Readonly<Record<string, unknown>> = { ...criterion };
      const written = fieldsOf(criterion.op).filter(
        ([key, field]) => 'each' in field || field.otherwise === undefined || values[key] !== field.otherwise,
      );
      return { [criterion.op]: Object.fromEntries(written.map(([key]) => [key, values[key]])) };
    }
  }
}
