/** Milliseconds since the Unix epoch, UTC. Every stored instant has this unit. */
export type Millis = number;

/** The one source of time; tests pass their own. */
export interface Clock {
  now(): Millis;
}

export const systemClock: Clock = { now: () => Date.now() };

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;
