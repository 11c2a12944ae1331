import { erasedSubjects } from '../accounts/index.ts';
import { grantsOfSubjects } from '../consent/index.ts';
import type { Grant } from '../consent/index.ts';
import { DELETE_WITHIN, holdingKey } from '../duties/index.ts';
import type { DeletionDuty } from '../duties/index.ts';
import { entriesAbout } from '../ledger/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import { failing } from './problems.ts';
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
