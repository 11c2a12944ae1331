import type { Millis } from '../kernel/clock.ts';
import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { windowOf } from './window.ts';
import type { Campaign, CampaignContent, CampaignStatus, CampaignVersion, Offer } from './types.ts';

/** Pure: draft, submitted, approved by somebody else, scheduled, live, paused, ended. */

const wrong = (message: string): Refusal => refuse('WRONG_STATUS', ['input', 'campaignId'], message);

/** What a campaign does now. `inForce` is its approved version, `latest` the one written last. */
export function statusOf(
  campaign: Campaign,
  inForce: CampaignVersion | null,
  latest: CampaignVersion,
  now: Millis,
): CampaignStatus {
  if (campaign.standing === 'ended') return 'ended';
  if (inForce === null) return latest.state === 'submitted' ? 'submitted' : 'draft';
  const window = windowOf(inForce.content);
  if (window === null || now >= window.endsAt) return 'ended';
  if (campaign.standing === 'paused') return 'paused';
  return now < window.startsAt ? 'scheduled' : 'live';
}

/** Whether people can be shown an offer, and accept it. */
export const isLive = (offer: Offer, now: Millis): boolean =>
  offer.standing === 'running' && offer.startsAt <= now && now < offer.endsAt;

/** How many more people can accept after `accepted`; null: as many as want to. */
export function acceptancesLeft(
  { maxAcceptances, budget }: CampaignContent,
  accepted: number,
): number | null {
  const affordable = budget === null ? Infinity : Math.floor(budget.total / budget.perAcceptance);
  const most = Math.min(maxAcceptances ?? Infinity, affordable);
  return most === Infinity ? null : Math.max(0, most - accepted);
}

/** Null: the version can be handed in. */
export function refuseSubmission(campaign: Campaign, version: CampaignVersion, now: Millis): Refusal | null {
  if (campaign.standing === 'ended') return wrong('The campaign has ended.');
  if (version.state !== 'draft') return wrong('Only a draft can be submitted; write a new version first.');
  const window = windowOf(version.content);
  return window === null || window.endsAt <= now ? wrong('Its window is over. Write a new version.') : null;
}

/** Null: this member of staff may decide on the version. Nobody approves what they wrote or handed in. */
export function refuseDecision(
  campaign: Campaign,
  version: CampaignVersion,
  by: string,
  approves: boolean,
): Refusal | null {
  if (campaign.standing === 'ended') return wrong('The campaign has ended.');
  if (version.state !== 'submitted') return wrong('Only what was submitted can be decided on.');
  if (approves && (version.author === by || version.submittedBy === by)) {
    return refuse('OWN_WORK', ['input', 'campaignId'], 'Somebody other than its author has to approve it.');
  }
  return null;
}

/** Null: the campaign can be stopped, started again or ended. */
export function refuseStanding(campaign: Campaign, wanted: Campaign['standing']): Refusal | null {
  if (campaign.standing === 'ended') return wrong('The campaign has ended.');
  if (wanted === 'ended') return null;
  if (campaign.inForce === null) return wrong('No version of it was approved yet.');
  if (campaign.standing === wanted) {
    return wrong(wanted === 'paused' ? 'It is paused.' : 'It is not paused.');
  }
  return null;
}
