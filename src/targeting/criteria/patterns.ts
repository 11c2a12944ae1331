import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';

/**
 * RE2's time is linear in the text and in the program that a pattern becomes; repetitions of repetitions make one of
 * 180,000 steps out of 200 characters, which takes seconds a text. With 500 steps 200 characters take a millisecond.
 */
const MOST_STEPS = 500;

export interface PatternProblem {
  readonly wants: string;
  /** It took long to find that out. */
  readonly costly: boolean;
}

/** Why a pattern cannot be taken; null where it can. The pattern itself is not repeated. */
export function problemOfPattern(pattern: string): PatternProblem | null {
  try {
    if (RE2JS.compile(pattern).programSize() <= MOST_STEPS) return null;
    return { wants: 'a pattern with fewer repetitions', costly: true };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const why = error instanceof RE2JSSyntaxException ? error.getDescription() : 'not to be compiled';
    return { wants: `a regular expression of RE2: ${why}`, costly: false };
  }
}
