import { lockSubjects, subjectsById } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, isRefusal } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { kindOfId, newId } from '../../kernel/ids.ts';
import { SealedEmail } from '../../kernel/sealed-email.ts';
import { append, isLogHalted } from '../../ledger/index.ts';
import type { LedgerPorts } from '../../ledger/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../../platform/idempotency.ts';
import { createStaffOpening } from '../../release/index.ts';
import type { OpenedForStaff } from '../../release/index.ts';
import { findByEmail } from '../../vault/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import { covers } from '../legal/covers.ts';
import { otherRequest, refuseWish, severalPeople, unknownPerson } from './rules.ts';
import type { ReadWish } from './rules.ts';
import { insertStaffRead, staffReadsById } from './store.ts';
import type { StaffReadRow } from './store.ts';

/** What staff are shown of a person, against the proof that the look is recorded. */
export interface ShownPerson extends OpenedForStaff {
  readonly subject: Subject;
}

export interface PersonRead {
  readonly read: StaffReadRow;
  /** Null: the request is a repetition. What was shown is not shown again without another record. */
  readonly person: ShownPerson | null;
}

/** Written down by this very request, or by an earlier one of which it is a repetition. */
interface Recorded {
  readonly id: string;
  readonly read: StaffReadRow;
  readonly isNew: boolean;
}

/**
 * How staff look at a person's data: the look becomes an entry of the ledger, sealed under the person's key, and a row
 * beside it; both commit; then what the entry names is opened, and nothing else. No record, no look.
 */
export function createPersonReading(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: VaultParts;
  readonly ledger: LedgerPorts;
  readonly onCommitted: () => void;
}) {
  const { db, clock, vault, ledger, onCommitted } = parts;
  const { hashes, keyRing } = vault;
  const openForStaff = createStaffOpening({ db, clock, keyRing, hashes });

  async function whoIsMeant(tx: Tx, { subjectId, email }: ReadWish): Promise<string | Refusal> {
    const field = email === null ? 'subjectId' : 'email';
    const ids = email === null ? [subjectId ?? ''] : await findByEmail(tx, vault, new SealedEmail(email));
    if (ids.length > 1) return severalPeople();
    const [id = ''] = ids.filter((one) => kindOfId(one) === 'subject');
    return (await lockSubjects(tx, [id])).has(id) ? id : unknownPerson(field);
  }

  async function record(tx: Tx, staff: string, wish: ReadWish): Promise<Recorded | Refusal> {
    const refusal = refuseWish(wish);
    if (refusal !== null) return refusal;
    const subject = await whoIsMeant(tx, wish);
    if (isRefusal(subject)) return subject;
    const { reason, reference, legalRequestId: request } = wish;
    const fields = [...new Set(wish.fields)];
    if (request !== null && !(await covers(tx, request, subject, fields))) return otherRequest();
    const id = newId('staffRead', tx.now);
    const [entry] = await append(tx, ledger, [
      {
        subjectId: subject,
        about: id,
        record: {
          ...{ event: 'staff-read', subject, read: id, staff: hashes.staffAlias(staff, subject) },
          ...{ reason, reference, fields, request, readAt: tx.now },
        },
      },
    ]);
    const read: StaffReadRow = {
      ...{ id, subjectId: subject, staff, fields, legalRequestId: request, readAt: tx.now },
      ledgerEntryId: entry?.entryId ?? '',
    };
    await insertStaffRead(tx, read);
    return { id, read, isNew: true };
  }

  async function reload(tx: Tx, id: string): Promise<Recorded> {
    const read = (await staffReadsById(tx, [id])).get(id);
    if (read === undefined) throw new Error('a look that was recorded is there');
    return { id, read, isNew: false };
  }

  async function show({ ledgerEntryId, subjectId }: StaffReadRow): Promise<ShownPerson> {
    const opened = await openForStaff(ledgerEntryId);
    const subject = (await db.read((reader) => subjectsById(reader, [subjectId]))).get(subjectId);
    if (opened === null || subject === undefined) {
      throw new AppError('UNAVAILABLE', 'The look could not be shown in time. Ask again, under another key.');
    }
    return { ...opened, subject };
  }

  return async function readPerson(
    staff: string,
    key: string,
    wish: ReadWish,
  ): Promise<PersonRead | Refusal> {
    if (await isLogHalted(db)) {
      throw new AppError('UNAVAILABLE', 'The ledger takes nothing in, so nothing is shown.');
    }
    const request = idempotentRequest(hashes, {
      ...{ principal: staff, mutation: 'readPerson', key },
      body: { ...wish },
    });
    const recorded = await onceForKey<Recorded>(db, request, {
      make: (tx) => record(tx, staff, wish),
      reload,
    });
    if (isRefusal(recorded)) return recorded;
    const { read, isNew } = recorded;
    if (isNew) onCommitted();
    return { read, person: isNew ? await show(read) : null };
  };
}

export type ReadPerson = ReturnType<typeof createPersonReading>;
