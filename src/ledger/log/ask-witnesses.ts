import { MINUTE, SECOND } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { describeError } from '../../platform/log.ts';
import type { Log } from '../../platform/log.ts';
import { createPoller } from '../../platform/poller.ts';
import type { Poller } from '../../platform/poller.ts';
import { formatVerifierKey } from '../verify/note.ts';
import type { TrustPolicy } from '../verify/policy.ts';
import * as store from './log-store.ts';
import type { CheckpointRow, WitnessRow } from './log-store.ts';
import type { LogIdentity } from './sequence.ts';
import { consistencyPath, rootAtSize } from './serve-tiles.ts';
import { addCheckpointBody, createWitnessClient } from './witness-client.ts';
import type { Answer, AskableWitness } from './witness-client.ts';

const POLL = SECOND / 4;
const GAP = 100;
const CLAIM = 15 * SECOND;
const MAX_WAIT = MINUTE;

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
  const client = createWitnessClient(clock);

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
        const cosigners = (await store.cosignaturesOf(tx, [head.size])).map((one) => one.witness);
        const known = policy.witnesses.filter(({ key }) => cosigners.includes(formatVerifierKey(key)));
        if (policy.isQuorum(known.map(({ key }) => key))) await store.reachQuorum(tx, head.size);
        const cosigned = { cosigned_at: timestamp * SECOND, size: head.size };
        await store.updateWitness(tx, vkey, { ...cosigned, problem: null, failures: 0, next_at: tx.now });
      });
      return;
    }
    const problem = answer.kind === 'refused' ? answer.problem : 'has seen more than is here';
    if (answer.kind === 'other size')
      log.error('a witness says that entries are missing', { witness: witness.name });
    if (answer.kind === 'other size' || problem === 'not consistent') await holdAgainst(witness);
    const failures = row.failures + 1;
    log.warn('witness did not cosign', { witness: witness.name, outcome: problem, attempt: failures });
    const wait = Math.min(MAX_WAIT, SECOND * 2 ** Math.min(failures, 10));
    await db.transact((tx) => store.updateWitness(tx, vkey, { problem, failures, next_at: tx.now + wait }));
  }

  /** True if the witness was asked: there may be a newer checkpoint by now. */
  async function askIfDue(witness: AskableWitness): Promise<boolean> {
    const vkey = formatVerifierKey(witness.key);
    const { head, row, halted } = await db.read(async (reader) => ({
      head: (await store.newestCheckpoints(reader, 1))[0],
      row: (await store.witnessRows(reader)).find((one) => one.witness === vkey),
      halted: (await store.readState(reader)).halted,
    }));
    if (head === undefined || row === undefined || halted !== null || row.next_at > clock.now()) return false;
    if (row.cosigned_at !== null && row.size === head.size) return false;
    const isOurs = await db.transact((tx) => store.claimWitness(tx, vkey, tx.now + CLAIM));
    if (isOurs) await settle(witness, row, head);
    return isOurs;
  }

  // One each: a witness that hangs keeps none of the others waiting.
  const pollers = witnesses.map((witness) =>
    createPoller({
      poll: POLL,
      gap: GAP,
      round: () => askIfDue(witness),
      onError: (error) => log.error('witnessing', { witness: witness.name, ...describeError(error) }),
    }),
  );
  return {
    wake: () => pollers.forEach((poller) => poller.wake()),
    async start() {
      if (witnesses.length === 0) return;
      await db.transact(async (tx) => {
        for (const { key } of witnesses) await store.knowWitness(tx, formatVerifierKey(key));
      });
      // Before anything is signed: a database that was put back must not sign anew what it signed already.
      await Promise.all(witnesses.map(holdAgainst));
      pollers.forEach((poller) => poller.start());
    },
    async stop() {
      await Promise.all(pollers.map((poller) => poller.stop()));
      await client.close();
    },
  };
}
