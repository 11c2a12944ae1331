import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const KEPT = 50;
const TOLERANCE_SECONDS = 300;

/** A message that a partner got, as it keeps it. */
interface Received {
  readonly partner: string;
  readonly id: string;
  readonly body: unknown;
}

export interface DemoReceiver {
  /** Where the partner with this slug receives. */
  urlFor(slug: string): string;
  /** Shows what came. */
  readonly pageUrl: string;
  trust(slug: string, secrets: readonly string[]): void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** What any partner does: recompute the signature over id, timestamp and body, and compare. */
function isSigned(secret: string, headers: IncomingMessage['headers'], body: string, now: number): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = String(headers['webhook-timestamp']);
  if (!(Math.abs(now / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS)) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((part) => {
      const given = Buffer.from(part.replace(/^v1,/, ''), 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

/** A small stand-in for the partners' own servers: verifies, de-duplicates, acknowledges, keeps the last 50. */
export async function startDemoReceiver(port: number, tell: (line: string) => void): Promise<DemoReceiver> {
  const secrets = new Map<string, readonly string[]>();
  const received: Received[] = [];

  async function receive(request: IncomingMessage, slug: string): Promise<number> {
    const body = await bodyOf(request);
    const secret = secrets.get(slug);
    if (!secret?.some((one) => isSigned(one, request.headers, body, Date.now()))) return 401;
    const id = String(request.headers['webhook-id']);
    if (received.some((one) => one.id === id)) return 200;
    const message = JSON.parse(body) as { type: string };
    received.unshift({ partner: slug, id, body: message });
    received.length = Math.min(received.length, KEPT);
    tell(`partner ${slug} received ${message.type} (${id}), signature verified`);
    return 200;
  }

  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(`${JSON.stringify(received, null, 2)}\n`);
      return;
    }
    receive(request, (request.url ?? '').slice(1)).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urlFor: (slug) => `${origin}/${slug}`,
    pageUrl: `${origin}/`,
    trust: (slug, trusted) => void secrets.set(slug, trusted),
    close: () => shut(server),
  };
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
