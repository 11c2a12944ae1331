import type { Server } from 'node:http';
import { listen, shut, urlOf } from '../http/index.ts';
import { doors } from '../kernel/principal.ts';
import { compose } from './compose.ts';
import type { Sluice } from './compose.ts';
import type { Surroundings } from './surroundings.ts';

export interface Serving {
  readonly sluice: Sluice;
  /** Where the marketplace and partner doors answer, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where the marketing and privacy doors answer; the same unless SLUICE_STAFF_PORT is set. */
  readonly staffUrl: string;
  stop(): Promise<void>;
}

/** Migrates, then serves the doors and delivers, in one process. `prepare` runs before anybody is let in. */
export async function serve(
  surroundings: Surroundings,
  prepare: (sluice: Sluice) => Promise<void> = () => Promise.resolve(),
): Promise<Serving> {
  const { config } = surroundings;
  const sluice = compose(surroundings);
  const servers: Server[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(shut));
    await sluice.close();
  };
  try {
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
    return { sluice, url: first ?? '', staffUrl: second ?? first ?? '', stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
