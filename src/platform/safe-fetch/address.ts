import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An ISATAP interface id (RFC 5214) carries an IPv4 address inside an ordinary looking IPv6 one. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [, , , , first, second] = address.parts;
  return (first === 0 || first === 0x0200) && second === 0x5efe;
}

/** Global unicast (RFC 4291 2.4): nothing outside 2000::/3 is assigned to the public internet. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * A whole address in its usual notation, or null. Short, octal and hexadecimal forms have many readings, and a zone
 * (`fe80::1%eth0`) means something on one machine only, so neither is one.
 */
function plainAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(text) === 0 || text.includes('%') ? null : ipaddr.parse(text);
}

/**
 * Whether an IP address is one of the public internet. Everything with a meaning of its own is not (IANA's
 * special-purpose registries): private, loopback, link-local, multicast, shared, reserved, and the IPv6 forms that carry
 * an IPv4 address (mapped, NAT64, 6to4, Teredo, ISATAP), for what they reach is decided elsewhere.
 */
export function isPublicAddress(text: string): boolean {
  const address = plainAddress(text);
  if (address === null || address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address.match(GLOBAL_UNICAST) && !isIsatap(address as ipaddr.IPv6));
}

export function isLoopbackAddress(text: string): boolean {
  return plainAddress(text)?.range() === 'loopback';
}
