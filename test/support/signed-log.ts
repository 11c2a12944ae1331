import {
  consistencyProof,
  createSigner,
  formatVerifierKey,
  leafHash,
  rootOf,
  signNote,
} from '../../src/ledger/index.ts';
import type { Signer } from '../../src/ledger/index.ts';

/** Somebody's log: made-up leaves and a key that signs whatever it is told to, two different trees too. */
export interface SignedLog {
  readonly origin: string;
  readonly signer: Signer;
  readonly vkey: string;
  readonly leaves: readonly Buffer[];
  root(size: number): Buffer;
  proof(first: number, second: number): Buffer[];
  /** A signed checkpoint. */
  note(size: number): string;
  /** An honest `add-checkpoint` body. */
  body(oldSize: number, size: number): string;
  /** The same log with other leaves from `at` on. */
  fork(at: number, label: string): SignedLog;
}

export const addCheckpoint = (
  oldSize: bigint | number | string,
  proof: readonly (Uint8Array | string)[],
  note: string,
): string => {
  const lines = proof.map((hash) => (typeof hash === 'string' ? hash : Buffer.from(hash).toString('base64')));
  return `old ${oldSize}\n${lines.map((line) => `${line}\n`).join('')}\n${note}`;
};

export const checkpointText = (origin: string, size: bigint | number | string, root: Uint8Array): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

const made = (label: string, count: number): Buffer[] =>
  Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`${label} ${i}`)));

function logOf(signer: Signer, leaves: readonly Buffer[]): SignedLog {
  const origin = signer.key.name;
  const root = (size: number): Buffer => rootOf(leaves.slice(0, size));
  const proof = (first: number, second: number): Buffer[] =>
    first === 0 ? [] : consistencyProof(leaves.slice(0, second), first);
  const note = (size: number): string => signNote(checkpointText(origin, size, root(size)), [signer]);
  return {
    ...{ origin, signer, leaves, root, proof, note },
    vkey: formatVerifierKey(signer.key),
    body: (oldSize, size) => addCheckpoint(oldSize, proof(oldSize, size), note(size)),
    fork: (at, label) => logOf(signer, [...leaves.slice(0, at), ...made(label, leaves.length - at)]),
  };
}

/** A log of `count` leaves. `seed`: one byte, which makes the key. */
export const signedLog = (origin: string, seed: number, count = 64): SignedLog =>
  logOf(createSigner(origin, Buffer.alloc(32, seed)), made('leaf', count));
