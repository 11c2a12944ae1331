import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';
import sqlite3 from 'sqlite3';
import type { SomePeople } from './made-up-people.ts';
import { COUNTRIES, INDUSTRIES, LANGUAGES, PLANS, registry, traitNames } from './made-up-people.ts';

/** A database with one wide table of people. */
export interface Table {
  add(some: SomePeople): Promise<void>;
  ready(): Promise<void>;
  count(condition: string): Promise<number>;
  close(): Promise<void>;
}

const isText = (name: string): boolean =>
  !['number', 'date', 'flag'].includes(registry.get(name)?.type.type ?? '');

const listed: Record<string, readonly string[]> = {
  country: COUNTRIES,
  language: LANGUAGES,
  plan: PLANS,
  industry: INDUSTRIES,
};
/** Rows of a chunk of DuckDB's. */
const ROWS = 2_048;

/** In memory, two threads; texts of closed lists as enumerations, numbers in 32 bits. */
export async function duckdbTable(): Promise<Table> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  for (const [name, values] of Object.entries(listed)) {
    await connection.run(
      `create type ${name}_type as enum (${values.map((value) => `'${value}'`).join(', ')})`,
    );
  }
  const typeOf = (name: string): string => {
    if (listed[name] !== undefined) return `${name}_type`;
    if (isText(name)) return 'varchar';
    return registry.get(name)?.type.type === 'flag' ? 'boolean' : 'integer';
  };
  const columns = traitNames.map((name) => `${name} ${typeOf(name)}`);
  await connection.run(`create table people (ordinal integer, dice integer, ${columns.join(', ')})`);
  const appender = await connection.createAppender('people');
  const types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i));
  return {
    add({ from, dice, traits }) {
      const values: (readonly DuckDBValue[])[] = [
        dice.map((_, i) => from + i),
        dice,
        ...traitNames.map((name) => {
          const column = traits.get(name) ?? [];
          return typeOf(name) === 'boolean' ? column.map((one) => (one === null ? null : one === 1)) : column;
        }),
      ];
      for (let at = 0; at < dice.length; at += ROWS) {
        const rows = Math.min(ROWS, dice.length - at);
        const chunk = DuckDBDataChunk.create(types, rows);
        values.forEach((column, i) => chunk.setColumnValues(i, column.slice(at, at + rows)));
        appender.appendDataChunk(chunk);
      }
      return Promise.resolve();
    },
    ready() {
      appender.closeSync();
      return Promise.resolve();
    },
    async count(condition) {
      const reader = await connection.runAndReadAll(`select count(*) from people where ${condition}`);
      return Number(reader.getRows()[0]?.[0]);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}

/** A file, with indexes on what is selective, and statistics. */
export async function sqliteTable(): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = new sqlite3.Database(join(folder, 'people.db'));
  const run = (sql: string, ...values: unknown[]): Promise<void> =>
    new Promise((resolve, reject) => {
      database.run(sql, values, (error: Error | null) => (error === null ? resolve() : reject(error)));
    });
  for (const pragma of [
    'journal_mode = off',
    'synchronous = off',
    'cache_size = -262144',
    'mmap_size = 8589934592',
  ]) {
    await run(`pragma ${pragma}`);
  }
  const columns = traitNames.map((name) => `${name} ${isText(name) ? 'text' : 'integer'}`);
  await run(`create table people (ordinal integer primary key, dice integer, ${columns.join(', ')})`);
  const fields = ['ordinal', 'dice', ...traitNames].map((_, i) => `json_extract(value, '$[${i}]')`);
  return {
    async add({ from, dice, traits }) {
      const all = traitNames.map((name) => traits.get(name) ?? []);
      const rows = dice.map((die, i) => [from + i, die, ...all.map((column) => column[i] ?? null)]);
      await run('begin');
      for (let at = 0; at < rows.length; at += ROWS) {
        const json = JSON.stringify(rows.slice(at, at + ROWS));
        await run(`insert into people select ${fields.join(', ')} from json_each(?)`, json);
      }
      await run('commit');
    },
    async ready() {
      for (const name of ['city', 'app_version', 'country']) {
        await run(`create index people_${name} on people (${name})`);
      }
      await run('analyze');
    },
    count: (condition) =>
      new Promise((resolve, reject) => {
        database.get(
          `select count(*) as n from people where ${condition}`,
          (error: Error | null, row: { n: number }) => (error === null ? resolve(row.n) : reject(error)),
        );
      }),
    close: () => new Promise((resolve) => database.close(() => resolve())),
  };
}
