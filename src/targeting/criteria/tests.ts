import ipaddr from 'ipaddr.js';
import { RE2JS } from 're2js';
import { isPlainAddress } from '../../traits/index.ts';
import type { TextTest } from './ast.ts';
import { regions } from './regions.ts';

/** A question about a text, made once and asked of many. */
export type TestOfText = (value: string) => boolean;

export function textTest({ op, value, ignoreCase }: TextTest): TestOfText {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const wanted = fold(value);
  switch (op) {
    case 'contains':
      return (text) => fold(text).includes(wanted);
    case 'starts':
      return (text) => fold(text).startsWith(wanted);
    case 'ends':
      return (text) => fold(text).endsWith(wanted);
  }
}

/** Throws where the pattern is none of RE2. */
export function patternTest(pattern: string): TestOfText {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.matcher(text).find();
}

/** A block of addresses; null when the text is none. */
export function parseBlock(block: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  if (!isPlainAddress(block.split('/', 1)[0] ?? '') || !ipaddr.isValidCIDR(block)) return null;
  return ipaddr.parseCIDR(block);
}

let last: { readonly text: string; readonly address: ipaddr.IPv4 | ipaddr.IPv6 } | null = null;

/** Parsed once for all blocks that the same address is held against in a row. */
function parsedAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 {
  if (last?.text !== text) last = { text, address: ipaddr.parse(text) };
  return last.address;
}

/** An IPv4 address that is written inside IPv6 (RFC 4291, 2.5.5.2) is an IPv6 address here. */
export function addressTest(blocks: readonly string[]): TestOfText {
  const parsed = blocks.flatMap((block) => {
    const one = parseBlock(block);
    return one === null ? [] : [one];
  });
  return (text) => {
    const address = parsedAddress(text);
    return parsed.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits));
  };
}

export function regionTest(names: readonly string[]): TestOfText {
  const inside = new Set(names.flatMap((name) => [...(regions.get(name) ?? [])]));
  return (country) => inside.has(country);
}
