import { BUCKETS, bucketOf, mixingOf } from '../targeting/index.ts';
import type { Variant } from './types.ts';

/** Holdout and variants are drawn by salts of their own, so that one says nothing about the other. */

/** Whether a person is in the part that is never shown the offer. Raising the percentage only adds people to it. */
export const isHeldOut = (dice: number, salt: string, percent: number): boolean =>
  bucketOf(dice, mixingOf(`holdout:${salt}`)) < Math.round((percent * BUCKETS) / 100);

/** The words that a person sees: the same ones for as long as keys and weights stay. */
export function variantFor(dice: number, salt: string, variants: readonly Variant[]): Variant {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = (bucketOf(dice, mixingOf(`variant:${salt}`)) * total) / BUCKETS;
  let passed = 0;
  for (const variant of variants) {
    passed += variant.weight;
    if (drawn < passed) return variant;
  }
  throw new RangeError('an offer has at least one variant');
}
