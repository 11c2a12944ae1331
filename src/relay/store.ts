import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn, upsertRows } from '../platform/db/index.ts';
import type { Pair } from './types.ts';

/** A relay address and whom it stands for. */
export interface AddressRow {
  readonly name: string;
  readonly domain: string;
  readonly subject_id: string;
  readonly partner_id: string;
  readonly app_id: string;
  readonly made_at: number;
}

/** What stands for an address at a partner. */
export interface CorrespondentRow {
  readonly name: string;
  readonly relay_name: string;
  readonly subject_id: string;
  readonly sealed: Buffer;
  readonly made_at: number;
}

const ADDRESSES = 'relay_addresses';
const CORRESPONDENTS = 'relay_correspondents';

export const toPair = (row: AddressRow): Pair => ({
  subjectId: row.subject_id,
  partnerId: row.partner_id,
  appId: row.app_id,
});

export const pairKey = ({ subjectId, partnerId, appId }: Pair): string =>
  `${subjectId} ${partnerId} ${appId}`;

/** One that is there already stays as it is, under the domain that its partner knows. */
export const keepAddresses = (tx: Tx, rows: readonly AddressRow[]): Promise<void> =>
  upsertRows(tx, ADDRESSES, rows, { key: ['name'], set: {} });

export async function addressByName(at: Queryable, name: string): Promise<AddressRow | null> {
  const [row] = await rowsWhereIn<AddressRow>(at, ADDRESSES, 'name', [name]);
  return row ?? null;
}

export const addressesOf = (at: Queryable, subjectIds: readonly string[]): Promise<AddressRow[]> =>
  rowsWhereIn<AddressRow>(at, ADDRESSES, 'subject_id', subjectIds);

export async function correspondentByName(at: Queryable, name: string): Promise<CorrespondentRow | null> {
  const [row] = await rowsWhereIn<CorrespondentRow>(at, CORRESPONDENTS, 'name', [name]);
  return row ?? null;
}

export const insertCorrespondents = (tx: Tx, rows: readonly CorrespondentRow[]): Promise<void> =>
  insertRows(tx, CORRESPONDENTS, rows);

export async function deleteCorrespondents(tx: Tx, relayNames: readonly string[]): Promise<void> {
  if (relayNames.length > 0)
    await tx
      .q(CORRESPONDENTS)
      .whereIn('relay_name', [...relayNames])
      .delete();
}

/** Forgets every address that stands for a person, and whoever wrote to it. */
export async function deleteRelay(tx: Tx, subjectId: string): Promise<void> {
  await tx.q(CORRESPONDENTS).where('subject_id', subjectId).delete();
  await tx.q(ADDRESSES).where('subject_id', subjectId).delete();
}
