import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';

/** How long an entry of the visitors' log is kept. */
export const KEPT_FOR: Millis = 30 * DAY;

export const dayOf = (at: Millis): number => Math.floor(at / DAY);

/** The pages whose visits are logged, as they are written in the log: without what stood in the address. */
export const loggedPages = ['/', '/leaving', '/unsubscribe/:token'] as const;
export type LoggedPage = (typeof loggedPages)[number];

/** Bots first: they call themselves by the names of browsers too. Then from the most particular to the least. */
const FAMILIES: readonly (readonly [family: string, pattern: RegExp])[] = [
  ['bot', /bot\b|crawl|spider|curl|wget|python|headless/i],
  ['edge', /\bEdg/],
  ['opera', /\bOPR\//],
  ['firefox', /\bFirefox\//],
  ['chrome', /\bChrom(e|ium)\//],
  ['safari', /\bSafari\//],
];

/** The family of a browser; nothing more of what it says of itself is looked at. */
export const agentFamily = (userAgent: string | undefined): string =>
  FAMILIES.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? 'other';

/** The network of an address: its first 24 bits (IPv4) or 48 (IPv6), as many people share it. */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return Buffer.from(parsed.toByteArray().slice(0, parsed.kind() === 'ipv4' ? 3 : 6)).toString('hex');
}

const ENTRY_ID = /^[A-Za-z0-9_-]{22}$/;

/** The name of an entry, told to its visitor alone; it is in no cookie, and the log keeps its hash. */
export const newEntryId = (random: Random): string => random.bytes(16).toString('base64url');

export const isEntryId = (text: string): boolean => ENTRY_ID.test(text);

export const entryHash = (id: string): string => createHash('sha256').update(id).digest('hex');
