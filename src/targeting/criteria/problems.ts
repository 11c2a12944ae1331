/** What is wrong and where, e.g. `and[1].lt.value`; the whole of it is `criterion`. */
export interface CriterionProblem {
  readonly at: string;
  /** What there would have to be, in words that follow "wants". */
  readonly wants: string;
}

/** As many problems are named at once: what comes back is bounded, whatever was sent. */
const MOST_PROBLEMS = 100;

export interface Problems<P> {
  readonly all: readonly P[];
  /** Always null, for the caller to return. */
  readonly add: (problem: P) => null;
}

/** Collects problems in the order in which they are found. */
export function collectProblems<P>(): Problems<P> {
  const all: P[] = [];
  return {
    all,
    add(problem) {
      if (all.length < MOST_PROBLEMS) all.push(problem);
      return null;
    },
  };
}

/** The place of what stands inside another. */
export const inside = (at: string, key: string): string => (at === '' ? key : `${at}.${key}`);
