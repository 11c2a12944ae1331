import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Criterion } from '../criteria/ast.ts';

/** A criterion with a name, which other criteria can name. */
export interface Segment {
  readonly id: string;
  /** No other segment that is not archived has it. */
  readonly name: string;
  readonly description: string;
  readonly criterion: Criterion;
  /** From 1, one more with each change. */
  readonly version: number;
  /** Who wrote this version, and when. */
  readonly author: string;
  readonly updatedAt: Millis;
  readonly createdAt: Millis;
  /** Null: it is in use, or can be. */
  readonly archivedAt: Millis | null;
}

/** A criterion as somebody sends it: one of the two. */
export interface CriterionInput {
  readonly json?: JsonValue | null | undefined;
  readonly text?: string | null | undefined;
}

export interface NewSegment {
  readonly name: string;
  readonly description: string;
  readonly criterion: CriterionInput;
}

/** What is left out stays as it is. */
export interface SegmentChange {
  readonly segmentId: string;
  /** The version that the change was made to. */
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly criterion?: CriterionInput | undefined;
}
