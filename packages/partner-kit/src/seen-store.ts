/**
 * Remembers which messages were handled, so that each is handled once although it may come several times. `claim` MUST
 * be atomic over all who share the store: of two at the same time, one gets `claimed`. An id is done only after
 * `complete`. A claim that neither `complete` nor `release` followed belongs to a process that died: it MUST lapse,
 * after longer than your slowest handler takes. Ids MUST be kept for four days at least; retries go on for three.
 */
export interface SeenStore {
  /** `claimed`: it is yours to handle; `busy`: somebody is at it; `done`: it was handled. */
  claim(id: string): Promise<'claimed' | 'busy' | 'done'>;
  /** The handler succeeded. */
  complete(id: string): Promise<void>;
  /** The handler failed: the next attempt may claim again. */
  release(id: string): Promise<void>;
}

/**
 * A store in memory, for one process: it forgets when the process ends. Of what is done it keeps the last `limit` ids
 * (10,000 unless you say otherwise).
 */
export function createMemorySeenStore(limit = 10_000): SeenStore {
  const claimed = new Set<string>();
  const done = new Set<string>();
  return {
    claim(id) {
      if (done.has(id)) return Promise.resolve('done');
      if (claimed.has(id)) return Promise.resolve('busy');
      claimed.add(id);
      return Promise.resolve('claimed');
    },
    complete(id) {
      claimed.delete(id);
      done.add(id);
      for (const oldest of done) {
        if (done.size <= limit) break;
        done.delete(oldest);
      }
      return Promise.resolve();
    },
    release(id) {
      claimed.delete(id);
      return Promise.resolve();
    },
  };
}
