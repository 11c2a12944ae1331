import { lockSubjects } from '../accounts/index.ts';
import { attestSandbox, reopenHeld } from '../delivery/index.ts';
import { attestDuty, lockDuty, overduePartners, subjectOfContact } from '../duties/index.ts';
import type { DeletionDuty } from '../duties/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { append } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { transactOrSee } from '../platform/db/index.ts';
import { idempotencyConflict, openIdempotencyWindow, partnerRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';

export interface Attestation {
  readonly contactId: string;
  readonly appId: string;
  readonly attestedAt: Millis;
}

/** A partner's word that it deleted what it had of a person for an app. It stands in the ledger, for the person. */
export function createAttestation(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly ledger: LedgerPorts;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, ledger } = parts;

  async function attest(tx: Tx, partnerId: string, duty: DeletionDuty, isErased: boolean): Promise<Millis> {
    await attestDuty(tx, duty.id);
    // An erased person has no key left to seal a record under, and nobody to prove it to.
    if (!isErased) {
      const { subjectId, id, appId: app } = duty;
      const subject = { subject: subjectId, partner: partnerId, app };
      const record = { event: 'attestation', ...subject, duty: id, attestedAt: tx.now } as const;
      await append(tx, ledger, [{ subjectId, about: id, record }]);
    }
    // What was held because of it goes on, if nothing else is overdue.
    if (!(await overduePartners(tx, [partnerId], tx.now)).has(partnerId)) await reopenHeld(tx, [partnerId]);
    return tx.now;
  }

  async function attestedAt(
    tx: Tx,
    partnerId: string,
    contactId: string,
    appId: string,
  ): Promise<Millis | Refusal> {
    // The person first, as whoever erases them does: the record is sealed before the key goes, or not at all.
    const subjectId = await subjectOfContact(tx, partnerId, contactId, appId);
    const people = await lockSubjects(tx, subjectId === null ? [] : [subjectId]);
    const duty = await lockDuty(tx, partnerId, contactId, appId);
    if (duty === null) {
      const madeUp = await attestSandbox(tx, partnerId, contactId, appId);
      return (
        madeUp ??
        refuse(
          'NOT_FOUND',
          ['input', 'contactId'],
          'There is nothing to delete of this contact for this app.',
        )
      );
    }
    if (duty.state === 'void') {
      return refuse(
        'DELETION_NOT_DUE',
        ['input', 'contactId'],
        'This person has said yes again: you may keep it.',
      );
    }
    return duty.attestedAt ?? attest(tx, partnerId, duty, !people.has(duty.subjectId));
  }

  return async function attestDeletion(
    partnerId: string,
    key: string,
    input: { readonly contactId: string; readonly appId: string },
  ): Promise<Attestation | Refusal> {
    const { contactId, appId } = input;
    const body = { contactId, appId };
    const request = partnerRequest(hashes, partnerId, { mutation: 'attestDeletion', key, body });
    const answer = await transactOrSee(db, async (tx) => {
      const window = await openIdempotencyWindow(tx, [request]);
      const seen = window.seen(request);
      if (seen === 'conflict') return idempotencyConflict();
      if (seen !== null) return Number(seen.refs['attestedAt']);
      const at = await attestedAt(tx, partnerId, contactId, appId);
      if (isRefusal(at)) return at;
      window.remember(request, { attestedAt: String(at) });
      await window.save(tx);
      return at;
    });
    if (isRefusal(answer)) return answer;
    parts.onCommitted();
    return { contactId, appId, attestedAt: answer };
  };
}
