import { randomUUID } from 'node:crypto';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { mutationText, newKey } from './marketplace.ts';
import type { Marketplace, UserErrors } from './marketplace.ts';

export interface ClientView {
  readonly id: string;
  readonly name: string;
  readonly credentials: readonly { kind: string; publicKey: string | null; expiresAt: string | null }[];
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

type OfClient = { readonly client: ClientView | null } & UserErrors;
type OfSecret = { readonly clientSecret: string | null } & OfClient;

const CLIENT = 'id name credentials { kind publicKey expiresAt } lastUsedAt revokedAt';

/** What the token endpoint answers, with the bytes that carried it. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly raw: string;
  readonly token: string;
  readonly expiresIn: number;
  readonly error: string | undefined;
}

/** A pair of keys for signatures, the public one as a partner gives it. */
export async function keyPair(alg: 'ES256' | 'RS256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, privateKey, jwk: JSON.stringify(await exportJWK(publicKey)) };
}

export type ClientKey = Awaited<ReturnType<typeof keyPair>>;

/** What partners and their programs do about access tokens. */
export function oauth(marketplace: Marketplace) {
  const { publicUrl } = marketplace.surroundings.config;

  /** With this key or token of the partner's. */
  function clientsOf(bearer: string) {
    async function mutate<Fields>(name: string, fields: string, input: object): Promise<Fields> {
      const query = mutationText(name, fields);
      const given = { idempotencyKey: newKey(), ...input };
      const { data, errors } = await marketplace.ask<Record<string, Fields>>('partner', bearer, query, {
        input: given,
      });
      if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.extensions.code}`);
      return data[name] as Fields;
    }
    const withSecret = (name: string, input: object) =>
      mutate<OfSecret>(name, `client { ${CLIENT} } clientSecret`, input);
    const withoutSecret = (name: string, input: object) =>
      mutate<OfClient>(name, `client { ${CLIENT} }`, input);
    return {
      create: (name: string, more: object = {}) => withSecret('createOAuthClient', { name, ...more }),
      rotate: (clientId: string, more: object = {}) =>
        withSecret('rotateClientSecret', { clientId, ...more }),
      setKey: (clientId: string, key: string, more: object = {}) =>
        withoutSecret('setClientKey', { clientId, key, ...more }),
      revoke: (clientId: string, more: object = {}) =>
        withoutSecret('revokeOAuthClient', { clientId, ...more }),
      async list(): Promise<ClientView[]> {
        const query = `{ oauthClients { ${CLIENT} } }`;
        return (await marketplace.ask<{ oauthClients: ClientView[] }>('partner', bearer, query)).data
          .oauthClients;
      },
      /** A client that is there, with its secret. */
      async made(name = 'program'): Promise<{ id: string; secret: string }> {
        const { client, clientSecret } = await withSecret('createOAuthClient', { name });
        return { id: client?.id ?? '', secret: clientSecret ?? '' };
      },
    };
  }

  async function post(
    form: Record<string, string> | string,
    headers: Record<string, string> = {},
    path = '/oauth/token',
  ): Promise<TokenAnswer> {
    const response = await fetch(`${marketplace.serving.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    });
    const raw = await response.text();
    const said = JSON.parse(raw) as Record<string, unknown>;
    return {
      ...{ status: response.status, headers: response.headers, raw },
      token: String(said['access_token'] ?? ''),
      expiresIn: Number(said['expires_in']),
      error: said['error'] as string | undefined,
    };
  }

  const grant = { grant_type: 'client_credentials' };
  const basicOf = (id: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
  });

  return {
    publicUrl,
    clientsOf,
    post,
    grant,
    basicOf,
    byBasic: (id: string, secret: string) => post(grant, basicOf(id, secret)),
    byPost: (id: string, secret: string) => post({ ...grant, client_id: id, client_secret: secret }),
    /** A JWT by which a client proves itself, wrong where it is asked to be. */
    assertion(
      key: ClientKey,
      clientId: string,
      changes: Record<string, unknown> = {},
      header: object = {},
    ): Promise<string> {
      const now = Math.floor(marketplace.clock.now() / 1_000);
      const claims = { iss: clientId, sub: clientId, aud: `${publicUrl}/oauth/token`, jti: randomUUID() };
      return new SignJWT({ ...claims, iat: now, exp: now + 120, ...changes })
        .setProtectedHeader({ alg: key.alg, ...header })
        .sign(key.privateKey);
    },
    byAssertion: (assertion: string, more: Record<string, string> = {}) =>
      post({
        ...grant,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        ...more,
      }),
    /** What the partner door says to a bearer: the status, and the slug of who it takes it for. */
    async knock(bearer: string): Promise<[number, string | undefined]> {
      const query = '{ me { slug } }';
      const { status, data } = await marketplace.ask<{ me: { slug: string } } | null>(
        'partner',
        bearer,
        query,
      );
      return [status, data?.me.slug];
    },
  };
}

export type OAuth = ReturnType<typeof oauth>;
