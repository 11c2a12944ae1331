import { hash } from 'node:crypto';
import { SECOND } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';

/** What somebody has spent in a stretch of time, and has left. */
export interface Account {
  /** Whether there was not enough left; it is spent all the same. */
  readonly overdrawn: boolean;
  readonly limit: number;
  /** For how long that is. */
  readonly window: Millis;
  readonly remaining: number;
  /** When all of it is there again. */
  readonly resetAt: Millis;
}

const NAMES = 100_000;

/** What a name is counted under. */
interface Mark {
  readonly name: string;
  readonly mark: string;
}

/**
 * Points that each name may spend in a stretch of time, and all names together. Names are counted in memory as hashes
 * under a key that is thrown away with the counts: nothing of them is stored or logged. Each process counts by itself.
 */
export function createPoints(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  limit: { readonly window: Millis; readonly each: number; readonly all?: number },
) {
  const { window, each, all: together = Infinity } = limit;
  const spent = new Map<string, number>();
  /** Whoever asks goes on to ask over one connection: its name is hashed once a stretch of time, and forgotten with it. */
  let marks = new WeakMap<object, Mark>();
  const newKey = (): string => random.bytes(32).toString('base64url');
  let key = newKey();
  let begun = -Infinity;
  let all = 0;

  function markOf(name: string, connection: object): string {
    const known = marks.get(connection);
    if (known?.name === name) return known.mark;
    const mark = hash('sha256', key + name, 'base64url');
    marks.set(connection, { name, mark });
    return mark;
  }

  /** `connection`: what the name asks over. */
  return function spend(name: string, points: number, connection: object): Account {
    const now = clock.now();
    if (now - begun >= window) {
      spent.clear();
      marks = new WeakMap();
      key = newKey();
      [begun, all] = [now, 0];
    }
    const mark = markOf(name, connection);
    // Whoever comes from ever new addresses fills one count for all of them, not the memory.
    const counted = spent.size < NAMES || spent.has(mark) ? mark : 'others';
    const own = (spent.get(counted) ?? 0) + points;
    spent.set(counted, own);
    all += points;
    return {
      overdrawn: own > each || all > together,
      ...{ limit: each, window },
      remaining: Math.max(0, Math.min(each - own, together - all)),
      resetAt: begun + window,
    };
  };
}

export type Spend = ReturnType<typeof createPoints>;

/** Seconds until an account is full again, at least one: `Retry-After`. */
export const secondsUntil = (at: Millis, now: Millis): number => Math.max(1, Math.ceil((at - now) / SECOND));

/** What whoever has no points left is told. */
export const overdrawnMessage = (seconds: number): string =>
  `The points of this minute are spent. Try again in ${seconds} seconds.`;

/** The headers that tell what is left (draft-ietf-httpapi-ratelimit-headers). */
export const pointHeaders = (
  { limit, window, remaining, resetAt }: Account,
  now: Millis,
): readonly (readonly [name: string, value: string])[] => [
  ['ratelimit-policy', `"points";q=${limit};w=${window / SECOND}`],
  ['ratelimit', `"points";r=${remaining};t=${secondsUntil(resetAt, now)}`],
];
