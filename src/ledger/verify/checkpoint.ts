import { emptyRoot } from '../tree/merkle.ts';
import { decodeHash } from './base64.ts';
import { ED25519, NoteError, openNote } from './note.ts';
import type { VerifiedSignature, VerifierKey } from './note.ts';

/** A log's tree head (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  /** 0 to 2^64 - 1. */
  readonly size: bigint;
  /** 32 bytes. */
  readonly root: Buffer;
}

export interface OpenedCheckpoint extends Checkpoint {
  /** The note's text, with its final newline. */
  readonly text: string;
  readonly signatures: readonly VerifiedSignature[];
}

/** Reads a checkpoint's text; null if it is none. Lines after the third say nothing about the tree. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null;
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', size = '', rootText = ''] = lines;
  if (lines.length < 3 || lines.includes('') || !/^(?:0|[1-9]\d{0,19})$/.test(size)) return null;
  const root = decodeHash(rootText);
  const count = BigInt(size);
  if (root === null || count >= 2n ** 64n) return null;
  return { origin, size: count, root };
}

/**
 * Verifies a checkpoint: one of the log's keys has signed it, and its first line is that key's name. Throws a
 * NoteError that says what is wrong.
 */
export function openCheckpoint(
  note: Uint8Array | string,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): OpenedCheckpoint {
  const { text, signatures } = openNote(note, [...logKeys, ...witnessKeys]);
  const checkpoint = parseCheckpoint(text);
  if (checkpoint === null) throw new NoteError('MALFORMED', 'not a checkpoint: origin, size, root hash');
  const own = signatures.filter(({ key }) => key.type === ED25519 && logKeys.includes(key));
  if (!own.some(({ key }) => key.name === checkpoint.origin)) {
    throw new NoteError('UNSIGNED', `no trusted key of the log ${checkpoint.origin} signed this checkpoint`);
  }
  if (checkpoint.size === 0n && !checkpoint.root.equals(emptyRoot())) {
    throw new NoteError('MALFORMED', 'an empty tree has another root hash');
  }
  return { ...checkpoint, text, signatures };
}
