import { PRIME, first31Bits } from '../traits/index.ts';

/** Buckets are hundredths of a percent. */
export const BUCKETS = 10_000;

/** How a salt mixes people's numbers: `((dice * a + b) mod PRIME) mod BUCKETS` is the bucket. */
export interface Mixing {
  readonly a: number;
  readonly b: number;
}

export const mixingOf = (salt: string): Mixing => ({
  a: 1 + (first31Bits(`a:${salt}`) % (PRIME - 1)),
  b: first31Bits(`b:${salt}`) % PRIME,
});

/** 0 to 9,999. The product is split, for a double holds 53 bits only. */
export function bucketOf(dice: number, { a, b }: Mixing): number {
  const high = Math.floor(a / 65_536);
  const low = a % 65_536;
  const product = (((high * dice) % PRIME) * 65_536 + low * dice + b) % PRIME;
  return product % BUCKETS;
}
