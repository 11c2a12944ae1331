import { createHash } from 'node:crypto';
import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { audiencePage, digestOrdinals, lower, packOrdinals, unpackOrdinals } from '../targeting/index.ts';
import { changesPosition, peopleById, subjectsByOrdinal, traitRegistry } from '../traits/index.ts';
import { isLive } from './lifecycle.ts';
import { offersAhead, offersById } from './offers-in-force.ts';
import { askedForMail } from './preferences.ts';
import { advanceRun, insertRun, isRunQueuing, lockQueuingRun, versionsSent } from './runs.ts';
import { dayOf } from './shows.ts';
import { printExpanded } from './store.ts';
import type { Offer } from './types.ts';
import { afterQuietHours } from './window.ts';

/** A mail to queue for a person. */
export interface OfferMail {
  readonly subjectId: string;
  readonly campaignId: string;
  readonly version: number;
  readonly runId: string;
}

/** Queues mails, none of which goes before an instant; `mail/` does. */
export type QueueMails = (tx: Tx, mails: readonly OfferMail[], notBefore: Millis) => Promise<void>;

const PAGE = 2_000;

/** Everybody whom a criterion is for at this moment, by ordinal, packed. */
async function audienceNow(reader: Reader, offer: Offer, now: Millis): Promise<Buffer> {
  const plan = lower(offer.criterion, { traits: await traitRegistry(reader), today: dayOf(now) });
  const ordinals: number[] = [];
  for (let after = ''; ;) {
    const ids = await audiencePage(reader, plan, after, PAGE);
    for (const person of (await peopleById(reader, ids)).values()) ordinals.push(person.ordinal);
    if (ids.length < PAGE) return packOrdinals(ordinals);
    after = ids.at(-1) ?? '';
  }
}

/** Fixes the audience of a live version that goes by mail and was not sent yet. False: there is none. */
async function startRun(db: Database, now: Millis): Promise<boolean> {
  const found = await db.read(async (reader) => {
    const live = (await offersAhead(reader, now)).filter(
      (offer) => offer.content.channels.includes('email') && isLive(offer, now),
    );
    const sent = await versionsSent(
      reader,
      live.map(({ id }) => id),
    );
    const offer = live.find(({ id, version }) => !sent.has(`${id} ${version}`));
    if (offer === undefined) return null;
    const watermark = JSON.stringify(await changesPosition(reader));
    return { offer, watermark, audience: await audienceNow(reader, offer, now) };
  });
  if (found === null) return false;
  const { offer, watermark, audience } = found;
  await db.transact((tx) => {
    const id = newId('run', tx.now);
    return insertRun(
      tx,
      {
        id,
        campaignId: offer.id,
        version: offer.version,
        criterionHash: createHash('sha256').update(printExpanded(offer.criterion)).digest('hex'),
        watermark,
        ...digestOrdinals(id, audience),
        startedAt: tx.now,
      },
      audience,
    );
  });
  return true;
}

/** Queues the next part of a run: those of its audience who asked for mail. False: no run is open. */
async function continueRun(tx: Tx, queue: QueueMails): Promise<boolean> {
  const open = await lockQueuingRun(tx);
  if (open === null) return false;
  const { run, reached, audience } = open;
  const offer = (await offersById(tx, [run.campaignId])).get(run.campaignId);
  // What was replaced, paused or ended meanwhile is not sent any further; a new version has a run of its own.
  if (offer?.version !== run.version || offer.standing === 'ended') {
    await advanceRun(tx, run, { reached: null, queued: 0 });
    return true;
  }
  const ordinals = unpackOrdinals(audience, reached, PAGE);
  const willing = await askedForMail(tx, await subjectsByOrdinal(tx, ordinals));
  const { quietHours, timeZone } = offer.content;
  await queue(
    tx,
    willing.map((subjectId) => ({ subjectId, campaignId: offer.id, version: offer.version, runId: run.id })),
    afterQuietHours(quietHours, timeZone, tx.now),
  );
  const last = ordinals.length < PAGE ? null : (ordinals.at(-1) ?? null);
  await advanceRun(tx, run, { reached: last, queued: willing.length });
  return true;
}

/** One step of sending offers by mail; false when there is nothing to do. */
export async function stepMailRuns(db: Database, now: Millis, queue: QueueMails): Promise<boolean> {
  const isOpen = await db.read((reader) => isRunQueuing(reader));
  return (isOpen && (await db.transact((tx) => continueRun(tx, queue)))) || startRun(db, now);
}
