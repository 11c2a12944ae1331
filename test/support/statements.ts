import pg from 'pg';
import sqlite3 from 'sqlite3';

/** A statement as a driver got it. */
export interface Statement {
  readonly sql: string;
  readonly values: unknown;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

const textOf = (first: unknown): string =>
  typeof first === 'string' ? first : String((first as { text?: unknown } | null)?.text ?? '');

/**
 * Hears every statement of this process at the drivers themselves, below whatever put it together; `end` gives the
 * drivers back.
 */
export function hearStatements(hear: (statement: Statement) => void): { readonly end: () => void } {
  const undo: (() => void)[] = [];
  const wrap = (prototype: object, name: string): void => {
    const methods = prototype as Record<string, Method>;
    const inner = methods[name] as Method;
    methods[name] = function (...args) {
      const [first, values] = args;
      const own = (first as { values?: unknown } | null)?.values;
      hear({ sql: textOf(first), values: own ?? (typeof values === 'function' ? undefined : values) });
      return inner.apply(this, args);
    };
    undo.push(() => void (methods[name] = inner));
  };
  for (const name of ['run', 'all', 'each', 'get', 'exec', 'prepare']) wrap(sqlite3.Database.prototype, name);
  wrap(pg.Client.prototype, 'query');
  return { end: () => undo.forEach((back) => back()) };
}
