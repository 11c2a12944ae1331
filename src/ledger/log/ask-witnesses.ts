import { hash } from 'node:crypto';
import { Agent } from 'undici';
import { MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Clock, Millis } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { describeError } from '../../platform/log.ts';
import type { Log } from '../../platform/log.ts';
import { createPoller } from '../../platform/poller.ts';
import type { Poller } from '../../platform/poller.ts';
import { openCheckpoint } from '../verify/checkpoint.ts';
import type { OpenedCheckpoint } from '../verify/checkpoint.ts';
import { NoteError, formatVerifierKey, openNote, splitNote } from '../verify/note.ts';
import type { TrustPolicy, Witness } from '../verify/policy.ts';
import * as store from './log-store.ts';
import type { CheckpointRow, WitnessRow } from './log-store.ts';
import type { LogIdentity } from './sequence.ts';
import { consistencyPath, rootAtSize } from './serve-tiles.ts';

const TIMEOUT = 5 * SECOND;
/** A start waits no longer than this for a witness that is away. */
const PATIENCE = 2 * SECOND;
const MAX_ANSWER = 100_000;
const POLL = SECOND;
const GAP = 100;
const CLAIM = 15 * SECOND;
const MAX_WAIT = MINUTE;

/** Why a witness did not cosign, for the log and for the privacy office. */
type Problem =
  | 'unreachable'
  | 'unknown log'
  | 'key not trusted'
  | 'not consistent'
  | 'another size'
  | 'bad cosignature'
  | `status ${number}`;

type Answer =
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

interface AskableWitness extends Witness {
  readonly url: string;
}

/** Talks to one witness; never throws for what the witness does. */
function createWitnessClient(agent: Agent) {
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
        return size === undefined ? refused('another size') : { kind: 'other size', size: Number(size) };
      }
      if (status !== 200) return refused(problemOf[status] ?? `status ${status}`);
      try {
        const opened = openNote(`${splitNote(note).text}\n${text}`, [witness.key]);
        const [{ line, timestamp } = { line: '', timestamp: null }] = opened.signatures;
        return timestamp === null ? refused('bad cosignature') : { kind: 'cosigned', line, timestamp };
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
  };
}

/**
 * Asks every configured witness to cosign the newest checkpoint (C2SP tlog-witness), one process at a time. A witness
 * that is away or refuses holds nothing up; it is asked again later, and what it said is visible. A witness that can
 * show a checkpoint which we signed and do not have stops the log: whatever is signed from then on would be a fork.
 */
export function createWitnessing(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly identity: LogIdentity;
  readonly policy: TrustPolicy;
}): Omit<Poller, 'isRunning' | 'start'> & { start(): Promise<void> } {
  const { db, clock, log, identity, policy } = parts;
  const witnesses = policy.witnesses.flatMap((one) => (one.url === null ? [] : [{ ...one, url: one.url }]));
  const agent = new Agent({
    connections: 2,
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
    maxResponseSize: MAX_ANSWER,
  });
  const client = createWitnessClient(agent);

  async function halt(witness: AskableWitness, reason: string): Promise<void> {
    log.error('ledger halted: a witness saw what is not here', { witness: witness.name });
    await db.transact((tx) => store.updateState(tx, { halted: reason }));
  }

  /** Whether what the witness saw of this log is a part of it. If not, our own signature proves that it was cut or rewritten. */
  async function holdAgainst(witness: AskableWitness): Promise<boolean> {
    const seen = await client.lastSeen(witness, identity);
    if (seen === null) return true;
    // Read after the witness answered: another process may have integrated since.
    const { size } = await db.read(store.readState);
    if (seen.size > BigInt(size)) {
      await halt(witness, `witness ${witness.name} has seen ${seen.size} entries, here are ${size}`);
      return false;
    }
    const root = await db.read((reader) => rootAtSize(reader, Number(seen.size)));
    if (root.equals(seen.root)) return true;
    await halt(witness, `witness ${witness.name} has seen other entries among the first ${seen.size}`);
    return false;
  }

  async function ask(witness: AskableWitness, head: CheckpointRow, oldSize: number): Promise<Answer> {
    const proof = await db.read((reader) => consistencyPath(reader, oldSize, head.size));
    return client.addCheckpoint(witness, addCheckpointBody(oldSize, proof, head.note), head.note);
  }

  async function settle(witness: AskableWitness, row: WitnessRow, head: CheckpointRow): Promise<void> {
    const vkey = row.witness;
    let answer = await ask(witness, head, Math.min(row.size, head.size));
    if (answer.kind === 'other size' && answer.size <= head.size)
      answer = await ask(witness, head, answer.size);
    if (answer.kind === 'cosigned') {
      const { line, timestamp } = answer;
      await db.transact(async (tx) => {
        await store.saveCosignature(tx, { size: head.size, witness: vkey, line });
        const cosigned = { cosigned_at: timestamp * SECOND, size: head.size };
        await store.updateWitness(tx, vkey, { ...cosigned, problem: null, failures: 0, next_at: tx.now });
      });
      return;
    }
    const problem = answer.kind === 'refused' ? answer.problem : 'another size';
    if (problem === 'another size' || problem === 'not consistent') await holdAgainst(witness);
    const failures = row.failures + 1;
    log.warn('witness did not cosign', { witness: witness.name, outcome: problem, attempt: failures });
    const wait = Math.min(MAX_WAIT, SECOND * 2 ** Math.min(failures, 10));
    await db.transact((tx) => store.updateWitness(tx, vkey, { problem, failures, next_at: tx.now + wait }));
  }

  async function askIfDue(witness: AskableWitness): Promise<void> {
    const vkey = formatVerifierKey(witness.key);
    const { head, row, halted } = await db.read(async (reader) => ({
      head: (await store.newestCheckpoints(reader, 1))[0],
      row: (await store.witnessRows(reader)).find((one) => one.witness === vkey),
      halted: (await store.readState(reader)).halted,
    }));
    if (head === undefined || row === undefined || halted !== null || row.next_at > clock.now()) return;
    if (row.cosigned_at !== null && row.size === head.size) return;
    const isOurs = await db.transact((tx) => store.claimWitness(tx, vkey, tx.now + CLAIM));
    if (isOurs) await settle(witness, row, head);
  }

  async function round(): Promise<boolean> {
    await Promise.all(
      witnesses.map((witness) =>
        askIfDue(witness).catch((error: unknown) => log.error('witnessing', describeError(error))),
      ),
    );
    return false;
  }

  const poller = createPoller({
    poll: POLL,
    gap: GAP,
    round,
    onError: (error) => log.error('witnessing', describeError(error)),
  });
  return {
    wake: () => poller.wake(),
    async start() {
      if (witnesses.length === 0) return;
      await db.transact(async (tx) => {
        for (const { key } of witnesses) await store.knowWitness(tx, formatVerifierKey(key));
      });
      // Before anything is signed: a database that was put back must not sign anew what it signed already.
      await Promise.all(witnesses.map(holdAgainst));
      poller.start();
    },
    async stop() {
      await poller.stop();
      await agent.close();
    },
  };
}
