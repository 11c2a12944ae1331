/** How sizes are shown: nothing finer than these leaves the inside. */
export interface Bands {
  /** Fewer people than this are shown as none. */
  readonly fewest: number;
  /** Where bands begin, from `fewest` upwards. */
  readonly starts: readonly number[];
}

/** `from` people or more, but fewer than `to`. From 0: fewer than the fewest that are shown, or nobody. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

const STEPS = [1, 2, 5];

/** 300, 500, 1,000, 2,000, 5,000, 10,000 and so on, each band at most two and a half times as high as it begins. */
export const bands: Bands = {
  fewest: 300,
  starts: [
    300,
    500,
    ...[1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000].flatMap((power) =>
      STEPS.map((step) => step * power),
    ),
    1_000_000_000,
  ],
};

/** The end of the last band: the greatest number that GraphQL's Int has. */
const LAST = 2 ** 31 - 1;

export function bandOf(count: number, { starts }: Bands = bands): Band {
  const above = starts.findIndex((start) => start > count);
  if (above < 0) return { from: starts.at(-1) ?? 0, to: LAST };
  return { from: starts[above - 1] ?? 0, to: starts[above] ?? LAST };
}
