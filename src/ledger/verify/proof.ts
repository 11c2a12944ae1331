import { leafHash, verifyInclusion } from '../tree/merkle.ts';
import { readLeaf } from '../leaf.ts';
import type { Leaf } from '../leaf.ts';
import { decodeBase64, decodeHash } from './base64.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { OpenedCheckpoint } from './checkpoint.ts';
import type { VerifierKey } from './note.ts';

/** A tlog-proof file taken apart (C2SP tlog-proof); nothing of it is believed yet. */
export interface TlogProof {
  /** Opaque; here the leaf, or what opens it. */
  readonly extra: Buffer | null;
  readonly index: bigint;
  /** Leaf's sibling first, 32 bytes each. */
  readonly path: readonly Buffer[];
  /** The checkpoint, a signed note, verbatim. */
  readonly checkpoint: string;
}

export const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;

/** Whether a text says of itself that it is a tlog-proof. */
export const isProof = (text: string): boolean => text.startsWith(PROOF_HEADER);

/** Null if the text is no proof. */
export function parseProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  if (end < 0) return null;
  const lines = text.slice(0, end).split('\n');
  if (lines.shift() !== PROOF_HEADER) return null;
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const extra = extraLine === undefined ? null : decodeBase64(extraLine.slice('extra '.length));
  if (extraLine !== undefined && extra === null) return null;
  const index = /^index (0|[1-9]\d{0,19})$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined || lines.length > MAX_PATH) return null;
  const path = lines.map(decodeHash);
  if (!path.every((hash): hash is Buffer => hash !== null)) return null;
  return { extra, index: BigInt(index), path, checkpoint: text.slice(end + 2) };
}

export interface VerifiedProof {
  readonly index: bigint;
  readonly leaf: Leaf;
  readonly checkpoint: OpenedCheckpoint;
}

/** Why a proof or receipt does not hold, in a sentence that names the part. */
export class ProofError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProofError';
  }
}

/**
 * Verifies that a leaf is in the log. The leaf comes from the proof's own `extra` line, which proves nothing until it
 * hashes to what the tree holds. Throws a ProofError or a NoteError.
 */
export function verifyProof(
  text: string,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): VerifiedProof {
  const proof = parseProof(text);
  if (proof === null) throw new ProofError('not a tlog-proof file');
  const leaf = proof.extra === null ? null : readLeaf(proof.extra);
  if (leaf === null) throw new ProofError('the proof’s extra line is no leaf and opens none');
  const checkpoint = openCheckpoint(proof.checkpoint, logKeys, witnessKeys);
  const { root, size } = checkpoint;
  const claim = { leafHash: leafHash(leaf.data), index: proof.index, size, proof: proof.path, root };
  if (!verifyInclusion(claim)) {
    throw new ProofError(
      `the inclusion proof does not lead from entry ${proof.index} to the checkpoint’s root`,
    );
  }
  return { index: proof.index, leaf, checkpoint };
}
