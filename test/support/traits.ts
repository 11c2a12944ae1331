import { accountsMigrations } from '../../src/accounts/index.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database, Dialect } from '../../src/platform/db/index.ts';
import { idempotencyMigrations } from '../../src/platform/idempotency.ts';
import {
  addPeople,
  eventDaysOf,
  eventKinds,
  listsOf,
  peopleById,
  registerEventKind,
  registerTrait,
  traitRegistry,
  traitValuesOf,
  traitsMigrations,
} from '../../src/traits/index.ts';
import type { EventDay, KnownTrait, Trait, TraitType } from '../../src/traits/index.ts';
import { newDatabaseUrl } from './databases.ts';
import { handClock } from './outbox.ts';

export const migrations = migrationSource([
  ...idempotencyMigrations,
  ...accountsMigrations,
  ...traitsMigrations,
]);

/** A trait of no interest but for its type. */
export const traitOf = (name: string, type: TraitType, retentionDays = 30): Trait => ({
  ...{ name, type, retentionDays },
  about: 'usage',
  purpose: 'For tests.',
  registeredAt: 0,
});

/** Some trait of each type beside the first ones. */
export const extraTraits: readonly Trait[] = [
  traitOf('rating', { type: 'number', min: -10, max: 10, decimals: 2 }),
  traitOf('renews_on', { type: 'date' }),
  traitOf('app_version', { type: 'version' }),
  traitOf('address', { type: 'ip' }),
  traitOf('nickname', { type: 'text', values: null }),
];

/** A database with people's tables only, a clock that is moved by hand, and a few people. */
export async function openTraits(dialect: Dialect) {
  const clock = handClock();
  const url = await newDatabaseUrl(dialect);
  const db = openDatabase(url, clock);
  await db.migrate(migrations);
  await db.transact(async (tx) => {
    for (const trait of extraTraits) await registerTrait(tx, trait);
    for (const [name, retentionDays] of [
      ['published', 90],
      ['logged_in', 30],
    ] as const) {
      await registerEventKind(tx, { name, purpose: 'For tests.', retentionDays, registeredAt: 0 });
    }
  });
  let people = 0;
  return {
    db,
    clock,
    url,
    registry: await db.read(traitRegistry),
    kinds: await db.read(eventKinds),
    /** Known people of their own for one test. */
    async people(count: number): Promise<string[]> {
      const ids = Array.from({ length: count }, () => `sub_${String((people += 1)).padStart(26, '0')}`);
      await db.transact((tx) => addPeople(tx, ids));
      return ids;
    },
    known: (subjectId: string) => knownOf(db, subjectId),
    close: () => db.close(),
  };
}

export type Traits = Awaited<ReturnType<typeof openTraits>>;

/** All that is known of a person, as plain values. */
export async function knownOf(db: Database, subjectId: string) {
  return db.read(async (reader) => {
    const registry = await traitRegistry(reader);
    const values =
      (await traitValuesOf(reader, [subjectId], registry)).get(subjectId) ?? new Map<string, KnownTrait>();
    const events =
      (await eventDaysOf(reader, [subjectId])).get(subjectId) ?? new Map<string, readonly EventDay[]>();
    return {
      person: (await peopleById(reader, [subjectId])).get(subjectId) ?? null,
      values: Object.fromEntries(values),
      events: Object.fromEntries(events),
      lists: [...((await listsOf(reader, [subjectId])).get(subjectId) ?? [])].sort(),
    };
  });
}

/** A promise that others resolve. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
