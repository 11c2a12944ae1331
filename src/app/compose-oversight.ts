import type { Clock } from '../kernel/clock.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createLegalDesk, createPersonReading } from '../privacy/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { queueLegalMails } from './compose-mail.ts';

/** The wiring of what is looked at by staff, and of what authorities are given. */
export function composeOversight(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: VaultParts;
  readonly ledger: LedgerPorts;
  readonly onCommitted: () => void;
}) {
  return {
    readPerson: createPersonReading(parts),
    legal: createLegalDesk({ ...parts, tell: queueLegalMails }),
  };
}
