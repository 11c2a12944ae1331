import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPublicAddress, problemOfUrl } from '../../src/platform/safe-fetch/index.ts';
import { dose } from '../support/dose.ts';

/**
 * IANA's special-purpose registries for IPv4 and IPv6, with multicast (RFC 5771), what stays reserved (RFC 1112) and the
 * deprecated forms that no registry lists any more. Written from the registries, not from the code.
 */
const special4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private use
  '100.64.0.0/10', // shared
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local
  '172.16.0.0/12', // private use
  '192.0.0.0/24', // protocol assignments, with all that stands inside
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays, deprecated
  '192.168.0.0/16', // private use
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, limited broadcast
] as const;

const special6 = [
  '::/128', // unspecified
  '::1/128', // loopback
  '::/96', // IPv4-compatible, deprecated
  '::ffff:0:0/96', // IPv4-mapped
  '::ffff:0:0:0/96', // IPv4-translated
  '64:ff9b::/96', // NAT64, well known
  '64:ff9b:1::/48', // NAT64, local use
  '100::/64', // discard only
  '100:0:0:1::/64', // dummy prefix
  '2001::/23', // protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID, ...
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
  '5f00::/16', // SRv6
  'fc00::/7', // unique local
  'fe80::/10', // link-local
  'fec0::/10', // site-local, deprecated
  'ff00::/8', // multicast
] as const;

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

function number4(text: string): bigint {
  return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function number6(text: string): bigint {
  const [left = '', right] = text.split('::');
  const words = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [words(left), words(right ?? '')];
  const middle = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...middle, ...after].reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}

const rangeOf =
  (bits: bigint, number: (text: string) => bigint) =>
  (cidr: string): Range => {
    const [address = '', length = ''] = cidr.split('/');
    const first = number(address);
    return { first, last: first + (1n << (bits - BigInt(length))) - 1n };
  };

const ranges4 = special4.map(rangeOf(32n, number4));
const ranges6 = special6.map(rangeOf(128n, number6));
const globalUnicast = rangeOf(128n, number6)('2000::/3');

const isIn = (value: bigint, { first, last }: Range): boolean => value >= first && value <= last;
/** `00-00-5e-fe` or `02-00-5e-fe` in the upper half of the interface id (RFC 5214 6.1). */
const isIsatap = (value: bigint): boolean => [0x5efen, 0x2005efen].includes((value >> 32n) & 0xffffffffn);

const isPublic4 = (value: bigint): boolean => !ranges4.some((range) => isIn(value, range));
const isPublic6 = (value: bigint): boolean =>
  isIn(value, globalUnicast) && !ranges6.some((range) => isIn(value, range)) && !isIsatap(value);

const text4 = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
/** All eight groups, without zeros left out: whoever reads it is not helped. */
const text6 = (value: bigint): string =>
  Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':');

const edges = (ranges: readonly Range[], bits: bigint): bigint[] =>
  ranges
    .flatMap(({ first, last }) => [first - 1n, first, first + 1n, last - 1n, last, last + 1n])
    .filter((value) => value >= 0n && value < 1n << bits);

const within = (ranges: readonly Range[]): fc.Arbitrary<bigint> =>
  fc.constantFrom(...ranges).chain(({ first, last }) => fc.bigInt(first, last));

describe('addresses against the registries', () => {
  const strict = { loopback: false };
  const wants = 'a host on the public internet';
  const runs = { numRuns: dose(5_000, 200_000) };

  function check4(value: bigint): void {
    const text = text4(value);
    assert.equal(isPublicAddress(text), isPublic4(value), text);
    const expected = isPublic4(value) ? null : wants;
    for (const host of [text, `0x${value.toString(16)}`, String(value), `0${value.toString(8)}`]) {
      assert.equal(problemOfUrl(`https://${host}/`, strict), expected, host);
    }
  }

  function check6(value: bigint): void {
    const text = text6(value);
    assert.equal(isPublicAddress(text), isPublic6(value), text);
    assert.equal(problemOfUrl(`https://[${text}]/`, strict), isPublic6(value) ? null : wants, text);
  }

  it('agree at the edges of every range', () => {
    for (const value of edges(ranges4, 32n)) check4(value);
    for (const value of edges([...ranges6, globalUnicast], 128n)) check6(value);
  });

  it('agree on any 32 bits, however they are written', () => {
    fc.assert(fc.property(fc.bigInt(0n, (1n << 32n) - 1n), check4), runs);
    fc.assert(fc.property(within(ranges4), check4), runs);
  });

  it('agree on any 128 bits, those of the internet and those of special ranges most of all', () => {
    fc.assert(fc.property(fc.bigInt(0n, (1n << 128n) - 1n), check6), runs);
    fc.assert(fc.property(within([globalUnicast]), check6), runs);
    fc.assert(fc.property(within(ranges6), check6), runs);
  });

  it('let no IPv6 form carry an IPv4 address inside', () => {
    const inside4 = within(ranges4);
    const carriers: readonly ((value: bigint) => bigint)[] = [
      (v) => v,
      (v) => number6('::ffff:0:0') + v,
      (v) => number6('::ffff:0:0:0') + v,
      (v) => number6('64:ff9b::') + v,
      (v) => number6('64:ff9b:1::') + v,
      (v) => number6('64:ff9b:1:fffe::') + v,
      // 6to4 and Teredo (the client, inverted) hold it elsewhere than at the end.
      (v) => number6('2002::') + (v << 80n),
      (v) => number6('2001::') + (v ^ 0xffffffffn),
      (v) => number6('2606:4700::5efe:0:0') + v,
      (v) => number6('2606:4700::200:5efe:0:0') + v,
    ];
    fc.assert(
      fc.property(inside4, fc.constantFrom(...carriers), (value, carry) => {
        const text = text6(carry(value));
        assert.ok(!isPublicAddress(text), text);
        assert.equal(problemOfUrl(`https://[${text}]/`, strict), wants, text);
      }),
      runs,
    );
  });

  it('are whole addresses in their usual notation, without a zone', () => {
    for (const text of [
      '8.8',
      '8.8.2056',
      '134744072',
      '0x08080808',
      '010.8.8.8',
      '8.8.8.8.',
      ' 8.8.8.8',
      '8.8.8.8\n',
      '8.8.8.8%eth0',
      '2606:4700::1111%eth0',
      '2606:4700::1111%',
      '[2606:4700::1111]',
      '2606:4700::1111/64',
    ]) {
      assert.ok(!isPublicAddress(text), JSON.stringify(text));
    }
    assert.ok(isPublicAddress('8.8.8.8') && isPublicAddress('2606:4700::1111'));
  });
});
