import { SECOND } from '../kernel/clock.ts';
import type { Clock } from '../kernel/clock.ts';
import { cosignatureLine } from '../ledger/index.ts';
import type { Signer, VerifierKey } from '../ledger/index.ts';
import { transactOrSee } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import { cosigned, examine, objectionTo } from './rules.ts';
import type { Answer } from './rules.ts';
import { lockLast, readNote, replaceLast } from './store.ts';

/** A witness of other people's logs (C2SP tlog-witness). */
export interface Witness {
  /** Answers an `add-checkpoint` body. Resolves with a cosignature only after the commit that remembers it. */
  addCheckpoint(body: Uint8Array): Promise<Answer>;
  /**
   * The last cosigned checkpoint of the log whose origin has this SHA-256 (lowercase hex): a signed note with the
   * log's signatures and ours. Null if none was ever cosigned. Logs that are no longer trusted are still shown.
   */
  lastCheckpoint(originHash: string): Promise<string | null>;
}

export interface WitnessParts {
  readonly db: Database;
  readonly clock: Clock;
  /** Of type COSIGNATURE. */
  readonly signer: Signer;
  /** The keys of the logs to witness; several of one name are keys of one log. */
  readonly logs: readonly VerifierKey[];
}

export function createWitness({ db, clock, signer, logs }: WitnessParts): Witness {
  return {
    async addCheckpoint(body) {
      const claim = examine(body, logs);
      if ('status' in claim) return claim;
      return transactOrSee(db, async (tx) => {
        const last = await lockLast(tx, claim.checkpoint.origin);
        const objection = objectionTo(claim, last);
        if (objection !== null) return objection;
        // Not tx.now: while this waited for its lock, another may have cosigned a smaller tree at a later time.
        const cosignedAt = clock.now();
        const timestamp = Math.floor(cosignedAt / SECOND);
        // 0 would say that nothing is claimed about time (C2SP tlog-cosignature).
        if (timestamp < 1) throw new RangeError('a witness wants a clock that has been set');
        const line = cosignatureLine(claim.text, signer, timestamp);
        const note = `${claim.text}\n${claim.signatureLines}${line}`;
        await replaceLast(tx, last, { ...claim.checkpoint, note, cosignedAt });
        return cosigned(line);
      });
    },
    lastCheckpoint: (originHash) => db.read((reader) => readNote(reader, originHash)),
  };
}
