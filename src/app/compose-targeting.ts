import { isSegmentAwaited } from '../offers/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import {
  createAudienceFile,
  createAudiencePreview,
  createAudienceService,
  createSegmentDesk,
} from '../targeting/index.ts';
import type { Surroundings } from './surroundings.ts';

/** The wiring of targeting: segments, and everybody's facts in memory for the sizes of audiences. */
export function composeTargeting(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly hashes: KeyedHashes;
}) {
  const { surroundings, db, hashes } = parts;
  const { config, clock, random, log } = surroundings;
  const audience = createAudienceService({
    ...{ db, clock, log },
    file: createAudienceFile({ db, random, folder: config.dataDir }),
    ...(surroundings.audience === undefined ? {} : { settings: surroundings.audience }),
  });
  const preview = createAudiencePreview({ db, clock, log, audience });
  return {
    audience,
    services: { segments: createSegmentDesk({ db, hashes, isUsed: isSegmentAwaited }), preview },
    /** For processes that open the marketing door. */
    start(): void {
      audience.start();
      preview.start();
    },
    async stop(): Promise<void> {
      await preview.stop();
      await audience.stop();
    },
  };
}
