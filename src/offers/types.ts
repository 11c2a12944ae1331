import type { Millis } from '../kernel/clock.ts';
import type { Criterion, Expanded } from '../targeting/index.ts';

/** Words that some of the people see. Which ones a person sees never changes. */
export interface Variant {
  /** `[a-z][a-z0-9-]{0,19}`, unique in its version. */
  readonly key: string;
  /** Its part among the weights of all variants, 1 to 100. */
  readonly weight: number;
  readonly title: string;
  readonly text: string;
  /** A picture; null: none. */
  readonly imageId: string | null;
}

/** When an offer runs, on the clocks of a place. */
export interface Window {
  /** Local date and time, `2026-03-01T09:00`. */
  readonly startsLocal: string;
  /** Not part of it any more. */
  readonly endsLocal: string;
  /** A name of the IANA time zone database. */
  readonly timeZone: string;
}

/** Times of day, `21:00` to `08:00`, between which no mail goes; on the clocks of the campaign's place. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What a campaign offers to whom, and when. A version is never changed; another one takes its place. */
export interface CampaignContent extends Window {
  readonly variants: readonly Variant[];
  readonly criterion: Criterion;
  /** 0 to 100; the greater one is shown first. */
  readonly priority: number;
  /** No more shows than this to one person within so many days, today included. */
  readonly frequencyCap: { readonly times: number; readonly days: number } | null;
  /** At most so many people can accept. */
  readonly maxAcceptances: number | null;
  /** Whole units of the smallest coin; what is left of `total` has to cover another acceptance. */
  readonly budget: {
    readonly perAcceptance: number;
    readonly total: number;
    readonly currency: string;
  } | null;
  /** A sticky part of the audience that is never shown the offer, so that its effect can be seen. In steps of 0.01. */
  readonly holdoutPercent: number;
  /** People on these lists are left out. */
  readonly suppressionLists: readonly string[];
  readonly channels: readonly Channel[];
  readonly quietHours: QuietHours | null;
  /** Contacts go to the partner shuffled and within so many hours; 0: at once. */
  readonly spreadHours: number;
  /** Whether the partner gets the report with noise. */
  readonly report: boolean;
}

export type Channel = 'site' | 'email';

/** Where a version stands: written, handed in, released by a second pair of eyes, or sent back. */
export type VersionState = 'draft' | 'submitted' | 'approved' | 'returned';

export interface CampaignVersion {
  readonly campaignId: string;
  readonly number: number;
  readonly content: CampaignContent;
  readonly state: VersionState;
  readonly author: string;
  readonly createdAt: Millis;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Millis | null;
  /** Why it was sent back. */
  readonly reason: string | null;
  /** What its criterion says with the segments as they were when it was approved: what was approved stays what it was. */
  readonly expanded: Expanded | null;
}

/** What somebody decided about the whole campaign. Scheduled, live and over follow from the clock. */
export type Standing = 'running' | 'paused' | 'ended';

export interface Campaign {
  /** Also the id of the offer that people see. */
  readonly id: string;
  readonly appId: string;
  /** For the company's own eyes. */
  readonly name: string;
  readonly standing: Standing;
  /** What holdout and variants are drawn by; it never changes. */
  readonly salt: string;
  /** The number of the approved version that is in force. */
  readonly inForce: number | null;
  readonly latest: number;
  readonly createdAt: Millis;
}

/** What a campaign does at an instant. */
export type CampaignStatus = 'draft' | 'submitted' | 'scheduled' | 'live' | 'paused' | 'ended';

/** A campaign with an approved version: what people can be shown. */
export interface Offer {
  readonly id: string;
  readonly appId: string;
  readonly salt: string;
  readonly version: number;
  readonly content: CampaignContent;
  /** Its criterion with the segments as they were when the version was approved. */
  readonly criterion: Expanded;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
  readonly standing: Standing;
}
