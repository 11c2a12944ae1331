import assert from 'node:assert/strict';
import { below } from '../../src/kernel/random.ts';
import { bernoulliExp, twoSidedGeometric } from '../../src/reports/noise.ts';
import type { Below, Ratio } from '../../src/reports/noise.ts';
import { seededRandom } from '../support/seeded-random.ts';

const seeded = (seed: string): Below => {
  const random = seededRandom(seed);
  return (n) => below(random, n);
};

/** P(z) of the two-sided geometric distribution, from its formula. */
function probability({ num, den }: Ratio, z: number): number {
  const a = Math.exp(-num / den);
  return ((1 - a) / (1 + a)) * a ** Math.abs(z);
}

/** Pearson's statistic of `counts` against `expected`, divided by its degrees of freedom: near 1 where they agree. */
function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  const sum = counts.reduce(
    (total, count, i) => total + (count - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 0),
    0,
  );
  return sum / (counts.length - 1);
}

/**
 * Every way in which a sampler can go, with its exact probability: it is run on each sequence of choices that is more
 * likely than `least`. What is left out has the rest of the probability.
 */
function enumerate(
  sample: (below: Below) => number,
  least: number,
): { of: Map<number, number>; rest: number } {
  class Wants extends Error {
    readonly n: number;
    constructor(n: number) {
      super();
      this.n = n;
    }
  }
  const of = new Map<number, number>();
  let rest = 1;
  const open: { readonly choices: readonly number[]; readonly mass: number }[] = [{ choices: [], mass: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { choices, mass } = next;
    let at = 0;
    try {
      const z = sample((n) => {
        const choice = choices[at];
        if (choice === undefined) throw new Wants(n);
        at += 1;
        return choice;
      });
      of.set(z, (of.get(z) ?? 0) + mass);
      rest -= mass;
    } catch (error) {
      if (!(error instanceof Wants)) throw error;
      if (mass / error.n < least) continue;
      for (let choice = 0; choice < error.n; choice += 1) {
        open.push({ choices: [...choices, choice], mass: mass / error.n });
      }
    }
  }
  return { of, rest };
}

describe('true with probability exp(-x)', () => {
  it('is what every sequence of choices adds up to', () => {
    for (const [num, den] of [
      [0, 1],
      [0, 7],
      [1, 2],
      [1, 1],
      [2, 3],
      [3, 2],
      [2, 1],
    ] as const) {
      const { of, rest } = enumerate((b) => (bernoulliExp(b, { num, den }) ? 1 : 0), 1e-5);
      const exact = Math.exp(-num / den);
      const found = of.get(1) ?? 0;
      assert.ok(found <= exact + 1e-9 && found >= exact - rest - 1e-9, `exp(-${num}/${den}): ${found}`);
      assert.ok(rest < 0.01, `${rest} of exp(-${num}/${den}) was not looked at`);
    }
  });

  it('is always true for 0 and hardly ever for much', () => {
    const random = seeded('far');
    for (let i = 0; i < 1_000; i += 1) {
      assert.equal(bernoulliExp(random, { num: 0, den: 5 }), true);
      assert.equal(bernoulliExp(random, { num: 1_000_000, den: 1 }), false);
    }
  });
});

describe('two-sided geometric noise', () => {
  it('is what every sequence of choices adds up to', () => {
    for (const epsilon of [
      { num: 1, den: 1 },
      { num: 1, den: 2 },
      { num: 2, den: 1 },
    ]) {
      const { of, rest } = enumerate((b) => twoSidedGeometric(b, epsilon), 1e-6);
      assert.ok(rest < 0.07, `${rest} was not looked at`);
      for (let z = -6; z <= 6; z += 1) {
        const exact = probability(epsilon, z);
        const found = of.get(z) ?? 0;
        assert.ok(found <= exact + 1e-9 && found >= exact - rest, `${z} at ${epsilon.num}/${epsilon.den}`);
        assert.ok(Math.abs(found - (of.get(-z) ?? 0)) < 1e-9, 'both sides alike');
      }
    }
  });

  it('has its distribution, at every epsilon, by the chi-square of 200,000', () => {
    for (const epsilon of [
      { num: 1, den: 2 },
      { num: 1, den: 1 },
      { num: 1, den: 16 },
      { num: 2, den: 3 },
      { num: 5, den: 2 },
    ]) {
      const random = seeded(`chi ${epsilon.num}/${epsilon.den}`);
      const total = 200_000;
      // As far out as fifty are expected; what is further is in the outermost two.
      let reach = 0;
      while (probability(epsilon, reach + 1) * total > 50) reach += 1;
      const counts = new Array<number>(2 * reach + 1).fill(0);
      for (let i = 0; i < total; i += 1) {
        const z = Math.max(-reach, Math.min(reach, twoSidedGeometric(random, epsilon)));
        counts[z + reach] = (counts[z + reach] ?? 0) + 1;
      }
      const a = Math.exp(-epsilon.num / epsilon.den);
      const expected = counts.map((_, i) => {
        const z = i - reach;
        return total * (Math.abs(z) === reach ? a ** reach / (1 + a) : probability(epsilon, z));
      });
      const statistic = chiSquare(counts, expected);
      assert.ok(statistic < 2.5, `${epsilon.num}/${epsilon.den}: ${statistic}`);
    }
  });

  it('is a whole number, never -0, and as unlikely to be far off as it must be', () => {
    const random = seeded('whole');
    let far = 0;
    for (let i = 0; i < 50_000; i += 1) {
      const z = twoSidedGeometric(random, { num: 1, den: 2 });
      assert.ok(Number.isSafeInteger(z) && !Object.is(z, -0));
      if (Math.abs(z) > 30) far += 1;
    }
    assert.ok(far < 5, `${far} beyond 30, where exp(-15) is expected`);
  });

  it('wants an epsilon that is a ratio of whole numbers, above 0', () => {
    for (const [num, den] of [
      [0, 1],
      [1, 0],
      [-1, 2],
      [0.5, 1],
      [1, 2.5],
      [Number.NaN, 1],
    ] as const) {
      assert.throws(() => twoSidedGeometric(seeded('x'), { num, den }), RangeError, `${num}/${den}`);
    }
  });
});
