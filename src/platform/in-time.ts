import type { Millis } from '../kernel/clock.ts';

/** What `work` comes to, or null where it rejects or takes longer than `patience`. */
export async function inTime<T>(work: Promise<T>, patience: Millis): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Shares one run of `work` among all who ask while it goes on, so that runs that hang do not pile up. */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= work().finally(() => (running = null));
    return running;
  };
}
