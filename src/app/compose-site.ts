import { createBillingDesk } from '../billing/index.ts';
import { MINUTE } from '../kernel/clock.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import { createOutsideLinks } from '../platform/outside-links.ts';
import { createPoller } from '../platform/poller.ts';
import { createSessionDesk, hasExpired, sweepSessions } from '../sessions/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { createVisitorLog } from '../visits/index.ts';
import type { Surroundings } from './surroundings.ts';

const AT_ONCE = 1_000;

/** The wiring of the website: what people pay for, who stays signed in, who looked at it, where its links lead. */
export function composeSite(surroundings: Surroundings, db: Database, vault: VaultParts) {
  const { clock, random, log, config } = surroundings;
  const sweeper = createPoller({
    poll: MINUTE,
    async round() {
      if (!(await db.read((reader) => hasExpired(reader, clock.now())))) return false;
      return (await db.transact((tx) => sweepSessions(tx, AT_ONCE))) === AT_ONCE;
    },
    onError: (error) => log.error('sweep of the website', describeError(error)),
  });
  const visits = createVisitorLog({ db, clock, random, log, hashes: vault.hashes });
  const links = createOutsideLinks({ hashes: vault.hashes, publicUrl: config.publicUrl });
  return {
    services: { billing: createBillingDesk({ db, vault }), links },
    links,
    /** What the gateway serves beside the doors. */
    served: {
      sessions: createSessionDesk({ db, clock, random, hashes: vault.hashes }),
      ...{ links, visits, publicUrl: config.publicUrl, company: config.controller.name },
    },
    start(): void {
      sweeper.start();
      visits.start();
    },
    /** Looks at once for what is kept no longer. */
    wake(): void {
      sweeper.wake();
      visits.wake();
    },
    async stop(): Promise<void> {
      await Promise.all([sweeper.stop(), visits.stop()]);
    },
  };
}
