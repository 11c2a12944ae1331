import { ActiveGrant, weighGrants } from '../consent/index.ts';
import { enqueue } from '../delivery/index.ts';
import { HOUR } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { lockingRows, upsertRows } from '../platform/db/index.ts';
import { covers } from './covers.ts';
import { markCorrected, releasesOfGrants, sentReleasesOf } from './store.ts';
import type { Release } from './store.ts';

const HELD = 'held_corrections';
const AT_ONCE = 200;

/** Tells partners who may have an earlier email of a person the one that was verified now. */
export type CorrectContacts = (tx: Tx, subjectId: string) => Promise<void>;

/** As for a release: the record first, then the message, which refers to it; the email is opened when an attempt is made. */
async function send(
  tx: Tx,
  ledger: LedgerPorts,
  releases: readonly Release[],
  grants: ReadonlyMap<string, ActiveGrant>,
): Promise<void> {
  const going = releases.filter((release) => {
    const grant = grants.get(release.grantId);
    // A relay address stays as it is, whatever becomes of the email behind it.
    return ActiveGrant.isHeldIn(tx, grant) && covers(grant, release) && grant.address === 'real';
  });
  await append(
    tx,
    ledger,
    going.map(({ grantId: grant, subjectId, partnerId: partner, appId: app }) => ({
      subjectId,
      about: grant,
      record: { event: 'correction', subject: subjectId, grant, partner, app, sentAt: tx.now },
    })),
  );
  await markCorrected(
    tx,
    going.map(({ id }) => id),
  );
  await enqueue(
    tx,
    going.map(({ id, partnerId, appId, subjectId, grantId }) => ({
      ...{ event: 'contact.corrected', partnerId, appId, subjectId, grantId, releaseId: id, sandbox: false },
    })),
  );
}

const hold = (tx: Tx, grantIds: readonly string[]): Promise<void> =>
  upsertRows(
    tx,
    HELD,
    grantIds.map((grant_id) => ({ grant_id, until: tx.now + HOUR })),
    { key: ['grant_id'], set: { until: 'excluded.until' } },
  );

/**
 * A corrected email follows the one before it to partners whose grant is active, and to nobody else: what was never sent
 * needs no correction, for its release carries the email as it then is. The caller holds the lock on the person.
 */
export const createContactCorrection =
  (ledger: LedgerPorts): CorrectContacts =>
  async (tx, subjectId) => {
    const releases = (await sentReleasesOf(tx, [subjectId])).filter(({ endedAt }) => endedAt === null);
    const { active, suspended } = await weighGrants(
      tx,
      releases.map(({ grantId }) => grantId),
    );
    await send(tx, ledger, releases, active);
    await hold(tx, [...suspended]);
  };

export async function isCorrectionDue(at: Queryable, now: Millis): Promise<boolean> {
  return (await at.q(HELD).select('grant_id').where('until', '<=', now).first()) !== undefined;
}

/**
 * Sends the next of the corrections that waited for their people to agree to the policy anew; returns how many were
 * looked at. Where the yes is over by now, nothing is left of it.
 */
export async function sendHeldCorrections(tx: Tx, ledger: LedgerPorts): Promise<number> {
  const due = tx.q(HELD).where('until', '<=', tx.now).orderBy('until').limit(AT_ONCE);
  const ids = ((await lockingRows(tx, due)) as { grant_id: string }[]).map(({ grant_id }) => grant_id);
  if (ids.length === 0) return 0;
  const { active, suspended } = await weighGrants(tx, ids);
  await send(tx, ledger, await releasesOfGrants(tx, [...active.keys()]), active);
  await tx.q(HELD).whereIn('grant_id', ids).delete();
  await hold(tx, [...suspended]);
  return ids.length;
}
