import { readBacklog } from '../delivery/index.ts';
import { createMetricsListener, createObserver, listen, shut } from '../http/index.ts';
import { SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { readLag } from '../ledger/index.ts';
import { mailDueSince } from '../mail/index.ts';
import type { Database } from '../platform/db/index.ts';
import { createMetrics, silentMeters } from '../platform/metrics.ts';
import { createTracing } from '../platform/tracing.ts';
import type { Tracing } from '../platform/tracing.ts';
import type { Surroundings } from './surroundings.ts';

/** What metrics read when somebody looks. Ages are 0 where nothing waits. */
const helpOf = {
  sluice_delivery_queue_age_seconds:
    'How long the oldest message has been due that could go to its partner now.',
  sluice_delivery_queue_length: 'Messages to partners that wait, due or not; 100000 says: or more.',
  sluice_mail_queue_age_seconds: 'How long the oldest mail has been due of those that one person waits for.',
  sluice_bulk_mail_queue_age_seconds: 'The same of those that many people get.',
  sluice_ledger_lag_seconds: 'How long ago the oldest entry was committed that is not in the tree.',
  sluice_ledger_pending_entries: 'Committed entries that are not in the tree; 100000 says: or more.',
  sluice_ledger_checkpoint_age_seconds:
    'How long ago the newest checkpoint was signed; it grows while nothing is added.',
  sluice_ledger_halted: 'Whether the log signs nothing any more until an operator acts.',
  sluice_audience_ready: 'Whether this process answers how large an audience is.',
} as const;

type Gauges = Partial<Record<keyof typeof helpOf, number | null>>;

async function readGauges(db: Database, now: Millis): Promise<Gauges> {
  const age = (since: Millis | null): number => (since === null ? 0 : Math.max(0, now - since) / SECOND);
  return db.read(async (reader) => {
    const backlog = await readBacklog(reader, now);
    const lag = await readLag(reader);
    return {
      sluice_delivery_queue_age_seconds: age(backlog.dueSince),
      sluice_delivery_queue_length: backlog.length,
      sluice_mail_queue_age_seconds: age(await mailDueSince(reader, now, false)),
      sluice_bulk_mail_queue_age_seconds: age(await mailDueSince(reader, now, true)),
      sluice_ledger_lag_seconds: age(lag.pendingSince),
      sluice_ledger_pending_entries: lag.pending,
      sluice_ledger_checkpoint_age_seconds: lag.signedAt === null ? null : age(lag.signedAt),
      sluice_ledger_halted: lag.halted ? 1 : 0,
    };
  });
}

/** Traces, where somebody collects them. */
export const composeTracing = ({ config, log }: Surroundings): Tracing | null =>
  config.otlpEndpoint === null ? null : createTracing({ endpoint: config.otlpEndpoint, log });

/** What is to be seen of a process from outside: what is counted, what is logged of requests, what is traced. */
export function composeSeen(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly tracing: Tracing | null;
  readonly isAudienceReady: () => boolean;
}) {
  const { surroundings, db, tracing, isAudienceReady } = parts;
  const { config, clock, log } = surroundings;
  const local = (): Gauges => ({ sluice_audience_ready: isAudienceReady() ? 1 : 0 });
  const metrics =
    config.metrics === null
      ? null
      : createMetrics({ helpOf, local, read: () => readGauges(db, clock.now()) });
  const meters = metrics?.meters ?? silentMeters;
  return {
    meters,
    observed: createObserver({ log, meters, tracing }),
    /** Serves metrics where the settings say so; null: they say nothing. */
    async open() {
      if (config.metrics === null || metrics === null) return null;
      const { host, port } = config.metrics;
      const server = await listen(host, port, createMetricsListener(metrics));
      return { server, close: () => shut(server, SECOND) };
    },
    async stop(): Promise<void> {
      metrics?.stop();
      await tracing?.stop();
    },
  };
}
