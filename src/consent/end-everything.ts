import { addInstalls } from '../catalog/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { endGrant } from './consent-batch.ts';
import type { ReleasePort } from './ports.ts';
import { deleteRefusals } from './refusals.ts';
import * as store from './store.ts';

/**
 * Locks all that a person agreed to. Whatever says in this transaction that they are leaving comes before every attempt
 * that has not started, as a withdrawal does. The caller holds the lock on the person.
 */
export async function lockEverything(tx: Tx, subjectId: string): Promise<void> {
  const active = await store.activeGrantsOf(tx, [subjectId]);
  await store.lockGrants(
    tx,
    active.map(({ id }) => id),
  );
}

/** Ends all that a person agreed to, because the person is erased. The caller holds the lock on the person. */
export async function endEverything(
  tx: Tx,
  release: Pick<ReleasePort, 'announceEnd'>,
  subjectId: string,
): Promise<void> {
  const active = await store.activeGrantsOf(tx, [subjectId]);
  const ids = active.map((grant) => grant.id);
  await store.lockGrants(tx, ids);
  await store.endGrants(tx, ids, 'erased');
  const installations = await store.activeInstallationsOf(tx, [subjectId]);
  await store.endInstallations(
    tx,
    installations.map((installation) => installation.id),
  );
  if (active.length > 0) {
    await release.announceEnd(
      tx,
      active.map((grant) => endGrant(tx, grant, 'erased')),
    );
  }
  await deleteRefusals(tx, subjectId);
  await addInstalls(
    tx,
    installations.map(({ appId }) => ({ appId, by: -1 })),
  );
}
