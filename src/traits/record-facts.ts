import type { JsonValue } from '../kernel/canonical-json.ts';
import { DAY } from '../kernel/clock.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { IdempotentRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { recordEvents } from './event-days.ts';
import { isWrong, readEventFact, readTraitFact } from './fact-rules.ts';
import type { Wrong } from './fact-rules.ts';
import { lockPeople } from './people.ts';
import { wrong } from './refusals.ts';
import { eventKinds, traitRegistry } from './registry.ts';
import { recordValues } from './trait-values.ts';

export interface NewValue {
  readonly subjectId: string;
  readonly trait: string;
  /** Null: it is forgotten. */
  readonly value?: JsonValue | undefined;
}

export interface NewEvent {
  readonly subjectId: string;
  readonly event: string;
  /** `2026-01-31`. */
  readonly day: string;
  readonly count: number;
}

/** How many facts were recorded. */
export interface Recorded {
  readonly recorded: number;
}

/** The most that one call takes. */
export const MOST_AT_ONCE = 1_000;
const MOST_NAMED = 10;

export const refuseCount = (list: string, count: number): Refusal | null =>
  count >= 1 && count <= MOST_AT_ONCE ? null : wrong(`1 to ${MOST_AT_ONCE} of them`, list);

/** Reads every one of a list, or refuses for the first that is wrong. */
export function readAll<Given, Fact extends object>(
  list: string,
  given: readonly Given[],
  read: (one: Given) => Fact | Wrong,
): readonly Fact[] | Refusal {
  const facts: Fact[] = [];
  for (const [i, one] of given.entries()) {
    const fact = read(one);
    if (isWrong(fact)) {
      return wrong(fact.wants, list, String(i), ...(fact.field === '' ? [] : [fact.field]));
    }
    facts.push(fact);
  }
  return facts;
}

/** Locks the people whom a list names; refuses for those who are not known, by their place. */
export async function refuseUnknown(
  tx: Tx,
  list: string,
  subjectIds: readonly string[],
  ...field: string[]
): Promise<Refusal | null> {
  const people = await lockPeople(tx, subjectIds);
  const unknown = [...subjectIds.keys()].filter((i) => !people.has(subjectIds[i] ?? ''));
  const [first] = unknown;
  if (first === undefined) return null;
  const named = unknown.slice(0, MOST_NAMED).map((i) => `${list}[${i}]`);
  const more = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : '';
  return refuse(
    'NOT_FOUND',
    ['input', list, String(first), ...field],
    `There is no person with the id of ${named.join(', ')}${more}.`,
  );
}

/** How staff of the marketing door say what is known about people. `principal` is who asks; nothing is done half. */
export function createRecordingDesk(db: Database, hashes: KeyedHashes) {
  async function once<Given, Fact extends { readonly subjectId: string }>(
    ask: Omit<IdempotentRequest, 'digest'> & { readonly body: JsonValue },
    list: string,
    given: readonly Given[],
    steps: {
      readonly read: (tx: Tx) => Promise<(one: Given) => Fact | Wrong>;
      readonly record: (tx: Tx, facts: readonly Fact[]) => Promise<void>;
    },
  ): Promise<Recorded | Refusal> {
    const refusal = refuseCount(list, given.length);
    if (refusal !== null) return refusal;
    const request = idempotentRequest(hashes, ask);
    // The same request has the same list: its length need not be remembered.
    const done = { id: '', recorded: given.length };
    return onceForKey(db, request, {
      make: async (tx) => {
        const facts = readAll(list, given, await steps.read(tx));
        if (isRefusal(facts)) return facts;
        const ids = facts.map(({ subjectId }) => subjectId);
        const unknown = await refuseUnknown(tx, list, ids, 'subjectId');
        if (unknown !== null) return unknown;
        await steps.record(tx, facts);
        return done;
      },
      reload: () => Promise.resolve(done),
    });
  }

  return {
    recordTraits(principal: string, key: string, values: readonly NewValue[]): Promise<Recorded | Refusal> {
      const body = values.map(({ subjectId, trait, value }) => ({
        ...{ subjectId, trait },
        ...(value === undefined ? {} : { value }),
      }));
      return once({ principal, mutation: 'recordTraits', key, body }, 'values', values, {
        read: async (tx) => {
          const registry = await traitRegistry(tx);
          return ({ subjectId, trait, value }) => readTraitFact(registry, { subjectId, trait, value });
        },
        record: recordValues,
      });
    },

    recordEvents(principal: string, key: string, events: readonly NewEvent[]): Promise<Recorded | Refusal> {
      const body = events.map((one) => ({ ...one }));
      return once({ principal, mutation: 'recordEvents', key, body }, 'events', events, {
        read: async (tx) => {
          const kinds = await eventKinds(tx);
          return (one) => readEventFact(kinds, Math.floor(tx.now / DAY), one);
        },
        record: recordEvents,
      });
    },
  };
}
