import type { Day } from '../traits/index.ts';

/**
 * What the set engines run: a criterion on a given day, with operators and types of traits brought down to the few
 * questions that can be asked of a column. Numbers are whole: scaled by their decimals; days; flags as 0 and 1.
 */
export type Plan =
  | PlanLeaf
  | { readonly kind: 'all' | 'any'; readonly of: readonly Plan[] }
  | { readonly kind: 'not'; readonly of: Plan };

export type PlanLeaf =
  | { readonly kind: 'known'; readonly trait: string }
  /** `from <= value <= to`; unknown where the trait is. Ends may be infinite. */
  | { readonly kind: 'range'; readonly trait: string; readonly from: number; readonly to: number }
  | TextLeaf
  | { readonly kind: 'member'; readonly of: 'installed' | 'granted' | 'list'; readonly id: string }
  | {
      readonly kind: 'did';
      readonly event: string;
      readonly atLeast: number;
      readonly from: Day;
      readonly to: Day;
    }
  /** The first or last day with the event lies in `from..to`; unknown where there is none. Ends may be infinite. */
  | { readonly kind: 'first' | 'last'; readonly event: string; readonly from: Day; readonly to: Day }
  /** `bucketOf(dice, mixing) < below`. */
  | { readonly kind: 'bucket'; readonly a: number; readonly b: number; readonly below: number };

/** A question about a text (also a version, an address, a country), asked once for each value that occurs. */
export interface TextLeaf {
  readonly kind: 'text';
  readonly trait: string;
  /** The same for questions that have the same answers, so that these can be kept. */
  readonly key: string;
  /** The values that fit, where the question is a list of them. */
  readonly values: readonly string[] | null;
  readonly test: (value: string) => boolean;
}
