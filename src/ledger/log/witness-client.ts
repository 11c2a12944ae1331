import { hash } from 'node:crypto';
import { Agent } from 'undici';
import { DAY, SECOND } from '../../kernel/clock.ts';
import type { Clock, Millis } from '../../kernel/clock.ts';
import { openCheckpoint } from '../verify/checkpoint.ts';
import type { OpenedCheckpoint } from '../verify/checkpoint.ts';
import { NoteError, openNote, splitNote } from '../verify/note.ts';
import type { Witness } from '../verify/policy.ts';
import type { LogIdentity } from './sequence.ts';

const TIMEOUT = 5 * SECOND;
/** A start waits no longer than this for a witness that is away. */
const PATIENCE = 2 * SECOND;
const MAX_ANSWER = 100_000;
/** A cosignature says when; one of another day says nothing of now. */
const SKEW = DAY;

/** Why a witness did not cosign, for the log and for the privacy office. */
export type Problem =
  | 'unreachable'
  | 'unknown log'
  | 'key not trusted'
  | 'not consistent'
  | 'has seen more than is here'
  | 'size not readable'
  | 'bad cosignature'
  | `status ${number}`;

export type Answer =
  | { readonly kind: 'cosigned'; readonly line: string; readonly timestamp: number }
  | { readonly kind: 'other size'; readonly size: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

const refused = (problem: Problem): Answer => ({ kind: 'refused', problem });

const problemOf: Readonly<Record<number, Problem>> = {
  403: 'key not trusted',
  404: 'unknown log',
  422: 'not consistent',
};

/** The body of `add-checkpoint` (C2SP tlog-witness). */
export const addCheckpointBody = (oldSize: number, proof: readonly Buffer[], note: string): string =>
  [`old ${oldSize}`, ...proof.map((hash_) => hash_.toString('base64')), '', note].join('\n');

export interface AskableWitness extends Witness {
  readonly url: string;
}

/** Talks to witnesses (C2SP tlog-witness); never throws for what a witness does. */
export function createWitnessClient(clock: Clock) {
  const agent = new Agent({
    connections: 2,
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
    maxResponseSize: MAX_ANSWER,
  });
  async function request(url: string, method: 'GET' | 'POST', timeout: Millis, body?: string) {
    const { origin, pathname } = new URL(url);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    const answer = await agent.request({
      ...{ origin, path: pathname, method, headers, signal: AbortSignal.timeout(timeout) },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
  const under = (prefix: string, path: string): string => `${prefix.replace(/\/$/, '')}/${path}`;
  return {
    async addCheckpoint(witness: AskableWitness, body: string, note: string): Promise<Answer> {
      let answer: { status: number; text: string };
      try {
        answer = await request(under(witness.url, 'add-checkpoint'), 'POST', TIMEOUT, body);
      } catch {
        return refused('unreachable');
      }
      const { status, text } = answer;
      if (status === 409) {
        const size = /^(0|[1-9]\d{0,15})\n$/.exec(text)?.[1];
        return size === undefined ? refused('size not readable') : { kind: 'other size', size: Number(size) };
      }
      if (status !== 200) return refused(problemOf[status] ?? `status ${status}`);
      try {
        const opened = openNote(`${splitNote(note).text}\n${text}`, [witness.key]);
        const [{ line, timestamp } = { line: '', timestamp: null }] = opened.signatures;
        const isTimely = timestamp !== null && Math.abs(timestamp * SECOND - clock.now()) < SKEW;
        return isTimely ? { kind: 'cosigned', line, timestamp } : refused('bad cosignature');
      } catch (error) {
        if (error instanceof NoteError) return refused('bad cosignature');
        throw error;
      }
    },
    /** The last checkpoint of ours that the witness saw, signed by us; null if it shows none. */
    async lastSeen(witness: AskableWitness, identity: LogIdentity): Promise<OpenedCheckpoint | null> {
      try {
        const path = `${hash('sha256', identity.origin)}/checkpoint`;
        const { status, text } = await request(under(witness.url, path), 'GET', PATIENCE);
        if (status !== 200) return null;
        return openCheckpoint(
          text,
          identity.signers.map(({ key }) => key),
        );
      } catch {
        return null;
      }
    },
    close: () => agent.close(),
  };
}
