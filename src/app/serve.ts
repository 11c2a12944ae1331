import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DAY, HOUR, SECOND } from '../kernel/clock.ts';
import { doors } from '../kernel/principal.ts';
import { purgeIdempotencyKeys } from '../platform/idempotency.ts';
import { describeError } from '../platform/log.ts';
import { compose } from './compose.ts';
import type { Sluice, Surroundings } from './compose.ts';
import { migrations } from './migrations.ts';

export interface Serving {
  readonly sluice: Sluice;
  /** Where the marketplace and partner doors answer, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where the marketing and privacy doors answer; the same unless SLUICE_STAFF_PORT is set. */
  readonly staffUrl: string;
  stop(): Promise<void>;
}

function listen(host: string, port: number, listener: RequestListener): Promise<Server> {
  const server = createServer({ requestTimeout: 15 * SECOND, headersTimeout: 10 * SECOND }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

/** Migrates, then serves the doors and delivers, in one process. `prepare` runs before anybody is let in. */
export async function serve(
  surroundings: Surroundings,
  prepare: (sluice: Sluice) => Promise<void> = () => Promise.resolve(),
): Promise<Serving> {
  const { config, log } = surroundings;
  const sluice = compose(surroundings);
  const servers: Server[] = [];
  let housekeeping: NodeJS.Timeout | null = null;
  const stop = async (): Promise<void> => {
    if (housekeeping !== null) clearInterval(housekeeping);
    await Promise.all(servers.map(shut));
    await sluice.close();
  };
  try {
    await sluice.db.migrate(migrations);
    await prepare(sluice);
    await sluice.startDoors();
    const pages = surroundings.pages ?? null;
    const apart = config.staffPort !== null;
    const open = sluice.gateway(apart ? ['marketplace', 'partner'] : doors, pages);
    servers.push(await listen(config.host, config.port, open));
    if (config.staffPort !== null) {
      const staff = sluice.gateway(['marketing', 'privacy'], null);
      servers.push(await listen(config.host, config.staffPort, staff));
    }
    sluice.worker.start();
    housekeeping = setInterval(() => {
      sluice.db
        .transact((tx) => purgeIdempotencyKeys(tx, tx.now - 2 * DAY))
        .catch((error: unknown) => log.error('housekeeping', describeError(error)));
    }, HOUR);
    const [first, second] = servers.map(urlOf);
    return { sluice, url: first ?? '', staffUrl: second ?? first ?? '', stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
