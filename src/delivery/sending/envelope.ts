import { CompactEncrypt, importJWK } from 'jose';
import type { JWK } from 'jose';
import type { Content } from '../ports.ts';

/** Content encryption of a JWE; the key's own algorithm stands in the JWK. */
const CONTENT_ENCRYPTION = 'A256GCM';

const head = ({ type, timestamp, test }: Content): string =>
  `"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(timestamp)}${test ? ',"test":true' : ''}`;

/**
 * The bytes of a message. With a key of the partner's own, what the message carries about a person goes as a compact
 * JWE (RFC 7516) under `encrypted`, so that nothing on the way, a proxy's log or a queue, can read it.
 */
export async function messageBody(content: Content, encryptionKey: string | null): Promise<string> {
  if (encryptionKey === null) return `{${head(content)},"data":${content.data}}`;
  const jwk = JSON.parse(encryptionKey) as JWK;
  const protectedHeader = {
    alg: jwk.alg ?? '',
    enc: CONTENT_ENCRYPTION,
    ...(jwk.kid === undefined ? {} : { kid: jwk.kid }),
  };
  const encrypted = await new CompactEncrypt(Buffer.from(content.data))
    .setProtectedHeader(protectedHeader)
    .encrypt(await importJWK(jwk));
  return `{${head(content)},"encrypted":${JSON.stringify(encrypted)}}`;
}
