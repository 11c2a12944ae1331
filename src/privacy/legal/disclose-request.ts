import { lockSubjects } from '../../accounts/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { append } from '../../ledger/index.ts';
import type { LedgerPorts } from '../../ledger/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import { markDisclosed, peopleOf } from './people.ts';
import { isGagged, unknownRequest, wrongState } from './rules.ts';
import { decideRequest, lockRequest } from './store.ts';
import { tellPeople } from './tell-people.ts';
import type { TellDisclosed } from './tell-people.ts';

/**
 * Records that what a request asks for is disclosed: a leaf for each person, and the word to them unless there is
 * a gag: then it goes when that ends. Nothing is opened yet. Gives the ids of the entries.
 */
export async function recordDisclosure(
  tx: Tx,
  { vault, ledger, tell }: { vault: VaultParts; ledger: LedgerPorts; tell: TellDisclosed },
  officer: string,
  id: string,
): Promise<readonly string[] | Refusal> {
  const request = await lockRequest(tx, id);
  if (request === null) return unknownRequest();
  if (request.state === 'disclosed') return wrongState('It was disclosed. Another time is another request.');
  if (request.state === 'opened') return wrongState('Two others have to approve it first.');
  if (request.state !== 'approved') return wrongState('It was decided before.');
  const { people, texts } = (await peopleOf(tx, vault, [id])).get(id) ?? { people: [], texts: null };
  const left = await lockSubjects(
    tx,
    people.map(({ subjectId }) => subjectId),
  );
  const subjectIds = [...left.keys()];
  if (texts === null || subjectIds.length === 0) return wrongState('Everybody whom it is about is erased.');
  const { authority, instrument, fields, from, until } = request;
  if (authority === null || instrument === null) throw new Error('what is approved names both');
  const receipts = await append(
    tx,
    ledger,
    subjectIds.map((subject) => ({
      subjectId: subject,
      about: id,
      record: {
        ...{ event: 'legal', subject, request: id, authority, instrument, reference: texts.reference },
        ...{ fields, from, until, disclosedAt: tx.now },
      },
    })),
  );
  const entryIds = receipts.map(({ entryId }) => entryId);
  for (const [i, subjectId] of subjectIds.entries()) {
    await markDisclosed(tx, id, subjectId, entryIds[i] ?? '');
  }
  await decideRequest(tx, id, { state: 'disclosed', officer });
  if (!isGagged(request, tx.now)) await tellPeople(tx, tell, id);
  return entryIds;
}
