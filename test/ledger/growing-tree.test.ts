import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GrowingTree, isFull } from '../../src/ledger/tree/growing-tree.ts';
import type { Tile } from '../../src/ledger/tree/growing-tree.ts';
import { HASH_SIZE, emptyRoot, leafHash, rootOf } from '../../src/ledger/tree/merkle.ts';
import { TILE_WIDTH, edgeTiles, hashesAt, tileKey, widthAt } from '../../src/ledger/tree/tiles.ts';

/** One more than a full tile of level 1, and then some: level 2 has a hash, level 1 a second tile. */
const SIZE = 66_000;
const hashes = Array.from({ length: SIZE }, (_, i) => leafHash(Buffer.from(`${i}`)));
const laidOut = Buffer.concat(hashes);
const slice = (from: number, to: number): Buffer => laidOut.subarray(from * HASH_SIZE, to * HASH_SIZE);
const rootAtSize = (size: number): Buffer => rootOf(hashes.slice(0, size));

/** Tiles as a store keeps them: what came last stands. */
type Stored = Map<string, Buffer>;

function store(tiles: Stored, changed: readonly Tile[]): void {
  for (const tile of changed) tiles.set(tileKey(tile), tile.hashes);
}

/** Grows a tree from `from` to `to` leaves; sizes of the chunks come from `chunks`, over and over. */
function grow(tree: GrowingTree, to: number, chunks: readonly number[], tiles: Stored = new Map()): Stored {
  for (let i = 0; tree.size < to; i += 1) {
    const from = tree.size;
    store(tiles, tree.add(slice(from, Math.min(to, from + (chunks[i % chunks.length] as number)))));
  }
  return tiles;
}

const edgeOf = (tiles: Stored, size: number): Stored =>
  new Map(edgeTiles(size).map((tile) => [tileKey(tile), tiles.get(tileKey(tile)) as Buffer]));

/** Every tile that a tree of `size` leaves has, from the definition: each hash is MTH of 256**level leaves. */
function defined(size: number): Stored {
  const tiles: Stored = new Map();
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const leaves = TILE_WIDTH ** level;
    for (let index = 0; widthAt({ level, index }, size) > 0; index += 1) {
      const first = index * TILE_WIDTH;
      const roots = Array.from({ length: widthAt({ level, index }, size) }, (_, i) =>
        rootOf(hashes.slice((first + i) * leaves, (first + i + 1) * leaves)),
      );
      tiles.set(tileKey({ level, index }), Buffer.concat(roots));
    }
  }
  return tiles;
}

const sorted = (tiles: Stored): [string, string][] =>
  [...tiles]
    .map(([key, tile]): [string, string] => [key, tile.toString('hex')])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const chunkSizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 700 })), {
  minLength: 1,
  maxLength: 8,
});
const smallSize = fc.oneof(fc.integer({ min: 1, max: 1_200 }), fc.constantFrom(255, 256, 257, 511, 512, 513));

describe('growing tree', () => {
  it('is the empty tree before anything was added', () => {
    const tree = new GrowingTree();
    assert.equal(tree.size, 0);
    assert.deepEqual(tree.rootAt(), emptyRoot());
    assert.deepEqual(tree.partialTiles(), []);
    assert.deepEqual(tree.add(Buffer.alloc(0)), []);
    assert.equal(tree.size, 0);
  });

  it('has the same tiles and root in whatever chunks it grows', () => {
    fc.assert(
      fc.property(smallSize, chunkSizes, (size, chunks) => {
        const tree = new GrowingTree();
        const tiles = grow(tree, size, chunks);
        const byOne = new GrowingTree();
        const tilesByOne = grow(byOne, size, [1]);
        assert.equal(tree.size, size);
        assert.deepEqual(sorted(tiles), sorted(defined(size)));
        assert.deepEqual(sorted(tilesByOne), sorted(tiles));
        assert.deepEqual(tree.rootAt(), rootAtSize(size));
        assert.deepEqual(byOne.rootAt(), tree.rootAt());
      }),
      { numRuns: 100 },
    );
  });

  it('has them as well beyond the second level', () => {
    const expected = sorted(defined(SIZE));
    for (const chunks of [[1], [SIZE], [4_096, 3, 256, 1_000, 255, 257, 1]]) {
      const tree = new GrowingTree();
      assert.deepEqual(sorted(grow(tree, SIZE, chunks)), expected);
      assert.deepEqual(tree.rootAt(), rootAtSize(SIZE));
    }
    assert.ok(expected.some(([key]) => key === '1/1') && expected.some(([key]) => key === '2/0'));
  });

  it('has the root of every size on its way', () => {
    const tree = new GrowingTree();
    for (let size = 1; size <= 600; size += 1) {
      tree.add(slice(size - 1, size));
      assert.deepEqual(tree.rootAt(), rootAtSize(size), `${size} leaves`);
    }
    for (const size of [65_280, 65_535, 65_536, 65_537, 65_792, SIZE]) {
      tree.add(slice(tree.size, size));
      assert.deepEqual(tree.rootAt(), rootAtSize(size), `${size} leaves`);
    }
  });

  it('gives each tile that changed once, as it is then, and no other', () => {
    fc.assert(
      fc.property(smallSize, chunkSizes, (size, chunks) => {
        const tree = new GrowingTree();
        for (let i = 0; tree.size < size; i += 1) {
          const from = tree.size;
          const changed = tree.add(slice(from, Math.min(size, from + (chunks[i % chunks.length] as number))));
          const expected = [...defined(tree.size)].filter(([key, tile]) => {
            const [level = 0, index = 0] = key.split('/').map(Number);
            return widthAt({ level, index }, from) * HASH_SIZE !== tile.length;
          });
          assert.deepEqual(
            sorted(new Map(changed.map((tile) => [tileKey(tile), tile.hashes]))),
            sorted(new Map(expected)),
          );
          assert.equal(new Set(changed.map(tileKey)).size, changed.length);
          for (const tile of changed) assert.equal(isFull(tile), tile.hashes.length === 8_192);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves alone the tiles that it gave before and those it was given', () => {
    const tree = new GrowingTree();
    const early = tree.add(slice(0, 100));
    const copies = early.map(({ hashes: tile }) => Buffer.from(tile));
    const edge = new Map(early.map((tile) => [tileKey(tile), tile.hashes]));
    const resumed = new GrowingTree(100, edge);
    tree.add(slice(100, 400));
    resumed.add(slice(100, 400));
    assert.deepEqual(
      early.map(({ hashes: tile }) => tile),
      copies,
    );
    assert.deepEqual([...edge.keys()], ['0/0']);
    assert.deepEqual(resumed.rootAt(), tree.rootAt());
  });

  it('resumes from the tiles of its edge', () => {
    fc.assert(
      fc.property(smallSize, fc.nat(), chunkSizes, (size, at, chunks) => {
        const cut = at % (size + 1);
        const tiles = grow(new GrowingTree(), cut, chunks);
        const resumed = new GrowingTree(cut, edgeOf(tiles, cut));
        assert.deepEqual(resumed.rootAt(), rootAtSize(cut));
        grow(resumed, size, chunks, tiles);
        assert.equal(resumed.size, size);
        assert.deepEqual(sorted(tiles), sorted(defined(size)));
        assert.deepEqual(resumed.rootAt(), rootAtSize(size));
      }),
      { numRuns: 100 },
    );
  });

  it('resumes where tiles have just filled up, and beside it', () => {
    const expected = sorted(defined(SIZE));
    const all = grow(new GrowingTree(), SIZE, [SIZE]);
    for (const cut of [0, 255, 256, 257, 65_279, 65_280, 65_535, 65_536, 65_537, 65_792, SIZE]) {
      const tiles = grow(new GrowingTree(), cut, [5_000]);
      const resumed = new GrowingTree(cut, edgeOf(tiles, cut));
      assert.deepEqual(resumed.rootAt(), rootAtSize(cut), `${cut} leaves`);
      grow(resumed, SIZE, [777], tiles);
      assert.deepEqual(sorted(tiles), expected, `from ${cut} leaves`);
    }
    assert.deepEqual(sorted(all), expected);
  });

  it('knows the roots of all sizes within the tile of leaves that it appended to last', () => {
    const tree = new GrowingTree();
    for (const to of [1, 100, 255, 256, 300, 511, 512, 600, 65_500, 65_536, 65_540, 65_793]) {
      tree.add(slice(tree.size, to));
      const first = Math.floor((to - 1) / TILE_WIDTH) * TILE_WIDTH;
      // Where the tile starts is the end of the full ones before it, which the levels above know.
      const sizes =
        to < 1_000 ? Array.from({ length: to - first + 1 }, (_, i) => first + i) : [first, first + 1, to];
      for (const size of sizes) {
        assert.deepEqual(tree.rootAt(size), rootAtSize(size), `${size} of ${to} leaves`);
      }
    }
    assert.throws(() => tree.rootAt(65_000), RangeError);
  });

  it('names the tiles that still grow', () => {
    fc.assert(
      fc.property(smallSize, chunkSizes, (size, chunks) => {
        const tree = new GrowingTree();
        const tiles = grow(tree, size, chunks);
        const partial = tree.partialTiles();
        assert.ok(partial.every((tile) => !isFull(tile)));
        assert.deepEqual(
          sorted(new Map(partial.map((tile) => [tileKey(tile), tile.hashes]))),
          sorted(edgeOf(tiles, size)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
