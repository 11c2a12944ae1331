import { randomBytes } from 'node:crypto';

/** The one source of randomness; tests pass their own. */
export interface Random {
  /** `size` unpredictable bytes, each given once. */
  bytes(size: number): Buffer;
  /** A number in [0, 1), one of 2^32; for ids and jitter, never for secrets. */
  fraction(): number;
}

const POOL = 8_192;
const WORD = 4;
/** Keys and nonces; what is larger is asked of the system as it is. */
const SMALL = 64;

/** One call to the system for many numbers: with one for each, sixteen an id, releases a second fell by nearly half. */
function pooledFractions(): () => number {
  let pool = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at >= pool.length) [pool, at] = [randomBytes(POOL), 0];
    at += WORD;
    return pool.readUInt32LE(at - WORD) / 2 ** 32;
  };
}

/** The same for keys and nonces, two for each record of the ledger. What was given is wiped from the pool. */
function pooledBytes(): (size: number) => Buffer {
  let pool = Buffer.alloc(0);
  let at = 0;
  return (size) => {
    if (size > SMALL) return randomBytes(size);
    if (at + size > pool.length) [pool, at] = [randomBytes(POOL), 0];
    const given = Buffer.from(pool.subarray(at, at + size));
    pool.fill(0, at, at + size);
    at += size;
    return given;
  };
}

export const systemRandom: Random = { bytes: pooledBytes(), fraction: pooledFractions() };

/** As far as safe integers and whole bytes go together. */
const MOST = 2 ** 48;

/**
 * A whole number from 0 to `n` - 1, each as likely as any other, from unpredictable bytes: what is drawn beyond the
 * last whole multiple of `n` is thrown away. `n` is a whole number from 1 to 2^48; any other is a RangeError.
 */
export function below(random: Pick<Random, 'bytes'>, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > MOST)
    throw new RangeError('below wants a whole number, 1 to 2^48');
  if (n === 1) return 0;
  let size = 1;
  while (256 ** size < n) size += 1;
  const fair = 256 ** size - (256 ** size % n);
  for (;;) {
    const drawn = random.bytes(size).readUIntBE(0, size);
    if (drawn < fair) return drawn % n;
  }
}
