import { hash } from 'node:crypto';

/** The Merkle tree of RFC 6962 section 2.1 and RFC 9162 section 2.1, over SHA-256. Pure; hashes are 32 bytes. */
export const HASH_SIZE = 32;
const MAX_SIZE = 2n ** 64n - 1n;

/** By way of a text: Node makes a digest's Buffer four times slower than its string (measured, 1.5 against 0.4 µs). */
const sha256 = (data: Uint8Array): Buffer => Buffer.from(hash('sha256', data, 'binary'), 'binary');

const LEAF = Uint8Array.of(0);
/** Where two children are laid side by side to be hashed; never read across calls. */
const pair = Buffer.alloc(1 + 2 * HASH_SIZE, 1);

/** MTH of one leaf: SHA-256(0x00 || data), RFC 9162 2.1.1. */
export const leafHash = (data: Uint8Array): Buffer => sha256(Buffer.concat([LEAF, data]));

/** MTH of two subtrees: SHA-256(0x01 || left || right), RFC 9162 2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_SIZE);
  return sha256(pair);
}

/**
 * MTH of two hashes that lie side by side in `bytes` from `at` on, written over the place `to`. For whole tiles at once:
 * nothing is allocated on the way.
 */
export function nodeHashInPlace(bytes: Buffer, at: number, to: number): void {
  bytes.copy(pair, 1, at, at + 2 * HASH_SIZE);
  bytes.write(hash('sha256', pair, 'binary'), to, 'binary');
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Buffer => sha256(new Uint8Array());

/** Leaves `from` to `to - 1` of a tree. */
export type Range = readonly [from: number, to: number];

/** Gives the root of a subtree that the RFC's recursion meets. */
export type SubtreeRoot = (range: Range) => Buffer;

/** The largest power of two below `n`; `n` is at least 2. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The subtrees whose roots are PATH of RFC 9162 2.1.3.1, leaf to root. A RangeError if there is no leaf at `index`. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError('index wants to be that of a leaf');
  }
  const path = (from: number, to: number): Range[] => {
    if (to - from === 1) return [];
    const middle = from + splitPoint(to - from);
    return index < middle ? [...path(from, middle), [middle, to]] : [...path(middle, to), [from, middle]];
  };
  return path(0, size);
}

/** The subtrees whose roots are PROOF of RFC 9162 2.1.4.1, that the first `first` of `size` leaves are a prefix. */
export function consistencyRanges(first: number, size: number): Range[] {
  if (!Number.isSafeInteger(first) || first < 1 || first > size) {
    throw new RangeError('first wants 1 to the number of leaves');
  }
  const proof = (m: number, from: number, to: number, whole: boolean): Range[] => {
    const n = to - from;
    if (m === n) return whole ? [] : [[from, to]];
    const k = splitPoint(n);
    return m <= k
      ? [...proof(m, from, from + k, whole), [from + k, to]]
      : [...proof(m - k, from + k, to, false), [from, from + k]];
  };
  return proof(first, 0, size, true);
}

/** Roots of subtrees of a tree whose leaf hashes are all at hand. */
function rootsOver(leaves: readonly Uint8Array[]): SubtreeRoot {
  const root: SubtreeRoot = ([from, to]) => {
    if (to - from === 1) return Buffer.from(leaves[from] as Uint8Array);
    const middle = from + splitPoint(to - from);
    return nodeHash(root([from, middle]), root([middle, to]));
  };
  return root;
}

/** MTH of RFC 9162 2.1.1, from leaf hashes (not leaf data). */
export function rootOf(leafHashes: readonly Uint8Array[]): Buffer {
  return leafHashes.length === 0 ? emptyRoot() : rootsOver(leafHashes)([0, leafHashes.length]);
}

/** PATH of RFC 9162 2.1.3.1, leaf to root. Throws a RangeError if there is no leaf at `index`. */
export const inclusionProof = (leafHashes: readonly Uint8Array[], index: number): Buffer[] =>
  inclusionRanges(index, leafHashes.length).map(rootsOver(leafHashes));

/** PROOF of RFC 9162 2.1.4.1, that the first `first` of the leaves are a prefix. 1 <= first <= number of leaves. */
export const consistencyProof = (leafHashes: readonly Uint8Array[], first: number): Buffer[] =>
  consistencyRanges(first, leafHashes.length).map(rootsOver(leafHashes));

const isHash = (value: Uint8Array): boolean => value instanceof Uint8Array && value.length === HASH_SIZE;
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const isOdd = (n: bigint): boolean => (n & 1n) === 1n;

/** An index or a size as it comes: a bigint, or a number that is exact. Null: neither. */
const whole = (n: bigint | number): bigint | null =>
  typeof n === 'bigint' ? n : Number.isSafeInteger(n) ? BigInt(n) : null;

export interface InclusionClaim {
  /** SHA-256(0x00 || leaf data), 32 bytes. */
  readonly leafHash: Uint8Array;
  /** 0 to size - 1. */
  readonly index: bigint | number;
  /** 1 to 2^64 - 1. */
  readonly size: bigint | number;
  /** Leaf to root, 32 bytes each. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** RFC 9162 2.1.3.2. False for anything that is not a valid claim; never throws for bad bytes or numbers. */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { leafHash: leaf, proof, root } = claim;
  const index = whole(claim.index);
  const size = whole(claim.size);
  if (index === null || size === null || index < 0n || size < 1n || size > MAX_SIZE || index >= size)
    return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  let fn = index;
  let sn = size - 1n;
  let r: Uint8Array = leaf;
  for (const p of proof) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = nodeHash(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && same(r, root);
}

export interface ConsistencyClaim {
  /** Size of the earlier tree. */
  readonly first: bigint | number;
  /** Size of the later tree, up to 2^64 - 1. */
  readonly second: bigint | number;
  /** 32 bytes each. */
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  /** 32 bytes each, in the RFC's order. */
  readonly proof: readonly Uint8Array[];
}

/**
 * RFC 9162 2.1.4.2. Trees of one size need an empty proof and equal roots. The empty tree is a prefix of every tree:
 * `first` = 0 wants the empty tree's own root and an empty proof, for the RFC defines no proof there.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { firstRoot, secondRoot, proof } = claim;
  const first = whole(claim.first);
  const second = whole(claim.second);
  if (first === null || second === null || first < 0n || second < first || second > MAX_SIZE) return false;
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (first === 0n) {
    if (!same(firstRoot, emptyRoot()) || proof.length > 0) return false;
    return second > 0n || same(firstRoot, secondRoot);
  }
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (proof.length === 0) return false;
  // A first tree that is complete is itself the starting node, and so is left out of the proof.
  const complete = (first & (first - 1n)) === 0n;
  const [start, ...rest] = complete ? [firstRoot, ...proof] : proof;
  let fn = first - 1n;
  let sn = second - 1n;
  while (isOdd(fn)) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr = start as Uint8Array;
  let sr = fr;
  for (const c of rest) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && same(fr, firstRoot) && same(sr, secondRoot);
}
