import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../src/ledger/merkle.ts';

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

const hashes = Array.from({ length: 256 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const treeRoots = Array.from({ length: 257 }, (_, size) => rootOf(hashes.slice(0, size)));
const root = (size: number): Buffer => treeRoots[size] as Buffer;

describe('Merkle tree (RFC 6962, RFC 9162)', function () {
  this.timeout(60_000);

  it('gives the reference roots for sizes 0 to 8', () => {
    const reference = leaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    assert.deepEqual(
      roots.map((_, size) => rootOf(reference.slice(0, size)).toString('hex')),
      roots,
    );
  });

  it('proves every leaf of every tree up to 64 leaves, and of the tree of 256', () => {
    for (const size of [...Array.from({ length: 64 }, (_, i) => i + 1), 255, 256]) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(hashes.slice(0, size), index);
        const leaf = hashes[index] as Buffer;
        const claim = { leafHash: leaf, index: BigInt(index), size: BigInt(size), proof, root: root(size) };
        assert.ok(verifyInclusion(claim), `leaf ${index} of ${size}`);
        assert.ok(!verifyInclusion({ ...claim, root: root(size - 1) }));
        assert.ok(!verifyInclusion({ ...claim, proof: [...proof, root(1)] }));
      }
    }
  });

  it('proves every pair of sizes up to 64, and every size against 256', () => {
    for (const second of [...Array.from({ length: 64 }, (_, i) => i + 1), 256]) {
      for (let first = 1; first <= second; first += 1) {
        const claim = {
          first: BigInt(first),
          second: BigInt(second),
          firstRoot: root(first),
          secondRoot: root(second),
          proof: consistencyProof(hashes.slice(0, second), first),
        };
        assert.ok(verifyConsistency(claim), `${first} to ${second}`);
        assert.ok(!verifyConsistency({ ...claim, firstRoot: root(first - 1) }));
        assert.ok(!verifyConsistency({ ...claim, proof: [...claim.proof, root(1)] }));
      }
    }
  });

  it('refuses every mutated proof', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 256 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (size, i, hit, bit) => {
          const index = i % size;
          const proof = inclusionProof(hashes.slice(0, size), index);
          const claim = {
            leafHash: hashes[index] as Buffer,
            index: BigInt(index),
            size: BigInt(size),
            proof,
            root: root(size),
          };
          const place = hit % proof.length;
          const broken = proof.map((hash, n) => {
            const copy = Buffer.from(hash);
            if (n === place) copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
            return copy;
          });
          return (
            verifyInclusion(claim) &&
            !verifyInclusion({ ...claim, proof: broken }) &&
            !verifyInclusion({ ...claim, proof: proof.slice(1) }) &&
            !verifyInclusion({ ...claim, index: BigInt((index + 1) % size) }) &&
            !verifyInclusion({ ...claim, proof: proof.map((hash) => hash.subarray(1)) })
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts to 2^64 - 1 and no further', () => {
    const size = 2n ** 64n - 1n;
    const index = size - 1n;
    // The last leaf of this tree is the right end of 63 complete subtrees of falling size: every sibling is on the left.
    const proof = Array.from({ length: 63 }, (_, i) => leafHash(Buffer.from(`sibling ${i}`)));
    const leaf = hashes[0] as Buffer;
    const top = proof.reduce((r, p) => nodeHash(p, r), leaf);
    assert.ok(verifyInclusion({ leafHash: leaf, index, size, proof, root: top }));
    assert.ok(!verifyInclusion({ leafHash: leaf, index: size, size, proof, root: top }));
    assert.ok(!verifyInclusion({ leafHash: leaf, index, size: size + 1n, proof, root: top }));
    assert.ok(!verifyInclusion({ leafHash: leaf, index: -1n, size, proof, root: top }));
  });

  it('treats the empty tree as a prefix of every tree, and of nothing else', () => {
    const claim = { first: 0n, second: 8n, firstRoot: root(0), secondRoot: root(8), proof: [] };
    assert.ok(verifyConsistency(claim));
    assert.ok(!verifyConsistency({ ...claim, firstRoot: root(1) }));
    assert.ok(!verifyConsistency({ ...claim, proof: [root(1)] }));
    assert.ok(!verifyConsistency({ ...claim, second: 0n }));
    assert.ok(!verifyConsistency({ ...claim, first: 8n, second: 0n }));
  });
});
