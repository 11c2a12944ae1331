import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Hook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

export interface Receiver {
  readonly url: string;
  readonly hooks: Hook[];
  /** What to answer; 200 unless a test says otherwise. */
  answer: (hook: Hook) => number | Promise<number>;
  /** What to answer to the challenge that proves whose endpoint this is; null: as to any message. */
  prove: (challenge: string, hook: Hook) => string | null;
  /** Headers to answer with. */
  answerHeaders: Record<string, string>;
  /** Resolves when `count` requests have come. */
  received(count: number, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

function challengeIn(body: string): string | null {
  try {
    const { type, data } = JSON.parse(body) as { type?: string; data?: { challenge?: string } };
    return type === 'endpoint.ping' ? (data?.challenge ?? null) : null;
  } catch {
    return null;
  }
}

/** A real HTTP server that stands for a partner and keeps every byte it gets. */
export async function startReceiver(): Promise<Receiver> {
  const hooks: Hook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const hook = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: performance.now(),
      };
      const challenge = challengeIn(hook.body);
      const proof = challenge === null ? null : receiver.prove(challenge, hook);
      if (proof !== null) return void response.end(proof);
      hooks.push(hook);
      void Promise.resolve(receiver.answer(hook)).then((status) => {
        const headers = {
          ...receiver.answerHeaders,
          ...(status === 302 ? { location: '/elsewhere' } : {}),
        };
        response.writeHead(status, headers).end('thank you');
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hooks,
    answer: () => 200,
    prove: (challenge) => JSON.stringify({ challenge }),
    answerHeaders: {},
    async received(count, timeoutMs = 5_000) {
      const end = Date.now() + timeoutMs;
      while (hooks.length < count) {
        if (Date.now() > end) throw new Error(`${hooks.length} of ${count} webhooks came`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
