/** Waits for what happens by itself; an error that says what it waited for when it does not. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: string,
  timeoutMs = 20_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const TRIES = 5;
const MOST_TRIES = 3;

/**
 * Asserts that what takes so many milliseconds keeps to a promise: three of five tries have to, for a machine that is
 * busy with others stands still during some.
 */
export async function promptly(within: number, attempt: (time: number) => Promise<number>): Promise<void> {
  const took: number[] = [];
  const kept = (): number => took.filter((ms) => ms < within).length;
  for (let time = 0; time < TRIES && kept() < MOST_TRIES; time += 1) took.push(await attempt(time));
  if (kept() < MOST_TRIES) {
    throw new Error(`wanted within ${within} ms, took ${took.map(Math.round).join(', ')}`);
  }
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
