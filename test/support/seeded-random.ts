import { createCipheriv, createHash } from 'node:crypto';
import type { Random } from '../../src/kernel/random.ts';

const POOL = 65_536;

/** Bytes that look like chance and are the same in every run: the key stream of AES-256-CTR under the seed's hash. */
export function seededRandom(seed: string): Random {
  const key = createHash('sha256').update(seed).digest();
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  let pool = Buffer.alloc(0);
  let at = 0;
  function bytes(size: number): Buffer {
    if (at + size > pool.length) [pool, at] = [stream.update(Buffer.alloc(Math.max(POOL, size))), 0];
    at += size;
    return pool.subarray(at - size, at);
  }
  return { bytes, fraction: () => bytes(4).readUInt32BE(0) / 2 ** 32 };
}
