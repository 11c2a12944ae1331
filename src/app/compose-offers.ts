import type { OffersPort } from '../consent/index.ts';
import type { Random } from '../kernel/random.ts';
import {
  addAcceptances,
  createCampaignDesk,
  createImageDesk,
  createLiveOffers,
  createPreferenceDesk,
  createShowRecorder,
  createViewerOffers,
  isLive,
  lockOffers,
  optedOutBySignal,
} from '../offers/index.ts';
import type { ViewerOffers } from '../offers/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import type { Log } from '../platform/log.ts';

/** What consent asks of offers. */
const portOf = (viewerOffers: ViewerOffers): OffersPort => ({
  async facts(tx, offerIds, now) {
    const offers = await lockOffers(tx, offerIds);
    return new Map(
      [...offers].map(([id, { offer, left }]) => [
        id,
        { id, appId: offer.appId, live: isLive(offer, now), left, spreadHours: offer.content.spreadHours },
      ]),
    );
  },
  addAcceptances,
  optedOut: optedOutBySignal,
  offerFor: viewerOffers.one,
});

/** The wiring of offers: campaigns for staff, offers for people, and what consent asks of them. */
export function composeOffers(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
  readonly log: Log;
  readonly publicUrl: string;
}) {
  const viewerOffers = createViewerOffers(createLiveOffers());
  const shows = createShowRecorder(parts);
  const offersPort = portOf(viewerOffers);
  return {
    services: {
      offersPort,
      viewerOffers,
      shows,
      campaigns: createCampaignDesk(parts),
      images: createImageDesk(parts),
      imageUrl: (id: string): string => `${parts.publicUrl}/images/${id}`,
      setPreferences: createPreferenceDesk(parts),
    },
    idle: () => shows.idle(),
  };
}
