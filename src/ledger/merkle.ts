import { createHash } from 'node:crypto';

/** The Merkle tree of RFC 6962 section 2.1 and RFC 9162 section 2.1, over SHA-256. Pure; hashes are 32 bytes. */
const HASH_SIZE = 32;
const MAX_SIZE = 2n ** 64n - 1n;

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF, data);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);
/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Buffer => sha256();

/** The largest power of two below `n`; `n` is at least 2. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function subtreeRoot(leaves: readonly Uint8Array[], from: number, to: number): Buffer {
  if (to - from === 1) return Buffer.from(leaves[from] as Uint8Array);
  const middle = from + splitPoint(to - from);
  return nodeHash(subtreeRoot(leaves, from, middle), subtreeRoot(leaves, middle, to));
}

/** MTH of RFC 9162 2.1.1, from leaf hashes (not leaf data). */
export function rootOf(leafHashes: readonly Uint8Array[]): Buffer {
  return leafHashes.length === 0 ? emptyRoot() : subtreeRoot(leafHashes, 0, leafHashes.length);
}

/** PATH of RFC 9162 2.1.3.1, leaf to root. Throws a RangeError if there is no leaf at `index`. */
export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leafHashes.length) {
    throw new RangeError('index wants to be that of a leaf');
  }
  const path = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return [];
    const middle = from + splitPoint(to - from);
    return index < middle
      ? [...path(from, middle), subtreeRoot(leafHashes, middle, to)]
      : [...path(middle, to), subtreeRoot(leafHashes, from, middle)];
  };
  return path(0, leafHashes.length);
}

/** PROOF of RFC 9162 2.1.4.1, that the first `first` of the leaves are a prefix. 1 <= first <= number of leaves. */
export function consistencyProof(leafHashes: readonly Uint8Array[], first: number): Buffer[] {
  if (!Number.isInteger(first) || first < 1 || first > leafHashes.length) {
    throw new RangeError('first wants 1 to the number of leaves');
  }
  const proof = (m: number, from: number, to: number, whole: boolean): Buffer[] => {
    const n = to - from;
    if (m === n) return whole ? [] : [subtreeRoot(leafHashes, from, to)];
    const k = splitPoint(n);
    return m <= k
      ? [...proof(m, from, from + k, whole), subtreeRoot(leafHashes, from + k, to)]
      : [...proof(m - k, from + k, to, false), subtreeRoot(leafHashes, from, from + k)];
  };
  return proof(first, 0, leafHashes.length, true);
}

const isHash = (value: Uint8Array): boolean => value instanceof Uint8Array && value.length === HASH_SIZE;
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const isOdd = (n: bigint): boolean => (n & 1n) === 1n;

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  /** 0 to size - 1. */
  readonly index: bigint;
  /** 1 to 2^64 - 1. */
  readonly size: bigint;
  /** Leaf to root, 32 bytes each. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** RFC 9162 2.1.3.2. False for anything that is not a valid claim; never throws for bad bytes or numbers. */
export function verifyInclusion({ leafHash: leaf, index, size, proof, root }: InclusionClaim): boolean {
  if (index < 0n || size < 1n || size > MAX_SIZE || index >= size) return false;
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
  readonly first: bigint;
  readonly second: bigint;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * RFC 9162 2.1.4.2. Trees of one size need an empty proof and equal roots. The empty tree is a prefix of every tree:
 * `first` = 0 wants the empty tree's own root and an empty proof, for the RFC defines no proof there.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (first < 0n || second < first || second > MAX_SIZE) return false;
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
