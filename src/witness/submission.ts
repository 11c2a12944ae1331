import { NoteError, decodeHash, parseCheckpoint, splitNote } from '../ledger/index.ts';
import type { Checkpoint } from '../ledger/index.ts';

/** The body of `add-checkpoint` (C2SP tlog-witness), taken apart without believing any of it. */
export interface Submission {
  /** Size of the tree that the proof starts from, 0 to 2^64 - 1. */
  readonly oldSize: bigint;
  /** 0 to 63 hashes of 32 bytes, in RFC 6962's order. */
  readonly proof: readonly Buffer[];
  readonly checkpoint: Checkpoint;
  /** What the signatures are over, with its final newline. */
  readonly text: string;
  readonly signatures: ReturnType<typeof splitNote>['signatures'];
}

/** A proof between two trees of up to 2^64 - 1 leaves is never longer. */
const MAX_PROOF = 63;
const OLD_SIZE = /^old (0|[1-9]\d{0,19})$/;

function splitCheckpoint(note: Uint8Array): Pick<Submission, 'checkpoint' | 'text' | 'signatures'> | null {
  try {
    const { text, signatures } = splitNote(note);
    const checkpoint = parseCheckpoint(text);
    return checkpoint === null ? null : { checkpoint, text, signatures };
  } catch (error) {
    if (error instanceof NoteError) return null;
    throw error;
  }
}

/** Reads a body to the letter: old size, proof, an empty line, a checkpoint. Null if it is anything else. */
export function readSubmission(body: Uint8Array): Submission | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const end = bytes.indexOf('\n\n');
  if (end < 0) return null;
  // One character a byte: what is not ASCII fits neither line below.
  const [first = '', ...proofLines] = bytes.toString('latin1', 0, end).split('\n');
  const oldSize = BigInt(OLD_SIZE.exec(first)?.[1] ?? -1);
  if (oldSize < 0n || oldSize >= 2n ** 64n || proofLines.length > MAX_PROOF) return null;
  const proof = proofLines.map(decodeHash).filter((hash) => hash !== null);
  const note = splitCheckpoint(bytes.subarray(end + 2));
  return note === null || proof.length !== proofLines.length ? null : { oldSize, proof, ...note };
}
