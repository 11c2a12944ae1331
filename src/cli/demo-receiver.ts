import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookHandler } from '../../packages/partner-kit/src/index.ts';
import type { EventHandlers, VerifiedMessage, WebhookHandler } from '../../packages/partner-kit/src/index.ts';

const KEPT = 50;

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
  /** The secrets that the partner with this slug got for its endpoint. */
  trust(slug: string, secrets: readonly string[]): void;
  close(): Promise<void>;
}

/** A small stand-in for the partners' own servers, made as theirs are: with the partner kit. Keeps the last 50. */
export async function startDemoReceiver(port: number, tell: (line: string) => void): Promise<DemoReceiver> {
  const handlers = new Map<string, WebhookHandler>();
  const received: Received[] = [];

  function handlerOf(slug: string, secrets: readonly string[]): WebhookHandler {
    const keep = (body: { readonly type: string }, { id }: VerifiedMessage): void => {
      received.unshift({ partner: slug, id, body });
      received.length = Math.min(received.length, KEPT);
      tell(`partner ${slug} received ${body.type} (${id}), signature verified`);
    };
    const on: EventHandlers = {
      'contact.released': keep,
      'contact.corrected': keep,
      'app.installed': keep,
      'consent.withdrawn': keep,
      'app.uninstalled': keep,
      'contact.erased': keep,
    };
    return createWebhookHandler({ secrets, on });
  }

  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(`${JSON.stringify(received, null, 2)}\n`);
      return;
    }
    const handler = handlers.get((request.url ?? '').slice(1));
    if (handler === undefined) response.writeHead(404).end();
    else handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urlFor: (slug) => `${origin}/${slug}`,
    pageUrl: `${origin}/`,
    trust: (slug, secrets) => void handlers.set(slug, handlerOf(slug, secrets)),
    close: () => shut(server),
  };
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
