import { migrationsWith } from '../../src/app/migrations.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import type { Dialect } from '../../src/platform/db/index.ts';
import { createKeyedHashes } from '../../src/platform/key-ring.ts';
import { newDatabaseUrl } from './databases.ts';
import { handClock } from './outbox.ts';

/** A database with all tables and nobody in it, and a clock that is moved by hand. */
export async function openTargeting(dialect: Dialect) {
  const clock = handClock();
  const url = await newDatabaseUrl(dialect);
  const db = openDatabase(url, clock);
  await db.migrate(migrationsWith([]));
  return { db, clock, url, hashes: createKeyedHashes(Buffer.alloc(32, 7)), close: () => db.close() };
}

export type Targeting = Awaited<ReturnType<typeof openTargeting>>;
