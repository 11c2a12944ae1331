import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
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

/** Looks that requests share, a few a second; the mails that a request wakes the sender of; the frame of a transaction. */
const BESIDE = /revoked_tokens|catalog_version|^(select|update).*mail_queue|^(begin|commit)/i;

/** Hears what requests by HTTP ask of the database themselves: nothing of what works by itself, or was woken by them. */
export function hearRequests(hear: (statement: Statement) => void): { readonly end: () => void } {
  const inRequest = new AsyncLocalStorage<true>();
  const begin = (): void => inRequest.enterWith(true);
  subscribe('http.server.request.start', begin);
  const heard = hearStatements((statement) => {
    if (inRequest.getStore() === true && !BESIDE.test(statement.sql)) hear(statement);
  });
  return {
    end() {
      heard.end();
      unsubscribe('http.server.request.start', begin);
    },
  };
}
