import { createBillingDesk } from '../billing/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createOutsideLinks } from '../platform/outside-links.ts';
import { createRevocations, createSessionDesk } from '../sessions/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { createVisitorLog } from '../visits/index.ts';
import type { Surroundings } from './surroundings.ts';

/** The wiring of the website: what people pay for, who stays signed in, who looked at it, where its links lead. */
export function composeSite(surroundings: Surroundings, db: Database, vault: VaultParts) {
  const { clock, random, log, config } = surroundings;
  const visits = createVisitorLog({ db, clock, random, log, hashes: vault.hashes });
  const revocations = createRevocations({ db, clock });
  const links = createOutsideLinks({ hashes: vault.hashes, publicUrl: config.publicUrl });
  return {
    services: { billing: createBillingDesk({ db, vault }), links },
    ...{ links, revocations },
    /** What the gateway serves beside the doors. */
    served: {
      sessions: createSessionDesk({ db, clock, random, hashes: vault.hashes, revocations }),
      ...{ links, visits, publicUrl: config.publicUrl, company: config.controller.name },
    },
    idle: () => visits.idle(),
  };
}
