import type { ReleasePort } from '../consent/index.ts';
import { forgetExports } from '../exports/index.ts';
import { SECOND } from '../kernel/clock.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import { forgetMails } from '../mail/index.ts';
import type { Forgetting } from '../mail/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { describeError } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import {
  createErase,
  createErasureDesk,
  createErasureLookUp,
  createErasureProof,
  createErasureRounds,
  createMinorDesk,
  createSteps,
  heldSubjects,
} from '../privacy/index.ts';
import type { IsHeld, ReceiptParts } from '../privacy/index.ts';
import type { Surroundings } from './surroundings.ts';

/** Holds win over erasures, as over the schedule. */
const isHeld: IsHeld = async (tx, subjectIds) => new Set(await heldSubjects(tx, subjectIds));

/** The wiring of erasures: asked for, decided, carried out in time, and asked about afterwards. */
export function composeLeaving(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly ledger: LedgerPorts;
  readonly receipts: ReceiptParts;
  readonly release: Pick<ReleasePort, 'announceEnd'>;
  readonly forgetting: Forgetting;
  readonly onCommitted: () => void;
}) {
  const { surroundings, db, hashes, ledger, receipts, release, forgetting } = parts;
  const { clock, log } = surroundings;
  const erase = createErase({
    ...{ ledger, release },
    async forgetElsewhere(tx, subjectId) {
      // First: a copy that becomes ready now queues a mail.
      await forgetExports(tx, subjectId);
      await forgetMails(tx, subjectId);
    },
  });
  const steps = createSteps({ hashes, erase, isHeld });
  const proof = createErasureProof({ db, clock, receipts });
  const onError = (error: unknown): void => log.error('erasures', describeError(error));
  const onCommitted = (): void => {
    parts.onCommitted();
    emptying.wake();
  };
  const rounds = createErasureRounds({ db, clock, steps, onErased: onCommitted, onError });
  const erasing = createPoller({ poll: SECOND, round: () => rounds.step(), onError });
  // Apart from the erasures: a folder that cannot be written holds none of them up.
  const emptying = createPoller({ poll: SECOND, round: () => forgetting.step(), onError });

  return {
    services: {
      erasures: createErasureDesk({ db, hashes, steps, proof, onCommitted }),
      minors: createMinorDesk({ db, hashes, steps, onCommitted }),
    },
    findErasure: createErasureLookUp(db, proof),
    start(): void {
      erasing.start();
      emptying.start();
    },
    async stop(): Promise<void> {
      await Promise.all([erasing.stop(), emptying.stop()]);
    },
  };
}
