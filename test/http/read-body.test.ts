import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import { listen, shut, urlOf } from '../../src/http/index.ts';
import { createJsonReader } from '../../src/http/read-body.ts';

/** A card number of a test card (it passes the check digit). */
const CARD = '4242424242424242';
const LONG = 'x'.repeat(5_000);

describe('a body of JSON', () => {
  const read = createJsonReader('100kb');
  let server: Server;

  before(async () => {
    server = await listen('127.0.0.1', 0, (request, response) => {
      read(request, response).then(
        (body) => response.end(JSON.stringify({ body: body === undefined ? 'none' : body })),
        (error: { code?: string; type?: string }) =>
          response.end(JSON.stringify({ refused: error.code ?? error.type })),
      );
    });
  });
  after(() => shut(server));

  /** What is read of a body that comes in these pieces. */
  function send(
    pieces: readonly (string | Buffer)[],
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        urlOf(server),
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': length, ...headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve(JSON.parse(text)));
        },
      );
      sent.on('error', reject);
      pieces.forEach((piece, i) => setTimeout(() => sent.write(piece), i * 30));
      setTimeout(() => sent.end(), pieces.length * 30);
    });
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
