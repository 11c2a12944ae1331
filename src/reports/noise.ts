/**
 * Noise of an exact distribution, from whole numbers alone: no logarithm, no fraction of a computer's arithmetic, whose
 * gaps would tell what was added (Mironov 2012, "On Significance of the Least Significant Bits"). The two samplers are
 * those of Canonne, Kamath and Steinke 2020, "The Discrete Gaussian for Differential Privacy", algorithms 1 and 2.
 */

/** A whole number from 0 to `n` - 1, each as likely as any other. */
export type Below = (n: number) => number;

/** `num / den`, whole numbers, `num` not negative and `den` positive. */
export interface Ratio {
  readonly num: number;
  readonly den: number;
}

function check({ num, den }: Ratio, least: number): void {
  if (Number.isSafeInteger(num) && Number.isSafeInteger(den) && num >= least && den >= 1) return;
  throw new RangeError('a ratio is two whole numbers');
}

/**
 * True with probability exp(-x), for x from 0 to 1: the length of a run of which the kth member goes on with
 * probability x/k is odd or even just so often (the series of exp).
 */
function expUpToOne(below: Below, { num, den }: Ratio): boolean {
  let k = 1;
  while (below(den * k) < num) k += 1;
  return k % 2 === 1;
}

/** True with probability exp(-x). Algorithm 1. */
export function bernoulliExp(below: Below, x: Ratio): boolean {
  check(x, 0);
  const { num, den } = x;
  for (let whole = Math.floor(num / den); whole > 0; whole -= 1) {
    if (!expUpToOne(below, { num: 1, den: 1 })) return false;
  }
  return expUpToOne(below, { num: num % den, den });
}

/**
 * A whole number z with probability proportional to exp(-epsilon |z|): two-sided geometric noise, which is the discrete
 * Laplace distribution. Added to a count that one person changes by at most 1, it is epsilon-differentially private
 * (Ghosh, Roughgarden and Sundararajan 2009). Algorithm 2, with t/s = 1/epsilon.
 */
export function twoSidedGeometric(below: Below, epsilon: Ratio): number {
  check(epsilon, 1);
  const { num: s, den: t } = epsilon;
  for (;;) {
    const rest = below(t);
    if (!bernoulliExp(below, { num: rest, den: t })) continue;
    let turns = 0;
    while (bernoulliExp(below, { num: 1, den: 1 })) turns += 1;
    const size = Math.floor((rest + t * turns) / s);
    const negative = below(2) === 1;
    // Zero has one sign, or it would come twice as often.
    if (negative && size === 0) continue;
    return negative ? -size : size;
  }
}
