import type { Reader, Tx } from '../platform/db/index.ts';
import { rowsWhereIn } from '../platform/db/index.ts';
import { EXPORTS, LINKS } from './store.ts';

const PIECES = 'export_pieces';

export async function insertPiece(tx: Tx, exportId: string, number: number, sealed: Buffer): Promise<void> {
  await tx.q(PIECES).insert({ export_id: exportId, number, sealed });
}

export async function sealedPiece(reader: Reader, exportId: string, number: number): Promise<Buffer | null> {
  const row = (await reader.q(PIECES).where({ export_id: exportId, number }).first()) as
    { sealed: Buffer } | undefined;
  return row?.sealed ?? null;
}

/** Deletes about `limit` pieces; false: there are more. */
export async function deletePieces(tx: Tx, exportId: string, limit: number): Promise<boolean> {
  const some = tx.q(PIECES).select('number').where('export_id', exportId).orderBy('number').limit(limit);
  const deleted = await tx.q(PIECES).where('export_id', exportId).whereIn('number', some).delete();
  return deleted < limit;
}

/** Forgets a person's copies, whatever they are at. Whoever puts one together finds it gone and stops. */
export async function forgetExports(tx: Tx, subjectId: string): Promise<void> {
  const own = await rowsWhereIn<{ id: string }>(tx, EXPORTS, 'subject_id', [subjectId]);
  const ids = own.map(({ id }) => id);
  // First, for this waits for a piece that is being written.
  await tx.q(EXPORTS).where('subject_id', subjectId).delete();
  await tx.q(PIECES).whereIn('export_id', ids).delete();
  await tx.q(LINKS).whereIn('export_id', ids).delete();
}
