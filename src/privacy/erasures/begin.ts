import { setErasesAt } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import { lockEverything } from '../../consent/index.ts';
import type { Millis } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { Erase } from '../erase-account.ts';
import { HELD_FOR } from './rules.ts';
import type { Erasure } from './rules.ts';
import * as store from './store.ts';

/** Those of these people who must not be erased now, because the law says that something of theirs is kept. */
export type IsHeld = (tx: Tx, subjectIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** What every way of being erased is made of. Callers hold the lock on the person. */
export function createSteps(parts: {
  readonly hashes: Pick<KeyedHashes, 'erasureReference'>;
  readonly erase: Erase;
  readonly isHeld: IsHeld;
}) {
  const { hashes, erase, isHeld } = parts;

  /** From the commit on nothing of the person goes out. One who is leaving already does so for the new reason. */
  async function begin(
    tx: Tx,
    { id: subjectId }: Subject,
    wish: Pick<Erasure, 'cause' | 'decidedBy'> & { readonly after: Millis },
  ): Promise<Erasure> {
    const { cause, decidedBy, after } = wish;
    const erasesAt = tx.now + after;
    await lockEverything(tx, subjectId);
    await setErasesAt(tx, subjectId, erasesAt);
    const pending = await store.pendingErasureOf(tx, subjectId);
    if (pending !== null) {
      // What staff decided stays so: whoever is under age cannot make it their own wish, and cancel that.
      const reason = pending.cause === 'asked' ? { cause, decidedBy } : pending;
      await store.hastenErasure(tx, pending.id, reason);
      return { ...pending, cause: reason.cause, decidedBy: reason.decidedBy, erasesAt };
    }
    const erasure: Erasure = {
      ...{ id: newId('erasure', tx.now), subjectId, cause, decidedBy, state: 'pending' },
      ...{ requestedAt: tx.now, erasesAt, finishedAt: null, entryId: null },
    };
    await store.insertErasure(tx, erasure, hashes.erasureReference(erasure.id));
    return erasure;
  }

  /** Erases the person of an erasure that is due, unless something of theirs has to be kept: then it waits. */
  async function carryOut(tx: Tx, subject: Subject, erasure: Erasure): Promise<Erasure> {
    if ((await isHeld(tx, [subject.id])).has(subject.id)) {
      await store.postponeErasure(tx, erasure.id, tx.now + HELD_FOR);
      return erasure;
    }
    const entryId = await erase(tx, subject);
    await store.finishErasure(tx, erasure.id, { state: 'done', entryId });
    return { ...erasure, state: 'done', finishedAt: tx.now, entryId };
  }

  return {
    begin,
    carryOut,
    /** Both in one transaction. */
    now: async (tx: Tx, subject: Subject, reason: Pick<Erasure, 'cause' | 'decidedBy'>): Promise<Erasure> =>
      carryOut(tx, subject, await begin(tx, subject, { ...reason, after: 0 })),
  };
}

export type ErasureSteps = ReturnType<typeof createSteps>;
