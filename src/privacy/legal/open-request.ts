import { lockSubjects } from '../../accounts/index.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import { insertPeople } from './people.ts';
import { refuseRequest } from './rules.ts';
import { insertRequest } from './store.ts';
import type { NewLegalRequest } from './types.ts';

/** Writes down what an authority wants, good or not. Gives the id of the request. */
export async function openRequest(
  tx: Tx,
  vault: VaultParts,
  officer: string,
  input: NewLegalRequest,
): Promise<string | Refusal> {
  const refusal = refuseRequest(input, tx.now);
  if (refusal !== null) return refusal;
  const subjectIds = [...new Set(input.subjectIds)].sort();
  const people = await lockSubjects(tx, subjectIds);
  if (people.size < subjectIds.length) {
    return refuse('NOT_FOUND', ['input', 'subjectIds'], 'One of these is nobody who has an account.');
  }
  const { authority, instrument, from, until, receivedAt, reference, gag } = input;
  const id = newId('legalRequest', tx.now);
  await insertRequest(tx, {
    ...{ id, state: 'opened', authority, instrument, from, until, receivedAt },
    fields: [...new Set(input.fields)],
    gagUntil: gag?.until ?? null,
    ...{ openedBy: officer, openedAt: tx.now, defect: null, decidedBy: null, decidedAt: null },
  });
  const texts = { reference, gagReason: gag?.reason ?? null, note: null };
  await insertPeople(tx, vault, id, subjectIds, texts);
  return id;
}
