import assert from 'node:assert/strict';
import { once as eventOf } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { CompactEncrypt, generateKeyPair } from 'jose';
import {
  MAX_BODY_BYTES,
  WebhookError,
  createMemorySeenStore,
  createWebhookHandler,
} from '../../packages/partner-kit/src/index.ts';
import type {
  EventHandlers,
  RefusedMessage,
  WebhookEvent,
  WebhookHandler,
  WebhookHandlerOptions,
} from '../../packages/partner-kit/src/index.ts';
import { eventSchemas, exampleOf } from '../support/event-schemas.ts';
import { signedHeaders, signingKey } from '../support/signed-message.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const signer = signingKey(new Uint8Array(32).fill(8));
const released = exampleOf('contact.released');
const ping = exampleOf('endpoint.ping');

/** The ways to mount the handler that are to work. */
const mounts: Readonly<Record<string, (handler: WebhookHandler) => RequestListener>> = {
  'bare node': (handler) => handler,
  'Express 5': (handler) => express().post('/hooks', handler),
  'Express 5 behind a raw parser': (handler) =>
    express()
      .use(express.raw({ type: () => true, limit: '9mb' }))
      .post('/hooks', handler),
  'Express 5 behind a text parser': (handler) =>
    express()
      .use(express.text({ type: () => true, limit: '9mb' }))
      .post('/hooks', handler),
};

describe('createWebhookHandler', () => {
  const servers: Server[] = [];
  const refused: [unknown, RefusedMessage][] = [];
  let url = '';
  let messages = 0;

  async function listen(listener: RequestListener): Promise<Server> {
    const server = createServer(listener);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await eventOf(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
    return server;
  }

  const serve = (
    on: EventHandlers,
    options: Partial<WebhookHandlerOptions> = {},
    mount: (handler: WebhookHandler) => RequestListener = (handler) => handler,
  ): Promise<Server> =>
    listen(
      mount(
        createWebhookHandler({
          secrets: secret,
          onError: (...heard) => void refused.push(heard),
          on,
          ...options,
        }),
      ),
    );

  const newId = (): string => `msg_${(messages += 1)}`;
  const textOf = (event: object): string => JSON.stringify(event);

  function send(
    body: string,
    { id = newId(), by = { secrets: [secret] } as Parameters<typeof signedHeaders>[0], at = Date.now() } = {},
  ) {
    const headers = { 'content-type': 'application/json', ...signedHeaders(by, { id, at, body }) };
    return fetch(url, { method: 'POST', headers, body });
  }
  const statusOf = async (response: Promise<Response>): Promise<number> => (await response).status;

  beforeEach(() => void refused.splice(0));
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
      await eventOf(server, 'close');
    }
  });

  for (const [name, mount] of Object.entries(mounts)) {
    describe(name, () => {
      it('hands each event to its function, with what verify found, and answers 204', async () => {
        const seen: [WebhookEvent, string, Date][] = [];
        const keep = (event: WebhookEvent, { id, timestamp }: { id: string; timestamp: Date }): void =>
          void seen.push([event, id, timestamp]);
        await serve(
          {
            'contact.released': keep,
            'contact.corrected': keep,
            'app.installed': keep,
            'consent.withdrawn': keep,
            'app.uninstalled': keep,
            'contact.erased': keep,
          },
          {},
          mount,
        );
        const at = Math.floor(Date.now() / 1_000) * 1_000;
        const expected: typeof seen = [];
        for (const [type, { examples = [] }] of eventSchemas) {
          if (['common', 'encrypted', 'endpoint.ping'].includes(type)) continue;
          for (const example of examples as readonly WebhookEvent[]) {
            const id = newId();
            const response = await send(textOf(example), { id, at });
            assert.equal(response.status, 204);
            assert.equal(await response.text(), '');
            expected.push([example, id, new Date(at)]);
          }
        }
        assert.ok(expected.length >= 8);
        assert.deepEqual(seen, expected);
        assert.deepEqual(refused, []);
      });

      it('answers a ping itself, each time, and only if it is signed', async () => {
        await serve({}, {}, mount);
        for (let i = 0; i < 2; i += 1) {
          const response = await send(textOf(ping), { id: 'msg_ping' });
          assert.equal(response.status, 200);
          assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
          assert.deepEqual(await response.json(), { challenge: ping.data.challenge });
        }
        const forged = await send(textOf(ping), { by: { secrets: [`whsec_${'A'.repeat(43)}=`] } });
        assert.equal(forged.status, 401);
        assert.ok(!(await forged.text()).includes(ping.data.challenge));
      });

      it('runs once what comes many times at once, and acknowledges all of it', async () => {
        const copies = 30;
        let runs = 0;
        let arrived = 0;
        let all = (): void => undefined;
        const everybodyIsHere = new Promise<void>((resolve) => (all = resolve));
        const server = await serve(
          {
            'contact.released': async () => {
              runs += 1;
              await everybodyIsHere;
            },
          },
          {},
          mount,
        );
        server.on('request', () => void ((arrived += 1) === copies && all()));
        const statuses = await Promise.all(
          Array.from({ length: copies }, () => statusOf(send(textOf(released), { id: 'msg_many' }))),
        );
        assert.deepEqual(statuses, Array<number>(copies).fill(204));
        assert.equal(await statusOf(send(textOf(released), { id: 'msg_many' })), 204);
        assert.equal(runs, 1);
      });

      it('answers 500 when the function throws, runs it at the next try, and then no more', async () => {
        let runs = 0;
        const fails = new Error('the database is away');
        await serve(
          {
            'contact.released': () => {
              runs += 1;
              return runs === 1 ? Promise.reject(fails) : Promise.resolve();
            },
          },
          {},
          mount,
        );
        const first = await send(textOf(released), { id: 'msg_again' });
        assert.equal(first.status, 500);
        assert.deepEqual(await first.json(), { error: 'HANDLER_FAILED' });
        assert.deepEqual(refused, [[fails, { status: 500, id: 'msg_again', type: 'contact.released' }]]);
        for (let i = 0; i < 3; i += 1)
          assert.equal(await statusOf(send(textOf(released), { id: 'msg_again' })), 204);
        assert.equal(runs, 2);
      });

      it('answers 413 above 256 kB and takes what is just as large', async () => {
        let runs = 0;
        await serve({ 'contact.released': () => void (runs += 1) }, {}, mount);
        const fits = textOf(released).padEnd(MAX_BODY_BYTES);
        assert.equal(await statusOf(send(fits)), 204);
        const response = await send(`${fits} `);
        assert.equal(response.status, 413);
        assert.deepEqual(await response.json(), { error: 'BODY_TOO_LARGE' });
        assert.equal(await statusOf(send(textOf(released))), 204);
        assert.equal(runs, 2);
      });

      it('answers 401 to what is not signed and fresh, 400 to what is no message', async () => {
        await serve({ 'contact.released': () => assert.fail('it was handled') }, {}, mount);
        const body = textOf(released);
        const headers = signedHeaders({ secrets: [secret] }, { id: 'msg_1', at: Date.now(), body });
        const post = (some: Record<string, string>, text = body): Promise<Response> =>
          fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...some },
            body: text,
          });
        const { 'webhook-id': _, ...anonymous } = headers;
        for (const [response, status, error] of [
          [post(headers, `${body} `), 401, 'NO_MATCHING_SIGNATURE'],
          [post({ ...headers, 'webhook-id': 'msg_2' }), 401, 'NO_MATCHING_SIGNATURE'],
          [send(body, { by: { keys: [signer.key] } }), 401, 'NO_MATCHING_SIGNATURE'],
          [send(body, { at: Date.now() - 400_000 }), 401, 'TIMESTAMP_TOO_OLD'],
          [send(body, { at: Date.now() + 400_000 }), 401, 'TIMESTAMP_TOO_NEW'],
          [post(anonymous), 400, 'MISSING_HEADER'],
          [post({ ...headers, 'webhook-timestamp': 'soon' }), 400, 'INVALID_HEADER'],
          [send('{"type":"contact.released"}'), 400, 'INVALID_BODY'],
          [send('not JSON'), 400, 'INVALID_BODY'],
        ] as const) {
          const answer = await response;
          assert.equal(answer.status, status, error);
          assert.deepEqual(await answer.json(), { error });
        }
        assert.ok(refused.every(([error, heard]) => error instanceof WebhookError && !('id' in heard)));
        assert.equal(refused.length, 9);
      });
    });
  }

  it('acknowledges what nobody handles: types of later, and types without a function', async () => {
    await serve({ 'contact.erased': undefined }, { decryptionKey: [] });
    for (const type of ['contact.renamed', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(await statusOf(send(`{"type":"${type}"}`)), 204, type);
    }
    assert.equal(await statusOf(send(textOf(released))), 204);
    assert.equal(await statusOf(send(textOf(exampleOf('contact.erased')))), 204);
    assert.equal(await statusOf(send(textOf({ ...released, data: undefined, encrypted: 'a.b.c.d.e' }))), 204);
    assert.deepEqual(refused, []);
  });

  it('takes posts only', async () => {
    await serve({});
    const response = await fetch(url);
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
  });

  it('takes several secrets, public keys and key sets', async () => {
    const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    await serve({}, { secrets: [other, secret], publicKeys: { keys: [signer.jwk] } });
    for (const by of [{ secrets: [secret] }, { secrets: [other] }, { keys: [signer.key] }]) {
      assert.equal(await statusOf(send(textOf(released), { by })), 204);
    }
  });

  it('cuts off a body without end, whether or not it says how large it is', async () => {
    const server = await serve({ 'contact.released': () => assert.fail('it was handled') });
    const sockets = () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, n) => (error ? reject(error) : resolve(n))),
      );
    for (const headers of [
      { 'content-length': String(2 ** 40) },
      { 'transfer-encoding': 'chunked' },
    ] as Record<string, string>[]) {
      const request = httpRequest(url, { method: 'POST', headers });
      const ended = new Promise<number>((resolve) => {
        request.on('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        // The receiver may hang up before its answer is read: the sender was not listening.
        request.on('error', () => resolve(413));
      });
      const chunk = Buffer.alloc(64 * 1_024, 0x20);
      const pump = (): void => {
        while (!request.destroyed && request.write(chunk));
      };
      request.on('drain', pump);
      pump();
      assert.equal(await ended, 413);
      request.destroy();
    }
    assert.ok(
      refused.length === 2 &&
        refused.every(([error]) => error instanceof WebhookError && error.code === 'BODY_TOO_LARGE'),
    );
    assert.equal(await statusOf(send(textOf(ping))), 200);
    assert.ok((await sockets()) <= 3);
  });

  it('outlives a sender that hangs up in the middle', async () => {
    let heard = (): void => undefined;
    const told = new Promise<void>((resolve) => (heard = resolve));
    await serve(
      {},
      {
        onError(error) {
          assert.ok(error instanceof WebhookError && error.code === 'INVALID_BODY');
          heard();
        },
      },
    );
    const request = httpRequest(url, { method: 'POST', headers: { 'content-length': '1000' } });
    request.on('error', () => undefined);
    request.write('{"type":', () => request.destroy());
    await told;
    assert.equal(await statusOf(send(textOf(ping))), 200);
  });

  it('says so when a JSON parser has used the bytes up', async () => {
    await serve({}, {}, (handler) => express().use(express.json()).post('/hooks', handler));
    const response = await send(textOf(released));
    assert.equal(response.status, 500);
    assert.deepEqual(await response.json(), { error: 'BODY_LOST' });
    assert.match(String(refused[0]?.[0]), /before express\.json\(\)/);
  });

  it('decrypts what is encrypted to the partner, and asks for another try while it cannot', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'X25519' });
    const { data, ...envelope } = released;
    const encrypted = await new CompactEncrypt(Buffer.from(textOf(data)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(publicKey);
    const body = textOf({ ...envelope, encrypted });
    const seen = createMemorySeenStore();
    const got: WebhookEvent[] = [];
    const on: EventHandlers = { 'contact.released': (event) => void got.push(event) };
    const other = await generateKeyPair('ECDH-ES', { crv: 'X25519' });
    for (const [decryptionKey, status, error] of [
      [undefined, 500, 'NO_DECRYPTION_KEY'],
      [other.privateKey, 500, 'DECRYPTION_FAILED'],
      [[other.privateKey, privateKey], 204, null],
      [privateKey, 204, null],
    ] as const) {
      await serve(on, { decryptionKey, seen });
      const response = await send(body, { id: 'msg_sealed' });
      assert.equal(response.status, status);
      if (error !== null) assert.deepEqual(await response.json(), { error });
    }
    assert.deepEqual(got, [released]);
  });

  it('answers 503 while another process is at a copy, 500 while the store is away', async () => {
    const store = createMemorySeenStore();
    let runs = 0;
    const on: EventHandlers = { 'contact.released': () => void (runs += 1) };
    await store.claim('msg_elsewhere');
    await serve(on, { seen: store });
    const busy = await send(textOf(released), { id: 'msg_elsewhere' });
    assert.equal(busy.status, 503);
    assert.equal(busy.headers.get('retry-after'), '5');
    await store.complete('msg_elsewhere');
    assert.equal(await statusOf(send(textOf(released), { id: 'msg_elsewhere' })), 204);
    assert.equal(runs, 0);
    await serve(on, { seen: { ...store, claim: () => Promise.reject(new Error('away')) } });
    assert.equal(await statusOf(send(textOf(released))), 500);
    assert.equal(runs, 0);
  });

  it('tells a process warning what failed, without what the error says, unless it is told whom to tell', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): void =>
      void (warning.name === 'WebhookWarning' && warnings.push(warning));
    process.on('warning', listen);
    try {
      const fail = (): never => {
        throw new RangeError('ada@mail.example is no customer');
      };
      await serve({ 'contact.released': fail }, { onError: undefined });
      assert.equal(await statusOf(send(textOf(released), { id: 'msg_w' })), 500);
      assert.equal(await statusOf(send('no JSON', { id: 'msg_x' })), 400);
      assert.deepEqual(
        warnings.map(({ message }) => message),
        ['contact.released msg_w was not handled: RangeError'],
      );
      await serve({ 'contact.released': fail }, { onError: fail });
      assert.equal(await statusOf(send(textOf(released))), 500);
    } finally {
      process.off('warning', listen);
    }
  });

  it('refuses at its making what could never work', () => {
    const act = (): void => undefined;
    const wrong: readonly object[] = [
      { on: {} },
      { secrets: 'secret', on: {} },
      { secrets: secret },
      { secrets: secret, on: { 'contact.relesed': act } },
      { secrets: secret, on: { 'endpoint.ping': act } },
      { secrets: secret, on: { 'contact.released': 'act' } },
    ];
    for (const options of wrong) {
      assert.throws(
        () => createWebhookHandler(options as WebhookHandlerOptions),
        (error) => error instanceof WebhookError && error.code === 'INVALID_OPTIONS',
      );
    }
  });
});
