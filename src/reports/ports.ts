import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import type { Counts } from './figures.ts';

/** An offer for which marketing allowed a report. */
export interface ReportableOffer {
  readonly offerId: string;
  readonly appId: string;
  readonly startsAt: Millis;
}

/** What reports ask of offers and of what people did about them. */
export interface ReportPorts {
  /** The offers with a report of an app of this partner. None for an app that is not there or not the partner's. */
  reportableOffers(at: Queryable, partnerId: string, appId: string): Promise<readonly ReportableOffer[]>;
  /** Null for an offer that is not there, not the partner's, or without a report. */
  reportableOffer(at: Queryable, partnerId: string, offerId: string): Promise<ReportableOffer | null>;
  /**
   * How many people saw the offer for the first time in [from, until), and how many dismissed it for the first time
   * then. What a report may cost a person rests on this: it MUST be one statement, each person MUST count for one
   * instant only in each number, and that instant MUST NOT change while the person is there. Counting from the start
   * and taking the count of last week off would break it: who was erased in between counts a second time, as -1.
   */
  firstTimes(
    at: Queryable,
    offerId: string,
    span: { readonly from: Millis; readonly until: Millis },
  ): Promise<Counts>;
}
