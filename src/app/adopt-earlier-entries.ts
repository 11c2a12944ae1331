import { grantsAfter } from '../consent/index.ts';
import {
  adoptEntry,
  entriesWithoutMac,
  erasureOf,
  openingFrom,
  parseRecord,
  readLeaf,
} from '../ledger/index.ts';
import type { Entry, LedgerPorts, LedgerRecord } from '../ledger/index.ts';
import { Reader } from '../platform/db/index.ts';
import type { Dialect, Migration } from '../platform/db/index.ts';
import { findPolicy } from '../policies/index.ts';
import { releasesByEntry } from '../release/index.ts';
import { openRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';

const AT_ONCE = 1_000;

/** Grants by whose they are and when they ended; an erasure ends several at once. */
async function endedGrants(reader: Reader): Promise<Map<string, string[]>> {
  const ended = new Map<string, string[]>();
  for (let after = ''; ;) {
    const grants = await grantsAfter(reader, after, AT_ONCE);
    for (const { id, subjectId, endedAt } of grants) {
      const key = `${subjectId} ${endedAt}`;
      ended.set(key, [...(ended.get(key) ?? []), id]);
    }
    const last = grants.at(-1);
    if (last === undefined) return ended;
    after = last.id;
  }
}

type Parts = Pick<VaultParts, 'keyRing'> & Pick<LedgerPorts, 'rowMac'>;

async function adopt(
  reader: Reader,
  { keyRing, rowMac }: Parts,
  entries: readonly Entry[],
  ended: Map<string, string[]>,
): Promise<void> {
  const sealed = entries.flatMap(({ id, subjectId, sealed: bytes }) =>
    subjectId === null || bytes === null ? [] : [{ entryId: id, subjectId, sealed: bytes }],
  );
  const opened = await openRecords(reader, { keyRing }, sealed);
  const releases = await releasesByEntry(
    reader,
    entries.map(({ id }) => id),
  );
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
        // An erased person's records are gone: which of the grants that ended at that moment is which matters to nobody.
        const grant = recordOf(entry)?.['grant'];
        const others = ended.get(`${entry.subjectId} ${entry.recordedAt}`) ?? [];
        return typeof grant === 'string' ? grant : (others.shift() ?? null);
      }
      case 'policy':
        return (await findPolicy(reader, String(recordOf(entry)?.['version'])))?.id ?? null;
      default:
        return entry.subjectId;
    }
  };
  for (const entry of entries) {
    const isDestroyed = entry.subjectId !== null && entry.sealed === null && entry.event !== 'erasure';
    const destroyedBy = isDestroyed ? await erasureOf(reader, entry.subjectId) : null;
    await adoptEntry(reader.q, rowMac, { ...entry, about: await aboutOf(entry), destroyedBy });
  }
}

/**
 * Gives entries of before the log was public what they have lacked: what each is about, what destroyed its record, and
 * the keyed hash of its row. A step of the upgrade like any other, so it is done once, whole or not at all, before
 * anything else looks at them; afterwards nobody adopts anything.
 */
export const adoptEarlierEntries = (dialect: Dialect, parts: Parts): Migration => ({
  name: '0990-adopt-earlier-entries',
  async up(knex) {
    const reader = new Reader(knex, dialect);
    if ((await entriesWithoutMac(reader, 0, 1)).length === 0) return;
    const ended = await endedGrants(reader);
    for (let after = 0; ;) {
      const page = await entriesWithoutMac(reader, after, AT_ONCE);
      const last = page.at(-1);
      if (last === undefined) return;
      await adopt(
        reader,
        parts,
        page.map(({ entry }) => entry),
        ended,
      );
      after = last.seq;
    }
  },
});
