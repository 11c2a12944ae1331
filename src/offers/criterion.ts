import type { TraitRegistry, TraitType, TraitValue } from '../traits/index.ts';
import { canonicalValue, wantsOf as wantsOfValue } from '../traits/index.ts';

/** What is known about a person, by name of the trait. */
export type Traits = Readonly<Record<string, TraitValue>>;

/** Who an offer is for: comparisons of one trait each, joined by and, or, not. */
export type Criterion =
  | { readonly op: 'eq'; readonly trait: string; readonly value: TraitValue }
  | { readonly op: 'in'; readonly trait: string; readonly values: readonly TraitValue[] }
  | { readonly op: 'lt' | 'lte' | 'gt' | 'gte'; readonly trait: string; readonly value: number }
  | { readonly op: 'and' | 'or'; readonly all: readonly Criterion[] }
  | { readonly op: 'not'; readonly of: Criterion };

/** What is wrong and where, e.g. `and[1].lt.value`. */
export interface CriterionProblem {
  readonly at: string;
  readonly wants: string;
}

const LIMITS = { depth: 12, nodes: 200, values: 200 } as const;
const OPERATORS = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'and', 'or', 'not'] as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wantsOf = (type: TraitType): string =>
  type.type === 'number' ? `a number from ${type.min} to ${type.max}` : wantsOfValue(type);

/** Whether a trait can be compared with `value`: a number with any in its range. */
function isTraitValue(type: TraitType, value: unknown): value is TraitValue {
  if (type.type !== 'number') return value !== null && canonicalValue(type, value) === value;
  return typeof value === 'number' && value >= type.min && value <= type.max;
}

/**
 * Reads the JSON form: one key, the operator. `{"eq": {"trait": "plan", "value": "pro"}}`, `{"in": {"trait":
 * "country", "values": ["DE", "AT"]}}`, `{"gte": {"trait": "site_count", "value": 3}}`, `{"and": [...]}`, `{"or": [...]}`,
 * `{"not": {...}}`. Every problem is named with its place, not the first one alone.
 */
export function parseCriterion(
  json: unknown,
  traits: TraitRegistry,
): { readonly criterion: Criterion } | { readonly problems: readonly CriterionProblem[] } {
  const problems: CriterionProblem[] = [];
  let nodes = 0;

  function problem(at: string, wants: string): null {
    problems.push({ at: at === '' ? 'criterion' : at, wants });
    return null;
  }

  function comparison(at: string, op: string, body: unknown): Criterion | null {
    if (!isObject(body)) return problem(at, 'an object with `trait` and a value');
    const list = op === 'in';
    const extra = Object.keys(body).find((key) => key !== 'trait' && key !== (list ? 'values' : 'value'));
    if (extra !== undefined) return problem(at, `only \`trait\` and \`${list ? 'values' : 'value'}\``);
    const { trait } = body;
    const type = typeof trait === 'string' ? traits.get(trait)?.type : undefined;
    if (typeof trait !== 'string' || type === undefined) {
      return problem(`${at}.trait`, `a registered trait: ${[...traits.keys()].join(', ')}`);
    }
    if (list) {
      const { values } = body;
      if (!Array.isArray(values) || values.length === 0 || values.length > LIMITS.values) {
        return problem(`${at}.values`, `a list of 1 to ${LIMITS.values} values`);
      }
      const wrong = values.findIndex((value) => !isTraitValue(type, value));
      if (wrong >= 0) return problem(`${at}.values[${wrong}]`, wantsOf(type));
      return { op: 'in', trait, values: values as TraitValue[] };
    }
    const { value } = body;
    if (op !== 'eq' && type.type !== 'number') return problem(`${at}.trait`, 'a trait that is a number');
    if (!isTraitValue(type, value)) return problem(`${at}.value`, wantsOf(type));
    return op === 'eq'
      ? { op, trait, value }
      : { op: op as 'lt' | 'lte' | 'gt' | 'gte', trait, value: value as number };
  }

  function node(at: string, json: unknown, depth: number): Criterion | null {
    nodes += 1;
    if (nodes > LIMITS.nodes) {
      return nodes === LIMITS.nodes + 1 ? problem('', `at most ${LIMITS.nodes} conditions`) : null;
    }
    if (depth > LIMITS.depth) return problem(at, `at most ${LIMITS.depth} levels`);
    const keys = isObject(json) ? Object.keys(json) : [];
    const op = keys[0];
    if (!isObject(json) || keys.length !== 1 || !(OPERATORS as readonly unknown[]).includes(op)) {
      return problem(at, `an object with one key, the operator: ${OPERATORS.join(', ')}`);
    }
    const body = json[op as string];
    const inside = at === '' ? (op as string) : `${at}.${op}`;
    if (op === 'not') {
      const of = node(inside, body, depth + 1);
      return of === null ? null : { op, of };
    }
    if (op === 'and' || op === 'or') {
      if (!Array.isArray(body) || body.length === 0)
        return problem(inside, 'a list of at least one condition');
      const all = body.map((part, i) => node(`${inside}[${i}]`, part, depth + 1));
      return all.some((part) => part === null) ? null : { op, all: all as Criterion[] };
    }
    return comparison(inside, op as string, body);
  }

  const criterion = node('', json, 1);
  return criterion === null || problems.length > 0 ? { problems } : { criterion };
}

/** The JSON form that `parseCriterion` reads. */
export function printCriterion(criterion: Criterion): Record<string, unknown> {
  switch (criterion.op) {
    case 'and':
    case 'or':
      return { [criterion.op]: criterion.all.map(printCriterion) };
    case 'not':
      return { not: printCriterion(criterion.of) };
    case 'in':
      return { in: { trait: criterion.trait, values: criterion.values } };
    default:
      return { [criterion.op]: { trait: criterion.trait, value: criterion.value } };
  }
}

/** Kleene's three-valued logic: null is "not known". */
export type Truth = boolean | null;

/** Evaluates a criterion for one person. A trait that is not known makes its comparison unknown, not false. */
export function evaluate(criterion: Criterion, traits: Traits): Truth {
  switch (criterion.op) {
    case 'and':
    case 'or': {
      const deciding = criterion.op === 'or';
      let result: Truth = !deciding;
      for (const part of criterion.all) {
        const truth = evaluate(part, traits);
        if (truth === deciding) return deciding;
        if (truth === null) result = null;
      }
      return result;
    }
    case 'not': {
      const truth = evaluate(criterion.of, traits);
      return truth === null ? null : !truth;
    }
  }
  const value = Object.hasOwn(traits, criterion.trait) ? traits[criterion.trait] : undefined;
  if (value === undefined) return null;
  switch (criterion.op) {
    case 'eq':
      return value === criterion.value;
    case 'in':
      return criterion.values.includes(value);
    case 'lt':
      return (value as number) < criterion.value;
    case 'lte':
      return (value as number) <= criterion.value;
    case 'gt':
      return (value as number) > criterion.value;
    case 'gte':
      return (value as number) >= criterion.value;
  }
}

/** Whether the offer is for this person: only a clear yes counts. */
export const matches = (criterion: Criterion, traits: Traits): boolean =>
  evaluate(criterion, traits) === true;
