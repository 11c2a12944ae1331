import { peopleWhoAccepted, peopleWhoRefused } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { campaignsById, dayOf, peopleReached } from '../offers/index.ts';
import type { Campaign } from '../offers/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import { bandOf } from '../targeting/index.ts';
import type { Band } from '../targeting/index.ts';
import { campaignFigures, countedUntil } from './campaign-figures.ts';

/** How a campaign does, for marketing's own eyes: people in bands, up to the last midnight. */
export interface CampaignReport {
  readonly campaign: Campaign;
  readonly reached: Band;
  readonly accepted: Band;
  readonly dismissed: Band;
}

/** Null: there is no campaign with this id. */
export async function campaignReport(at: Queryable, id: string, now: Millis): Promise<CampaignReport | null> {
  const campaign = (await campaignsById(at, [id])).get(id);
  if (campaign === undefined) return null;
  const until = countedUntil(now);
  const [reached, accepted, dismissed] = await Promise.all([
    peopleReached(at, id, dayOf(until)),
    peopleWhoAccepted(at, id, until),
    peopleWhoRefused(at, id, until),
  ]);
  return { campaign, ...campaignFigures({ reached, accepted, dismissed }, bandOf) };
}
