/** Milliseconds since the Unix epoch, UTC. Every stored instant has this unit. */
export type Millis = number;

/** The one source of time; tests pass their own. */
export interface Clock {
  now(): Millis;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Writes instants as ISO 8601. The one that was written last is remembered: a busy millisecond asks for it many times. */
export function createIsoWriter(): (at: Millis) => string {
  let last = Number.NaN;
  let text = '';
  return (at) => {
    if (at !== last) [last, text] = [at, new Date(at).toISOString()];
    return text;
  };
}

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;
