import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Reader, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { VaultParts } from '../vault/index.ts';
import { CaseRead, provenRead, recordRead } from './case-read.ts';
import { refuseReason, tidy } from './rules.ts';
import { openWords } from './seal.ts';
import { findCase, lockCase } from './store.ts';
import type { CaseKind, OfficeCase, OpenedCase } from './types.ts';

/** Opens a case against the committed record of the read, and of that case only. */
export async function openForRead(
  reader: Exclude<Reader, Tx>,
  vault: Pick<VaultParts, 'keyRing'>,
  read: CaseRead,
  one: OfficeCase,
): Promise<OpenedCase> {
  if (!CaseRead.isGenuine(read) || read.caseId !== one.id) {
    throw new TypeError('a case opens against the record of its own read only');
  }
  return { ...one, words: await openWords(reader, vault, one) };
}

/** How the words of cases are read by others than who wrote them: recorded and committed first, then opened. */
export function createCaseReading(db: Database, vault: VaultParts) {
  const openProven = (kind: CaseKind, caseId: string, readId: string): Promise<OpenedCase> =>
    db.read(async (reader) => {
      const [read, one] = [await provenRead(reader, readId), await findCase(reader, { id: caseId, kind })];
      if (one === null) throw new Error('a case that is read is there');
      return openForRead(reader, vault, read, one);
    });

  return {
    /** An officer reads a case. A repetition is another look, and recorded as one. */
    async byOfficer(
      kind: CaseKind,
      officer: string,
      key: string,
      input: { readonly caseId: string; readonly reason: string },
    ): Promise<OpenedCase | Refusal> {
      const mutation = kind === 'complaint' ? 'readComplaint' : 'readRightsRequest';
      const request = idempotentRequest(vault.hashes, {
        ...{ principal: officer, mutation, key },
        body: { ...input },
      });
      let readId = '';
      const look = async (tx: Tx, id: string): Promise<{ id: string } | Refusal> => {
        const one = await lockCase(tx, { id, kind });
        if (one === null) return refuse('NOT_FOUND', ['input', 'id'], 'There is nothing with this id.');
        if (one.state === 'erased') return refuse('WRONG_STATUS', [], 'Its words are erased.');
        readId = await recordRead(tx, vault, one, officer, tidy(input.reason));
        return { id };
      };
      const looked = await onceForKey(db, request, {
        make: async (tx) => refuseReason(input.reason) ?? look(tx, input.caseId),
        async reload(tx, id) {
          const again = await look(tx, id);
          // Erased meanwhile: there is nothing to record and nothing to open.
          return isRefusal(again) ? { id } : again;
        },
      });
      if (isRefusal(looked)) return looked;
      if (readId === '') return refuse('WRONG_STATUS', [], 'Its words are erased.');
      return openProven(kind, looked.id, readId);
    },

    /** A partner reads what is alleged of it, if whoever complained allowed it; null: not, or erased. */
    async byPartner(partnerId: string, caseId: string): Promise<string | null> {
      const readId = await db.transact(async (tx) => {
        const one = await lockCase(tx, { id: caseId, kind: 'complaint', partner_id: partnerId });
        if (one === null || !one.share || one.state === 'erased') return null;
        return recordRead(tx, vault, one, `partner:${partnerId}`, 'Shared as whoever complained allowed.');
      });
      return readId === null ? null : (await openProven('complaint', caseId, readId)).words.text;
    },
  };
}

export type CaseReading = ReturnType<typeof createCaseReading>;
