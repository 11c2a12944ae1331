import type { Knex } from 'knex';
import type { Clock, Millis } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';

export type Dialect = 'sqlite' | 'postgres';

/** Sees committed rows only. */
export class Reader {
  readonly q: Knex;
  readonly dialect: Dialect;
  /** Tells a reader from a transaction, so that neither passes for the other. */
  readonly committed = true;

  constructor(q: Knex, dialect: Dialect) {
    this.q = q;
    this.dialect = dialect;
  }
}

let openTx: (q: Knex.Transaction, dialect: Dialect, now: Millis, touched: (what: string) => void) => Tx;
let afterCommitOf: (tx: Tx) => readonly (() => void)[];

/** An open write transaction. Whoever holds one may write; only `Database.transact` makes one. */
export class Tx {
  readonly #open = true;
  readonly #afterCommit: (() => void)[] = [];
  readonly q: Knex.Transaction;
  readonly dialect: Dialect;
  /** The one instant of everything that this transaction writes. */
  readonly now: Millis;
  readonly #touched: (what: string) => void;

  private constructor(q: Knex.Transaction, dialect: Dialect, now: Millis, touched: (what: string) => void) {
    this.#touched = touched;
    this.q = q;
    this.dialect = dialect;
    this.now = now;
  }

  static {
    openTx = (q, dialect, now, touched) => new Tx(q, dialect, now, touched);
    afterCommitOf = (tx) => tx.#afterCommit;
  }

  /** Does something in memory once this has committed, and never if it does not. `fn` MUST NOT throw. */
  afterCommit(fn: () => void): void {
    this.#afterCommit.push(fn);
  }

  /** Says that this changes something that is remembered outside of the database; see `Database.touches`. */
  touch(what: string): void {
    this.afterCommit(() => this.#touched(what));
  }

  /** Whether a value was made by `Database.transact` and not put together elsewhere. */
  static isGenuine(value: unknown): value is Tx {
    return typeof value === 'object' && value !== null && #open in value;
  }
}

/** What a plain query needs; it may run inside or outside a transaction. */
export type Queryable = Reader | Tx;

export interface Database {
  readonly dialect: Dialect;
  /** Runs `fn` on committed data. */
  read<T>(fn: (reader: Reader) => Promise<T>): Promise<T>;
  /** Runs `fn` in one write transaction: all of it is committed when the promise resolves, none if it rejects. */
  transact<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** How many transactions of this process that touched something have committed. */
  touches(what: string): number;
  /** The settings of every connection that may write, for checks (SQLite pragmas; empty on PostgreSQL). */
  writerSettings(): Promise<Record<string, unknown>>;
  /** Applies pending migrations under knex's lock; returns the names that ran. */
  migrate(source: Knex.MigrationSource<unknown>): Promise<string[]>;
  /** Whether every step of the source has run, and no other. Writes nothing. */
  isCurrent(source: Knex.MigrationSource<unknown>): Promise<boolean>;
  /** Whether every step of the source has run; a newer version may have done others, too. Writes nothing. */
  isMigrated(source: Knex.MigrationSource<unknown>): Promise<boolean>;
  close(): Promise<void>;
}

/** A driver's error without its text: drivers put values into messages and details. */
export class DatabaseError extends Error {
  /** SQLSTATE or SQLITE_ code. */
  readonly code: string;

  constructor(code: string) {
    super(`database error ${code}`);
    this.name = 'DatabaseError';
    this.code = code;
  }
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name === 'KnexTimeoutError') return 'POOL_TIMEOUT';
  if (typeof code !== 'string') return null;
  return /^(SQLITE_[A-Z_]+|[0-9A-Z]{5}|E[A-Z]+)$/.test(code) ? code : null;
}

/** PostgreSQL takes no NUL, neither in a text (character_not_in_repertoire) nor in JSON (untranslatable_character). */
const HOLDS_NUL: ReadonlySet<string | null> = new Set(['22021', '22P05']);

/**
 * Replaces a driver's error by a `DatabaseError`; leaves every other error as it is. Nothing here writes a NUL of its
 * own: a text that holds one was sent, and whoever sent it hears so.
 */
export function withoutValues(error: unknown): unknown {
  const code = codeOf(error);
  if (HOLDS_NUL.has(code)) return new AppError('BAD_USER_INPUT', 'A text wants to be without NUL (U+0000).');
  return code === null ? error : new DatabaseError(code);
}

/** Worth another try as a whole: deadlock, serialization failure, a writer that held the file for too long. */
export function isTransient(error: unknown): boolean {
  return error instanceof DatabaseError && ['40P01', '40001', 'SQLITE_BUSY'].includes(error.code);
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof DatabaseError && ['23505', 'SQLITE_CONSTRAINT'].includes(error.code);
}

/** knex would print driver errors, values and all; they come back as rejections and are dealt with there. */
export const silentKnex = { debug() {}, warn() {}, error() {}, deprecate() {} };

const TRIES = 8;

/**
 * A transaction that reads whether something is there and makes it if not. Two at once both find nothing; the unique
 * index lets one through, and the other runs again and sees what that one made.
 */
export async function transactOrSee<T>(db: Database, fn: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transact(fn);
  } catch (error) {
    if (isUniqueViolation(error)) return db.transact(fn);
    throw error;
  }
}

/** The part of a database that both engines share, over one knex for writes and one for reads. */
export function createDatabase(engine: {
  dialect: Dialect;
  writer: Knex;
  readers: Knex;
  clock: Clock;
  writerSettings: () => Promise<Record<string, unknown>>;
}): Database {
  const { dialect, writer, readers, clock } = engine;
  const reader = new Reader(readers, dialect);
  const underWay = new Set<Promise<unknown>>();

  /** Lets `close` wait for what has begun: a connection taken away under a query helps nobody. */
  function tracked<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.then(
      () => underWay.delete(settled),
      () => underWay.delete(settled),
    );
    underWay.add(settled);
    return work;
  }

  const touches = new Map<string, number>();
  const touched = (what: string): void => void touches.set(what, (touches.get(what) ?? 0) + 1);

  async function transactOnce<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const after: (readonly (() => void)[])[] = [];
    try {
      const result = await writer.transaction((trx) => {
        const tx = openTx(trx, dialect, clock.now(), touched);
        after.push(afterCommitOf(tx));
        return fn(tx);
      });
      after.flat().forEach((done) => done());
      return result;
    } catch (error) {
      throw withoutValues(error);
    }
  }

  /** Which steps have run and which the source wants; null where none has ever run. */
  async function steps(source: Knex.MigrationSource<unknown>) {
    if (!(await readers.schema.hasTable('knex_migrations'))) return null;
    const rows = (await readers('knex_migrations').select('name')) as { name: string }[];
    const wanted = (await source.getMigrations([])).map((migration) => source.getMigrationName(migration));
    return { wanted, done: new Set(rows.map(({ name }) => name)) };
  }

  return {
    dialect,
    async read(fn) {
      try {
        // A query that is returned as it is runs each time that somebody waits for it.
        return await tracked(Promise.resolve(fn(reader)));
      } catch (error) {
        throw withoutValues(error);
      }
    },
    async transact(fn) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await tracked(transactOnce(fn));
        } catch (error) {
          if (attempt >= TRIES || !isTransient(error)) throw error;
        }
      }
    },
    touches: (what) => touches.get(what) ?? 0,
    writerSettings: () => engine.writerSettings(),
    async migrate(source) {
      const [, names] = (await writer.migrate.latest({ migrationSource: source })) as [number, string[]];
      return names;
    },
    async isCurrent(source) {
      const found = await steps(source);
      if (found === null || found.wanted.length !== found.done.size) return false;
      return found.wanted.every((name) => found.done.has(name));
    },
    async isMigrated(source) {
      const found = await tracked(steps(source));
      return found?.wanted.every((name) => found.done.has(name)) ?? false;
    },
    async close() {
      while (underWay.size > 0) await Promise.all(underWay);
      // One after the other: of two SQLite connections that close at once neither is the last one, which puts the
      // write-ahead log into the file, and a copy of the file alone would lack what was written last.
      if (readers !== writer) await readers.destroy();
      await writer.destroy();
    },
  };
}
