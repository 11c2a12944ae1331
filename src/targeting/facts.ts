import type { EventDay, KnownTrait } from '../traits/index.ts';

/** All that targeting may look at about one person. */
export interface PersonFacts {
  readonly subjectId: string;
  /** A fixed number of 0 to 2^31 - 2 drawn from the person's id; see `bucket.ts`. */
  readonly dice: number;
  readonly traits: ReadonlyMap<string, KnownTrait>;
  /** By name of the event, in order of day; an event that never happened is not there. */
  readonly events: ReadonlyMap<string, readonly EventDay[]>;
  /** Ids of the lists that the person is on. */
  readonly lists: ReadonlySet<string>;
  /** Ids of apps with an active install grant. */
  readonly installed: ReadonlySet<string>;
  /** Ids of apps with any active grant. */
  readonly granted: ReadonlySet<string>;
}
