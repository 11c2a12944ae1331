import { createHash } from 'node:crypto';

/** A Mersenne prime: remainders by it are uniform, and a product of two fits a 64-bit integer of either database. */
export const PRIME = 2_147_483_647;

/** The first 31 bits of a text's SHA-256. */
export const first31Bits = (text: string): number =>
  createHash('sha256').update(text).digest().readUInt32BE(0) >>> 1;

/** A person's own number, 0 to 2^31 - 2, from which samples are drawn. */
export const diceOf = (subjectId: string): number => first31Bits(`dice:${subjectId}`) % PRIME;
