import type { Retention } from '../privacy/index.ts';
import type { ReleasePort } from '../consent/index.ts';
import {
  createChallenge,
  createEndpointDesk,
  createRecoveryDesk,
  createReplay,
  createSandbox,
  createSigningKeys,
  createWorker,
  sandboxContents,
  workerDefaults,
} from '../delivery/index.ts';
import type { NotifyDisabled } from '../delivery/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { QueueMails } from '../offers/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createSafePost } from '../platform/safe-fetch/index.ts';
import { admitAttempts, createUnseal, recordReceived } from '../release/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { createChores } from './chores.ts';
import type { TellOverdue } from './chores.ts';
import type { Surroundings } from './surroundings.ts';

/** The wiring of delivery: what carries messages to partners, and what partners do about it. */
export function composeDelivery(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly vault: VaultParts;
  readonly notifyDisabled: NotifyDisabled;
  readonly tellOverdue: TellOverdue;
  readonly queueOfferMails: QueueMails;
  readonly release: ReleasePort;
  readonly retention: Retention;
  readonly ledger: LedgerPorts;
}) {
  const { surroundings, db, vault, notifyDisabled, tellOverdue } = parts;
  const { queueOfferMails, release, retention, ledger } = parts;
  const { config, secrets, clock, random, log } = surroundings;
  const { hashes, keyRing } = vault;
  const rules = { loopback: config.loopbackWebhooks };
  // As many connections as attempts: one that waited for a free one would be sent after its lease.
  const connections = surroundings.worker?.concurrency ?? workerDefaults.concurrency;
  const post = createSafePost(rules, {
    connections,
    ...(surroundings.webhookCa === undefined ? {} : { ca: surroundings.webhookCa }),
  });
  const signing = createSigningKeys(secrets.webhookKeys.map(({ key }) => key));
  const worker = createWorker({
    ...{ db, clock, random, keyRing, log, post },
    signingKeys: signing.keys,
    admit: admitAttempts,
    unseal: createUnseal({ keyRing, hashes }),
    sandboxContents,
    received: recordReceived,
    notifyDisabled,
    ...(surroundings.worker === undefined ? {} : { settings: surroundings.worker }),
  });
  const onCommitted = (): void => worker.wake();
  const chores = createChores({
    ...{ db, clock, log, tellOverdue, queueOfferMails, release, retention, ledger },
    onQueued: onCommitted,
  });
  const onRecovery = (): void => chores.wake();
  const challenge = createChallenge({ clock, random, post, signingKeys: signing.keys });
  const asked = { db, hashes, onCommitted };
  return {
    worker,
    chores,
    /** What `/.well-known/jwks.json` serves. */
    publishedKeys: signing.published,
    services: {
      endpoints: createEndpointDesk({ ...asked, keyRing, random, rules, challenge }),
      sandbox: createSandbox({ ...asked, random }),
      replayDelivery: createReplay(asked),
      recoverDeliveries: createRecoveryDesk({ db, hashes, onCommitted: onRecovery }),
    },
    async stop(): Promise<void> {
      await Promise.all([worker.stop(), chores.stop()]);
      await post.close();
    },
  };
}
