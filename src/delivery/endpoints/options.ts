import {
  constants,
  createPrivateKey,
  diffieHellman,
  generateKeyPairSync,
  publicEncrypt,
  X509Certificate,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { isWeakRsa, readPublicJwk } from '../../platform/public-jwk.ts';
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

export function refuseHeaders(headers: readonly Header[]): Refusal | null {
  const names = headers.map(({ name }) => name.toLowerCase());
  if (headers.length > MAX_HEADERS) return refuseField('headers', `at most ${MAX_HEADERS} headers`);
  if (new Set(names).size !== names.length) return refuseField('headers', 'each name once');
  if (!headers.every(({ name }) => HEADER_NAME.test(name) && !OUR_HEADERS.test(name))) {
    return refuseField(
      'headers',
      'names of letters, digits and hyphens that are not headers of HTTP or of ours',
    );
  }
  return headers.every(({ value }) => HEADER_VALUE.test(value))
    ? null
    : refuseField('headers', 'values of 1 to 512 visible ASCII characters');
}

const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RSA-OAEP-256'],
  EC: ['ECDH-ES', 'ECDH-ES+A256KW'],
  OKP: ['ECDH-ES', 'ECDH-ES+A256KW'],
};
const CURVES = ['P-256', 'P-384', 'P-521', 'X25519'];
const WANTS_KEY =
  'the JSON of a public JWK with `alg`: RSA of 2048 bits or more (RSA-OAEP-256), or EC or X25519 (ECDH-ES, ECDH-ES+A256KW)';

/**
 * Encrypts to a key to no end: numbers that are no key of their kind (a modulus without a use, a point of small order)
 * show only here, and a message that cannot be encrypted would never get anywhere. Throws where it does not work.
 */
function tryKey(publicKey: KeyObject): void {
  const { namedCurve = '' } = publicKey.asymmetricKeyDetails ?? {};
  if (publicKey.asymmetricKeyType === 'rsa') {
    if (isWeakRsa(publicKey)) throw new Error('a weak key');
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, Buffer.alloc(32));
    return;
  }
  const isX25519 = publicKey.asymmetricKeyType === 'x25519';
  const { privateKey } = isX25519 ? generateKeyPairSync('x25519') : generateKeyPairSync('ec', { namedCurve });
  diffieHellman({ privateKey, publicKey });
}

/** The public key that data is encrypted to, reduced to what it needs; or why it cannot be. */
export function readEncryptionKey(text: string): string | Refusal {
  const wrong = refuseField('encryptionKey', WANTS_KEY);
  const read = readPublicJwk(text);
  if (read === 'private') {
    return refuseField(
      'encryptionKey',
      'a public key: this one has private parts, so it is no secret any more',
    );
  }
  if (read === 'unreadable') return wrong;
  try {
    const { key, sent } = read;
    const { kty, alg, crv, kid } = sent;
    if (typeof kty !== 'string' || typeof alg !== 'string' || !ALGORITHMS[kty]?.includes(alg)) return wrong;
    if (kty !== 'RSA' && !CURVES.includes(String(crv))) return wrong;
    tryKey(key);
    return JSON.stringify({ ...key.export({ format: 'jwk' }), alg, kid });
  } catch {
    return wrong;
  }
}

/** A client certificate and its key, PEM; they must belong together. */
export function refuseClient(client: NonNullable<EndpointPrivate['client']>): Refusal | null {
  const wrong = refuseField(
    'clientCertificate',
    'a certificate and the private key that belongs to it, both PEM, without a passphrase',
  );
  const { certificate, privateKey } = client;
  if (certificate.length > 16_384 || privateKey.length > 16_384) return wrong;
  try {
    // All of the chain, and with the strength that a connection wants.
    createSecureContext({ cert: certificate, key: privateKey });
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey)) ? null : wrong;
  } catch {
    return wrong;
  }
}

export function refuseRate(maxPerSecond: number | null): Refusal | null {
  if (maxPerSecond === null) return null;
  return Number.isInteger(maxPerSecond) && maxPerSecond >= 1 && maxPerSecond <= 1_000
    ? null
    : refuseField('maxPerSecond', 'a whole number from 1 to 1000');
}

/** The events that an endpoint gets, each once, in our order; null: all. */
export function readEvents(events: readonly WebhookEvent[] | null): readonly WebhookEvent[] | null | Refusal {
  if (events === null) return null;
  if (events.length === 0) return refuseField('events', 'at least one event, or null for all');
  return webhookEvents.filter((event) => events.includes(event));
}
