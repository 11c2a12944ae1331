import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knexFactory from 'knex';
import type { Knex } from 'knex';
import type { Clock } from '../../kernel/clock.ts';
import { createDatabase, silentKnex } from './database.ts';
import type { Database } from './database.ts';

/** Four readers answer four times the point reads of one, measured on two cores; more add nothing. */
const READERS = 4;

/** What every writing connection sets: durable at commit, and no freed page keeps what was deleted. */
const WRITER_PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 10000',
  'secure_delete = ON',
];
const READER_PRAGMAS = ['query_only = ON', 'busy_timeout = 10000'];

interface RawConnection {
  run(sql: string, done: (error: Error | null) => void): void;
}

function open(filename: string, connections: number, pragmas: readonly string[]): Knex {
  return knexFactory({
    client: 'sqlite3',
    log: silentKnex,
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: connections,
      afterCreate(connection: RawConnection, done: (error: Error | null, connection: RawConnection) => void) {
        const [next, ...rest] = pragmas.map((pragma) => `PRAGMA ${pragma}`);
        const step = (sql: string | undefined, left: readonly string[]): void => {
          if (sql === undefined) done(null, connection);
          else
            connection.run(sql, (error) => (error ? done(error, connection) : step(left[0], left.slice(1))));
        };
        step(next, rest);
      },
    },
  });
}

interface StartsTransactions {
  begin(connection: unknown): Promise<unknown>;
  query(connection: unknown, sql: string): Promise<unknown>;
}

/**
 * Takes the write lock at BEGIN. A deferred transaction that reads first and writes later fails at once with
 * SQLITE_BUSY when another process wrote in between, whatever busy_timeout says.
 */
function beginImmediately(writer: Knex): void {
  const client = writer.client as { transaction(...args: unknown[]): StartsTransactions };
  const start = client.transaction.bind(client);
  client.transaction = (...args) => {
    const transaction = start(...args);
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  };
}

/** SQLite in one file: one writer handle, a few readers. `file` is created, with its folder, if it is not there. */
export function openSqlite(file: string, clock: Clock): Database {
  mkdirSync(dirname(file), { recursive: true });
  const writer = open(file, 1, WRITER_PRAGMAS);
  beginImmediately(writer);
  const readers = open(file, READERS, READER_PRAGMAS);
  return createDatabase({
    dialect: 'sqlite',
    writer,
    readers,
    clock,
    async writerSettings() {
      const read = async (name: string): Promise<unknown> => {
        const rows = (await writer.raw(`PRAGMA ${name}`)) as Record<string, unknown>[];
        return Object.values(rows[0] ?? {})[0];
      };
      return {
        journal_mode: await read('journal_mode'),
        synchronous: await read('synchronous'),
        foreign_keys: await read('foreign_keys'),
        secure_delete: await read('secure_delete'),
      };
    },
  });
}
