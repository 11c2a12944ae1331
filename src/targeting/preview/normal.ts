import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { TraitRegistry, TraitValue } from '../../traits/index.ts';
import { canonicalValue } from '../../traits/index.ts';
import type { Expanded } from '../criteria/ast.ts';

type Leaf = Exclude<Expanded, { op: 'and' | 'or' | 'not' }>;

/** A join's parts by their text: the same part twice is there once. A leaf is a join of nothing. */
interface Normal {
  readonly op: 'and' | 'or' | 'leaf';
  readonly text: string;
  readonly parts: ReadonlyMap<string, Normal>;
}

const textOf = (word: string, parts: readonly string[]): string => `${word}(${[...parts].sort().join(',')})`;

function join(op: 'and' | 'or', parts: readonly Normal[]): Normal {
  const flat = parts.flatMap((part): readonly Normal[] =>
    part.op === op ? [...part.parts.values()] : [part],
  );
  const distinct = new Map(flat.map((part) => [part.text, part]));
  const [only] = distinct.values();
  if (distinct.size === 1 && only !== undefined) return only;
  return { op, text: textOf(op, [...distinct.keys()]), parts: distinct };
}

const leaf = (body: JsonValue, yes: boolean): Normal => {
  const text = canonicalJson(body);
  return { op: 'leaf', text: yes ? text : `not(${text})`, parts: new Map() };
};

/** Comparisons that are another one's opposite, wherever the trait is known. */
const oppositeOf = { ne: 'eq', lt: 'gte', lte: 'gt' } as const;

function normalLeaf(one: Leaf, yes: boolean, traits: TraitRegistry): Normal {
  const valueOf = (trait: string, value: TraitValue): TraitValue => {
    const type = traits.get(trait)?.type;
    return (type === undefined ? null : canonicalValue(type, value)) ?? value;
  };
  switch (one.op) {
    case 'ne':
    case 'lt':
    case 'lte':
      return normalLeaf({ ...one, op: oppositeOf[one.op] }, !yes, traits);
    case 'eq':
      return normalLeaf({ op: 'in', trait: one.trait, values: [one.value] }, yes, traits);
    case 'in': {
      const texts = one.values.map((value) => canonicalJson(valueOf(one.trait, value)));
      return leaf({ op: 'in', trait: one.trait, values: [...new Set(texts)].sort() }, yes);
    }
    case 'gt':
    case 'gte':
      return leaf({ ...one, value: valueOf(one.trait, one.value) }, yes);
    case 'between':
      return leaf({ ...one, from: valueOf(one.trait, one.from), to: valueOf(one.trait, one.to) }, yes);
    case 'cidr':
      return leaf({ ...one, blocks: [...new Set(one.blocks)].sort() }, yes);
    case 'region':
      return leaf({ ...one, regions: [...new Set(one.regions)].sort() }, yes);
    default:
      return leaf({ ...one }, yes);
  }
}

/** Negations are brought down to the leaves, which in Kleene's logic changes no answer (De Morgan). */
function normal(criterion: Expanded, yes: boolean, traits: TraitRegistry): Normal {
  switch (criterion.op) {
    case 'not':
      return normal(criterion.of, !yes, traits);
    case 'and':
    case 'or': {
      const other = criterion.op === 'and' ? 'or' : 'and';
      const parts = criterion.all.map((part) => normal(part, yes, traits));
      return join(yes ? criterion.op : other, parts);
    }
    default:
      return normalLeaf(criterion, yes, traits);
  }
}

/**
 * One text for all ways to write a criterion that differ in nothing but order, repetition, nesting of the same join, and
 * the way to say no. Two criteria with one text are true of the same people on every day; not the other way round.
 */
export const normalForm = (criterion: Expanded, traits: TraitRegistry): string =>
  normal(criterion, true, traits).text;

/** SHA-256 of the normal form, in base64url. */
export const hashOf = (criterion: Expanded, traits: TraitRegistry): string =>
  createHash('sha256').update(normalForm(criterion, traits)).digest('base64url');
