import type { Day } from '../traits/index.ts';
import { isHeldOut } from './draw.ts';
import { acceptancesLeft } from './lifecycle.ts';
import type { Offer } from './types.ts';

/** Why a person is not shown an offer, in the order in which one would ask. */
export const reasons = [
  'paused',
  'not_started',
  'over',
  'exhausted',
  'app_not_open',
  'not_on_site',
  'opted_out',
  'opted_out_of_partner',
  'suppressed',
  'not_targeted',
  'held_out',
  'dismissed',
  'accepted',
  'seen_enough',
] as const;
export type Reason = (typeof reasons)[number];

/** What is known of one person and one offer. */
export interface OfferStanding {
  readonly now: number;
  readonly today: Day;
  readonly dice: number;
  /** The app is listed, its partner active. */
  readonly appOpen: boolean;
  readonly targeted: boolean;
  readonly lists: ReadonlySet<string>;
  readonly optedOut: boolean;
  readonly optedOutOfPartner: boolean;
  readonly dismissed: boolean;
  readonly accepted: boolean;
  /** How many people accepted so far. */
  readonly acceptances: number;
  /** How often it was shown to the person, by day. */
  readonly shows: readonly { readonly day: Day; readonly count: number }[];
}

function seenEnough({ content }: Offer, shows: OfferStanding['shows'], today: Day): boolean {
  const cap = content.frequencyCap;
  if (cap === null) return false;
  const recent = shows.filter(({ day }) => day > today - cap.days);
  return recent.reduce((sum, { count }) => sum + count, 0) >= cap.times;
}

/** Every reason why the person is not shown the offer; none: it is shown. */
export function reasonsAgainst(offer: Offer, standing: OfferStanding): readonly Reason[] {
  const { content, salt } = offer;
  const against: Record<Reason, boolean> = {
    paused: offer.standing === 'paused',
    not_started: standing.now < offer.startsAt,
    over: offer.standing === 'ended' || standing.now >= offer.endsAt,
    exhausted: acceptancesLeft(content, standing.acceptances) === 0,
    app_not_open: !standing.appOpen,
    not_on_site: !content.channels.includes('site'),
    opted_out: standing.optedOut,
    opted_out_of_partner: standing.optedOutOfPartner,
    suppressed: content.suppressionLists.some((id) => standing.lists.has(id)),
    not_targeted: !standing.targeted,
    held_out: isHeldOut(standing.dice, salt, content.holdoutPercent),
    dismissed: standing.dismissed,
    accepted: standing.accepted,
    seen_enough: seenEnough(offer, standing.shows, standing.today),
  };
  return reasons.filter((reason) => against[reason]);
}

/** Offers as they are shown: by priority, then those that end first, then by id. */
export const byRank = (a: Offer, b: Offer): number =>
  b.content.priority - a.content.priority || a.endsAt - b.endsAt || (a.id < b.id ? -1 : 1);
