import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Reader, Tx } from '../platform/db/index.ts';
import type { ActiveGrant } from './active-grant.ts';
import type { EndedGrant, OfferFacts, OfferRefusal, WordedOffer } from './types.ts';

/** A grant whose release waits, and until when. */
export interface HeldGrant {
  readonly grant: ActiveGrant;
  readonly until: Millis;
}

/** What follows from a yes and from taking it back. `release/` does it, in the same transaction. */
export interface ReleasePort {
  /** Records and queues the release of what these new grants cover. Throws if it cannot be recorded. */
  release(tx: Tx, grants: readonly ActiveGrant[]): Promise<void>;
  /** Keeps what these new grants cover back until an instant, when it is released beside others, shuffled. */
  hold(tx: Tx, grants: readonly HeldGrant[]): Promise<void>;
  /** Records that these grants are over and queues the word to partners who were told of them. */
  announceEnd(tx: Tx, grants: readonly EndedGrant[]): Promise<void>;
  /** Records that these offers were refused. */
  recordRefusals(tx: Tx, refusals: readonly OfferRefusal[]): Promise<void>;
}

/** What `offers/` knows. */
export interface OffersPort {
  /** Facts of offers by id; what can run out is locked until the transaction ends. */
  facts(tx: Tx, offerIds: readonly string[], now: Millis): Promise<ReadonlyMap<string, OfferFacts>>;
  /** Counts people who accepted, by offer. */
  addAcceptances(tx: Tx, counts: ReadonlyMap<string, number>): Promise<void>;
  /** Those of these people whose browser said no to offers, and who did not choose otherwise. */
  optedOut(at: Queryable, subjectIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The offer if it is live and for this person. */
  offerFor(reader: Reader, subjectId: string, offerId: string, now: Millis): Promise<WordedOffer | null>;
}
