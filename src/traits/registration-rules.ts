import { problemOfLine } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { isRefusal } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { wrong } from './refusals.ts';
import { findSensitive } from './sensitive.ts';
import type { EventKind, Trait, TraitSubject, TraitType } from './types.ts';
import { canonicalValue } from './values.ts';

/** What is asked of a new kind of event, and of a trait beside its type. */
export interface NewEventKind {
  readonly name: string;
  readonly purpose: string;
  readonly retentionDays: number;
}

/** A trait as it is asked for: what belongs to one type stands beside it, null for another. */
export interface NewTrait extends NewEventKind {
  readonly about: TraitSubject;
  readonly type: TraitType['type'];
  readonly values: readonly string[] | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly decimals: number | null;
}

const NAME = /^[a-z][a-z0-9_]{0,39}$/;
/** Columns of a file that is imported. */
const RESERVED = ['subject_id', 'trait', 'value', 'event', 'day', 'count'];
const PURPOSE = 200;
const LONGEST_KEPT = 3_650;
const MOST_VALUES = 200;
const LONGEST_VALUE = 200;
const MOST_DECIMALS = 4;
/** Numbers are kept as whole ones; up to here their distances are exact, too. */
const FURTHEST = 10 ** 15;

/** Refuses a text, already well formed, that says what is never kept about a person for targeting. */
export function refuseSensitive(text: string, ...field: string[]): Refusal | null {
  const found = findSensitive(text);
  if (found === null) return null;
  const wants = `nothing about a person's health, religion, politics, sexuality, ethnicity or children; “${found.word}” is about ${found.kind}`;
  return wrong(wants, ...field);
}

/** A purpose: one line in words for the person. */
export function refusePurpose(purpose: string): Refusal | null {
  const problem = problemOfLine(purpose, PURPOSE);
  return problem === null ? refuseSensitive(purpose, 'purpose') : wrong(problem, 'purpose');
}

function refuseCommon({ name, purpose, retentionDays }: NewEventKind): Refusal | null {
  if (!NAME.test(name)) return wrong('a letter of a-z, then at most 39 of a-z, 0-9 and _', 'name');
  if (RESERVED.includes(name)) return wrong(`another word than ${RESERVED.join(', ')}`, 'name');
  const refusal = refuseSensitive(name, 'name') ?? refusePurpose(purpose);
  if (refusal !== null) return refusal;
  const isKept = Number.isInteger(retentionDays) && retentionDays >= 1 && retentionDays <= LONGEST_KEPT;
  return isKept ? null : wrong(`1 to ${LONGEST_KEPT}`, 'retentionDays');
}

function readText(values: readonly string[] | null): TraitType | Refusal {
  if (values === null) return { type: 'text', values: null };
  if (values.length === 0 || values.length > MOST_VALUES) {
    return wrong(`1 to ${MOST_VALUES} values, or to be left out for any text`, 'values');
  }
  for (const [i, value] of values.entries()) {
    const problem = problemOfLine(value, LONGEST_VALUE);
    if (problem !== null) return wrong(problem, 'values', String(i));
    if (values.indexOf(value) !== i) return wrong('a value that is not there yet', 'values', String(i));
    const refusal = refuseSensitive(value, 'values', String(i));
    if (refusal !== null) return refusal;
  }
  return { type: 'text', values: [...values] };
}

function readNumber({ min, max, decimals }: NewTrait): TraitType | Refusal {
  const places = decimals ?? 0;
  if (!Number.isInteger(places) || places < 0 || places > MOST_DECIMALS) {
    return wrong(`0 to ${MOST_DECIMALS}`, 'decimals');
  }
  const furthest = Math.floor(FURTHEST / 10 ** places);
  const type = { type: 'number' as const, min: -furthest, max: furthest, decimals: places };
  const wants = `a number with at most ${places} decimals, within ${furthest}`;
  if (min === null || canonicalValue(type, min) === null) return wrong(wants, 'min');
  if (max === null || canonicalValue(type, max) === null) return wrong(wants, 'max');
  return min <= max ? { ...type, min, max } : wrong('a number that is not below min', 'max');
}

function readType(input: NewTrait): TraitType | Refusal {
  const given = { values: input.values, min: input.min, max: input.max, decimals: input.decimals };
  const own = { text: ['values'], number: ['min', 'max', 'decimals'] } as Readonly<Record<string, string[]>>;
  for (const [field, value] of Object.entries(given)) {
    if (value !== null && !own[input.type]?.includes(field)) {
      return wrong(`to be left out: a ${input.type} has none`, field);
    }
  }
  if (input.type === 'text') return readText(input.values);
  return input.type === 'number' ? readNumber(input) : { type: input.type };
}

/** The trait that is asked for, or why it cannot be one. */
export function readTrait(input: NewTrait, registeredAt: Millis): Trait | Refusal {
  const refusal = refuseCommon(input);
  if (refusal !== null) return refusal;
  const type = readType(input);
  if (isRefusal(type)) return type;
  const { name, about, purpose, retentionDays } = input;
  return { name, type, about, purpose, retentionDays, registeredAt };
}

/** The kind of event that is asked for, or why it cannot be one. */
export function readEventKind(input: NewEventKind, registeredAt: Millis): EventKind | Refusal {
  const { name, purpose, retentionDays } = input;
  return refuseCommon(input) ?? { name, purpose, retentionDays, registeredAt };
}
