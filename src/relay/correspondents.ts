import { lockSubjects } from '../accounts/index.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { transactOrSee } from '../platform/db/index.ts';
import { openRecords, sealRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { answerName } from './rules.ts';
import * as store from './store.ts';

/** Who at a partner wrote to a person: what stands for them, and for how long that holds. */

const nameFor = (vault: VaultParts, relayName: string, address: string): string =>
  answerName(vault.hashes.relayName(JSON.stringify(['correspondent', relayName, address.toLowerCase()])));

/**
 * Keeps the addresses of a partner that a person may answer, under the person's key; returns the names that stand for
 * them, the same each time. Null: the person is gone.
 */
export async function keepCorrespondents(
  db: Database,
  vault: VaultParts,
  relay: store.AddressRow,
  addresses: readonly string[],
): Promise<Map<string, string> | null> {
  const names = new Map(addresses.map((address) => [address, nameFor(vault, relay.name, address)]));
  const missing = async (at: Queryable): Promise<[string, string][]> => {
    const known = await Promise.all([...names.values()].map((name) => store.correspondentByName(at, name)));
    return [...names].filter((_, i) => known[i] === null);
  };
  if ((await db.read(missing)).length === 0) return names;
  return transactOrSee(db, async (tx: Tx) => {
    const subjectId = relay.subject_id;
    if (!(await lockSubjects(tx, [subjectId])).has(subjectId)) return null;
    const wanted = new Map((await missing(tx)).map(([address, name]) => [name, address]));
    const items = [...wanted].map(([entryId, address]) => ({
      ...{ subjectId, entryId },
      plaintext: Buffer.from(address),
    }));
    const sealed = await sealRecords(tx, vault, items);
    await store.insertCorrespondents(
      tx,
      items.map(({ entryId: name }, i) => ({
        ...{ name, relay_name: relay.name, subject_id: subjectId, made_at: tx.now },
        sealed: sealed[i] ?? Buffer.alloc(0),
      })),
    );
    return names;
  });
}

/** The address at the partner that a name stands for; null: there is none any more. */
export async function openCorrespondent(
  at: Queryable,
  vault: VaultParts,
  { name, subject_id: subjectId, sealed }: store.CorrespondentRow,
): Promise<string | null> {
  const opened = await openRecords(at, vault, [{ subjectId, entryId: name, sealed }]);
  return opened.get(name)?.toString() ?? null;
}
