import { peopleWhoRefused } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { bandOf } from '../targeting/index.ts';
import type { Band } from '../targeting/index.ts';
import { dayOf, peopleReached } from './shows.ts';
import { acceptedBy, campaignsById } from './store.ts';
import type { Campaign } from './types.ts';

/** How a campaign does, for marketing's own eyes: bands, so that nobody is told apart. */
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
  const [reached, accepted, dismissed] = await Promise.all([
    peopleReached(at, id, dayOf(now) + 1),
    acceptedBy(at, id),
    peopleWhoRefused(at, id, now + 1),
  ]);
  return { campaign, reached: bandOf(reached), accepted: bandOf(accepted), dismissed: bandOf(dismissed) };
}
