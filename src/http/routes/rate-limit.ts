import type { RequestHandler } from 'express';
import type { Clock, Millis } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { householdOf } from '../client-address.ts';
import type { AddressOf } from '../client-address.ts';
import { createPoints, secondsUntil } from '../points.ts';

/** At most so many requests from one address, and from all together, in a stretch of time; then 429. */
export function createRateLimit(
  parts: {
    readonly clock: Clock;
    readonly random: Random;
    readonly addressOf: AddressOf;
  },
  limit: { readonly window: Millis; readonly each: number; readonly all: number },
): RequestHandler {
  const spend = createPoints(parts, limit);
  return (request, response, next) => {
    const { overdrawn, resetAt } = spend(householdOf(parts.addressOf(request)), 1, request.socket);
    if (!overdrawn) return next();
    response
      .status(429)
      .set({
        'Retry-After': String(secondsUntil(resetAt, parts.clock.now())),
        'Cache-Control': 'no-store',
      })
      .json({ errors: [{ message: 'Too many at once. Try later.', extensions: { code: 'RATE_LIMITED' } }] });
  };
}
