import { HASH_SIZE, nodeHash, nodeHashInPlace, splitPoint } from './merkle.ts';
import type { Range, SubtreeRoot } from './merkle.ts';

/** How C2SP tlog-tiles cuts the tree: a full tile is 256 hashes, a subtree of height 8. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

export interface TileId {
  /** 0: leaf hashes; above, each hash is the root of a full tile of the level below. */
  readonly level: number;
  readonly index: number;
}

/** A tile, or as much of it as there is: `width` 1 to 256. */
export interface TileSlice extends TileId {
  readonly width: number;
}

/** How many hashes level `level` has in a tree of `size` leaves. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** How many hashes of this tile a tree of `size` leaves has: 0 to 256. */
export const widthAt = ({ level, index }: TileId, size: number): number =>
  Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH));

/** `x001/x234/067` for 1234067. */
export function numberPath(n: number): string {
  const digits = n.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

const suffix = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`);

/** Where a tile of hashes lies under a log's prefix, e.g. `tile/0/x001/234.p/17`. */
export const tilePath = ({ level, index, width }: TileSlice): string =>
  `tile/${level}/${numberPath(index)}${suffix(width)}`;

/** Where a bundle of entries lies. */
export const entriesPath = (index: number, width: number): string =>
  `tile/entries/${numberPath(index)}${suffix(width)}`;

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What a path asks for; null if it is none of tlog-tiles in its one canonical form. */
export function parseTilePath(path: string): (TileSlice & { readonly kind: 'hashes' | 'entries' }) | null {
  const [, what, number, partial] = PATH.exec(path) ?? [];
  if (what === undefined || number === undefined) return null;
  const index = Number(number.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const level = what === 'entries' ? 0 : Number(what);
  if (level > 63 || !Number.isSafeInteger(index) || numberPath(index) !== number) return null;
  if (partial !== undefined && width >= TILE_WIDTH) return null;
  return { kind: what === 'entries' ? 'entries' : 'hashes', level, index, width };
}

/** The tiles at the right edge of a tree, lowest level first; full ones at the end of a level are not among them. */
export function edgeTiles(size: number): TileSlice[] {
  const edge: TileSlice[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const index = Math.floor(hashesAt(level, size) / TILE_WIDTH);
    const width = widthAt({ level, index }, size);
    if (width > 0) edge.push({ level, index, width });
  }
  return edge;
}

/** Every tile that has the path from leaf `index` to the root of a tree of `size` leaves in it. */
function pathTiles(index: number, size: number): TileSlice[] {
  const path: TileSlice[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const tile = { level, index: Math.floor(index / TILE_WIDTH ** (level + 1)) };
    const width = widthAt(tile, size);
    if (width > 0) path.push({ ...tile, width });
  }
  return path;
}

export const tileKey = ({ level, index }: TileId): string => `${level}/${index}`;

/** The tiles from which any subtree on the way from leaf `index` to the root can be computed: at most two a level. */
export function tilesAround(index: number, size: number): TileSlice[] {
  const all = [...pathTiles(index, size), ...edgeTiles(size)];
  return [...new Map(all.map((tile) => [tileKey(tile), tile])).values()];
}

/** Where hashes of a tile are hashed together; never read across calls. */
const scratch = Buffer.alloc(TILE_WIDTH * HASH_SIZE);

/** The root of `count` hashes of a tile from `from` on; `count` is a power of two. */
export function rootInTile(tile: Uint8Array, from = 0, count = TILE_WIDTH): Buffer {
  scratch.set(tile.subarray(from * HASH_SIZE, (from + count) * HASH_SIZE));
  for (let n = count / 2; n >= 1; n /= 2) {
    for (let i = 0; i < n; i += 1) nodeHashInPlace(scratch, 2 * i * HASH_SIZE, i * HASH_SIZE);
  }
  return Buffer.from(scratch.subarray(0, HASH_SIZE));
}

/** Subtree roots from tiles, by `tileKey`. Throws a RangeError if a tile that it needs is missing or too narrow. */
export function rootsFromTiles(tiles: ReadonlyMap<string, Uint8Array>): SubtreeRoot {
  /** Height h, i-th from the left: leaves i * 2^h to (i + 1) * 2^h - 1. */
  const complete = (height: number, i: number): Buffer => {
    const level = Math.floor(height / TILE_HEIGHT);
    const count = 2 ** (height - level * TILE_HEIGHT);
    const index = Math.floor((i * count) / TILE_WIDTH);
    const from = i * count - index * TILE_WIDTH;
    const tile = tiles.get(tileKey({ level, index }));
    if (tile === undefined || tile.length < (from + count) * HASH_SIZE) {
      throw new RangeError(`tile ${level}/${index} is missing or too narrow`);
    }
    return rootInTile(tile, from, count);
  };
  const root = ([from, to]: Range): Buffer => {
    const n = to - from;
    const half = n === 1 ? 0.5 : splitPoint(n);
    if (half * 2 === n) return complete(Math.round(Math.log2(n)), from / n);
    const middle = from + half;
    return nodeHash(root([from, middle]), root([middle, to]));
  };
  return root;
}
