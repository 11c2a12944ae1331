import { eraseSubject, loginIndexOf, loginPrincipal } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { deleteSubscription } from '../billing/index.ts';
import { endEverything } from '../consent/index.ts';
import type { ReleasePort } from '../consent/index.ts';
import { recordErasure } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import { deletePreferences, deleteShows } from '../offers/index.ts';
import { eraseCasesOf } from '../office/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { deleteIdempotencyKeys } from '../platform/idempotency.ts';
import { deleteDisclosures } from '../policies/index.ts';
import { deleteRelay } from '../relay/index.ts';
import { deleteOptOuts } from '../processors/index.ts';
import { forgetProfile } from '../profile/index.ts';
import { endSessions } from '../sessions/index.ts';
import { forgetPerson } from '../traits/index.ts';
import { destroyPerson } from '../vault/index.ts';
import { forgetLegalTexts } from './legal/people.ts';

/** Erases a person whom the caller holds the lock on; returns the id of the ledger's entry of it. */
export type Erase = (tx: Tx, subject: Subject) => Promise<string>;

/**
 * Erases a person in one transaction: every yes ends, partners who were told hear of it, the key that everything
 * personal is sealed under is destroyed. What stays says that something happened, not to whom.
 */
export function createErase(parts: {
  readonly ledger: LedgerPorts;
  readonly release: Pick<ReleasePort, 'announceEnd'>;
  /** Forgets what slices beside and above this one keep of a person. */
  readonly forgetElsewhere: (tx: Tx, subjectId: string) => Promise<void>;
}): Erase {
  const { ledger, release, forgetElsewhere } = parts;

  return async function erase(tx, subject) {
    const loginIndex = await loginIndexOf(tx, subject.id);
    await endEverything(tx, release, subject.id);
    const erasure = await recordErasure(tx, ledger, subject.id);
    await destroyPerson(tx, subject.id);
    await deleteDisclosures(tx, subject.id);
    await deleteIdempotencyKeys(tx, `subject:${subject.id}`);
    await deleteRelay(tx, subject.id);
    await deleteShows(tx, subject.id);
    await deletePreferences(tx, subject.id);
    await deleteOptOuts(tx, subject.id);
    await eraseCasesOf(tx, subject.id);
    await deleteSubscription(tx, subject.id);
    await forgetPerson(tx, subject.id);
    await forgetElsewhere(tx, subject.id);
    await forgetProfile(tx, subject.id);
    await forgetLegalTexts(tx, subject.id);
    await eraseSubject(tx, subject.id);
    if (loginIndex !== null) {
      await endSessions(tx, loginIndex);
      await deleteIdempotencyKeys(tx, loginPrincipal(loginIndex));
    }
    return erasure.entryId;
  };
}
