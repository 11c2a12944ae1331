import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import type { ClientRequest, Server } from 'node:http';
import type { Socket } from 'node:net';
import { listen, shut, urlOf } from '../../src/http/index.ts';
import { createJsonReader } from '../../src/http/read-body.ts';
import { until } from '../support/until.ts';

/** A card number of a test card (it passes the check digit). */
const CARD = '4242424242424242';
const LONG = 'x'.repeat(5_000);

describe('a body of JSON', () => {
  const read = createJsonReader('100kb');
  let server: Server;
  const sockets: Socket[] = [];
  const bytesRead = (): number => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0);

  before(async () => {
    server = await listen('127.0.0.1', 0, (request, response) => {
      read(request, response).then(
        (body) => response.end(JSON.stringify({ body: body === undefined ? 'none' : body })),
        (error: { code?: string; type?: string }) =>
          response.end(JSON.stringify({ refused: error.code ?? error.type })),
      );
    });
    server.on('connection', (socket) => sockets.push(socket));
  });
  after(() => shut(server));

  const post = (length: number, headers: Record<string, string> = {}): ClientRequest =>
    httpRequest(urlOf(server), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
    });

  /** Each piece is sent when the server has read the one before. */
  async function write(sent: ClientRequest, pieces: readonly (string | Buffer)[]): Promise<void> {
    for (const piece of pieces) {
      const before = bytesRead();
      sent.write(piece);
      await until(() => bytesRead() > before, 'a piece to be read');
    }
  }

  /** What is read of a body that comes in these pieces. */
  async function send(
    pieces: readonly (string | Buffer)[],
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const sent = post(
      pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0),
      headers,
    );
    const answer = new Promise<unknown>((resolve, reject) => {
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(JSON.parse(text)));
      });
    });
    await write(sent, pieces);
    sent.end();
    return answer;
  }

  for (const [what, rest] of [
    ['that is short', ''],
    ['that is long', LONG],
  ] as const) {
    describe(what, () => {
      const object = (more: Record<string, unknown> = {}): string => JSON.stringify({ ...more, rest });

      it('is the same in one piece and in several', async () => {
        const text = object({ query: '{ a }', name: 'Žofie' });
        const bytes = Buffer.from(text);
        // In the middle of a letter of two bytes.
        const middle = bytes.indexOf(0xc5) + 1;
        const expected = { body: JSON.parse(text) as unknown };
        assert.deepEqual(await send([text]), expected);
        assert.deepEqual(await send([bytes.subarray(0, middle), bytes.subarray(middle)]), expected);
        assert.deepEqual(await send([` ${text}`]), expected);
        assert.deepEqual(await send([`\u{feff}${text}`]), expected);
        assert.deepEqual(await send([text], { 'content-type': 'application/json; charset=utf-8' }), expected);
      });

      it('that breaks off holds up nobody', async () => {
        const text = object({ query: '{ a }' });
        for (const begun of ['', text.slice(0, -5)]) {
          const sent = post(Buffer.byteLength(text)).on('error', () => undefined);
          sent.flushHeaders();
          await write(sent, begun === '' ? [] : [begun]);
          sent.destroy();
          assert.deepEqual(await send([text]), { body: JSON.parse(text) as unknown });
        }
      });

      it('is none where it is a list, broken, or in another charset', async () => {
        assert.deepEqual(await send([`[${object()}]`]), { body: [JSON.parse(object())] });
        for (const broken of [object().slice(0, -1), `${object()},`, '"x"', 'nothing']) {
          assert.deepEqual(await send([broken]), { refused: 'entity.parse.failed' }, broken.slice(0, 30));
        }
        assert.deepEqual(await send([object()], { 'content-type': 'application/json; charset=utf-16' }), {
          refused: 'BAD_USER_INPUT',
        });
        assert.deepEqual(await send([object()], { 'content-type': 'text/plain' }), { body: 'none' });
      });

      it('is refused where it holds the number of a card, in whichever pieces', async () => {
        for (const holding of [
          object({ query: `{ a(b: "${CARD}") }` }),
          object({ query: '{ a }', variables: { c: [CARD] } }),
        ]) {
          assert.deepEqual(await send([holding]), { refused: 'CARD_NUMBER_REFUSED' });
          assert.deepEqual(await send([holding.slice(0, 20), holding.slice(20)]), {
            refused: 'CARD_NUMBER_REFUSED',
          });
        }
      });
    });
  }
});
