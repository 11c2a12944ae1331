import { erasedSubjects } from '../accounts/index.ts';
import { grantsOfSubjects } from '../consent/index.ts';
import type { Grant } from '../consent/index.ts';
import { DELETE_WITHIN, dutiesOfSubjects, dutiesSince, holdingKey } from '../duties/index.ts';
import type { DeletionDuty, Holding } from '../duties/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { entriesAbout } from '../ledger/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import type { Release } from '../release/index.ts';
import { failing, problem } from './problems.ts';
import type { Problem } from './problems.ts';

interface Known {
  /** Grants of the same person to the same app. */
  readonly grants: readonly Grant[];
  readonly isErased: boolean;
  /** How often the ledger says that it was attested. */
  readonly attestations: number;
}

/** A duty against the yeses behind it, which the ledger vouches for, and against the partner's word in the ledger. */
function checkDuty(duty: DeletionDuty, { grants, isErased, attestations }: Known): Problem[] {
  const { state, openedAt, dueAt, attestedAt, cause, partnerId } = duty;
  const isAttested = state === 'attested';
  // Who is erased leaves no record to attest under; what was attested before that stays.
  const isRecorded = attestations === (isAttested ? 1 : 0) || (isErased && isAttested && attestations === 0);
  return failing(`deletion_duties ${duty.id}`, [
    [isAttested === (attestedAt !== null), 'it says otherwise when it was attested'],
    [isRecorded, 'the ledger says otherwise whether it was attested'],
    [
      grants.some(
        (one) => one.endedAt === openedAt && one.endReason === cause && one.partnerId === partnerId,
      ),
      'no yes ended when and as it says',
    ],
    [dueAt === openedAt + DELETE_WITHIN, 'it is due at another time than it was to be'],
    [
      state !== 'void' || grants.some(({ endedAt }) => endedAt === null || endedAt > openedAt),
      'it is void, and there was no later yes',
    ],
  ]);
}

/** Duties against what the ledger says of the people whom they are about. */
export async function checkDuties(at: Queryable, duties: readonly DeletionDuty[]): Promise<Problem[]> {
  const subjects = duties.map(({ subjectId }) => subjectId);
  const grants = await grantsOfSubjects(at, subjects);
  const erased = await erasedSubjects(at, subjects);
  const entries = await entriesAbout(
    at,
    ['attestation'],
    duties.map(({ id }) => id),
  );
  return duties.flatMap((duty) =>
    checkDuty(duty, {
      grants: grants.filter((grant) => holdingKey(grant) === holdingKey(duty)),
      isErased: erased.has(duty.subjectId),
      attestations: entries.filter(({ about }) => about === duty.id).length,
    }),
  );
}

/** The latest of these times for each person at each app. */
function latest<T extends Holding>(some: readonly T[], timeOf: (one: T) => Millis): Map<string, Millis> {
  const times = new Map<string, Millis>();
  for (const one of some) {
    const key = holdingKey(one);
    times.set(key, Math.max(times.get(key) ?? -Infinity, timeOf(one)));
  }
  return times;
}

/** The other way round: what was sent, and rests on no yes any more, was to be deleted, and a duty says so. */
export async function checkOwed(at: Queryable, releases: readonly Release[]): Promise<Problem[]> {
  const sent = releases.filter(({ sentAt }) => sentAt !== null);
  const subjects = sent.map(({ subjectId }) => subjectId);
  const ends = latest(await grantsOfSubjects(at, subjects), ({ endedAt }) => endedAt ?? Infinity);
  // A duty that is open covers all that was sent; one that was attested, what was sent before that.
  const covered = latest(await dutiesOfSubjects(at, subjects), ({ state, attestedAt }) =>
    state === 'open' ? Infinity : (attestedAt ?? -Infinity),
  );
  const endOf = (release: Release): Millis => ends.get(holdingKey(release)) ?? Infinity;
  const forgotten = sent.filter(
    (release) =>
      endOf(release) < Infinity && (release.sentAt ?? 0) > (covered.get(holdingKey(release)) ?? -Infinity),
  );
  if (forgotten.length === 0) return [];
  const since = await dutiesSince(at);
  return forgotten
    .filter((release) => endOf(release) >= since)
    .map(({ id }) => problem(`releases ${id}`, 'it was sent and its yes is over, and no duty says so'));
}
