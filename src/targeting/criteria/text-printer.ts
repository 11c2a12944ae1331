import type { Criterion, Joined, Leaf } from './ast.ts';
import type { TraitValue } from '../../traits/index.ts';
import { wordOf } from './text-words.ts';

/** What is longer goes over several lines, where it can. */
const WIDTH = 100;

/** What would not be seen, or would turn the text around it (bidi controls), is escaped. */
const escaped = (hidden: string): string =>
  hidden
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu, escaped);

const valueOf = (value: TraitValue): string => (typeof value === 'string' ? quoted(value) : String(value));
const listOf = (values: readonly TraitValue[]): string => `(${values.map(valueOf).join(', ')})`;
const nameOf = (trait: string): string => (wordOf(trait) === null ? trait : `\`${trait}\``);
const daysOf = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
const timesOf = (times: number): string => (times === 1 ? 'once' : `${times} times`);
const searchOf = (value: string, ignoreCase: boolean): string =>
  ignoreCase ? `${quoted(value)} ignoring case` : quoted(value);

const comparisons = { eq: '=', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

function printLeaf(leaf: Leaf): string {
  switch (leaf.op) {
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return `${nameOf(leaf.trait)} ${comparisons[leaf.op]} ${valueOf(leaf.value)}`;
    case 'exists':
      return `${nameOf(leaf.trait)} exists`;
    case 'in':
      return `${nameOf(leaf.trait)} in ${listOf(leaf.values)}`;
    case 'between':
      return `${nameOf(leaf.trait)} between ${valueOf(leaf.from)} and ${valueOf(leaf.to)}`;
    case 'contains':
      return `${nameOf(leaf.trait)} contains ${searchOf(leaf.value, leaf.ignoreCase)}`;
    case 'starts':
    case 'ends':
      return `${nameOf(leaf.trait)} ${leaf.op} with ${searchOf(leaf.value, leaf.ignoreCase)}`;
    case 'matches':
      return `${nameOf(leaf.trait)} matches ${quoted(leaf.pattern)}`;
    case 'cidr':
      return `${nameOf(leaf.trait)} in network ${listOf(leaf.blocks)}`;
    case 'region':
      return `${nameOf(leaf.trait)} in region ${listOf(leaf.regions)}`;
    case 'past':
      return `${nameOf(leaf.trait)} in the last ${daysOf(leaf.days)}`;
    case 'ago':
      return `${nameOf(leaf.trait)} more than ${daysOf(leaf.days)} ago`;
    case 'next':
      return `${nameOf(leaf.trait)} in the next ${daysOf(leaf.days)}`;
    case 'sample':
      return `sample ${leaf.percent}% by ${quoted(leaf.salt)}`;
    case 'did':
      return `did ${quoted(leaf.event)} at least ${timesOf(leaf.atLeast)} in ${daysOf(leaf.days)}`;
    case 'first':
    case 'last': {
      const days = daysOf(leaf.days);
      return `${leaf.op} ${quoted(leaf.event)} ${leaf.when === 'past' ? `in the last ${days}` : `more than ${days} ago`}`;
    }
    case 'installed':
    case 'granted':
      return `${leaf.op} ${quoted(leaf.app)}`;
    case 'list':
      return `on list ${quoted(leaf.list)}`;
    case 'segment':
      return `segment ${quoted(leaf.segment)}`;
  }
}

/** A join of one part is written as a call, for without it nothing would tell it from the part. */
const isInfix = (criterion: Criterion): criterion is Joined =>
  (criterion.op === 'and' || criterion.op === 'or') && criterion.all.length !== 1;

/** Null for the margin: all on one line. */
type Margin = string | null;

/** Something in parentheses, on lines of its own if it does not fit. */
function enclosed(before: string, criterion: Criterion, margin: Margin): string {
  const flat = `${before}(${printAt(criterion, null)})`;
  if (margin === null || margin.length + flat.length <= WIDTH) return flat;
  const inner = `${margin}  `;
  return `${before}(\n${inner}${printAt(criterion, inner)}\n${margin})`;
}

/** As a part of something else: joins in parentheses, also where they could do without. */
const printPart = (criterion: Criterion, margin: Margin): string =>
  isInfix(criterion) ? enclosed('', criterion, margin) : printAt(criterion, margin);

function printAt(criterion: Criterion, margin: Margin): string {
  switch (criterion.op) {
    case 'and':
    case 'or': {
      const { op, all } = criterion;
      const [first] = all;
      if (!isInfix(criterion) && first !== undefined)
        return enclosed(op === 'and' ? 'all' : 'any', first, margin);
      const flat = all.map((part) => printPart(part, null)).join(` ${op} `);
      if (margin === null || margin.length + flat.length <= WIDTH) return flat;
      return all.map((part) => printPart(part, margin)).join(`\n${margin}${op} `);
    }
    case 'not':
      return `not ${printPart(criterion.of, margin)}`;
    default:
      return printLeaf(criterion);
  }
}

/**
 * The text form that `parseCriterionText` reads back as the same criterion, if each of its joins has a part. Equal
 * criteria are equal in it.
 */
export const printCriterionText = (criterion: Criterion): string => printAt(criterion, '');
