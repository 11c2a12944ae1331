import { isOverdue } from '../duties/index.ts';
import type { DeletionDuty } from '../duties/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Release } from '../release/index.ts';

/** Where a release stands, as its person is shown it. */
export type ReleaseState =
  'waiting' | 'sent' | 'received' | 'never_sent' | 'ended' | 'deletion_due' | 'deletion_overdue' | 'deleted';

/** What the partner has to delete since a release's yes is over; null: nothing, or another yes lets it keep it. */
export function dutyAfter(release: Release, duties: readonly DeletionDuty[]): DeletionDuty | null {
  const { endedAt, sentAt, subjectId, appId } = release;
  if (endedAt === null || sentAt === null) return null;
  const later = duties.filter(
    (duty) => duty.subjectId === subjectId && duty.appId === appId && duty.openedAt >= endedAt,
  );
  return later.find(({ state }) => state !== 'void') ?? null;
}

export function releaseState(release: Release, duty: DeletionDuty | null, now: Millis): ReleaseState {
  if (release.endedAt === null) {
    if (release.receivedAt !== null) return 'received';
    return release.sentAt === null ? 'waiting' : 'sent';
  }
  if (release.sentAt === null) return 'never_sent';
  if (duty === null) return 'ended';
  if (duty.state === 'attested') return 'deleted';
  return isOverdue(duty, now) ? 'deletion_overdue' : 'deletion_due';
}
