import knexFactory from 'knex';
import pg from 'pg';
import type { Clock } from '../../kernel/clock.ts';
import { createDatabase, silentKnex } from './database.ts';
import type { Database } from './database.ts';

const INT8 = 20;

/** int8 as a number: every one of ours is milliseconds, a count or a sequence below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: string) =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

/** PostgreSQL: any number of processes; READ COMMITTED, with rows locked where it matters. */
export function openPostgres(url: string, clock: Clock, connections = 12): Database {
  const knex = knexFactory({
    client: 'pg',
    log: silentKnex,
    connection: { connectionString: url, types, application_name: 'sluice' },
    pool: { min: 0, max: connections },
  });
  return createDatabase({
    dialect: 'postgres',
    writer: knex,
    readers: knex,
    clock,
    writerSettings: () => Promise.resolve({}),
  });
}
