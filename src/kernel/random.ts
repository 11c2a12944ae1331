import { randomBytes } from 'node:crypto';

/** The one source of randomness; tests pass their own. */
export interface Random {
  /** `size` unpredictable bytes. */
  bytes(size: number): Buffer;
  /** A number in [0, 1); for jitter, never for secrets. */
  fraction(): number;
}

export const systemRandom: Random = { bytes: (size) => randomBytes(size), fraction: () => Math.random() };
