import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Where a request came from; undefined: nobody is there any more. */
export type AddressOf = (request: IncomingMessage) => string | undefined;

/** As far as these proxies are believed (`X-Forwarded-For`): addresses and networks. */
export function createAddressOf(trustedProxies: readonly string[]): AddressOf {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) =>
    // Without the header, which is most often, there is nothing to believe.
    request.headers['x-forwarded-for'] === undefined
      ? request.socket.remoteAddress
      : // Typed as always there; a socket that is gone has no address.
        (proxyAddr(request, isTrusted) as string | undefined);
}

const IPV4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** The network that one household has: an IPv4 address, or all of an IPv6 /64, for whoever has one has all of them. */
export function householdOf(address: string | undefined): string {
  // As the system says it there is one way to write it.
  if (address !== undefined && IPV4.test(address)) return address;
  const parsed = address !== undefined && ipaddr.isValid(address) ? ipaddr.process(address) : null;
  if (parsed === null) return 'unknown';
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex');
}
