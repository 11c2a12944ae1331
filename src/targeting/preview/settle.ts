import { setImmediate as others } from 'node:timers/promises';

/** Work that stops for breath: each `yield` is a moment at which others may go first. */
export type Steps<Result> = Generator<void, Result>;

/** For so long one piece of work may keep all others from theirs. */
const AT_A_STRETCH_MS = 10;
const TRIES = 3;

/** Runs work and lets others go first now and then. */
export async function run<Result>(steps: Steps<Result>): Promise<Result> {
  for (let since = performance.now(); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < AT_A_STRETCH_MS) continue;
    await others();
    since = performance.now();
  }
}

function runAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs work whose result holds for one state of the world: again if `state` changed meanwhile, the last time without a
 * break. What costs most is remembered from the times before.
 */
export async function settle<Result>(work: () => Steps<Result>, state: () => number): Promise<Result> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = state();
    const result = await run(work());
    if (state() === before) return result;
  }
  return runAtOnce(work());
}
