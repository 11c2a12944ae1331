import { lockSubjects, refuseSession } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Session } from '../../kernel/principal.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { ErasureSteps } from './begin.ts';
import type { Erasure, MinorReason } from './rules.ts';
import { erasureById } from './store.ts';

/** Somebody with an account turns out to be under age: they are erased at once, and partners are told. */
export function createMinorDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly steps: ErasureSteps;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, steps } = parts;
  return {
    /**
     * For whoever corrects their own birth date to one under 18: erases them in this transaction, and hears no other
     * date in the same session. The caller holds the lock on the person and wakes delivery after the commit.
     */
    async eraseWithin(tx: Tx, subject: Subject, session: Session): Promise<Erasure> {
      await refuseSession(tx, hashes, session);
      return steps.now(tx, subject, { cause: 'corrected_birth_date', decidedBy: null });
    },

    /** An officer found out. */
    async erase(
      staff: string,
      key: string,
      input: { readonly subjectId: string; readonly reason: MinorReason },
    ): Promise<Erasure | Refusal> {
      const { subjectId, reason } = input;
      const request = idempotentRequest(hashes, {
        ...{ principal: staff, mutation: 'eraseMinor', key },
        body: { subjectId, reason },
      });
      const erasure = await onceForKey<Erasure>(db, request, {
        async make(tx) {
          const subject = (await lockSubjects(tx, [subjectId])).get(subjectId);
          if (subject === undefined) {
            return refuse('NOT_FOUND', ['input', 'subjectId'], 'There is no person with this id.');
          }
          return steps.now(tx, subject, { cause: reason, decidedBy: staff });
        },
        async reload(tx, id) {
          const made = await erasureById(tx, id);
          if (made === null) throw new Error('an erasure that was begun is there');
          return made;
        },
      });
      parts.onCommitted();
      return erasure;
    },
  };
}

export type MinorDesk = ReturnType<typeof createMinorDesk>;
