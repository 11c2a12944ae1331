import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { createAuthenticator, createTokenVerifier } from '../../src/http/index.ts';
import type { Session } from '../../src/kernel/principal.ts';

const ISSUER = 'https://id.company.example';
/** The order of P-256's group (SEC 2, 2.4.2). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** The other signature that proves the same: of an ECDSA pair (r, s) also (r, n - s) holds, and nobody needs a key for it. */
function writtenDifferently(token: string): string {
  const [head, body, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const other = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex');
  return [head, body, Buffer.concat([bytes.subarray(0, 32), other]).toString('base64url')].join('.');
}

describe('who is signed in', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let server: Server;
  let sessionOf: (token: string) => Promise<Session>;
  before(async () => {
    server = createServer((_request, response) => {
      const key = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
    const authenticate = createAuthenticator({
      verifyToken: createTokenVerifier({ issuer: ISSUER, maxAgeSeconds: 3_600, jwksUrl }, null),
      isRevoked: () => Promise.resolve(false),
      findPartner: () => Promise.resolve(null),
      findApiKey: () => Promise.resolve(null),
      findAccessToken: () => Promise.resolve(null),
      payForProof: () => undefined,
      publicUrl: 'https://market.example',
    });
    sessionOf = async (token) => {
      const principal = await authenticate('marketplace', {
        ...{ method: 'POST', url: '/graphql', socket: new Socket() },
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal(principal.kind, 'user');
      return principal.session;
    };
  });
  after(() => server.close());

  const tokenOf = (sub: string, jwtid: string): string =>
    jwt.sign({}, privateKey, {
      ...{ algorithm: 'ES256', keyid: 'one', issuer: ISSUER, subject: sub, jwtid, expiresIn: 600 },
      header: { alg: 'ES256', typ: 'at+jwt' },
      audience: 'sluice:marketplace',
    });

  it('P05 has one session by one token, however its signature is written', async () => {
    const token = tokenOf('canary', '1');
    const other = writtenDifferently(token);
    assert.notEqual(other, token);
    assert.deepEqual(await sessionOf(other), await sessionOf(token));
    assert.notEqual((await sessionOf(tokenOf('canary', '2'))).mark, (await sessionOf(token)).mark);
  });

  it('P05 has a session that ends with its token, and by which nobody is known', async () => {
    const begun = Date.now();
    const { mark, expiresAt } = await sessionOf(tokenOf('canary', '3'));
    assert.ok(expiresAt >= begun + 600_000 && expiresAt <= begun + 610_000);
    assert.match(mark, /^[\w-]{43}$/);
  });
});
