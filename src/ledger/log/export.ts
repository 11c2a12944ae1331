import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '../../platform/db/index.ts';
import { TILE_WIDTH, entriesPath, hashesAt, tilePath, widthAt } from '../tree/tiles.ts';
import type { TrustPolicy } from '../verify/policy.ts';
import { recentHeads } from './heads.ts';
import { readTilePath } from './serve-tiles.ts';

/** Every path of a log of `size` entries, leaves first. */
function* pathsOf(size: number): Generator<string> {
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const tiles = Math.ceil(hashesAt(level, size) / TILE_WIDTH);
    for (let index = 0; index < tiles; index += 1) {
      const width = widthAt({ level, index }, size);
      if (level === 0) yield entriesPath(index, width);
      yield tilePath({ level, index, width });
    }
  }
}

/**
 * Writes the log into a folder that any web server can serve and `sluice verify` reads; the checkpoint last, so that
 * the folder never promises more than it has. Returns the number of entries.
 */
export async function exportLog(
  db: Database,
  trust: TrustPolicy,
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const heads = await db.read((reader) => recentHeads(reader, trust));
  const head = heads.find(({ quorum }) => quorum) ?? heads[0];
  if (head === undefined) throw new Error('the log has no checkpoint yet: start the service once');
  const paths = [...pathsOf(head.size)];
  for (const [i, path] of paths.entries()) {
    const bytes = await db.read((reader) => readTilePath(reader, path));
    if (bytes === null) throw new Error(`${path} is missing: run \`sluice ledger fsck\``);
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    onProgress(i + 1, paths.length);
  }
  await mkdir(folder, { recursive: true });
  const checkpoint = join(folder, 'checkpoint');
  await writeFile(`${checkpoint}.new`, head.note);
  await rename(`${checkpoint}.new`, checkpoint);
  return head.size;
}
