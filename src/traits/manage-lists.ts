import { problemOfLine } from '../catalog/index.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { kindOfId, newId } from '../kernel/ids.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { readSubject } from './fact-rules.ts';
import { addToList, createList, isListName, listsById, removeFromList } from './lists.ts';
import type { PersonList } from './lists.ts';
import { readAll, refuseCount, refuseUnknown } from './record-facts.ts';
import { nameTaken, wrong } from './refusals.ts';
import { refusePurpose, refuseSensitive } from './registration-rules.ts';

export interface NewList {
  readonly name: string;
  readonly purpose: string;
}

export interface ListChange {
  readonly listId: string;
  readonly subjectIds: readonly string[];
}

const LONGEST_NAME = 80;

export async function findList(at: Queryable, id: string): Promise<PersonList | null> {
  return kindOfId(id) === 'list' ? ((await listsById(at, [id])).get(id) ?? null) : null;
}

function refuseList({ name, purpose }: NewList): Refusal | null {
  const problem = problemOfLine(name, LONGEST_NAME);
  if (problem !== null) return wrong(problem, 'name');
  return refuseSensitive(name, 'name') ?? refusePurpose(purpose);
}

/** How staff of the marketing door keep lists of people. `principal` is who asks; nothing is done half. */
export function createListDesk(db: Database, hashes: KeyedHashes) {
  const reload = async (tx: Tx, id: string): Promise<PersonList> => {
    const list = await findList(tx, id);
    if (list === null) throw new Error('a list that was made is there');
    return list;
  };

  async function change(
    ask: { readonly principal: string; readonly mutation: string; readonly key: string },
    { listId, subjectIds }: ListChange,
    apply: (tx: Tx, listId: string, subjectIds: readonly string[]) => Promise<void>,
  ): Promise<PersonList | Refusal> {
    const refusal = refuseCount('subjectIds', subjectIds.length);
    if (refusal !== null) return refusal;
    const request = idempotentRequest(hashes, { ...ask, body: { listId, subjectIds: [...subjectIds] } });
    return onceForKey(db, request, {
      make: async (tx) => {
        const list = await findList(tx, listId);
        if (list === null) return refuse('NOT_FOUND', ['input', 'listId'], 'There is no list with this id.');
        const read = readAll('subjectIds', subjectIds, readSubject);
        if (isRefusal(read)) return read;
        const unknown = await refuseUnknown(tx, 'subjectIds', subjectIds);
        if (unknown !== null) return unknown;
        await apply(tx, listId, subjectIds);
        return list;
      },
      reload,
    });
  }

  return {
    createList(principal: string, key: string, input: NewList): Promise<PersonList | Refusal> {
      const body = { ...input };
      const request = idempotentRequest(hashes, { principal, mutation: 'createList', key, body });
      return onceForKey(db, request, {
        make: async (tx) => {
          const refusal = refuseList(input);
          if (refusal !== null) return refusal;
          if (await isListName(tx, input.name)) return nameTaken();
          const list = { ...input, id: newId('list', tx.now), createdAt: tx.now };
          await createList(tx, list);
          return list;
        },
        reload,
      });
    },
    addToList: (principal: string, key: string, input: ListChange) =>
      change({ principal, mutation: 'addToList', key }, input, addToList),
    removeFromList: (principal: string, key: string, input: ListChange) =>
      change({ principal, mutation: 'removeFromList', key }, input, removeFromList),
  };
}
