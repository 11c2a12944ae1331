import type { Database, Tx } from './database.ts';

/** Durability costs one flush a transaction, so work that arrives together shares one. */
export interface GroupCommit<Command, Result> {
  /** Resolves after the commit that holds this command; rejects if its part could not be committed. */
  submit(command: Command): Promise<Result>;
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>;
}

interface Waiting<Command, Result> {
  readonly command: Command;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits commands in batches. What arrives while a batch commits forms the next one, so an idle system answers at
 * once and a busy one fills its batches.
 *
 * `run` MUST return one result for each command, in order, and MUST refuse a command by its result, not by throwing.
 * If a batch throws all the same, its members run again alone: one bad member never fails its batch. `run` therefore
 * MUST be safe to repeat (idempotency keys), for a commit whose answer was lost may have happened.
 */
export function createGroupCommit<Command, Result>(
  db: Database,
  run: (tx: Tx, commands: readonly Command[]) => Promise<readonly Result[]>,
  limits: { readonly size: number; readonly parallel: number } = {
    size: 64,
    parallel: db.dialect === 'sqlite' ? 1 : 2,
  },
): GroupCommit<Command, Result> {
  let waiting: Waiting<Command, Result>[] = [];
  let running = 0;
  let scheduled = false;
  let idleListeners: (() => void)[] = [];

  function schedule(): void {
    if (scheduled || running >= limits.parallel || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
    });
  }

  async function flush(): Promise<void> {
    const batch = waiting.slice(0, limits.size);
    waiting = waiting.slice(limits.size);
    running += 1;
    schedule();
    await commit(batch);
    running -= 1;
    schedule();
    if (running === 0 && waiting.length === 0) {
      idleListeners.forEach((listener) => listener());
      idleListeners = [];
    }
  }

  async function commit(batch: readonly Waiting<Command, Result>[]): Promise<void> {
    try {
      const results = await db.transact((tx) =>
        run(
          tx,
          batch.map((member) => member.command),
        ),
      );
      if (results.length !== batch.length) throw new Error('a batch must answer each of its members');
      batch.forEach((member, i) => member.resolve(results[i] as Result));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const member of batch) await commit([member]);
    }
  }

  return {
    submit(command) {
      return new Promise((resolve, reject) => {
        waiting.push({ command, resolve, reject });
        schedule();
      });
    },
    idle() {
      if (running === 0 && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => idleListeners.push(resolve));
    },
  };
}
