import { hash } from 'node:crypto';
import type { PlanLeaf, TextLeaf } from '../../plan.ts';
import type { Spans } from './spans.ts';
import { intersect, unite } from './spans.ts';

/** What the index keeps numbers of: a trait's, 1 for a trait that is known, the first or last day of an event. */
export interface Column {
  readonly of: 'trait' | 'known' | 'first' | 'last';
  readonly name: string;
}

/** A question that is answered yes or no for each text. */
export type Test = Pick<TextLeaf, 'key' | 'test'>;

/**
 * What must hold of one thing about a person. The answer is yes or no: where something is not known, a leaf and its
 * negation are two literals of which neither holds. Literals with the same key are about the same thing.
 */
export type Literal =
  | NumberLiteral
  | TextLiteral
  | {
      readonly kind: 'member';
      readonly key: string;
      readonly leaf: Extract<PlanLeaf, { kind: 'member' }>;
      readonly wanted: boolean;
    }
  | {
      readonly kind: 'asked';
      readonly key: string;
      readonly leaf: Extract<PlanLeaf, { kind: 'did' | 'bucket' }>;
      readonly wanted: boolean;
    };

export interface NumberLiteral {
  readonly kind: 'number';
  readonly key: string;
  readonly column: Column;
  readonly spans: Spans;
  /** Whether it holds where there is no number. */
  readonly unknown: boolean;
}

/** A known text that is listed, or one that is not, and that passes the tests. */
export interface TextLiteral {
  readonly kind: 'text';
  readonly key: string;
  readonly trait: string;
  readonly listed: boolean;
  readonly values: ReadonlySet<string>;
  readonly tests: readonly { readonly test: Test; readonly wanted: boolean }[];
}

export const accepts = ({ listed, values, tests }: TextLiteral, text: string): boolean =>
  values.has(text) === listed && tests.every(({ test, wanted }) => test.test(text) === wanted);

const nameOf = ({ listed, values, tests }: TextLiteral): unknown => [
  listed,
  [...values],
  tests.map(({ test, wanted }) => [test.key, wanted]),
];

function meetTexts(all: readonly TextLiteral[], about: TextLiteral): TextLiteral | null {
  const tests = new Map<string, TextLiteral['tests'][number]>();
  for (const one of all.flatMap((literal) => literal.tests)) {
    if ((tests.get(one.test.key) ?? one).wanted !== one.wanted) return null;
    tests.set(one.test.key, one);
  }
  const list = all.find(({ listed }) => listed)?.values;
  if (list === undefined) {
    const values = new Set(all.flatMap((one) => [...one.values]));
    return { ...about, listed: false, values, tests: [...tests.values()] };
  }
  // What is on a list can be tested at once.
  const values = new Set([...list].filter((text) => all.every((one) => accepts(one, text))));
  return values.size === 0 ? null : { ...about, listed: true, values, tests: [] };
}

function joinTexts(all: readonly TextLiteral[], about: TextLiteral): TextLiteral {
  if (all.some(({ tests }) => tests.length > 0)) {
    // Hashed, for a name within a name would grow with each level of quotes.
    const key = hash('sha256', JSON.stringify(all.map(nameOf)), 'base64');
    const test = { key, test: (text: string) => all.some((one) => accepts(one, text)) };
    return { ...about, listed: false, values: new Set(), tests: [{ test, wanted: true }] };
  }
  const exceptions = all.find(({ listed }) => !listed)?.values;
  if (exceptions === undefined) {
    return { ...about, listed: true, values: new Set(all.flatMap((one) => [...one.values])) };
  }
  const values = new Set([...exceptions].filter((text) => !all.some((one) => accepts(one, text))));
  return { ...about, listed: false, values };
}

const isNumber = (literal: Literal): literal is NumberLiteral => literal.kind === 'number';
const isText = (literal: Literal): literal is TextLiteral => literal.kind === 'text';

/** For what is wanted or not: literals are the same or opposites. */
const agreed = (all: readonly Literal[], first: Literal): Literal | null =>
  all.every((one) => 'wanted' in one && 'wanted' in first && one.wanted === first.wanted) ? first : null;

/** Literals about the same thing, all of which must hold, as one; null: never holds. */
export function meet(first: Literal, ...others: readonly Literal[]): Literal | null {
  const all = [first, ...others];
  if (first.kind === 'number') {
    const spans = intersect(all.filter(isNumber).map((one) => one.spans));
    const unknown = all.every((one) => isNumber(one) && one.unknown);
    return spans.length === 0 && !unknown ? null : { ...first, spans, unknown };
  }
  return first.kind === 'text' ? meetTexts(all.filter(isText), first) : agreed(all, first);
}

/** Literals about the same thing, one of which must hold, as one; null: holds always. */
export function join(first: Literal, ...others: readonly Literal[]): Literal | null {
  const all = [first, ...others];
  if (first.kind === 'number') {
    const spans = unite(all.filter(isNumber).map((one) => one.spans));
    return { ...first, spans, unknown: all.some((one) => isNumber(one) && one.unknown) };
  }
  return first.kind === 'text' ? joinTexts(all.filter(isText), first) : agreed(all, first);
}
