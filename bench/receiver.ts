/** A partner's server in a process of its own, so that it takes no time from what is measured. Prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** When each message about a person came, by `webhook-id`. */
const arrived = new Map<string, number>();

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify([...arrived]));
    arrived.clear();
    return;
  }
  // It never answers, as a server does that is stuck.
  if (request.url === '/hang') return void request.resume();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const challenge = /"challenge":"([^"]+)"/.exec(body)?.[1];
    if (challenge === undefined) {
      arrived.set(String(request.headers['webhook-id']), performance.timeOrigin + performance.now());
    }
    response.end(challenge);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
