import type { SeenStore } from './seen-store.ts';

/** `done`: the work is done, now or earlier; `busy`: another process is at it, and how it ends is not known. */
export type OnceOutcome = 'done' | 'busy';

/**
 * Runs the work of an id once. Copies that come to this process meanwhile wait for it and share how it ends: if it
 * fails, none of them may be acknowledged. Rejects with what the work threw.
 */
export function createDeduplicator(store: SeenStore) {
  const underWay = new Map<string, Promise<OnceOutcome>>();

  async function run(id: string, work: () => Promise<void>): Promise<OnceOutcome> {
    const claim = await store.claim(id);
    if (claim !== 'claimed') return claim;
    try {
      await work();
    } catch (error) {
      // A claim that cannot be given back lapses; what went wrong with the work is what has to be told.
      await store.release(id).catch(() => undefined);
      throw error;
    }
    await store.complete(id);
    return 'done';
  }

  return function once(id: string, work: () => Promise<void>): Promise<OnceOutcome> {
    const earlier = underWay.get(id);
    if (earlier !== undefined) return earlier;
    const running = run(id, work).finally(() => underWay.delete(id));
    underWay.set(id, running);
    return running;
  };
}
