import type { Clock } from '../../kernel/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { peopleDisclosed } from './people.ts';
import { lockRequest, markTold, untoldRequests } from './store.ts';
import { isGagged } from './rules.ts';

/** Tells people by mail that their data was disclosed, as rows of the mail queue. */
export type TellDisclosed = (
  tx: Tx,
  told: readonly { readonly subjectId: string; readonly requestId: string }[],
) => Promise<void>;

/** Once for each request. The caller holds the lock on it; it is disclosed and under no gag. */
export async function tellPeople(tx: Tx, tell: TellDisclosed, requestId: string): Promise<void> {
  if (!(await markTold(tx, requestId))) return;
  const subjectIds = await peopleDisclosed(tx, requestId);
  await tell(
    tx,
    subjectIds.map((subjectId) => ({ subjectId, requestId })),
  );
}

/** Tells the people of requests whose gag has ended. True: there may be more. */
export async function tellAfterGags(db: Database, clock: Clock, tell: TellDisclosed): Promise<boolean> {
  const { ids, more } = await db.read((reader) => untoldRequests(reader, clock.now()));
  for (const id of ids) {
    await db.transact(async (tx) => {
      const request = await lockRequest(tx, id);
      // Somebody may have moved the end since it was looked for.
      if (request !== null && !isGagged(request, tx.now)) await tellPeople(tx, tell, id);
    });
  }
  return more;
}
