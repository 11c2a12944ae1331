import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { Marketplace } from './marketplace.ts';

/** A key whose holder proves by it that they hold it. */
export interface ProofKey {
  readonly privateKey: KeyObject;
  readonly jwk: JsonWebKey;
}

export function proofKey(): ProofKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) };
}

/** What is wrong with a proof; `undefined` leaves something out. */
export interface Wrong {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Makes the signature instead of the key that the proof names. */
  readonly signature?: (text: string) => Buffer;
}

/** ES256 (RFC 7518 3.4). */
export const signedBy =
  ({ privateKey: key }: ProofKey) =>
  (text: string): Buffer =>
    sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });

const encode = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

/**
 * Makes proofs of possession (RFC 9449 4.2) by the marketplace's clock. Written out, for a library refuses to make most of what
 * has to be refused.
 */
export const proofs =
  ({ clock }: Pick<Marketplace, 'clock'>) =>
  (
    key: ProofKey,
    { url, token }: { readonly url: string; readonly token?: string },
    { claims, header, signature = signedBy(key) }: Wrong = {},
  ): string => {
    const ath = token === undefined ? undefined : createHash('sha256').update(token).digest('base64url');
    const iat = Math.floor(clock.now() / 1_000);
    const text = [
      encode({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk, ...header }),
      encode({ jti: randomUUID(), htm: 'POST', htu: url, iat, ath, ...claims }),
    ].join('.');
    return `${text}.${signature(text).toString('base64url')}`;
  };
