import { createGroupCommit } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { addShows } from './shows.ts';
import type { Show } from './shows.ts';

/**
 * Counts what people were shown. Shows that arrive together share a transaction; whoever looks at offers waits for it,
 * so that the next look knows of this one. A count that fails is logged and keeps nobody from looking.
 */
export function createShowRecorder({ db, log }: { readonly db: Database; readonly log: Log }) {
  const group = createGroupCommit<readonly Show[], null>(db, async (tx, batch) => {
    await addShows(tx, batch.flat());
    return batch.map(() => null);
  });
  return {
    async record(subjectId: string, offerIds: readonly string[]): Promise<void> {
      if (offerIds.length === 0) return;
      const shows = offerIds.map((offerId) => ({ subjectId, offerId }));
      await group.submit(shows).catch((error: unknown) => log.error('offer shows', describeError(error)));
    },
    idle: () => group.idle(),
  };
}

export type ShowRecorder = ReturnType<typeof createShowRecorder>;
