import type { Millis } from '../kernel/clock.ts';

/** Work that is looked for: when somebody says so, and every so often in case nobody did. */
export interface Poller {
  /** Says that there may be work; nothing happens before `start` or after `stop`. */
  wake(): void;
  start(): void;
  isRunning(): boolean;
  /** Looks for no more work and waits for the round that is under way. */
  stop(): Promise<void>;
}

const sleep = (ms: Millis): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createPoller(parts: {
  /** How often to look without a word. */
  readonly poll: Millis;
  /** The least time from the start of one look to the next: what arrives meanwhile shares one. */
  readonly gap?: Millis;
  /** One piece of work; true: there may be more. */
  readonly round: () => Promise<boolean>;
  /** A round failed; the next look tries again. */
  readonly onError: (error: unknown) => void;
}): Poller {
  const { poll, gap = 0, round, onError } = parts;
  let state: 'idle' | 'looking' | 'look again' | 'stopped' = 'stopped';
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let last = -Infinity;

  const isRunning = (): boolean => state !== 'stopped';

  async function look(): Promise<void> {
    const wait = last + gap - performance.now();
    if (wait > 0) await sleep(wait);
    last = performance.now();
    try {
      while (isRunning() && (await round()));
    } catch (error) {
      onError(error);
    }
  }

  function wake(): void {
    if (state === 'looking') state = 'look again';
    if (state !== 'idle') return;
    state = 'looking';
    looking = look().then(() => {
      if (state === 'stopped') return;
      const again = state === 'look again';
      state = 'idle';
      if (again) wake();
    });
  }

  return {
    wake,
    isRunning,
    start() {
      state = 'idle';
      timer = setInterval(wake, poll);
      wake();
    },
    async stop() {
      state = 'stopped';
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}
