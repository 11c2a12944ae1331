import { createPublicKey, createPrivateKey, X509Certificate } from 'node:crypto';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { webhookEvents } from '../types.ts';
import type { WebhookEvent } from '../types.ts';
import type { EndpointPrivate, Header } from './types.ts';

/** Rules for what partners ask of their endpoints. Null: it may be so. Values are never repeated. */

const MAX_HEADERS = 10;
const HEADER_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;
/** Visible ASCII with inner blanks: what may stand in a header without being able to end it. */
const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]{0,510}[\x21-\x7e])?$/;
/** Headers that say what a message is, who sent it, or how it is framed are ours. */
const OUR_HEADERS =
  /^(webhook-.*|content-.*|host|user-agent|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|forwarded|x-forwarded-.*|via|cookie|set-cookie|referer|origin|sec-.*|date)$/i;

const invalid = (field: string, wants: string): Refusal =>
  refuse('INVALID_INPUT', ['input', field], `${field} wants ${wants}.`);

export function refuseHeaders(headers: readonly Header[]): Refusal | null {
  const names = headers.map(({ name }) => name.toLowerCase());
  if (headers.length > MAX_HEADERS) return invalid('headers', `at most ${MAX_HEADERS} headers`);
  if (new Set(names).size !== names.length) return invalid('headers', 'each name once');
  if (!headers.every(({ name }) => HEADER_NAME.test(name) && !OUR_HEADERS.test(name))) {
    return invalid('headers', 'names of letters, digits and hyphens that are not headers of HTTP or of ours');
  }
  return headers.every(({ value }) => HEADER_VALUE.test(value))
    ? null
    : invalid('headers', 'values of 1 to 512 visible ASCII characters');
}

const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RSA-OAEP-256'],
  EC: ['ECDH-ES', 'ECDH-ES+A256KW'],
  OKP: ['ECDH-ES', 'ECDH-ES+A256KW'],
};
const CURVES = ['P-256', 'P-384', 'P-521', 'X25519'];
const WANTS_KEY =
  'the JSON of a public JWK with `alg`: RSA of 2048 bits or more (RSA-OAEP-256), or EC or X25519 (ECDH-ES, ECDH-ES+A256KW)';

/** Members that only a private or shared key has (RFC 7518 6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const KEPT_MEMBERS = ['kty', 'alg', 'kid', 'crv', 'x', 'y', 'n', 'e'];

/** The public key that data is encrypted to, reduced to what it needs; or why it cannot be. */
export function readEncryptionKey(text: string): string | Refusal {
  const wrong = invalid('encryptionKey', WANTS_KEY);
  if (text.length > 4_096) return wrong;
  try {
    const jwk = JSON.parse(text) as Record<string, unknown>;
    if (SECRET_MEMBERS.some((member) => member in jwk)) {
      return invalid(
        'encryptionKey',
        'a public key: this one has private parts, so it is no secret any more',
      );
    }
    const { kty, alg, crv, kid } = jwk;
    if (typeof kty !== 'string' || typeof alg !== 'string' || !ALGORITHMS[kty]?.includes(alg)) return wrong;
    if (kty !== 'RSA' && !CURVES.includes(String(crv))) return wrong;
    if (kid !== undefined && (typeof kid !== 'string' || kid.length > 200)) return wrong;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    if (kty === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2_048) return wrong;
    return JSON.stringify(
      Object.fromEntries(KEPT_MEMBERS.flatMap((name) => (name in jwk ? [[name, jwk[name]]] : []))),
    );
  } catch {
    return wrong;
  }
}

/** A client certificate and its key, PEM; they must belong together. */
export function refuseClient(client: NonNullable<EndpointPrivate['client']>): Refusal | null {
  const wrong = invalid(
    'clientCertificate',
    'a certificate and the private key that belongs to it, both PEM, without a passphrase',
  );
  const { certificate, privateKey } = client;
  if (certificate.length > 16_384 || privateKey.length > 16_384) return wrong;
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey)) ? null : wrong;
  } catch {
    return wrong;
  }
}

export function refuseRate(maxPerSecond: number | null): Refusal | null {
  if (maxPerSecond === null) return null;
  return Number.isInteger(maxPerSecond) && maxPerSecond >= 1 && maxPerSecond <= 1_000
    ? null
    : invalid('maxPerSecond', 'a whole number from 1 to 1000');
}

/** The events that an endpoint gets, each once, in our order; null: all. */
export function readEvents(events: readonly WebhookEvent[] | null): readonly WebhookEvent[] | null | Refusal {
  if (events === null) return null;
  if (events.length === 0) return invalid('events', 'at least one event, or null for all');
  return webhookEvents.filter((event) => events.includes(event));
}
