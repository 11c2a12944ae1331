import type { Queryable, Tx } from '../platform/db/index.ts';
import { upsertRows, whereAny } from '../platform/db/index.ts';
import { markChanged } from './changes.ts';
import { lockPeople } from './people.ts';
import type { Day, EventDay } from './types.ts';

/** Something that a person did on a day. */
export interface EventFact {
  readonly subjectId: string;
  /** A registered kind's name. */
  readonly event: string;
  readonly day: Day;
  /** How often: 1 to `MOST_A_DAY`. */
  readonly count: number;
}

/** A day's count stops here, which no criterion tells from more. */
export const MOST_A_DAY = 1_000_000;

interface EventDayRow {
  subject_id: string;
  event: string;
  day: Day;
  count: number;
}

/** Adds to what known people did. Callers check people and events first; a person who is not known is passed over. */
export async function recordEvents(tx: Tx, facts: readonly EventFact[]): Promise<void> {
  const people = await lockPeople(
    tx,
    facts.map(({ subjectId }) => subjectId),
  );
  const days = new Map<string, EventDayRow>();
  for (const { subjectId, event, day, count } of facts) {
    if (!people.has(subjectId)) continue;
    const key = `${subjectId} ${event} ${day}`;
    const sofar = days.get(key)?.count ?? 0;
    days.set(key, { subject_id: subjectId, event, day, count: Math.min(sofar + count, MOST_A_DAY) });
  }
  const least = tx.dialect === 'postgres' ? 'least' : 'min';
  await upsertRows(tx, 'event_days', [...days.values()], {
    key: ['subject_id', 'event', 'day'],
    set: { count: `${least}(event_days.count + excluded.count, ${MOST_A_DAY})` },
  });
  await markChanged(
    tx,
    [...days.values()].map((row) => row.subject_id),
  );
}

/** What people did, by name of the event, in order of day; somebody who did nothing is not there. */
export async function eventDaysOf(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly EventDay[]>>> {
  if (subjectIds.length === 0) return new Map();
  const rows = (await whereAny(at, at.q('event_days'), 'subject_id', subjectIds).orderBy(
    'day',
  )) as EventDayRow[];
  const known = new Map<string, Map<string, EventDay[]>>();
  for (const { subject_id, event, day, count } of rows) {
    const events = known.get(subject_id) ?? new Map<string, EventDay[]>();
    known.set(subject_id, events);
    const days = events.get(event) ?? [];
    events.set(event, days);
    days.push({ day, count });
  }
  return known;
}
