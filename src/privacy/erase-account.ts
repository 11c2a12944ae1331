import { eraseSubject, lockSubjects, loginPrincipal } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { endEverything } from '../consent/index.ts';
import type { ReleasePort } from '../consent/index.ts';
import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Millis } from '../kernel/clock.ts';
import { append, destroyRecords } from '../ledger/index.ts';
import type { SealForSubjects } from '../ledger/index.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import {
  deleteIdempotencyKeys,
  idempotencyConflict,
  idempotentRequest,
  openIdempotencyWindow,
} from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { deleteDisclosures } from '../policies/index.ts';
import { destroyPerson } from '../vault/index.ts';

export interface Erasure {
  readonly erasedAt: Millis;
}

/**
 * Erases a person in one transaction: every yes ends, partners who were told hear of it, the key that everything
 * personal is sealed under is destroyed. What stays says that something happened, not to whom.
 */
export function createErasure(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
  readonly sealForSubjects: SealForSubjects;
  readonly release: Pick<ReleasePort, 'announceEnd'>;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, release } = parts;

  async function erase(tx: Tx, subject: Subject): Promise<void> {
    await endEverything(tx, release, subject.id);
    await append(tx, parts, [
      { subjectId: subject.id, record: { event: 'erasure', subject: subject.id, erasedAt: tx.now } },
    ]);
    await destroyRecords(tx, subject.id);
    await destroyPerson(tx, subject.id);
    await deleteDisclosures(tx, subject.id);
    await deleteIdempotencyKeys(tx, `subject:${subject.id}`);
    await eraseSubject(tx, subject.id);
  }

  /** `login` is who asks; `subject` the account it has, if any. A repetition finds no account and still is answered. */
  return async function eraseAccount(
    login: { readonly issuer: string; readonly sub: string },
    subject: Subject | null,
    idempotencyKey: string,
  ): Promise<Erasure | Refusal> {
    const principal = loginPrincipal(hashes.loginIndex(login.issuer, login.sub));
    const request = idempotentRequest(hashes, {
      principal,
      mutation: 'eraseAccount',
      key: idempotencyKey,
      body: {},
    });
    const erasure = await db.transact(async (tx): Promise<Erasure | Refusal> => {
      const locked = subject && (await lockSubjects(tx, [subject.id])).get(subject.id);
      const window = await openIdempotencyWindow(tx, [request]);
      const seen = window.seen(request);
      if (seen === 'conflict') return idempotencyConflict();
      if (seen !== null) return { erasedAt: Number(seen.refs['erasedAt']) };
      if (!locked) return refuse('ACCOUNT_REQUIRED', [], 'This login has no account.');
      await erase(tx, locked);
      await deleteIdempotencyKeys(tx, principal);
      window.remember(request, { erasedAt: String(tx.now) });
      await window.save(tx);
      return { erasedAt: tx.now };
    });
    parts.onCommitted();
    return erasure;
  };
}
