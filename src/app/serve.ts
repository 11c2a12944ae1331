import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { listen, shut, urlOf } from '../http/index.ts';
import { SECOND } from '../kernel/clock.ts';
import { doors } from '../kernel/principal.ts';
import { keepShortLivedYoung } from '../platform/young-heap.ts';
import { compose } from './compose.ts';
import type { Sluice } from './compose.ts';
import type { Surroundings } from './surroundings.ts';

export interface Serving {
  readonly sluice: Sluice;
  /** Where the marketplace and partner doors answer, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where the marketing and privacy doors answer; the same unless SLUICE_STAFF_PORT is set. */
  readonly staffUrl: string;
  /** Where metrics are read; null unless SLUICE_METRICS_PORT is set. */
  readonly metricsUrl: string | null;
  /** Says that it ends, finishes what is under way, and ends. */
  stop(): Promise<void>;
}

/** Migrates, then serves the doors and delivers, in one process. `prepare` runs before anybody is let in. */
export async function serve(
  surroundings: Surroundings,
  prepare: (sluice: Sluice) => Promise<void> = () => Promise.resolve(),
): Promise<Serving> {
  keepShortLivedYoung();
  const { config } = surroundings;
  const sluice = compose(surroundings);
  const servers: Server[] = [];
  let metrics: Awaited<ReturnType<typeof sluice.openMetrics>> = null;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => shut(server)));
    await metrics?.close();
    await sluice.close();
  };
  try {
    metrics = await sluice.openMetrics();
    await sluice.upgrade();
    await prepare(sluice);
    await sluice.startWork();
    sluice.startAudience();
    await sluice.startDoors();
    await sluice.relay.start();
    const apart = config.staffPort !== null;
    const open = sluice.gateway(apart ? ['marketplace', 'partner'] : doors);
    servers.push(await listen(config.host, config.port, open));
    if (config.staffPort !== null) {
      const staff = sluice.gateway(['marketing', 'privacy']);
      servers.push(await listen(config.host, config.staffPort, staff));
    }
    const [first, second] = servers.map(urlOf);
    return {
      ...{ sluice, url: first ?? '', staffUrl: second ?? first ?? '' },
      metricsUrl: metrics === null ? null : urlOf(metrics.server),
      async stop() {
        sluice.readiness.end();
        // Whoever sends requests here has to hear of it before the door is closed to new ones.
        await setTimeout(config.drainSeconds * SECOND);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
