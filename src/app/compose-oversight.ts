import { SECOND } from '../kernel/clock.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import { createLegalDesk, createPersonReading, tellAfterGags } from '../privacy/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { queueLegalMails } from './compose-mail.ts';
import type { Surroundings } from './surroundings.ts';

/** The wiring of what is looked at by staff, and of what authorities are given. */
export function composeOversight(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly vault: VaultParts;
  readonly ledger: LedgerPorts;
  readonly onCommitted: () => void;
}) {
  const { surroundings, db } = parts;
  const { clock, log } = surroundings;
  const telling = createPoller({
    poll: 5 * SECOND,
    round: () => tellAfterGags(db, clock, queueLegalMails),
    onError: (error) => log.error('word after gags', describeError(error)),
  });
  return {
    services: {
      readPerson: createPersonReading({ ...parts, clock }),
      legal: createLegalDesk({ ...parts, clock, tell: queueLegalMails }),
    },
    start: () => telling.start(),
    stop: () => telling.stop(),
  };
}
