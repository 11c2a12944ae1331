import type { Day, Trait, TraitType, TraitValue } from '../../traits/index.ts';
import { countries } from '../../traits/index.ts';
import type { Expanded } from '../criteria/ast.ts';

/** A part of an audience by one trait: everybody with a value, with a value in a range, or for whom none is known. */
export interface Cell {
  readonly value: TraitValue | null;
  /** Both ends included; null: no end, and both null where the cell is no range. */
  readonly from: TraitValue | null;
  readonly to: TraitValue | null;
  readonly known: boolean;
  /** Who among all people is in it. */
  readonly criterion: Expanded;
}

type NumberType = Extract<TraitType, { type: 'number' }>;

const STEPS = [1, 2, 5, 10];
const EQUAL_PARTS = 20;

/** Where ranges begin after the first: at each power of ten, or evenly where all values are of one magnitude. */
function numberCuts({ min, max, decimals }: NumberType): number[] {
  const step = 10 ** -decimals;
  if (min > 0 && max < 10 * min) {
    const part = (max - min) / EQUAL_PARTS;
    const power = Math.max(step, 10 ** Math.floor(Math.log10(Math.max(part, step))));
    const width = power * (STEPS.find((one) => one * power >= part) ?? 10);
    const first = Math.floor(min / width) + 1;
    return Array.from({ length: EQUAL_PARTS + 1 }, (_, i) => (first + i) * width);
  }
  const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
  // Below zero the same, mirrored: -99 to -10, -9 to -1, 0, 1 to 9.
  return [...powers.map((power) => step - power).reverse(), 0, ...powers].filter((cut) => cut <= 10 ** 15);
}

function ranges(trait: string, type: NumberType): Cell[] {
  const { min, max, decimals } = type;
  const rounded = (value: number): number => Number(value.toFixed(decimals));
  const cuts = [...new Set(numberCuts(type).map(rounded))].filter((cut) => cut > min && cut <= max);
  return [min, ...cuts].map((from, i) => {
    const next = cuts[i];
    const to = next === undefined ? max : rounded(next - 10 ** -decimals);
    return {
      ...{ value: null, from, to, known: true },
      criterion: { op: 'between', trait, from, to },
    };
  });
}

const YEARS = 10;

/** The last ten calendar years, what was before and what comes after. */
function years(trait: string, today: Day): Cell[] {
  const now = new Date(today * 86_400_000).getUTCFullYear();
  const first = now - YEARS + 1;
  const cell = (from: string | null, to: string | null, criterion: Expanded): Cell => ({
    ...{ value: null, from, to, known: true, criterion },
  });
  const before = `${first - 1}-12-31`;
  const after = `${now + 1}-01-01`;
  return [
    cell(null, before, { op: 'lte', trait, value: before }),
    ...Array.from({ length: YEARS }, (_, i) => {
      const [from, to] = [`${first + i}-01-01`, `${first + i}-12-31`];
      return cell(from, to, { op: 'between', trait, from, to });
    }),
    cell(after, null, { op: 'gte', trait, value: after }),
  ];
}

const byValue = (trait: string, values: readonly TraitValue[]): Cell[] =>
  values.map((value) => ({
    ...{ value, from: null, to: null, known: true },
    criterion: { op: 'eq', trait, value },
  }));

function knownCells({ name, type }: Trait, today: Day): Cell[] | null {
  switch (type.type) {
    case 'text':
      return type.values === null ? null : byValue(name, type.values);
    case 'flag':
      return byValue(name, [true, false]);
    case 'country':
      return byValue(name, [...countries].sort());
    case 'number':
      return ranges(name, type);
    case 'date':
      return years(name, today);
    default:
      return null;
  }
}

/**
 * Cells that hold everybody once, whoever there is: what they are says nothing of the people. Null for a trait whose
 * values nobody listed; a text that somebody chose may be the only one of its kind.
 */
export function cellsOf(trait: Trait, today: Day): readonly Cell[] | null {
  const cells = knownCells(trait, today);
  if (cells === null) return null;
  const unknown: Expanded = { op: 'not', of: { op: 'exists', trait: trait.name } };
  return [...cells, { value: null, from: null, to: null, known: false, criterion: unknown }];
}
