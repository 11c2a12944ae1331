import { HASH_SIZE, emptyRoot } from './merkle.ts';
import { TILE_WIDTH, rootInTile, rootsFromTiles, tileKey } from './tiles.ts';
import type { TileId } from './tiles.ts';

/** A tile as far as it has grown: `hashes` holds 1 to 256 hashes of 32 bytes. */
export interface Tile extends TileId {
  readonly hashes: Buffer;
}

const FULL = TILE_WIDTH * HASH_SIZE;

export const isFull = (tile: Tile): boolean => tile.hashes.length === FULL;

/** A tree that is appended to. It holds the tiles of its right edge only, at most 8 KB a level. */
export class GrowingTree {
  #size: number;
  readonly #edge: Map<string, Buffer>;

  /** `edge`: the tiles of `edgeTiles(size)`, by `tileKey`. */
  constructor(size = 0, edge: ReadonlyMap<string, Buffer> = new Map()) {
    this.#size = size;
    this.#edge = new Map(edge);
  }

  get size(): number {
    return this.#size;
  }

  /** Appends leaf hashes, laid one after the other; gives every tile that changed, as it is now. */
  add(leafHashes: Buffer): readonly Tile[] {
    const changed = new Map<string, Tile>();
    for (let at = 0; at < leafHashes.length;) {
      const index = Math.floor(this.#size / TILE_WIDTH);
      const room = TILE_WIDTH - (this.#size % TILE_WIDTH);
      const some = leafHashes.subarray(at, at + room * HASH_SIZE);
      this.#append({ level: 0, index }, some, changed);
      this.#size += some.length / HASH_SIZE;
      at += some.length;
    }
    return [...changed.values()];
  }

  #append({ level, index }: TileId, hashes: Buffer, changed: Map<string, Tile>): void {
    const key = tileKey({ level, index });
    const tile = { level, index, hashes: Buffer.concat([this.#edge.get(key) ?? Buffer.alloc(0), hashes]) };
    this.#edge.delete(tileKey({ level, index: index - 1 }));
    this.#edge.set(key, tile.hashes);
    changed.set(key, tile);
    if (!isFull(tile)) return;
    this.#append(
      { level: level + 1, index: Math.floor(index / TILE_WIDTH) },
      rootInTile(tile.hashes),
      changed,
    );
  }

  /** MTH of all leaves, or of the first `size`, which must lie in the tile of leaves that was appended to last. */
  rootAt(size = this.#size): Buffer {
    return size === 0 ? emptyRoot() : rootsFromTiles(this.#edge)([0, size]);
  }

  /** Tiles that are still growing. */
  partialTiles(): readonly Tile[] {
    return [...this.#edge].flatMap(([key, hashes]) => {
      const [level = 0, index = 0] = key.split('/').map(Number);
      const tile = { level, index, hashes };
      return isFull(tile) ? [] : [tile];
    });
  }
}
