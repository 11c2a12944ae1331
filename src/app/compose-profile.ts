import type { LedgerPorts } from '../ledger/index.ts';
import { queueNotice } from '../mail/index.ts';
import type { MinorDesk } from '../privacy/index.ts';
import type { Database } from '../platform/db/index.ts';
import {
  createCorrectionDesk,
  createEmailDesk,
  createProfileView,
  createPublishingDesk,
} from '../profile/index.ts';
import { createContactCorrection } from '../release/index.ts';
import type { ShowProfile } from '../release/index.ts';
import type { VaultParts } from '../vault/index.ts';

/** The wiring of what people correct, verify and publish of themselves. */
export function composeProfile(parts: {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly ledger: LedgerPorts;
  readonly showProfile: ShowProfile;
  readonly minors: Pick<MinorDesk, 'eraseWithin'>;
  /** There may be something to deliver, or to mail. */
  readonly onCommitted: () => void;
}) {
  const { db, vault, ledger, showProfile, minors, onCommitted } = parts;
  const emails = createEmailDesk({
    ...{ db, vault, onCommitted },
    correctContacts: createContactCorrection(ledger),
    queueVerification: (tx, verification) => queueNotice(tx, { kind: 'email-verification', ...verification }),
  });
  return {
    corrections: createCorrectionDesk({
      ...{ db, vault, emails, onCommitted },
      discovered: (tx, subject, session) => minors.eraseWithin(tx, subject, session),
    }),
    emails,
    profileView: createProfileView(db, vault.keyRing, showProfile),
    publishing: createPublishingDesk({ db, vault, showProfile }),
  };
}
