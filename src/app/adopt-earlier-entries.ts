import { grantsAfter } from '../consent/index.ts';
import { adoptEntry, entriesWithoutMac, parseRecord, readLeaf, openingFrom } from '../ledger/index.ts';
import type { Entry, LedgerPorts, LedgerRecord } from '../ledger/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { findPolicy } from '../policies/index.ts';
import { releasesByEntry } from '../release/index.ts';
import { openRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';

/** Grants by whose they are and when they ended; an erasure ends several at once. */
async function endedGrants(tx: Tx): Promise<Map<string, string[]>> {
  const ended = new Map<string, string[]>();
  for (let after = ''; ;) {
    const grants = await grantsAfter(tx, after, 1_000);
    for (const { id, subjectId, endedAt } of grants) {
      const key = `${subjectId} ${endedAt}`;
      ended.set(key, [...(ended.get(key) ?? []), id]);
    }
    const last = grants.at(-1);
    if (last === undefined) return ended;
    after = last.id;
  }
}

/**
 * Entries of before the log was public, right after the upgrade that made it so: finds what each is about and what
 * destroyed its record, and authenticates the row. It runs once, in the hands of whoever migrates the database.
 */
export async function adoptEarlierEntries(
  tx: Tx,
  { keyRing }: Pick<VaultParts, 'keyRing'>,
  { rowMac }: Pick<LedgerPorts, 'rowMac'>,
): Promise<void> {
  const entries = await entriesWithoutMac(tx);
  const sealed = entries.flatMap(({ id, subjectId, sealed: bytes }) =>
    subjectId === null || bytes === null ? [] : [{ entryId: id, subjectId, sealed: bytes }],
  );
  const opened = await openRecords(tx, { keyRing }, sealed);
  const releases = await releasesByEntry(
    tx,
    entries.map(({ id }) => id),
  );
  const erasures = new Map(
    entries.flatMap(({ id, event, subjectId }) => (event === 'erasure' ? [[subjectId, id]] : [])),
  );
  const ended = await endedGrants(tx);

  const recordOf = (entry: Entry): LedgerRecord | null => {
    const key = opened.get(entry.id);
    const record = readLeaf(key === undefined ? entry.leaf : openingFrom(key))?.record;
    return record == null ? null : parseRecord(record);
  };
  const aboutOf = async (entry: Entry): Promise<string | null> => {
    switch (entry.event) {
      case 'release':
        return releases.get(entry.id)?.grantId ?? null;
      case 'withdrawal': {
        const grant = recordOf(entry)?.['grant'];
        const others = ended.get(`${entry.subjectId} ${entry.recordedAt}`) ?? [];
        return typeof grant === 'string' ? grant : (others.shift() ?? null);
      }
      case 'policy':
        return (await findPolicy(tx, String(recordOf(entry)?.['version'])))?.id ?? null;
      default:
        return entry.subjectId;
    }
  };
  for (const entry of entries) {
    const isDestroyed = entry.subjectId !== null && entry.sealed === null && entry.event !== 'erasure';
    const destroyedBy = isDestroyed ? (erasures.get(entry.subjectId) ?? null) : null;
    await adoptEntry(tx, rowMac, { ...entry, about: await aboutOf(entry), destroyedBy });
  }
}
