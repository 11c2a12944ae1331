import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './address.ts';

/** What may be called. `loopback` is for development: it also lets plain http through, to loopback alone. */
export interface FetchRules {
  readonly loopback: boolean;
}

/** The host of a URL as an IP literal, or null if it is a name. WHATWG parsing has undone octal, hex and short forms. */
export function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 ? null : host;
}

export const isAllowedAddress = (address: string, rules: FetchRules): boolean =>
  isPublicAddress(address) || (rules.loopback && isLoopbackAddress(address));

/** What a URL would have to be, or null if it may be called as far as its text tells. */
export function problemOfUrl(text: string, rules: FetchRules): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return 'an absolute URL of at most 2,000 characters';
  const url = new URL(text);
  const literal = literalAddress(url);
  const toLoopback = url.hostname === 'localhost' || (literal !== null && isLoopbackAddress(literal));
  const plainAllowed = rules.loopback && toLoopback;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && plainAllowed)) return 'https';
  if (url.username !== '' || url.password !== '') return 'no user name or password';
  if (url.hash !== '') return 'no fragment';
  if (literal !== null && !isAllowedAddress(literal, rules)) return 'a host on the public internet';
  if (/(^|\.)(localhost|local|internal|localdomain)\.?$/.test(url.hostname) && !plainAllowed) {
    return 'a host on the public internet';
  }
  return null;
}
