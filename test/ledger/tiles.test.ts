import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundleOf } from '../../src/ledger/log/serve-tiles.ts';
import {
  HASH_SIZE,
  consistencyProof,
  consistencyRanges,
  inclusionProof,
  inclusionRanges,
  leafHash,
  nodeHash,
  rootOf,
  splitPoint,
  verifyConsistency,
  verifyInclusion,
} from '../../src/ledger/tree/merkle.ts';
import type { Range } from '../../src/ledger/tree/merkle.ts';
import {
  TILE_WIDTH,
  edgeTiles,
  entriesPath,
  hashesAt,
  numberPath,
  parseTilePath,
  rootInTile,
  rootsFromTiles,
  tileKey,
  tilePath,
  tilesAround,
  widthAt,
} from '../../src/ledger/tree/tiles.ts';
import type { TileSlice } from '../../src/ledger/tree/tiles.ts';

/** Enough for a full tile of level 1 and two hashes at level 2, were it not for the last few thousand. */
const SIZE = 70_000;
const leafHashes = Array.from({ length: SIZE }, (_, i) => leafHash(Buffer.from(`${i}`)));

/** The roots of all complete subtrees, by height; tiles play no part in it. */
const pyramid = [leafHashes];
for (let below = leafHashes; below.length > 1; below = pyramid.at(-1) as Buffer[]) {
  const pairs = Math.floor(below.length / 2);
  const at = (i: number): Buffer => below[i] as Buffer;
  pyramid.push(Array.from({ length: pairs }, (_, i) => nodeHash(at(2 * i), at(2 * i + 1))));
}

/** MTH of RFC 9162 2.1.1 over these leaves. */
function reference([from, to]: Range): Buffer {
  const n = to - from;
  const height = Math.log2(n);
  if (Number.isInteger(height)) return pyramid[height]?.[from / n] as Buffer;
  const middle = from + splitPoint(n);
  return nodeHash(reference([from, middle]), reference([middle, to]));
}

/** MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l]) for i from 0 to width - 1. */
function tileOf({ level, index, width }: TileSlice): Buffer {
  const from = index * TILE_WIDTH;
  return Buffer.concat(pyramid[8 * level]?.slice(from, from + width) ?? []);
}

const stored = (tiles: readonly TileSlice[]): Map<string, Buffer> =>
  new Map(tiles.map((tile) => [tileKey(tile), tileOf(tile)]));

const path = (index: number, size: number): Buffer[] =>
  inclusionRanges(index, size).map(rootsFromTiles(stored(tilesAround(index, size))));

const prefixProof = (first: number, size: number): Buffer[] =>
  consistencyRanges(first, size).map(rootsFromTiles(stored(tilesAround(first - 1, size))));

/** Sizes at which tiles fill up, and those beside them. */
const near = [1, 256, 512, 65_280, 65_536, 65_792, SIZE].flatMap((n) =>
  [n - 1, n, n + 1].filter((size) => size > 0 && size <= SIZE),
);
const anySize = (max: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 1, max }), fc.constantFrom(...near.filter((size) => size <= max)));

describe('tile paths (C2SP tlog-tiles)', () => {
  it('are those of the specification', () => {
    assert.equal(numberPath(1_234_067), 'x001/x234/067');
    assert.equal(tilePath({ level: 0, index: 0, width: 256 }), 'tile/0/000');
    assert.equal(tilePath({ level: 0, index: 999, width: 1 }), 'tile/0/999.p/1');
    assert.equal(tilePath({ level: 0, index: 1_000, width: 256 }), 'tile/0/x001/000');
    assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
    assert.equal(tilePath({ level: 63, index: 1_234_067, width: 255 }), 'tile/63/x001/x234/067.p/255');
    assert.equal(entriesPath(0, 256), 'tile/entries/000');
    assert.equal(entriesPath(273, 112), 'tile/entries/273.p/112');
    assert.equal(entriesPath(1_234_067, 17), 'tile/entries/x001/x234/067.p/17');
    assert.deepEqual(parseTilePath('tile/2/x001/x234/067.p/8'), {
      kind: 'hashes',
      level: 2,
      index: 1_234_067,
      width: 8,
    });
    assert.deepEqual(parseTilePath('tile/entries/x001/x234/067'), {
      kind: 'entries',
      level: 0,
      index: 1_234_067,
      width: 256,
    });
  });

  const anyIndex = fc.oneof(
    fc.nat({ max: 2_000 }),
    fc.maxSafeNat(),
    fc.constantFrom(0, 999, 1_000, 999_999, 1_000_000, Number.MAX_SAFE_INTEGER),
  );
  const anySlice = fc.record({
    level: fc.integer({ min: 0, max: 63 }),
    index: anyIndex,
    width: fc.integer({ min: 1, max: 256 }),
  });

  it('read back what was printed, at every level, index and width', () => {
    fc.assert(
      fc.property(anySlice, (slice) => {
        assert.deepEqual(parseTilePath(tilePath(slice)), { kind: 'hashes', ...slice });
        const { index, width } = slice;
        assert.deepEqual(parseTilePath(entriesPath(index, width)), {
          kind: 'entries',
          level: 0,
          index,
          width,
        });
      }),
      { numRuns: 2_000 },
    );
    for (let level = 0; level <= 63; level += 1) {
      for (let width = 1; width <= 256; width += 1) {
        const slice = { level, index: 7, width };
        assert.deepEqual(parseTilePath(tilePath(slice)), { kind: 'hashes', ...slice });
      }
    }
  });

  it('have one form only: a changed path is none or another tile’s own', () => {
    const characters = [...'0123456789x/.pP-+ \n', 'tile', 'entries', '\u0660'];
    let read = 0;
    fc.assert(
      fc.property(
        anySlice,
        fc.boolean(),
        fc.nat(),
        fc.constantFrom(0, 1),
        fc.constantFrom('', ...characters),
        (slice, ofEntries, at, cut, insert) => {
          const whole = ofEntries ? entriesPath(slice.index, slice.width) : tilePath(slice);
          const i = at % (whole.length + 1);
          const changed = `${whole.slice(0, i)}${insert}${whole.slice(i + cut)}`;
          const parsed = parseTilePath(changed);
          if (parsed === null) return;
          read += 1;
          const printed =
            parsed.kind === 'entries' ? entriesPath(parsed.index, parsed.width) : tilePath(parsed);
          assert.equal(printed, changed);
        },
      ),
      { numRuns: 5_000 },
    );
    assert.ok(read > 100, 'some changes do name another tile');
  });

  it('are refused in any other form', () => {
    const refused = [
      '',
      'tile',
      'tile/',
      'tile/0',
      'tile/0/',
      'tile/0/0',
      'tile/0/00',
      'tile/0/0000',
      'tile/0/1234067',
      'tile/0/x000/067',
      'tile/0/x000/x001/067',
      'tile/0/001/067',
      'tile/0/001/234/067',
      'tile/0/x001/234/067',
      'tile/0/x001/x234/x067',
      'tile/0/x001',
      'tile/0/x067',
      'tile/0/X001/067',
      'tile/0/x1/067',
      'tile/0/x0001/067',
      'tile/0/x001//067',
      'tile/0//067',
      'tile//067',
      'tile/0/067/',
      'tile/0/067 ',
      'tile/0/067\n',
      ' tile/0/067',
      '/tile/0/067',
      'ledger/tile/0/067',
      'Tile/0/067',
      'TILE/0/067',
      'tile/00/067',
      'tile/01/067',
      'tile/064/067',
      'tile/64/067',
      'tile/99/067',
      'tile/100/067',
      'tile/-1/067',
      'tile/+1/067',
      'tile/a/067',
      'tile/0/-67',
      'tile/0/-067',
      'tile/0/+67',
      'tile/0/0a7',
      'tile/0/6.7',
      'tile/0/\u0660\u0661\u0662',
      'tile/0/067.p',
      'tile/0/067.p/',
      'tile/0/067.p/0',
      'tile/0/067.p/00',
      'tile/0/067.p/007',
      'tile/0/067.p/07',
      'tile/0/067.p/256',
      'tile/0/067.p/257',
      'tile/0/067.p/999',
      'tile/0/067.p/1000',
      'tile/0/067.p/-1',
      'tile/0/067.p/1/',
      'tile/0/067.p/1.p/1',
      'tile/0/067.P/1',
      'tile/0/067/p/1',
      'tile/0/067p/1',
      'tile/0/.p/1',
      'tile/0/x001.p/1/067',
      'tile/entries',
      'tile/entries/',
      'tile/entries/0/067',
      'tile/Entries/067',
      'tile/entries/67',
      'tile/entries/x000/067',
      'tile/entries/067.p/0',
      'tile/entries/067.p/256',
      'tile/0/../0/067',
      'tile/0/%30%36%37',
      // 2^53: a number could not tell it from its neighbour.
      'tile/0/x009/x007/x199/x254/x740/992',
      'tile/0/x999/x999/x999/x999/x999/x999/999',
    ];
    for (const one of refused) assert.equal(parseTilePath(one), null, JSON.stringify(one));
    for (const one of ['tile/0/067', 'tile/63/067.p/255', 'tile/entries/x001/067.p/1']) {
      assert.notEqual(parseTilePath(one), null, one);
    }
  });
});

describe('tiles of a tree (C2SP tlog-tiles)', () => {
  /** How wide the tiles of a level are, left to right. */
  function widths(level: number, size: number): number[] {
    const all: number[] = [];
    for (let index = 0; widthAt({ level, index }, size) > 0; index += 1)
      all.push(widthAt({ level, index }, size));
    return all;
  }
  const full = (n: number): number[] => Array.from({ length: n }, () => 256);

  it('are for 70,000 leaves those that the specification counts', () => {
    assert.deepEqual(widths(0, 70_000), [...full(273), 112]);
    assert.deepEqual(widths(1, 70_000), [256, 17]);
    assert.deepEqual(widths(2, 70_000), [1]);
    assert.deepEqual(widths(3, 70_000), []);
    assert.deepEqual(edgeTiles(70_000), [
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
  });

  it('are for 256 leaves a full one and one of width 1 above', () => {
    assert.deepEqual(widths(0, 256), [256]);
    assert.deepEqual(widths(1, 256), [1]);
    assert.deepEqual(widths(2, 256), []);
    assert.deepEqual(edgeTiles(256), [{ level: 1, index: 0, width: 1 }]);
  });

  it('are none without leaves, and one hash with one', () => {
    assert.deepEqual(widths(0, 0), []);
    assert.deepEqual(edgeTiles(0), []);
    assert.deepEqual(edgeTiles(1), [{ level: 0, index: 0, width: 1 }]);
    assert.deepEqual(edgeTiles(255), [{ level: 0, index: 0, width: 255 }]);
    assert.deepEqual(edgeTiles(65_536), [{ level: 2, index: 0, width: 1 }]);
  });

  it('are as wide at the edge as the specification says: floor(s / 256**l) mod 256', () => {
    fc.assert(
      fc.property(fc.oneof(anySize(SIZE), fc.maxSafeNat()), (size) => {
        const expected: TileSlice[] = [];
        for (let level = 0, left = BigInt(size); left > 0n; level += 1, left /= 256n) {
          assert.equal(hashesAt(level, size), Number(left));
          const tile = { level, index: Number(left / 256n) };
          const width = Number(left % 256n);
          assert.equal(widthAt(tile, size), width);
          assert.equal(widthAt({ level, index: tile.index + 1 }, size), 0);
          if (tile.index > 0) assert.equal(widthAt({ level, index: tile.index - 1 }, size), 256);
          if (width > 0) expected.push({ ...tile, width });
        }
        assert.deepEqual(edgeTiles(size), expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give the root of any part of a tile', () => {
    const tile = tileOf({ level: 0, index: 3, width: 256 });
    const some = (from: number, count: number): Buffer[] => leafHashes.slice(768 + from, 768 + from + count);
    assert.deepEqual(rootInTile(tile), rootOf(some(0, 256)));
    for (const [from, count] of [
      [0, 1],
      [255, 1],
      [64, 64],
      [128, 128],
      [6, 2],
      [252, 4],
    ] as const) {
      assert.deepEqual(rootInTile(tile, from, count), rootOf(some(from, count)));
    }
    // A tile may be a view of a larger buffer.
    const view = new Uint8Array(Buffer.concat([Buffer.alloc(5), tile])).subarray(5);
    assert.deepEqual(rootInTile(view, 64, 64), rootOf(some(64, 64)));
  });

  it('of the edge give the root', () => {
    fc.assert(
      fc.property(anySize(SIZE), (size) => {
        assert.deepEqual(rootsFromTiles(stored(edgeTiles(size)))([0, size]), reference([0, size]));
      }),
      { numRuns: 300 },
    );
    // The reference itself is held against the array functions where those are still quick.
    for (const size of [1, 2, 255, 256, 257, 1_999, 65_536, SIZE]) {
      assert.deepEqual(reference([0, size]), rootOf(leafHashes.slice(0, size)), `${size} leaves`);
    }
  });

  it('around a leaf give the same path as all leaves do', () => {
    fc.assert(
      fc.property(anySize(2_000), fc.nat(), (size, i) => {
        const index = i % size;
        assert.deepEqual(path(index, size), inclusionProof(leafHashes.slice(0, size), index));
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(anySize(SIZE), fc.nat(), (size, i) => {
        const index = i % size;
        const proof = path(index, size);
        assert.deepEqual(proof, inclusionRanges(index, size).map(reference));
        const claim = {
          leafHash: leafHashes[index] as Buffer,
          index,
          size,
          proof,
          root: reference([0, size]),
        };
        assert.ok(verifyInclusion(claim), `leaf ${index} of ${size}`);
      }),
      { numRuns: 500 },
    );
  });

  it('around the last leaf of a prefix give the same consistency proof as all leaves do', () => {
    fc.assert(
      fc.property(anySize(2_000), fc.nat(), (size, i) => {
        const first = 1 + (i % size);
        assert.deepEqual(prefixProof(first, size), consistencyProof(leafHashes.slice(0, size), first));
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(anySize(SIZE), anySize(SIZE), (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const proof = prefixProof(first, second);
        assert.deepEqual(proof, consistencyRanges(first, second).map(reference));
        const [firstRoot, secondRoot] = [reference([0, first]), reference([0, second])];
        assert.ok(
          verifyConsistency({ first, second, firstRoot, secondRoot, proof }),
          `${first} to ${second}`,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('around a leaf are at most two a level, each as wide as it is', () => {
    fc.assert(
      fc.property(anySize(SIZE), fc.nat(), (size, i) => {
        const tiles = tilesAround(i % size, size);
        assert.equal(new Set(tiles.map(tileKey)).size, tiles.length);
        for (const level of [0, 1, 2, 3]) {
          assert.ok(tiles.filter((tile) => tile.level === level).length <= 2);
        }
        for (const tile of tiles) assert.equal(tile.width, widthAt(tile, size));
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(tilesAround(0, 70_000).map(tilePath).sort(), [
      'tile/0/000',
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
  });

  it('that are missing or too narrow are named', () => {
    const tiles = stored(tilesAround(300, 1_000));
    const ranges = inclusionRanges(300, 1_000);
    assert.equal(ranges.map(rootsFromTiles(tiles)).length, 10);
    for (const key of tiles.keys()) {
      const [level, index] = key.split('/');
      const missing = new Map(tiles);
      missing.delete(key);
      const narrow = new Map(tiles).set(key, (tiles.get(key) as Buffer).subarray(0, -HASH_SIZE));
      const wanted = new RegExp(`tile ${level}/${index} is missing or too narrow`);
      // The path needs the last hash of each tile: the leaf's own tile ends beside it, the edge ends at the end.
      for (const given of [missing, narrow]) {
        assert.throws(
          () => ranges.map(rootsFromTiles(given)),
          (error) => error instanceof RangeError && wanted.test(error.message),
        );
      }
    }
  });
});

describe('entry bundle (C2SP tlog-tiles)', () => {
  it('is each entry behind its length in two bytes, big-endian', () => {
    assert.equal(bundleOf([]).length, 0);
    assert.equal(
      bundleOf([Buffer.from('ab'), Buffer.alloc(0), Buffer.alloc(258, 0x2a)]).toString('hex'),
      `000261620000${'0102'}${'2a'.repeat(258)}`,
    );
  });

  it('gives back every entry, up to the largest', () => {
    const entry = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(255, 256, 65_534, 65_535).map((length) => new Uint8Array(length).fill(length & 0xff)),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const bundle = bundleOf(entries);
        const read: Uint8Array[] = [];
        for (let at = 0; at < bundle.length;) {
          const end = at + 2 + bundle.readUInt16BE(at);
          assert.ok(end <= bundle.length);
          read.push(new Uint8Array(bundle.subarray(at + 2, end)));
          at = end;
        }
        assert.deepEqual(read, entries);
      }),
    );
  });
});
