import { lockSubjects } from '../../accounts/index.ts';
import { problemOfLine } from '../../catalog/index.ts';
import { refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import { peopleOf, rewriteTexts } from './people.ts';
import { WORDS, isOpen, unknownRequest, wrongState } from './rules.ts';
import { decideRequest, lockRequest } from './store.ts';
import type { Defect } from './types.ts';

export interface RequestRefusal {
  readonly requestId: string;
  readonly defect: Defect;
  /** What is wrong with it, in words. */
  readonly note: string;
}

/** Refuses a defective request. Anybody of the office may, alone: it keeps data in. Gives the id of the request. */
export async function refuseDefective(
  tx: Tx,
  vault: VaultParts,
  officer: string,
  { requestId: id, defect, note }: RequestRefusal,
): Promise<string | Refusal> {
  const problem = problemOfLine(note, WORDS.reason);
  if (problem !== null) return refuseField('note', problem);
  const request = await lockRequest(tx, id);
  if (request === null) return unknownRequest();
  if (!isOpen(request)) return wrongState('It was decided before.');
  const { people, texts } = (await peopleOf(tx, vault, [id])).get(id) ?? { people: [], texts: null };
  const left = await lockSubjects(
    tx,
    people.map(({ subjectId }) => subjectId),
  );
  if (texts !== null) await rewriteTexts(tx, vault, id, [...left.keys()], { ...texts, note });
  await decideRequest(tx, id, { state: 'refused', officer, defect });
  return id;
}

/** The authority took its request back. Gives the id of the request. */
export async function withdrawRequest(tx: Tx, officer: string, id: string): Promise<string | Refusal> {
  const request = await lockRequest(tx, id);
  if (request === null) return unknownRequest();
  if (!isOpen(request)) return wrongState('It was decided before.');
  await decideRequest(tx, id, { state: 'withdrawn', officer });
  return id;
}
