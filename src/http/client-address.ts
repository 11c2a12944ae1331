import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Gives where a request came from, as far as these proxies are believed (`X-Forwarded-For`): addresses and networks. */
export function createAddressOf(
  trustedProxies: readonly string[],
): (request: IncomingMessage) => string | undefined {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  // Typed as always there; a socket that is gone has no address.
  return (request) => proxyAddr(request, isTrusted) as string | undefined;
}

/** The network that one household has: an IPv4 address, or all of an IPv6 /64, for whoever has one has all of them. */
export function householdOf(address: string | undefined): string {
  const parsed = address !== undefined && ipaddr.isValid(address) ? ipaddr.process(address) : null;
  if (parsed === null) return 'unknown';
  const bytes = parsed.toByteArray();
  return Buffer.from(bytes.slice(0, bytes.length === 16 ? 8 : 4)).toString('hex');
}
