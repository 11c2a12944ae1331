import { DAY, MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { AttemptOutcome } from '../types.ts';
import type { DisabledReason, Health } from './types.ts';

/** So many failures in a row open the circuit: the lane rests, and its messages do not use up their schedules. */
export const CIRCUIT_THRESHOLD = 10;
const FIRST_REST = 30 * SECOND;
const LONGEST_REST = 10 * MINUTE;
/**
 * After so long with nothing but failures an endpoint is disabled, and its partner told elsewhere; but only if they
 * were enough to open its circuit: two failures with days of silence between them say little about it.
 */
export const FAILING_LIMIT = 5 * DAY;

export const healthy: Health = { consecutiveFailures: 0, failingSince: null, circuitUntil: null };

export const isHealthy = ({ consecutiveFailures, failingSince }: Health): boolean =>
  consecutiveFailures === 0 && failingSince === null;

const OURS: readonly AttemptOutcome[] = ['lapsed', 'gone', 'internal'];

/** Whether an outcome says something about the endpoint; what was lost on our side does not. */
export const concernsEndpoint = (outcome: AttemptOutcome): boolean => !OURS.includes(outcome);

export interface Observed {
  readonly outcome: AttemptOutcome;
  readonly status: number | null;
}

const restAfter = (failures: number): Millis =>
  Math.min(FIRST_REST * 2 ** Math.min(failures - CIRCUIT_THRESHOLD, 20), LONGEST_REST);

const isBeyondHope = ({ consecutiveFailures, failingSince }: Health, now: Millis): boolean =>
  failingSince !== null && now - failingSince >= FAILING_LIMIT && consecutiveFailures >= CIRCUIT_THRESHOLD;

/** How an endpoint does after these outcomes, in their order, and whether it is to be disabled. */
export function observe(
  before: Health,
  outcomes: readonly Observed[],
  now: Millis,
): { readonly health: Health; readonly disable: DisabledReason | null } {
  let health = before;
  const said = outcomes.filter(({ outcome }) => concernsEndpoint(outcome));
  for (const { outcome, status } of said) {
    if (outcome === 'delivered') {
      health = healthy;
      continue;
    }
    const consecutiveFailures = health.consecutiveFailures + 1;
    health = {
      consecutiveFailures,
      failingSince: health.failingSince ?? now,
      circuitUntil: consecutiveFailures < CIRCUIT_THRESHOLD ? null : now + restAfter(consecutiveFailures),
    };
    if (status === 410) return { health, disable: 'gone' };
  }
  // Where nothing was said, the last word is older than `now` makes it.
  return { health, disable: said.length > 0 && isBeyondHope(health, now) ? 'failing' : null };
}
