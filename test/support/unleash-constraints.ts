import type { Compared, Criterion, Leaf } from '../../src/targeting/criteria/ast.ts';
import { problemOfPattern } from '../../src/targeting/criteria/patterns.ts';
import { parseBlock } from '../../src/targeting/criteria/tests.ts';
import type { KnownTrait, Trait, TraitRegistry, TraitType, TraitValue } from '../../src/traits/index.ts';
import { canonicalValue, isPlainAddress } from '../../src/traits/index.ts';
import type { Constraint, Context } from './unleash-suite.ts';

// A join has a part at least, so all and none are said as shares of everybody.
export const everybody: Criterion = { op: 'sample', salt: 'everybody', percent: 100 };
export const nobody: Criterion = { op: 'sample', salt: 'nobody', percent: 0 };

function joined(op: 'and' | 'or', parts: readonly Criterion[], none: Criterion): Criterion {
  const all = parts.filter((part) => part !== none);
  return all.length > 1 ? { op, all } : (all[0] ?? none);
}
export const allOf = (...parts: readonly Criterion[]): Criterion => joined('and', parts, everybody);
export const anyOf = (...parts: readonly Criterion[]): Criterion => joined('or', parts, nobody);

/**
 * Unleash has two values only: a condition about something that is not there is false, and its inversion true. So, true
 * where the criterion is clearly true, and false elsewhere. What a `not` holds is clear, as `unless` alone makes them.
 */
export function clear(criterion: Criterion): Criterion {
  if (criterion.op === 'and' || criterion.op === 'or') {
    return { op: criterion.op, all: criterion.all.map(clear) };
  }
  if (!('trait' in criterion) || criterion.op === 'exists') return criterion;
  return { op: 'and', all: [{ op: 'exists', trait: criterion.trait }, criterion] };
}

/** What Unleash means by inverted: it is not so, or it is not known. */
export const unless = (criterion: Criterion): Criterion => ({ op: 'not', of: clear(criterion) });

const types = {
  text: { type: 'text', values: null },
  number: { type: 'number', min: -1e9, max: 1e9, decimals: 4 },
  date: { type: 'date' },
  version: { type: 'version' },
  ip: { type: 'ip' },
} as const satisfies Record<string, TraitType>;
type Kind = keyof typeof types;

/** A text of the context or of a constraint as a value of a type; null: the type cannot have it. */
function valueOf(kind: Kind, text: string): TraitValue | null {
  const at = kind === 'date' ? Date.parse(text) : NaN;
  // Ours are days.
  const date = Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10);
  const number = text.trim() === '' ? null : Number(text);
  return canonicalValue(types[kind], kind === 'date' ? date : kind === 'number' ? number : text);
}

/** Fields of contexts as traits. A field that is asked in several ways is a trait for each of them. */
export class Fields {
  readonly #fields = new Map<string, { readonly field: string; readonly kind: Kind }>();

  trait(field: string, kind: Kind): string {
    const name = `${kind}_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    this.#fields.set(name, { field, kind });
    return name;
  }

  get registry(): TraitRegistry {
    return new Map(
      [...this.#fields].map(([name, { kind }]): [string, Trait] => [
        name,
        { name, type: types[kind], about: 'usage', purpose: 'Tests.', retentionDays: 30, registeredAt: 0 },
      ]),
    );
  }

  /** What is not in the context, is null there or is none of the type, is not known. */
  valuesIn(context: Context): ReadonlyMap<string, KnownTrait> {
    const known = new Map<string, KnownTrait>();
    for (const [name, { field, kind }] of this.#fields) {
      const text = context[field] ?? context.properties?.[field];
      const value = text == null ? null : valueOf(kind, text);
      if (value !== null) known.set(name, { value, version: 1 });
    }
    return known;
  }
}

type Operator = (constraint: Constraint, fields: Fields) => Criterion;

const listed: Operator = ({ contextName, values = [] }, fields) =>
  values.length === 0 ? nobody : { op: 'in', trait: fields.trait(contextName, 'text'), values };

const search =
  (op: 'contains' | 'starts' | 'ends'): Operator =>
  ({ contextName, values = [], caseInsensitive: ignoreCase = false }, fields) => {
    const trait = fields.trait(contextName, 'text');
    return anyOf(...values.map((value): Leaf => ({ op, trait, value, ignoreCase })));
  };

const compare =
  (kind: Kind, op: Compared['op']): Operator =>
  ({ contextName, value: text = '' }, fields) => {
    const value = valueOf(kind, text);
    return value === null ? nobody : { op, trait: fields.trait(contextName, kind), value };
  };

const matches: Operator = ({ contextName, value = '', caseInsensitive = false }, fields) => {
  const pattern = caseInsensitive ? `(?i)${value}` : value;
  if (problemOfPattern(pattern) !== null) return nobody;
  return { op: 'matches', trait: fields.trait(contextName, 'text'), pattern };
};

/** An address alone is a block of one. What is neither is passed over. */
function blockOf(text: string): readonly string[] {
  const block = isPlainAddress(text) ? `${text}/${text.includes(':') ? 128 : 32}` : text;
  return parseBlock(block) === null ? [] : [block];
}

const within: Operator = ({ contextName, values = [] }, fields) => {
  const blocks = values.flatMap(blockOf);
  return blocks.length === 0 ? nobody : { op: 'cidr', trait: fields.trait(contextName, 'ip'), blocks };
};

const operators: ReadonlyMap<string, Operator> = new Map([
  ['IN', listed],
  ['NOT_IN', (constraint, fields) => unless(listed(constraint, fields))],
  ['STR_CONTAINS', search('contains')],
  ['STR_STARTS_WITH', search('starts')],
  ['STR_ENDS_WITH', search('ends')],
  ['NUM_EQ', compare('number', 'eq')],
  ['NUM_GT', compare('number', 'gt')],
  ['NUM_GTE', compare('number', 'gte')],
  ['NUM_LT', compare('number', 'lt')],
  ['NUM_LTE', compare('number', 'lte')],
  ['DATE_AFTER', compare('date', 'gt')],
  ['DATE_BEFORE', compare('date', 'lt')],
  ['SEMVER_EQ', compare('version', 'eq')],
  ['SEMVER_GT', compare('version', 'gt')],
  ['SEMVER_GTE', compare('version', 'gte')],
  ['SEMVER_LT', compare('version', 'lt')],
  ['SEMVER_LTE', compare('version', 'lte')],
  ['REGEX', matches],
  ['IN_CIDR', within],
]);

/** An operator that is not known is never true, inverted or not. */
export function criterionOf(constraint: Constraint, fields: Fields): Criterion {
  const operator = operators.get(constraint.operator);
  if (operator === undefined) return nobody;
  const said = operator(constraint, fields);
  return constraint.inverted === true ? unless(said) : said;
}
