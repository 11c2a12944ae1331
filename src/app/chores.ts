import type { ReleasePort } from '../consent/index.ts';
import {
  isRecoveryRunning,
  partnersWithHeld,
  rehomeStrays,
  reopenHeld,
  stepRecovery,
} from '../delivery/index.ts';
import { overduePartners, takeUntold } from '../duties/index.ts';
import type { OverduePartner } from '../duties/index.ts';
import { HOUR, MINUTE, SECOND } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import { isRunQueuing, stepMailRuns } from '../offers/index.ts';
import type { QueueMails } from '../offers/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import type { Poller } from '../platform/poller.ts';
import type { Retention } from '../privacy/index.ts';
import { isCorrectionDue, isReleaseDue, releaseHeld, sendHeldCorrections } from '../release/index.ts';

/** Tells the privacy office and the partner, in the transaction, that deletions are overdue. */
export type TellOverdue = (tx: Tx, overdue: OverduePartner) => Promise<void>;

/** Says who is overdue, once for each deletion; then lets what is held go on where nothing is overdue any more. */
export async function lookAfterDuties(db: Database, clock: Clock, tell: TellOverdue): Promise<void> {
  await db.transact(async (tx) => {
    for (const overdue of await takeUntold(tx)) await tell(tx, overdue);
  });
  const held = await db.read((reader) => partnersWithHeld(reader));
  if (held.length === 0) return;
  await db.transact(async (tx) => {
    const overdue = await overduePartners(tx, held, clock.now());
    await reopenHeld(
      tx,
      held.filter((partnerId) => !overdue.has(partnerId)),
    );
  });
}

/** Releases what waited to go in a batch, if it is time; false: nothing was. */
export async function releaseDue(
  db: Database,
  clock: Clock,
  port: Pick<ReleasePort, 'release'>,
): Promise<boolean> {
  if (!(await db.read((reader) => isReleaseDue(reader, clock.now())))) return false;
  while ((await db.transact((tx) => releaseHeld(tx, port))) > 0);
  return true;
}

/** Sends corrected emails that waited for their people, if it is time; false: none was. */
export async function correctDue(db: Database, clock: Clock, ledger: LedgerPorts): Promise<boolean> {
  if (!(await db.read((reader) => isCorrectionDue(reader, clock.now())))) return false;
  while ((await db.transact((tx) => sendHeldCorrections(tx, ledger))) > 0);
  return true;
}

/** What has to be done every so often, by any process: recoveries and mailings a step at a time, duties, lanes, what is kept no longer. */
export function createChores(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly tellOverdue: TellOverdue;
  readonly queueOfferMails: QueueMails;
  readonly release: Pick<ReleasePort, 'release'>;
  readonly retention: Pick<Retention, 'keepToSchedule'>;
  readonly ledger: LedgerPorts;
  /** Something was put on its way. */
  readonly onQueued: () => void;
}): Poller {
  const { db, clock, log, tellOverdue, onQueued } = parts;
  const last = { duties: -Infinity, strays: -Infinity, retention: -Infinity, mailings: -Infinity };

  function isTime(chore: keyof typeof last, every: Millis): boolean {
    const now = clock.now();
    if (now - last[chore] < every) return false;
    last[chore] = now;
    return true;
  }

  /** Campaigns that are due to go by mail are looked for every few seconds; one that is under way goes on at once. */
  async function stepMailings(): Promise<boolean> {
    const isUnderWay = await db.read((reader) => isRunQueuing(reader));
    if (!isUnderWay && !isTime('mailings', 5 * SECOND)) return false;
    return stepMailRuns(db, clock.now(), parts.queueOfferMails);
  }

  return createPoller({
    poll: SECOND,
    async round() {
      if (isTime('duties', MINUTE)) await lookAfterDuties(db, clock, tellOverdue);
      if (isTime('strays', MINUTE)) await db.transact(rehomeStrays);
      if (isTime('retention', HOUR)) await parts.retention.keepToSchedule();
      if (await releaseDue(db, clock, parts.release)) onQueued();
      if (await correctDue(db, clock, parts.ledger)) onQueued();
      const mailed = await stepMailings();
      if (!(await db.read((reader) => isRecoveryRunning(reader)))) return mailed;
      const stepped = await db.transact(stepRecovery);
      if (stepped) onQueued();
      return stepped || mailed;
    },
    onError: (error) => log.error('chores', describeError(error)),
  });
}
