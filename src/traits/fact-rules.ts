import { kindOfId } from '../kernel/ids.ts';
import { MOST_A_DAY } from './event-days.ts';
import type { EventFact } from './event-days.ts';
import type { TraitFact } from './trait-values.ts';
import type { Day, EventKind, TraitRegistry } from './types.ts';
import { canonicalValue, dateOfDay, dayOfDate, wantsOf } from './values.ts';

/** Which part of what was given is wrong (empty: all of it), and what it wants; never what it was. */
export interface Wrong {
  readonly field: string;
  readonly wants: string;
}

export const isWrong = (read: object): read is Wrong => 'wants' in read;

const wrong = (field: string, wants: string): Wrong => ({ field, wants });

const WANTS_PERSON = 'the id of a person, sub_…';

/** A value as it is given from outside. */
export interface GivenValue {
  readonly subjectId: unknown;
  readonly trait: unknown;
  /** Null: it is forgotten. Undefined: it was left out, which is never meant. */
  readonly value: unknown;
}

export function readTraitFact(
  registry: TraitRegistry,
  { subjectId, trait, value }: GivenValue,
): TraitFact | Wrong {
  if (typeof subjectId !== 'string' || kindOfId(subjectId) !== 'subject')
    return wrong('subjectId', WANTS_PERSON);
  const type = typeof trait === 'string' ? registry.get(trait)?.type : undefined;
  if (typeof trait !== 'string' || type === undefined) return wrong('trait', 'a registered trait');
  if (value === undefined) return wrong('value', 'to be there: null for one that is to be forgotten');
  if (value === null) return { subjectId, trait, value };
  const canonical = canonicalValue(type, value);
  return canonical === null ? wrong('value', wantsOf(type)) : { subjectId, trait, value: canonical };
}

/** An event as it is given from outside. */
export interface GivenEvent {
  readonly subjectId: unknown;
  readonly event: unknown;
  /** `2026-01-31`. */
  readonly day: unknown;
  readonly count: unknown;
}

export function readEventFact(
  kinds: ReadonlyMap<string, EventKind>,
  today: Day,
  { subjectId, event, day, count }: GivenEvent,
): EventFact | Wrong {
  if (typeof subjectId !== 'string' || kindOfId(subjectId) !== 'subject')
    return wrong('subjectId', WANTS_PERSON);
  const kind = typeof event === 'string' ? kinds.get(event) : undefined;
  if (kind === undefined) return wrong('event', 'a registered event');
  const at = typeof day === 'string' ? dayOfDate(day) : null;
  const first = today - kind.retentionDays;
  if (at === null || at < first || at > today) {
    return wrong('day', `a day from ${dateOfDay(first)} to ${dateOfDay(today)} (UTC)`);
  }
  if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > MOST_A_DAY) {
    return wrong('count', `a whole number from 1 to ${MOST_A_DAY}`);
  }
  return { subjectId, event: kind.name, day: at, count: Number(count) };
}

/** Somebody by id, for a list. */
export function readSubject(subjectId: unknown): { readonly subjectId: string } | Wrong {
  return typeof subjectId === 'string' && kindOfId(subjectId) === 'subject'
    ? { subjectId }
    : wrong('', WANTS_PERSON);
}
