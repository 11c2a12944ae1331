import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../kernel/random.ts';
import { DAY } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { changesAfter, changesPosition } from '../../traits/index.ts';
import type { Position, TraitRegistry } from '../../traits/index.ts';
import { readSnapshot, writeSnapshot } from '../engines/audience/index.ts';
import type { AudienceIndex } from '../engines/audience/index.ts';

/** Where a snapshot belongs: to a database that remembers having written it, at a place in its changes. */
interface Stamp extends Position {
  readonly mark: string;
}

const MARKS = 'audience_snapshots';
const KEPT_MARKS = 30 * DAY;

const isAfter = (a: Position, b: Position): boolean => a.xid > b.xid || (a.xid === b.xid && a.seq > b.seq);

/**
 * The file that spares a restart reading everybody. A database that was put back to an earlier state does not remember
 * the file's mark, or has not come as far as the file: then the file is of another past, and is not taken.
 */
export function createAudienceFile(parts: {
  readonly db: Database;
  readonly random: Random;
  readonly folder: string;
}) {
  const { db, random, folder } = parts;
  const path = join(folder, 'audience.snapshot');

  return {
    async save(index: AudienceIndex, position: Position): Promise<void> {
      const mark = random.bytes(16).toString('hex');
      await db.transact(async (tx) => {
        await tx
          .q(MARKS)
          .where('at', '<', tx.now - KEPT_MARKS)
          .delete();
        await tx.q(MARKS).insert({ mark, at: tx.now });
      });
      const { xid, seq } = position;
      const stamp: Stamp = { mark, xid, seq };
      await mkdir(folder, { recursive: true });
      await writeSnapshot(index, path, JSON.stringify(stamp));
    },

    /** Null: there is no file that can be gone on from. */
    async load(
      registry: TraitRegistry,
    ): Promise<{ readonly index: AudienceIndex; readonly position: Position } | null> {
      const read = await readSnapshot(path, registry);
      if ('refused' in read) return null;
      const { mark, ...position } = JSON.parse(read.position) as Stamp;
      return db.read(async (reader) => {
        const isKnown = (await reader.q(MARKS).where({ mark }).first()) !== undefined;
        if (!isKnown || isAfter(position, await changesPosition(reader))) return null;
        const { lost } = await changesAfter(reader, position, 1);
        return lost ? null : { index: read.index, position };
      });
    },
  };
}

export type AudienceFile = ReturnType<typeof createAudienceFile>;
