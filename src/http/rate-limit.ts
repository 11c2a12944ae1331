import { createHmac } from 'node:crypto';
import type { RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';

const ADDRESSES = 10_000;

/** A household of IPv6 has a /64: whoever has one has all of its addresses. */
function householdOf(address: string): string {
  const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : null;
  if (parsed === null) return 'unknown';
  const bytes = parsed.toByteArray();
  return Buffer.from(bytes.slice(0, bytes.length === 16 ? 8 : 4)).toString('hex');
}

/**
 * At most so many requests from one address, and from all together, in a stretch of time; then 429. Addresses are counted
 * in memory as hashes under a key that is thrown away with the counts: nothing of them is stored or logged.
 */
export function createRateLimit(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  limit: { readonly window: Millis; readonly each: number; readonly all: number },
): RequestHandler {
  const counts = new Map<string, number>();
  let key = random.bytes(32);
  let begun = -Infinity;
  let all = 0;

  return (request, response, next) => {
    const now = clock.now();
    if (now - begun >= limit.window) {
      counts.clear();
      key = random.bytes(32);
      [begun, all] = [now, 0];
    }
    const household = householdOf(request.socket.remoteAddress ?? '');
    const name = createHmac('sha256', key).update(household).digest('base64url');
    const count = (counts.get(name) ?? 0) + 1;
    all += 1;
    // Whoever comes from ever new addresses fills the one count for all, not the memory.
    if (counts.size < ADDRESSES || counts.has(name)) counts.set(name, count);
    if (count <= limit.each && all <= limit.all) return next();
    const seconds = Math.ceil((begun + limit.window - now) / 1_000);
    response
      .status(429)
      .set({ 'Retry-After': String(seconds), 'Cache-Control': 'no-store' })
      .json({ errors: [{ message: 'Too many at once. Try later.', extensions: { code: 'RATE_LIMITED' } }] });
  };
}
