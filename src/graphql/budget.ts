import { createIsoWriter } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/** What a request costs and what its asker has left, in points: fields of answers whose lists are as long as they may be. */
export interface Budget {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  /** When all points are there again. */
  readonly resetAt: Millis;
}

const iso = createIsoWriter();

/** What `extensions.cost` says. */
export const shownCost = (cost: number, { limit, remaining, resetAt }: Omit<Budget, 'cost'>) => ({
  cost,
  limit,
  remaining,
  resetAt: iso(resetAt),
});
