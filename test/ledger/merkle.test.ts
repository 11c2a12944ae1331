import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../src/ledger/tree/merkle.ts';
import type { ConsistencyClaim, InclusionClaim } from '../../src/ledger/tree/merkle.ts';

/** The reference leaves and roots of the certificate-transparency test data, sizes 0 to 8. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const MAX = 256;
const hashes = Array.from({ length: MAX }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const hashAt = (index: number): Buffer => hashes[index] as Buffer;
const treeRoots = Array.from({ length: MAX + 1 }, (_, size) => rootOf(hashes.slice(0, size)));
const root = (size: number): Buffer => treeRoots[size] as Buffer;
const stranger = leafHash(Buffer.from('a hash of no tree'));

const included = (index: number, size: number): InclusionClaim => ({
  leafHash: hashAt(index),
  index: BigInt(index),
  size: BigInt(size),
  proof: inclusionProof(hashes.slice(0, size), index),
  root: root(size),
});

const consistent = (first: number, second: number): ConsistencyClaim => ({
  first: BigInt(first),
  second: BigInt(second),
  firstRoot: root(first),
  secondRoot: root(second),
  proof: consistencyProof(hashes.slice(0, second), first),
});

/** 1 to 256. */
const sizes = Array.from({ length: MAX }, (_, i) => i + 1);

const flipped = (hash: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
};

/** Every way to spoil a list of distinct hashes; `at` and `to` pick the place, `bit` the bit. */
function spoilt(
  proof: readonly Uint8Array[],
  { at, to, bit }: { at: number; to: number; bit: number },
): Record<string, Uint8Array[]> {
  const gap = at % (proof.length + 1);
  const added = { added: proof.toSpliced(gap, 0, stranger) };
  if (proof.length === 0) return added;
  const i = at % proof.length;
  const hash = proof[i] as Uint8Array;
  const changed = {
    ...added,
    flipped: proof.with(i, flipped(hash, bit)),
    dropped: proof.toSpliced(i, 1),
    duplicated: proof.toSpliced(i, 0, hash),
    shortened: proof.with(i, hash.subarray(1)),
    lengthened: proof.with(i, Buffer.concat([hash, Uint8Array.of(0)])),
  };
  if (proof.length === 1) return changed;
  const j = (i + 1 + (to % (proof.length - 1))) % proof.length;
  return {
    ...changed,
    swapped: proof.with(i, proof[j] as Uint8Array).with(j, hash),
    repeated: proof.with(i, proof[j] as Uint8Array),
    reversed: proof.toReversed(),
  };
}

const places = fc.record({ at: fc.nat(), to: fc.nat(), bit: fc.integer({ min: 0, max: 255 }) });

/** The largest power of two below n. */
function split(n: bigint): bigint {
  let k = 1n;
  while (k * 2n < n) k *= 2n;
  return k;
}

/** On which side each sibling stands, leaf to root: PATH of RFC 9162 2.1.3.1 without its hashes. */
function sides(index: bigint, size: bigint): string {
  if (size === 1n) return '';
  const k = split(size);
  return index < k ? `${sides(index, k)}R` : `${sides(index - k, size - k)}L`;
}

/** Likewise SUBPROOF of RFC 9162 2.1.4.1; `S` is a node that both trees start from. */
function joins(first: bigint, size: bigint, whole = true): string {
  if (first === size) return whole ? '' : 'S';
  const k = split(size);
  return first <= k ? `${joins(first, k, whole)}R` : `${joins(first - k, size - k, false)}L`;
}

/** Complete trees whose leaves are all alike, of 2^height leaves. */
const plain = Array.from({ length: 65 }).reduce<Buffer[]>(
  (all) => [...all, nodeHash(all.at(-1) as Buffer, all.at(-1) as Buffer)],
  [hashAt(0)],
);
const heightOf = (n: bigint): number => n.toString(2).length - 1;

/**
 * A tree of any size whose leaves are all alike but the marked one, straight from the RFC's definitions, so that trees
 * which no machine could hold can be asked about: at most 64 subtrees are not plain.
 */
const vast = {
  root(from: bigint, to: bigint, marked: bigint): Buffer {
    const n = to - from;
    if (n === 1n) return from === marked ? hashAt(1) : hashAt(0);
    const outside = marked < from || marked >= to;
    if (outside && n === 1n << BigInt(heightOf(n))) return plain[heightOf(n)] as Buffer;
    const middle = from + split(n);
    return nodeHash(vast.root(from, middle, marked), vast.root(middle, to, marked));
  },
  path(index: bigint, from: bigint, to: bigint): Buffer[] {
    if (to - from === 1n) return [];
    const middle = from + split(to - from);
    return index < middle
      ? [...vast.path(index, from, middle), vast.root(middle, to, index)]
      : [...vast.path(index, middle, to), vast.root(from, middle, index)];
  },
  proof(first: bigint, from: bigint, to: bigint, whole: boolean, marked: bigint): Buffer[] {
    const n = to - from;
    if (first === n) return whole ? [] : [vast.root(from, to, marked)];
    const k = split(n);
    return first <= k
      ? [...vast.proof(first, from, from + k, whole, marked), vast.root(from + k, to, marked)]
      : [...vast.proof(first - k, from + k, to, false, marked), vast.root(from, from + k, marked)];
  },
};

const LARGEST = 2n ** 64n - 1n;
const vastSize = fc.oneof(
  fc.bigInt({ min: 1n, max: LARGEST }),
  fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: -2, max: 2 })).map(([height, near]) => {
    const size = (1n << BigInt(height)) + BigInt(near);
    return size < 1n ? 1n : size;
  }),
  fc.bigInt({ min: LARGEST - 3n, max: LARGEST }),
);

describe('Merkle tree (RFC 6962, RFC 9162)', () => {
  it('gives the reference roots for sizes 0 to 8', () => {
    const reference = leaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    assert.deepEqual(
      roots.map((_, size) => rootOf(reference.slice(0, size)).toString('hex')),
      roots,
    );
    assert.equal(emptyRoot().toString('hex'), roots[0]);
  });

  it('proves every leaf of every tree up to 256 leaves, with the right root and length only', () => {
    let claims = 0;
    for (const size of sizes) {
      for (let index = 0; index < size; index += 1) {
        const claim = included(index, size);
        assert.ok(verifyInclusion(claim), `leaf ${index} of ${size}`);
        assert.equal(claim.proof.length, sides(BigInt(index), BigInt(size)).length);
        assert.ok(!verifyInclusion({ ...claim, root: root(size - 1) }));
        assert.ok(!verifyInclusion({ ...claim, proof: [...claim.proof, stranger] }));
        assert.ok(!verifyInclusion({ ...claim, proof: [stranger, ...claim.proof.slice(1), stranger] }));
        assert.ok(!verifyInclusion({ ...claim, leafHash: hashAt((index + 1) % MAX) }));
        claims += 1;
      }
    }
    assert.equal(claims, (MAX * (MAX + 1)) / 2);
  });

  it('proves every pair of sizes up to 256, with the right roots and length only', () => {
    let claims = 0;
    for (const second of sizes) {
      for (let first = 1; first <= second; first += 1) {
        const claim = consistent(first, second);
        assert.ok(verifyConsistency(claim), `${first} to ${second}`);
        assert.equal(claim.proof.length, joins(BigInt(first), BigInt(second)).length);
        assert.ok(!verifyConsistency({ ...claim, firstRoot: root(first - 1) }));
        assert.ok(!verifyConsistency({ ...claim, secondRoot: root(second - 1) }));
        assert.ok(!verifyConsistency({ ...claim, proof: [...claim.proof, stranger] }));
        assert.ok(!verifyConsistency({ ...claim, proof: claim.proof.slice(1).concat(stranger) }));
        claims += 1;
      }
    }
    assert.equal(claims, (MAX * (MAX + 1)) / 2);
  });

  it('is an empty path in a tree of one leaf', () => {
    assert.deepEqual(inclusionProof([hashAt(3)], 0), []);
    const claim = { leafHash: hashAt(3), index: 0n, size: 1n, proof: [], root: hashAt(3) };
    assert.ok(verifyInclusion(claim));
    assert.ok(!verifyInclusion({ ...claim, root: hashAt(4) }));
    assert.ok(!verifyInclusion({ ...claim, proof: [hashAt(3)] }));
  });

  it('has no proof of a leaf or a prefix that is not there', () => {
    for (const index of [-1, 8, 9, 0.5, NaN, Infinity]) {
      assert.throws(() => inclusionProof(hashes.slice(0, 8), index), RangeError, `index ${index}`);
    }
    assert.throws(() => inclusionProof([], 0), RangeError);
    for (const first of [-1, 0, 9, 1.5, NaN, Infinity]) {
      assert.throws(() => consistencyProof(hashes.slice(0, 8), first), RangeError, `first ${first}`);
    }
    assert.throws(() => consistencyProof([], 0), RangeError);
  });

  it('refuses every mutated inclusion proof', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX }), fc.nat(), places, (size, i, place) => {
        const claim = included(i % size, size);
        assert.ok(verifyInclusion(claim));
        const mutations = Object.entries(spoilt(claim.proof, place));
        // Nothing but adding can be done to an empty path.
        assert.equal(mutations.length, [1, 6][claim.proof.length] ?? 9);
        for (const [how, proof] of mutations) {
          assert.ok(!verifyInclusion({ ...claim, proof }), how);
        }
        assert.ok(!verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, place.bit) }));
        assert.ok(!verifyInclusion({ ...claim, root: flipped(claim.root, place.bit) }));
        assert.ok(!verifyInclusion({ ...claim, leafHash: claim.root, root: claim.leafHash }) || size === 1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses every mutated consistency proof', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX }), fc.nat(), places, (second, i, place) => {
        const claim = consistent(1 + (i % second), second);
        assert.ok(verifyConsistency(claim));
        const mutations = Object.entries(spoilt(claim.proof, place));
        assert.equal(mutations.length, [1, 6][claim.proof.length] ?? 9);
        for (const [how, proof] of mutations) {
          assert.ok(!verifyConsistency({ ...claim, proof }), how);
        }
        const { firstRoot, secondRoot } = claim;
        assert.ok(!verifyConsistency({ ...claim, firstRoot: flipped(firstRoot, place.bit) }));
        assert.ok(!verifyConsistency({ ...claim, secondRoot: flipped(secondRoot, place.bit) }));
        if (claim.first !== claim.second) {
          assert.ok(!verifyConsistency({ ...claim, firstRoot: secondRoot, secondRoot: firstRoot }));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  // A path binds a size only by the sides that its hashes stand on: the first leaf of 7 and of 8 have the same three.
  // What binds the size itself is the checkpoint's signature.
  it('refuses another index, and another size wherever that has other sides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX }),
        fc.nat(),
        fc.integer({ min: 0, max: MAX + 1 }),
        fc.integer({ min: 0, max: MAX + 1 }),
        (size, i, otherIndex, otherSize) => {
          const index = i % size;
          const claim = included(index, size);
          assert.equal(verifyInclusion({ ...claim, index: otherIndex }), otherIndex === index);
          const alike =
            otherSize > index &&
            sides(BigInt(index), BigInt(otherSize)) === sides(BigInt(index), BigInt(size));
          assert.equal(verifyInclusion({ ...claim, size: otherSize }), alike);
        },
      ),
      { numRuns: 1_000 },
    );
    assert.ok(!verifyInclusion({ ...included(6, 7), size: 8 }));
  });

  it('refuses other sizes of a consistency proof wherever they join otherwise', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX }),
        fc.nat(),
        fc.integer({ min: 1, max: MAX + 1 }),
        fc.integer({ min: 1, max: MAX + 1 }),
        (second, i, otherFirst, otherSecond) => {
          const first = 1 + (i % second);
          fc.pre(first < second);
          const claim = consistent(first, second);
          const form = joins(claim.first as bigint, claim.second as bigint);
          const accepts = (a: number, b: number): boolean => a < b && joins(BigInt(a), BigInt(b)) === form;
          assert.equal(verifyConsistency({ ...claim, first: otherFirst }), accepts(otherFirst, second));
          assert.equal(verifyConsistency({ ...claim, second: otherSecond }), accepts(first, otherSecond));
        },
      ),
      { numRuns: 1_000 },
    );
    assert.ok(!verifyConsistency({ ...consistent(7, 8), first: 6 }));
  });

  it('refuses hashes beyond the root, whatever root they lead to', () => {
    for (const [index, size] of [
      [0, 1],
      [5, 8],
      [10, 11],
    ] as const) {
      const claim = included(index, size);
      const proof = [...claim.proof, stranger];
      assert.ok(!verifyInclusion({ ...claim, proof, root: nodeHash(stranger, root(size)) }));
      assert.ok(!verifyInclusion({ ...claim, proof, root: nodeHash(root(size), stranger) }));
    }
    for (const [first, second] of [
      [1, 2],
      [4, 8],
      [5, 11],
    ] as const) {
      const claim = consistent(first, second);
      const proof = [...claim.proof, stranger];
      const left = {
        firstRoot: nodeHash(stranger, root(first)),
        secondRoot: nodeHash(stranger, root(second)),
      };
      assert.ok(!verifyConsistency({ ...claim, proof, ...left }));
      assert.ok(!verifyConsistency({ ...claim, proof, secondRoot: nodeHash(root(second), stranger) }));
    }
  });

  it('takes sizes and indices as numbers and as bigints', () => {
    const claim = included(5, 11);
    assert.ok(verifyInclusion({ ...claim, index: 5, size: 11 }));
    assert.ok(verifyInclusion({ ...claim, index: 5n, size: 11 }));
    assert.ok(verifyInclusion({ ...claim, index: 5, size: 11n }));
    assert.ok(!verifyInclusion({ ...claim, index: 6, size: 11 }));
    const prefix = consistent(5, 11);
    assert.ok(verifyConsistency({ ...prefix, first: 5, second: 11 }));
    assert.ok(verifyConsistency({ ...prefix, first: 5n, second: 11 }));
    assert.ok(verifyConsistency({ ...prefix, first: 5, second: 11n }));
    assert.ok(!verifyConsistency({ ...prefix, first: 6, second: 11 }));
    // From 2^53 on a number may be another one than was meant.
    const size = 2n ** 53n;
    const proof = vast.path(0n, 0n, size);
    const far = { leafHash: hashAt(1), index: 0n, size, proof, root: vast.root(0n, size, 0n) };
    assert.ok(verifyInclusion(far));
    assert.ok(!verifyInclusion({ ...far, size: Number(size) }));
  });

  it('counts to 2^64 - 1 and no further', () => {
    const size = LARGEST;
    const index = size - 1n;
    // The last leaf of this tree is the right end of 63 complete subtrees of falling size: every sibling is on the left.
    const proof = Array.from({ length: 63 }, (_, i) => leafHash(Buffer.from(`sibling ${i}`)));
    const leaf = hashAt(0);
    const top = proof.reduce((r, p) => nodeHash(p, r), leaf);
    assert.ok(verifyInclusion({ leafHash: leaf, index, size, proof, root: top }));
    assert.ok(!verifyInclusion({ leafHash: leaf, index: size, size, proof, root: top }));
    assert.ok(!verifyInclusion({ leafHash: leaf, index, size: size + 1n, proof, root: top }));
    assert.ok(!verifyInclusion({ leafHash: leaf, index: -1n, size, proof, root: top }));
    const prefix = {
      first: index,
      second: size,
      firstRoot: vast.root(0n, index, 0n),
      secondRoot: vast.root(0n, size, 0n),
      proof: vast.proof(index, 0n, size, true, 0n),
    };
    assert.ok(verifyConsistency(prefix));
    assert.ok(!verifyConsistency({ ...prefix, second: size + 1n }));
    assert.ok(!verifyConsistency({ ...prefix, first: size, second: size + 1n }));
  });

  it('proves leaves of trees of any size up to 2^64 - 1', () => {
    fc.assert(
      fc.property(vastSize, fc.bigInt({ min: 0n, max: LARGEST }), (size, i) => {
        const index = i % size;
        const proof = vast.path(index, 0n, size);
        const claim = { leafHash: hashAt(1), index, size, proof, root: vast.root(0n, size, index) };
        assert.ok(verifyInclusion(claim));
        assert.ok(!verifyInclusion({ ...claim, index: size }));
        assert.ok(!verifyInclusion({ ...claim, leafHash: hashAt(0) }));
        assert.ok(!verifyInclusion({ ...claim, proof: [...proof, stranger] }));
        if (size > 1n) {
          assert.ok(!verifyInclusion({ ...claim, index: (index + 1n) % size }));
          assert.ok(!verifyInclusion({ ...claim, proof: proof.slice(1) }));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('proves prefixes of trees of any size up to 2^64 - 1', () => {
    fc.assert(
      fc.property(vastSize, fc.oneof(fc.bigInt({ min: 0n, max: LARGEST }), vastSize), (second, i) => {
        const first = 1n + (i % second);
        // The last leaf that both have is the marked one, so that no two of the proof's hashes need be alike.
        const marked = first - 1n;
        const proof = vast.proof(first, 0n, second, true, marked);
        const claim = {
          first,
          second,
          firstRoot: vast.root(0n, first, marked),
          secondRoot: vast.root(0n, second, marked),
          proof,
        };
        assert.ok(verifyConsistency(claim));
        assert.ok(!verifyConsistency({ ...claim, firstRoot: stranger }));
        assert.ok(!verifyConsistency({ ...claim, secondRoot: stranger }));
        assert.ok(!verifyConsistency({ ...claim, proof: [...proof, stranger] }));
        if (first < second) {
          assert.ok(!verifyConsistency({ ...claim, proof: proof.slice(1) }));
          assert.ok(!verifyConsistency({ ...claim, first: second, second: first }));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has no leaf in the empty tree', () => {
    for (const index of [0, 0n, -1]) {
      assert.ok(!verifyInclusion({ leafHash: hashAt(0), index, size: 0, proof: [], root: emptyRoot() }));
      assert.ok(!verifyInclusion({ leafHash: emptyRoot(), index, size: 0, proof: [], root: emptyRoot() }));
    }
  });

  it('treats the empty tree as a prefix of every tree, and of nothing else', () => {
    const claim = { first: 0n, second: 8n, firstRoot: root(0), secondRoot: root(8), proof: [] };
    assert.ok(verifyConsistency(claim));
    assert.ok(verifyConsistency({ ...claim, first: 0, second: 8 }));
    assert.ok(!verifyConsistency({ ...claim, firstRoot: root(1) }));
    assert.ok(!verifyConsistency({ ...claim, proof: [root(1)] }));
    assert.ok(!verifyConsistency({ ...claim, second: 0n }));
    assert.ok(!verifyConsistency({ ...claim, first: 8n, second: 0n }));
    const nothing = { ...claim, second: 0n, secondRoot: root(0) };
    assert.ok(verifyConsistency(nothing));
    assert.ok(!verifyConsistency({ ...nothing, firstRoot: root(1), secondRoot: root(1) }));
    assert.ok(!verifyConsistency({ ...nothing, proof: [root(0)] }));
  });

  it('wants no proof and one root between trees of one size', () => {
    const claim = { first: 8, second: 8, firstRoot: root(8), secondRoot: root(8), proof: [] };
    assert.ok(verifyConsistency(claim));
    assert.ok(!verifyConsistency({ ...claim, firstRoot: root(7) }));
    assert.ok(!verifyConsistency({ ...claim, proof: [root(8)] }));
    assert.ok(!verifyConsistency({ ...consistent(7, 8), proof: [] }));
    assert.ok(!verifyConsistency({ ...consistent(8, 16), proof: [] }));
  });

  it('takes garbage for a false claim and never throws', () => {
    const badNumber = fc.constantFrom<number | bigint>(
      NaN,
      Infinity,
      -Infinity,
      -1,
      -1n,
      0.5,
      4.5,
      -(2 ** 53),
      2 ** 53,
      1e300,
      2n ** 64n,
      2n ** 200n,
      -(2n ** 64n),
    );
    const badHash = fc.constantFrom(0, 1, 31, 33, 64).map((size) => Buffer.alloc(size, 7));
    const [leafClaim, prefixClaim] = [included(4, 11), consistent(4, 11)];
    fc.assert(
      fc.property(badNumber, badHash, fc.nat(), (number, hash, at) => {
        const broken = (proof: readonly Uint8Array[]): Uint8Array[] => proof.with(at % proof.length, hash);
        for (const change of [
          { index: number },
          { size: number },
          { leafHash: hash },
          { root: hash },
          { proof: broken(leafClaim.proof) },
          { proof: [...leafClaim.proof, hash] },
          { leafHash: hash, root: hash, index: 0, size: 1, proof: [] },
        ]) {
          assert.equal(verifyInclusion({ ...leafClaim, ...change }), false);
        }
        for (const change of [
          { first: number },
          { second: number },
          { first: number, second: number },
          { firstRoot: hash },
          { secondRoot: hash },
          { proof: broken(prefixClaim.proof) },
          { proof: [...prefixClaim.proof, hash] },
          { first: 0, proof: [], firstRoot: hash },
          { first: 0, proof: [], firstRoot: emptyRoot(), secondRoot: hash },
          { first: 4, second: 4, proof: [], firstRoot: hash, secondRoot: hash },
        ]) {
          assert.equal(verifyConsistency({ ...prefixClaim, ...change }), false);
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(verifyInclusion(leafClaim) && verifyConsistency(prefixClaim));
  });
});
