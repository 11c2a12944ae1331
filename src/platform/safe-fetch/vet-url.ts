import { isIP } from 'node:net';
import { parseUrl } from '../../kernel/parse-url.ts';
import { isLoopbackAddress, isPublicAddress } from './address.ts';

/** What may be called. `loopback` is for development: it also lets plain http and any port through, to loopback alone. */
export interface FetchRules {
  readonly loopback: boolean;
}

const MAX_LENGTH = 2_000;
const ABSOLUTE = 'an absolute URL of at most 2,000 characters';

/**
 * Ports from 1024 on that speak another protocol, where a request could be taken for commands: those that the Fetch
 * standard calls bad (https://fetch.spec.whatwg.org/#port-blocking).
 */
const BAD_PORTS: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

/**
 * Ends of names that mean this machine or this network: by standard (RFC 6761, 6762, 8375, ICANN's `internal`), by the
 * habit of routers and resolvers (RFC 6762 G, `localdomain`), as tests do (`test`, often mapped to loopback), or because
 * no partner lives there (`arpa`). `invalid`, `alt` and `onion` name nothing in the DNS (RFC 6761, 9476, 7686), so
 * whatever answers to them is a resolver of ours. `example` names nothing either and is let through: documentation uses
 * it, nobody maps it inside. Names are a first sieve for a clear refusal at once; what a name resolves to decides.
 */
const INSIDE_NAMES: ReadonlySet<string> = new Set([
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'test',
  'invalid',
  'alt',
  'onion',
]);

/** The host of a URL as an IP literal, or null if it is a name. WHATWG parsing has undone octal, hex and short forms. */
export function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 ? null : host;
}

export const isAllowedAddress = (address: string, rules: FetchRules): boolean =>
  isPublicAddress(address) || (rules.loopback && isLoopbackAddress(address));

/** A full name of the public DNS: letters, digits and hyphens, at least two labels (RFC 1123 2.1, RFC 1035 2.3.4). */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  const labels = name.split('.');
  return (
    name.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label)) &&
    !INSIDE_NAMES.has(labels.at(-1) ?? '')
  );
}

const isAllowedPort = ({ port }: URL): boolean =>
  port === '' || (Number(port) >= 1_024 && !BAD_PORTS.has(Number(port)));

/** What a URL would have to be, or null if it may be called as far as its text tells. */
export function problemOfUrl(text: string, rules: FetchRules): string | null {
  // Blanks, tabs and line ends are dropped by one reader and end the host for another; so does a backslash.
  if (/[\s\p{Cc}\\]/u.test(text)) return 'no spaces, control characters or backslashes';
  const url = text.length > MAX_LENGTH ? null : parseUrl(text);
  if (url === null) return ABSOLUTE;
  const literal = literalAddress(url);
  const toLoopback = url.hostname === 'localhost' || (literal !== null && isLoopbackAddress(literal));
  const inDevelopment = rules.loopback && toLoopback;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && inDevelopment)) return 'https';
  // `https:host` and `https:///host` are absolute to a browser only.
  if (!/^https?:\/\/[^/]/i.test(text)) return ABSOLUTE;
  // An `@` in front of the path is a user name, even an empty one.
  if (/^https?:\/\/[^/?#]*@/i.test(text)) return 'no user name or password';
  if (text.includes('#')) return 'no fragment';
  if (inDevelopment) return null;
  const outside = literal === null ? isPublicName(url.hostname) : isPublicAddress(literal);
  if (!outside) return 'a host on the public internet';
  return isAllowedPort(url) ? null : 'port 443, or one from 1024 on that no other protocol uses';
}
