import { resolve } from 'node:path';
import type { Clock } from '../../kernel/clock.ts';
import { ConfigError } from '../../kernel/errors.ts';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export { DatabaseError, transactOrSee } from './database.ts';
export { Reader, Tx } from './database.ts';
export type { Database, Dialect, Queryable } from './database.ts';
export { createGroupCommit } from './group-commit.ts';
export type { GroupCommit } from './group-commit.ts';
export { deleteSome, insertRows, lockingRows, rowsOfSql, rowsWhereIn, upsertRows, whereAny } from './rows.ts';
export type { Migration } from './migration.ts';
export { migratedAt, migrationSource } from './migration.ts';

/** The file of a `sqlite:` URL; null for another. */
export const sqliteFile = (url: string): string | null => /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1] ?? null;

/** Opens `sqlite:path`, `sqlite://path` or `postgres://...`. */
export function openDatabase(url: string, clock: Clock): Database {
  const file = sqliteFile(url);
  if (file !== null) return openSqlite(resolve(file), clock);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, clock);
  throw new ConfigError(['SLUICE_DATABASE_URL wants sqlite:PATH or postgres://USER@HOST:PORT/NAME']);
}
