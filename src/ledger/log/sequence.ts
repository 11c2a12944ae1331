import { ConfigError } from '../../kernel/errors.ts';
import type { Clock, Millis } from '../../kernel/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { describeError } from '../../platform/log.ts';
import type { Log } from '../../platform/log.ts';
import { createPoller } from '../../platform/poller.ts';
import type { Poller } from '../../platform/poller.ts';
import { GrowingTree } from '../tree/growing-tree.ts';
import { emptyRoot, leafHash } from '../tree/merkle.ts';
import { edgeTiles } from '../tree/tiles.ts';
import { NoteError, splitNote } from '../verify/note.ts';
import { openCheckpoint } from '../verify/checkpoint.ts';
import { isAuthentic } from './entries.ts';
import type { RowMac } from './entries.ts';
import * as store from './log-store.ts';
import { signNote } from './sign.ts';
import type { Signer } from './sign.ts';

/** What makes a log this log and no other. */
export interface LogIdentity {
  /** First line of every checkpoint, and the name of the log's keys. */
  readonly origin: string;
  /** Newest first; each signs, so that a key can be replaced without a day on which nobody is believed. */
  readonly signers: readonly [Signer, ...Signer[]];
}

const AT_ONCE = 4_096;
/** Checkpoints that were overtaken are kept for a while: a client may still fetch tiles for one. */
const KEPT = 64;

const checkpointText = (origin: string, size: number, root: Buffer): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

async function saveHead(tx: Tx, { origin, signers }: LogIdentity, size: number, root: Buffer): Promise<void> {
  const note = signNote(checkpointText(origin, size, root), signers);
  await store.saveCheckpoint(tx, { size, root, note, signed_at: tx.now });
}

/**
 * Makes the database's log this one, or finds that it is another: a log that changed its name or lost its key would be
 * a new log with an old one's entries. Signs the head anew where a key is new.
 */
export async function adoptLog(tx: Tx, identity: LogIdentity): Promise<void> {
  const { origin, signers } = identity;
  const state = await store.lockState(tx);
  if (state.origin !== null && state.origin !== origin) {
    throw new ConfigError([`SLUICE_LEDGER_ORIGIN wants ${state.origin}: this database’s log is known by it`]);
  }
  if (state.origin === null) await store.updateState(tx, { origin });
  const [head] = await store.newestCheckpoints(tx, 1);
  if (head === undefined) {
    // Checkpoints that are gone are for `integrate` to find; only a log without entries starts anew.
    return state.size === 0 ? saveHead(tx, identity, 0, emptyRoot()) : undefined;
  }
  const keys = signers.map(({ key }) => key);
  try {
    openCheckpoint(head.note, keys);
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new ConfigError([
      'SLUICE_LEDGER_KEY wants the key that signed this log’s last checkpoint; to replace it, put the new one in front',
    ]);
  }
  const { signatures } = splitNote(head.note);
  const isSignedByAll = keys.every((key) => signatures.some(({ id }) => id.equals(key.id)));
  if (isSignedByAll && signatures.length === keys.length) return;
  await saveHead(tx, identity, head.size, head.root);
  // Older ones are signed by keys that may be gone tomorrow; nobody needs them.
  await store.dropCheckpoints(tx, head.size, null);
}

export interface Integrated {
  readonly added: number;
  readonly rejected: number;
  /** Whether there may be more to integrate. */
  readonly more: boolean;
}

/** The tree as it was signed last; null if what is stored is not what was signed. */
async function signedTree(
  tx: Tx,
  { signers }: LogIdentity,
  { size }: store.LogState,
): Promise<GrowingTree | null> {
  const [head] = await store.newestCheckpoints(tx, 1);
  const tree = new GrowingTree(size, await store.readTiles(tx, edgeTiles(size)));
  try {
    const signed = openCheckpoint(
      head?.note ?? '',
      signers.map(({ key }) => key),
    );
    return signed.size === BigInt(size) && signed.root.equals(tree.rootAt()) ? tree : null;
  } catch (error) {
    if (error instanceof NoteError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * One batch of committed entries into the tree, under the log's lock; null if another process has it, if it is halted,
 * or if the database has come to belong to another log. Builds on what was signed and on nothing else: where tiles were
 * changed under it, the log halts.
 */
export async function integrate(
  tx: Tx,
  identity: LogIdentity,
  rowMac: RowMac,
  limit = AT_ONCE,
): Promise<Integrated | null> {
  const state = await store.tryLockState(tx);
  if (state === null || state.halted !== null || state.origin !== identity.origin) return null;
  const tree = await signedTree(tx, identity, state);
  if (tree === null) {
    await store.updateState(tx, { halted: 'the stored log is not the one that was signed last' });
    return null;
  }
  const pending = await store.pendingEntries(tx, limit);
  const genuine: store.PendingRow[] = [];
  const rejected: string[] = [];
  for (const row of pending) {
    if (isAuthentic(rowMac, row)) genuine.push(row);
    else rejected.push(row.id);
  }
  await store.rejectEntries(tx, rejected);
  if (genuine.length > 0) {
    const changed = tree.add(Buffer.concat(genuine.map(({ leaf }) => leafHash(leaf))));
    const seqs = genuine.map(({ seq }) => seq);
    await store.placeEntries(tx, seqs, state.size);
    await store.saveTiles(tx, changed);
    await store.updateState(tx, { size: tree.size });
    await saveHead(tx, identity, tree.size, tree.rootAt());
  }
  return { added: genuine.length, rejected: rejected.length, more: pending.length === limit };
}

/** Forgets checkpoints that nobody needs any more. */
async function tidy(tx: Tx): Promise<void> {
  const recent = await store.newestCheckpoints(tx, KEPT);
  const oldest = recent.at(-1);
  if (recent.length < KEPT || oldest === undefined) return;
  await store.dropCheckpoints(tx, oldest.size, (await store.readState(tx)).quorumSize);
}

export interface SequencerSettings {
  /** How often to look for what other processes committed. */
  readonly poll: Millis;
  /** The least time between two checkpoints. */
  readonly gap: Millis;
}

export const sequencerDefaults: SequencerSettings = { poll: 250, gap: 100 };

export type Sequencer = Omit<Poller, 'start' | 'isRunning'> & {
  /** `first`: what has to be done once the log is known to be this one, before anything new is signed. */
  start(first?: () => Promise<void>): Promise<void>;
};

/**
 * Integrates what was committed and signs a checkpoint, within a second of the commit. Any number of processes may run
 * one: whoever gets the log's lock does it.
 */
export function createSequencer(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly identity: LogIdentity;
  readonly rowMac: RowMac;
  /** There is a new checkpoint. */
  readonly onCheckpoint: () => void;
  readonly settings?: Partial<SequencerSettings>;
}): Sequencer {
  const { db, log, identity, rowMac, onCheckpoint } = parts;
  const { poll, gap } = { ...sequencerDefaults, ...parts.settings };
  let rounds = 0;

  async function round(): Promise<boolean> {
    if (!(await db.read(store.isAnythingPending))) return false;
    const integrated = await db.transact((tx) => integrate(tx, identity, rowMac));
    if (integrated === null) return false;
    if (integrated.rejected > 0)
      log.error('ledger rows that the program did not write', { count: integrated.rejected });
    if (integrated.added > 0) onCheckpoint();
    rounds += 1;
    if (rounds % KEPT === 0) await db.transact(tidy);
    return integrated.more;
  }

  const poller = createPoller({
    poll,
    gap,
    round,
    // What is committed stays pending; the next look integrates it.
    onError: (error) => log.error('ledger sequencer', describeError(error)),
  });
  return {
    wake: () => poller.wake(),
    async start(first = () => Promise.resolve()) {
      await db.transact((tx) => adoptLog(tx, identity));
      await first();
      poller.start();
    },
    stop: () => poller.stop(),
  };
}
