import type { Queryable } from '../../platform/db/index.ts';
import { HASH_SIZE, consistencyRanges, emptyRoot } from '../tree/merkle.ts';
import { edgeTiles, parseTilePath, rootsFromTiles, tileKey, tilesAround } from '../tree/tiles.ts';
import { leavesFrom } from './entries.ts';
import * as store from './log-store.ts';

/** An entry bundle: each entry behind its length, two bytes, big-endian (C2SP tlog-tiles). */
export function bundleOf(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]),
  );
}

/** The bytes at a path of tlog-tiles below the log's prefix, e.g. `tile/0/x001/234`; null if there is nothing. */
export async function readTilePath(at: Queryable, path: string): Promise<Buffer | null> {
  const asked = parseTilePath(path);
  if (asked === null) return null;
  const { kind, index, width } = asked;
  if (kind === 'entries') {
    const leaves = await leavesFrom(at, index * 256, width);
    return leaves.length === width ? bundleOf(leaves) : null;
  }
  const tile = (await store.readTiles(at, [asked])).get(tileKey(asked));
  const size = width * HASH_SIZE;
  return tile !== undefined && tile.length >= size ? tile.subarray(0, size) : null;
}

/** Hashes that prove that the first `first` of `size` leaves are a prefix; none where nothing has to be proven. */
export async function consistencyPath(at: Queryable, first: number, size: number): Promise<Buffer[]> {
  if (first === 0 || first === size) return [];
  const tiles = await store.readTiles(at, tilesAround(first - 1, size));
  return consistencyRanges(first, size).map(rootsFromTiles(tiles));
}

/** The root that the log had when it had `size` leaves. */
export async function rootAtSize(at: Queryable, size: number): Promise<Buffer> {
  if (size === 0) return emptyRoot();
  return rootsFromTiles(await store.readTiles(at, edgeTiles(size)))([0, size]);
}
