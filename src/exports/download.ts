import type { Millis } from '../kernel/clock.ts';
import type { Database } from '../platform/db/index.ts';
import { decrypt } from '../platform/key-ring.ts';
import { openExportKey } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { hashOfToken } from './export-desk.ts';
import { sealedPiece } from './pieces.ts';
import { boundPiece } from './rules.ts';
import { lockExport, takeLink } from './store.ts';

/** An archive on its way to its person. */
export interface Download {
  /** Bytes in all. */
  readonly size: number;
  readonly finishedAt: Millis;
  /** Throws in the middle when the copy is gone by then: its person was erased, or its time is over. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** Opens the copy that a link leads to, and uses the link up. Null: the link is none, was used, or is too old. */
export function createDownload(db: Database, vault: Pick<VaultParts, 'keyRing'>) {
  async function* open(exportId: string, key: Buffer, pieces: number): AsyncGenerator<Buffer> {
    for (let number = 0; number < pieces; number += 1) {
      const sealed = await db.read((reader) => sealedPiece(reader, exportId, number));
      if (sealed === null) throw new Error('a copy ended while it was fetched');
      yield decrypt(key, sealed, boundPiece(exportId, number));
    }
  }

  return async function download(token: string): Promise<Download | null> {
    const row = await db.transact(async (tx) => {
      const link = await takeLink(tx, hashOfToken(token));
      return link && lockExport(tx, link.exportId);
    });
    if (row?.state !== 'ready' || row.sealed_key === null) return null;
    const { id: exportId, subject_id: subjectId, sealed_key: sealedKey } = row;
    const key = await db.read((reader) => openExportKey(reader, vault, { subjectId, exportId }, sealedKey));
    if (key === null) return null;
    return {
      size: row.size ?? 0,
      finishedAt: row.finished_at ?? 0,
      bytes: open(exportId, key, row.pieces),
    };
  };
}

export type DownloadExport = ReturnType<typeof createDownload>;
