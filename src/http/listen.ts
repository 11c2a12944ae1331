import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

const REQUEST_TIMEOUT = 15 * SECOND;
/**
 * How many may wait to be let in, as far as the system allows. Node's own 511 are too few for a crowd: who finds no room tries
 * again after 1, 2, 4 … seconds.
 */
const BACKLOG = 4_096;

/** Serves HTTP on `host` and `port` (0: any free one). Rejects if nobody can listen there. */
export function listen(host: string, port: number, listener: RequestListener): Promise<Server> {
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: 10 * SECOND,
      keepAliveTimeout: 5 * SECOND,
      // Node looks every 30 seconds, which would make all of the above 40.
      connectionsCheckingInterval: SECOND,
    },
    listener,
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => resolve(server));
  });
}

/** Where a listening server answers, without a slash at its end. */
export function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}

/**
 * Lets nobody new in and resolves when those who are in have their answers. A request that is still not complete after
 * `patience` milliseconds is cut off.
 */
export const shut = (server: Server, patience: Millis = REQUEST_TIMEOUT): Promise<void> =>
  new Promise((resolve) => {
    // A client that keeps its connection busy would keep the server too (measured: for as long as it goes on).
    server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
    // An answer that is under way may have promised to keep its connection; nobody is to wait for that.
    server.keepAliveTimeout = 1;
    // A closing server no longer watches its own timeouts.
    const cut = setTimeout(() => server.closeAllConnections(), patience);
    // This ends idle connections too.
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
