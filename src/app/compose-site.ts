import { createBillingDesk } from '../billing/index.ts';
import { MINUTE } from '../kernel/clock.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import { createSessionDesk, sweepSessions } from '../sessions/index.ts';
import type { VaultParts } from '../vault/index.ts';
import type { Surroundings } from './surroundings.ts';

const AT_ONCE = 1_000;

/** The wiring of what belongs to the website: what people pay for, who stays signed in. */
export function composeSite(surroundings: Surroundings, db: Database, vault: VaultParts) {
  const { clock, random, log, config } = surroundings;
  const sweeper = createPoller({
    poll: MINUTE,
    round: async () => (await db.transact((tx) => sweepSessions(tx, AT_ONCE))) === AT_ONCE,
    onError: (error) => log.error('sweep of the website', describeError(error)),
  });
  return {
    services: { billing: createBillingDesk({ db, vault }) },
    /** What the gateway serves beside the doors. */
    served: {
      sessions: createSessionDesk({ db, clock, random, hashes: vault.hashes }),
      publicUrl: config.publicUrl,
    },
    start: () => sweeper.start(),
    stop: () => sweeper.stop(),
  };
}
