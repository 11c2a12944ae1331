import { erasedSubjects } from '../accounts/index.ts';
import { grantsById, refusalsById } from '../consent/index.ts';
import { dutiesById } from '../duties/index.ts';
import {
  destroyedCounts,
  entriesAbout,
  entriesById,
  openingFrom,
  isAuthentic,
  toEntry,
} from '../ledger/index.ts';
import type { Entry, EntryRow, LedgerRecord, LogIdentity, RowMac, TrustPolicy } from '../ledger/index.ts';
import type { Database, Queryable } from '../platform/db/index.ts';
import { policiesById, textHash } from '../policies/index.ts';
import { releasesByEntry } from '../release/index.ts';
import { openRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import {
  checkAccess,
  checkAttestation,
  checkErasure,
  checkPolicy,
  checkPurge,
  checkRefusal,
  checkRelease,
  checkWithdrawal,
  readRecord,
} from './check-records.ts';
import type { Beside } from './check-records.ts';
import { failing } from './problems.ts';
import type { Problem } from './problems.ts';

export interface FsckParts {
  readonly db: Database;
  readonly keyRing: VaultParts['keyRing'];
  readonly rowMac: RowMac;
  readonly identity: LogIdentity;
  readonly trust: TrustPolicy;
}

type Openings = Map<string, Buffer | 'false'>;

/** Opens what can be opened; one that is not what was sealed there spoils only itself. */
async function openAll(
  at: Queryable,
  keyRing: VaultParts['keyRing'],
  entries: readonly Entry[],
): Promise<Openings> {
  const items = entries.flatMap(({ id, subjectId, sealed }) =>
    subjectId === null || sealed === null ? [] : [{ entryId: id, subjectId, sealed }],
  );
  const opened: Openings = new Map();
  const take = (found: ReadonlyMap<string, Buffer>): void => {
    for (const [id, bytes] of found) opened.set(id, openingFrom(bytes));
  };
  try {
    take(await openRecords(at, { keyRing }, items));
  } catch {
    for (const item of items) {
      const one = await openRecords(at, { keyRing }, [item]).catch(() => null);
      if (one === null) opened.set(item.entryId, 'false');
      else take(one);
    }
  }
  return opened;
}

/** Entries against their leaves, records, and the rows that they record. */
export async function checkEntries(
  at: Queryable,
  parts: Pick<FsckParts, 'keyRing' | 'rowMac'>,
  rows: readonly EntryRow[],
): Promise<Problem[]> {
  const entries = rows.map(toEntry);
  const opened = await openAll(at, parts.keyRing, entries);
  const destroyers = await entriesById(
    at,
    entries.flatMap(({ destroyedBy }) => destroyedBy ?? []),
  );
  const besides = entries.map((entry): Beside => ({
    entry,
    opened: opened.get(entry.id) ?? null,
    destroyer: destroyers.get(entry.destroyedBy ?? '') ?? null,
  }));
  const read = besides.map((beside) => ({ entry: beside.entry, ...readRecord(beside) }));
  const aboutOf = ({ entry, record }: { entry: Entry; record: LedgerRecord | null }, field: string): string =>
    entry.about ?? String(record?.[field] ?? '');
  const of = (event: Entry['event']) => read.filter(({ entry }) => entry.event === event);

  const releases = await releasesByEntry(
    at,
    of('release').map(({ entry }) => entry.id),
  );
  const grants = await grantsById(at, [
    ...[...releases.values()].map(({ grantId }) => grantId),
    ...[...of('withdrawal'), ...of('fetch'), ...of('relay'), ...of('correction')].map((one) =>
      aboutOf(one, 'grant'),
    ),
  ]);
  const withdrawals = await entriesAbout(
    at,
    ['withdrawal'],
    [...of('fetch'), ...of('relay'), ...of('correction')].map((one) => aboutOf(one, 'grant')),
  );
  const refusals = await refusalsById(
    at,
    of('refusal').map((one) => aboutOf(one, 'refusal')),
  );
  const duties = await dutiesById(
    at,
    of('attestation').map((one) => aboutOf(one, 'duty')),
  );
  const policies = await policiesById(
    at,
    of('policy').flatMap(({ entry }) => entry.about ?? []),
  );
  const erased = await erasedSubjects(
    at,
    of('erasure').flatMap(({ entry }) => entry.subjectId ?? []),
  );
  const purged = await destroyedCounts(
    at,
    of('purge').map(({ entry }) => entry.id),
  );
  const checkRow = (one: (typeof read)[number]): Problem[] => {
    const { entry, record } = one;
    const release = releases.get(entry.id);
    switch (entry.event) {
      case 'release':
        return checkRelease(entry, record, release, grants.get(release?.grantId ?? ''));
      case 'withdrawal':
        return checkWithdrawal(entry, record, grants.get(aboutOf(one, 'grant')));
      case 'fetch':
      case 'relay':
      case 'correction':
        return checkAccess(
          entry,
          record,
          grants.get(aboutOf(one, 'grant')),
          withdrawals.find(({ about }) => about === aboutOf(one, 'grant')),
        );
      case 'attestation':
        return checkAttestation(entry, record, duties.get(aboutOf(one, 'duty')));
      case 'refusal':
        return checkRefusal(entry, record, refusals.get(aboutOf(one, 'refusal')));
      case 'policy':
        return entry.about === null ? [] : checkPolicy(entry, record, policies.get(entry.about), textHash);
      case 'erasure':
        return checkErasure(entry, erased.has(entry.subjectId ?? ''));
      case 'purge':
        return checkPurge(entry, record, purged.get(entry.id) ?? 0);
      default:
        return [];
    }
  };
  const authentic = rows.flatMap((row) =>
    failing(`ledger_entries ${row.id}`, [
      [isAuthentic(parts.rowMac, row), 'the program did not write this row as it stands'],
      [row.rejected_at === null, 'it was kept out of the tree: the program did not write it'],
    ]),
  );
  return [...authentic, ...read.flatMap(({ problems }) => problems), ...read.flatMap(checkRow)];
}
