import { NoteError, emptyRoot, openNote, verifyConsistency } from '../ledger/index.ts';
import type { Checkpoint, VerifierKey } from '../ledger/index.ts';
import { readSubmission } from './submission.ts';
import type { Submission } from './submission.ts';

/** What a witness says to a submission, as it goes over the wire. */
export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

/** The last tree of a log that was cosigned. */
export type LastCosigned = Pick<Checkpoint, 'size' | 'root'>;

/** A submission that a trusted key of its log has signed. */
export interface Claim extends Pick<Submission, 'oldSize' | 'proof' | 'checkpoint' | 'text'> {
  /** The signature lines that verified, one for each of the log's trusted keys that signed. */
  readonly signatureLines: string;
}

const TEXT = 'text/plain; charset=utf-8';

const say = (status: Answer['status'], body: string): Answer => ({
  status,
  contentType: TEXT,
  body: `${body}\n`,
});

/** The one good answer. `line` is the witness's signature line, with its newline. */
export const cosigned = (line: string): Answer => ({ status: 200, contentType: TEXT, body: line });

/**
 * The lines of these keys, each verified by itself: a note reader stops at the first line of a key, but here one bad
 * line of a trusted key is enough to refuse. Null: there is such a line.
 */
function verifiedLines({ text, signatures }: Submission, keys: readonly VerifierKey[]): string[] | null {
  const lines = new Map<VerifierKey, string>();
  for (const { name, id, line } of signatures) {
    // Strangers' lines are many at no cost to whoever sends them; they are passed over before any work.
    const key = keys.find((one) => one.name === name && one.id.equals(id));
    if (key === undefined) continue;
    try {
      openNote(`${text}\n${line}`, [key]);
    } catch (error) {
      if (error instanceof NoteError) return null;
      throw error;
    }
    if (!lines.has(key)) lines.set(key, line);
  }
  return [...lines.values()];
}

/**
 * All that can be said of a body before looking at what was cosigned: 400, 404, 403, or a claim to hold against it. A
 * log is known by the name of its keys, which is its origin (C2SP tlog-policy).
 */
export function examine(body: Uint8Array, logs: readonly VerifierKey[]): Answer | Claim {
  const submission = readSubmission(body);
  if (submission === null)
    return say(400, 'wants an old size, a consistency proof, an empty line, a checkpoint');
  const { oldSize, proof, checkpoint, text } = submission;
  const keys = logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return say(404, 'unknown log');
  const lines = verifiedLines(submission, keys);
  if (lines === null) return say(403, 'a signature of the log does not verify');
  if (lines.length === 0) return say(403, 'no trusted key of the log signed this checkpoint');
  if (oldSize > checkpoint.size) return say(400, 'wants an old size up to that of the checkpoint');
  return { oldSize, proof, checkpoint, text, signatureLines: lines.join('') };
}

/**
 * What stands against cosigning: 409 with the size to prove from, or 422; null: nothing. `last` is null before the
 * first cosignature. The old size comes before the proof: asking is how a client learns what it has to prove.
 */
export function objectionTo(claim: Claim, last: LastCosigned | null): Answer | null {
  const { size: first, root: firstRoot } = last ?? { size: 0n, root: emptyRoot() };
  const { size: second, root: secondRoot } = claim.checkpoint;
  if (claim.oldSize !== first) return { status: 409, contentType: 'text/x.tlog.size', body: `${first}\n` };
  // Also refuses another root at the same size, an empty tree with a root of its own, and a proof where none is needed.
  if (verifyConsistency({ first, second, firstRoot, secondRoot, proof: claim.proof })) return null;
  return say(422, `not proven to continue the tree of size ${first}`);
}
