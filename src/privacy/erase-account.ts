import { eraseSubject, lockSubjects, loginPrincipal } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { endEverything } from '../consent/index.ts';
import type { ReleasePort } from '../consent/index.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { entriesById, isLogHalted, recordErasure } from '../ledger/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import { deletePreferences, deleteShows } from '../offers/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import {
  deleteIdempotencyKeys,
  idempotencyConflict,
  idempotentRequest,
  openIdempotencyWindow,
} from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { deleteDisclosures } from '../policies/index.ts';
import { forgetProfile } from '../profile/index.ts';
import { forgetPerson } from '../traits/index.ts';
import { destroyPerson } from '../vault/index.ts';
import { erasureReceipt } from './receipts.ts';
import type { ReceiptParts } from './receipts.ts';

export interface Erasure {
  readonly erasedAt: Millis;
  /** The signed receipt, with its proof; null when the log is not integrating. A repetition gets it again. */
  readonly receipt: string | null;
}

/** How long an answer waits for the log: twice what it promises. */
const PATIENCE = 2 * SECOND;
const LOOK = 100;

interface Outcome {
  readonly erasedAt: Millis;
  readonly entryId: string;
}

/**
 * Erases a person in one transaction: every yes ends, partners who were told hear of it, the key that everything
 * personal is sealed under is destroyed. What stays says that something happened, not to whom.
 */
export function createErasure(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly ledger: LedgerPorts;
  readonly receipts: ReceiptParts;
  readonly release: Pick<ReleasePort, 'announceEnd'>;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, ledger, receipts, release } = parts;

  async function erase(tx: Tx, subject: Subject): Promise<string> {
    await endEverything(tx, release, subject.id);
    const erasure = await recordErasure(tx, ledger, subject.id);
    await destroyPerson(tx, subject.id);
    await deleteDisclosures(tx, subject.id);
    await deleteIdempotencyKeys(tx, `subject:${subject.id}`);
    await deleteShows(tx, subject.id);
    await deletePreferences(tx, subject.id);
    await forgetPerson(tx, subject.id);
    await forgetProfile(tx, subject.id);
    await eraseSubject(tx, subject.id);
    return erasure.entryId;
  }

  /**
   * Waits until the log has integrated the erasure and its witnesses have seen it, then proves it to whom it was about;
   * without the witnesses when they take too long.
   */
  async function prove(entryId: string): Promise<string | null> {
    if (entryId === '' || (await isLogHalted(db))) return null;
    for (let waited = 0; waited <= PATIENCE; waited += LOOK) {
      const quorumOnly = waited < PATIENCE;
      const receipt = await db.read(async (reader) => {
        const entry = (await entriesById(reader, [entryId])).get(entryId);
        return entry === undefined ? null : erasureReceipt(reader, receipts, entry, { quorumOnly });
      });
      if (receipt !== null) return receipt;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
    return null;
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
    const outcome = await db.transact(async (tx): Promise<Outcome | Refusal> => {
      const locked = subject && (await lockSubjects(tx, [subject.id])).get(subject.id);
      const window = await openIdempotencyWindow(tx, [request]);
      const seen = window.seen(request);
      if (seen === 'conflict') return idempotencyConflict();
      if (seen !== null) {
        return { erasedAt: Number(seen.refs['erasedAt']), entryId: seen.refs['entryId'] ?? '' };
      }
      if (!locked) return refuse('ACCOUNT_REQUIRED', [], 'This login has no account.');
      const entryId = await erase(tx, locked);
      await deleteIdempotencyKeys(tx, principal);
      window.remember(request, { erasedAt: String(tx.now), entryId });
      await window.save(tx);
      return { erasedAt: tx.now, entryId };
    });
    parts.onCommitted();
    if (isRefusal(outcome)) return outcome;
    const { erasedAt, entryId } = outcome;
    return { erasedAt, receipt: await prove(entryId) };
  };
}
