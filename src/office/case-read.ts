import { newId } from '../kernel/ids.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Reader, Tx } from '../platform/db/index.ts';
import { rowsWhereIn } from '../platform/db/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { openReason, sealText } from './seal.ts';
import type { OfficeCase } from './types.ts';

interface ReadRow {
  readonly id: string;
  readonly case_id: string;
  readonly reader: string;
  readonly reason: Buffer | null;
  readonly read_at: Millis;
}

const TABLE = 'office_reads';

let issue: (row: ReadRow) => CaseRead;

/** Proof that it stands committed that somebody reads the words of a case. Only `provenRead` makes one. */
export class CaseRead {
  readonly #issued = true;
  readonly id: string;
  readonly caseId: string;
  /** `officer:NAME`, or `partner:ID`. */
  readonly reader: string;

  private constructor(row: ReadRow) {
    this.id = row.id;
    this.caseId = row.case_id;
    this.reader = row.reader;
  }

  static {
    issue = (row) => new CaseRead(row);
  }

  static isGenuine(value: unknown): value is CaseRead {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

/** Records that somebody is about to read a case; the id is good for `provenRead` after the commit. */
export async function recordRead(
  tx: Tx,
  vault: VaultParts,
  one: OfficeCase,
  reader: string,
  reason: string,
): Promise<string> {
  const id = newId('caseRead', tx.now);
  const sealed = await sealText(tx, vault, one, `read|${id}`, reason);
  const row: ReadRow = { id, case_id: one.id, reader, reason: sealed, read_at: tx.now };
  await tx.q(TABLE).insert(row);
  return id;
}

/** Takes a `Reader`: what it sees is committed. */
export async function provenRead(reader: Exclude<Reader, Tx>, id: string): Promise<CaseRead> {
  const row = (await reader.q(TABLE).where({ id }).first()) as ReadRow | undefined;
  if (row === undefined) throw new Error('a read that was recorded is there');
  return issue(row);
}

/** That a case was read, as its filer and the office see it. */
export interface PastRead {
  readonly id: string;
  readonly caseId: string;
  readonly reader: string;
  /** Null once erased. */
  readonly reason: string | null;
  readonly readAt: Millis;
}

/** Who read these cases and why, oldest first. */
export async function readsOf(
  at: Queryable,
  vault: Pick<VaultParts, 'keyRing'>,
  cases: readonly OfficeCase[],
): Promise<readonly PastRead[]> {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const rows = await rowsWhereIn<ReadRow>(at, TABLE, 'case_id', [...byId.keys()]);
  const reads: PastRead[] = [];
  for (const { id, case_id, reader, reason, read_at } of rows) {
    const one = byId.get(case_id);
    const opened = one === undefined ? null : await openReason(at, vault, one, { id, reason });
    reads.push({ id, caseId: case_id, reader, reason: opened, readAt: read_at });
  }
  return reads.sort((a, b) => (a.id < b.id ? -1 : 1));
}
