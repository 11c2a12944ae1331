import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partners, apps } from '../../seeds/catalog.ts';
import {
  limits,
  problemOfContact,
  problemOfCountry,
  problemOfLine,
  problemOfPage,
  problemOfSlug,
  problemOfText,
  problemOfVersion,
  refuseFields,
} from '../../src/catalog/words.ts';

const MAX = 120;
const line = (text: string) => problemOfLine(text, MAX);
const text = (words: string) => problemOfText(words, MAX);

/** Characters by code point, each of which must not get anywhere. */
const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const bidi = [...span(0x202a, 0x202e), ...span(0x2066, 0x2069), 0x200e, 0x200f, 0x061c];
const invisible = [
  ...[0x00ad, 0x034f, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2064, 0x2800, 0x3164],
  ...[0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xe0001, 0xe0100],
  ...span(0xe0020, 0xe007f),
];
const control = [...span(0, 9), ...span(11, 0x1f), ...span(0x7f, 0x9f), 0x2028, 0x2029];
const nowhere = [...bidi, ...invisible, ...control, 0xe000, 0xffff, 0xd800, 0xdfff];

describe('words of partners', () => {
  it('take what people write, in many scripts, as it is', () => {
    for (const words of [
      'Acorn Helpdesk',
      'Inkwell & Co — “quoted”, 50 % off!',
      'Größe, Ærø, Łódź',
      'Tiếng Việt đầy đủ',
      'Ελληνικά и русский',
      'עברית',
      'العَرَبِيَّة',
      'हिन्दी में शब्द',
      'ภาษาไทยที่มีวรรณยุกต์',
      'မြန်မာဘာသာ',
      'བོད་ཡིག',
      '日本語のカタログ',
      'Confetti 🎉',
      '3',
    ]) {
      assert.equal(line(words.normalize('NFC')), null, words);
      assert.equal(text(words.normalize('NFC')), null, words);
    }
    for (const [, name, , , tagline] of apps) {
      assert.deepEqual(
        [problemOfLine(name, limits.appName), problemOfLine(tagline, limits.tagline)],
        [null, null],
      );
    }
    for (const { slug, name, legalName, country } of partners) {
      const problems = [
        problemOfSlug(slug),
        problemOfLine(name, limits.partnerName),
        problemOfLine(legalName, limits.legalName),
        problemOfCountry(country),
        problemOfPage(`https://${slug}.example/privacy`),
      ];
      assert.deepEqual(problems, [null, null, null, null, null], slug);
    }
  });

  it('hold no control, direction, invisible, private or broken character, wherever it stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...nowhere), fc.nat(12), (code, at) => {
        const words = `Acorn${'x'.repeat(8)}`;
        const spoilt = `${words.slice(0, at)}${String.fromCodePoint(code)}${words.slice(at)}`;
        assert.notEqual(line(spoilt), null, code.toString(16));
        assert.notEqual(text(spoilt), null, code.toString(16));
      }),
      { numRuns: 2_000 },
    );
    for (const code of nowhere)
      assert.notEqual(line(`Acorn${String.fromCodePoint(code)}Desk`), null, code.toString(16));
  });

  it('that were taken hold nothing of the kind, whatever was tried', () => {
    const good = fc.constantFrom('Acorn', ' ', 'é', 'e', '\u0301', '\u0300', '\u0336', '🎉', 'ต', '้');
    const bad = fc.oneof(
      fc.constantFrom('\n', '\u00a0'),
      fc.constantFrom(...nowhere).map((code) => String.fromCodePoint(code)),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
    );
    const units = fc.oneof({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: bad });
    const banned = new Set(nowhere);
    let taken = 0;
    fc.assert(
      fc.property(fc.array(units, { maxLength: 8 }), (parts) => {
        const words = parts.join('');
        for (const [problem, kind] of [
          [line(words), 'line'],
          [text(words), 'text'],
        ] as const) {
          if (problem !== null) continue;
          taken += 1;
          const codes = [...words].map((char) => char.codePointAt(0) ?? 0);
          assert.ok(codes.every((code) => !banned.has(code)));
          assert.equal(words, words.normalize('NFC'));
          assert.doesNotMatch(words, /\p{Cs}/u);
          assert.ok(codes.length <= MAX);
          assert.doesNotMatch(words, /[\u0300-\u036f]{3}/);
          if (kind === 'line') assert.deepEqual([words.includes('\n'), words], [false, words.trim()]);
        }
      }),
      { numRuns: 3_000 },
    );
    assert.ok(taken > 500, `${taken} were taken`);
  });

  it('are as long as they may be and no longer, counted in characters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom('a', 'é', '🎉', '漢'), (count, char) => {
        const words = `A${char.repeat(count - 1)}`;
        assert.equal(line(words) === null, count <= MAX);
        assert.equal(text(words) === null, count <= MAX);
      }),
    );
    assert.match(line('x'.repeat(10_000_000)) ?? '', /^at most 120/);
  });

  it('are not empty, not padded, and one line where one line is wanted', () => {
    for (const words of ['', ' ', '...', '🎉', '—', '\n']) {
      assert.equal(line(words), 'words');
      assert.equal(text(words), 'words');
    }
    for (const words of [' Acorn', 'Acorn ']) assert.match(line(words) ?? '', /no space at/);
    for (const space of ['\u00a0', '\u2003', '\u3000', '\u202f', '\u1680']) {
      assert.equal(line(`Acorn${space}Desk`), 'plain spaces only');
    }
    assert.equal(text('50\u00a0% et plus\u202f: oui'), null);
    assert.equal(text('a\u2003b'), 'plain spaces only');
    assert.match(line('two\nlines') ?? '', /one line/);
    assert.equal(text('two\nlines'), null);
    assert.match(text('two\r\nlines') ?? '', /between its lines/);
    assert.match(line('e\u0301') ?? '', /NFC/);
  });

  it('do not pile marks up over the lines above', () => {
    const flood = '\u0336\u0337\u0338';
    assert.match(line(`A${flood}corn`) ?? '', /combining/);
    assert.match(text(`fine\n${flood.slice(0, 1)}not`) ?? '', /combining/);
    assert.match(line('\u0336A') ?? '', /combining/);
    assert.match(line(`က${'\u102d'.repeat(9)}`) ?? '', /combining/);
    assert.equal(line('ɛ\u0303\u0300 in two'.normalize('NFC')), null);
  });

  it('have slugs of small letters, digits and single hyphens', () => {
    for (const slug of ['abc', 'a-b', 'app-2-go', '2fa', 'a'.repeat(40)])
      assert.equal(problemOfSlug(slug), null);
    for (const slug of [
      'ab',
      'a'.repeat(41),
      'Abc',
      'a--b',
      '-ab',
      'ab-',
      'a_b',
      'äbc',
      'abc\n',
      ' abc',
      'a.b',
    ]) {
      assert.notEqual(problemOfSlug(slug), null, slug);
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab3-A_.\n'), maxLength: 45 }), (slug) => {
        if (problemOfSlug(slug) === null) {
          assert.ok(slug.length >= 3 && slug.length <= 40);
          assert.equal(encodeURIComponent(slug), slug);
          assert.ok(slug.split('-').every((part) => /^[ab3]+$/.test(part)));
        }
      }),
    );
  });

  it('name pages by https URLs of hosts on the public internet, in ASCII', () => {
    for (const url of [
      'https://partner.example/privacy',
      'https://a.b.partner.example:8443/x?y=1',
      'https://xn--bcher-kva.example/',
    ]) {
      assert.equal(problemOfPage(url), null, url);
    }
    for (const url of [
      'http://partner.example/',
      'https://user:pw@partner.example/',
      'https://partner.example/#top',
      'https://localhost/',
      'https://intranet/',
      'https://printer.local/',
      'https://127.0.0.1/',
      'https://127.1/',
      'https://0x7f000001/',
      'https://93.184.215.14/',
      'https://[2606:4700::1111]/',
      'https://partner.example./',
      'https://bücher.example/',
      'https://partner.example/\u202egpj',
      'https://partner.exa\nmple/',
      ' https://partner.example/',
      'javascript:alert(1)',
      `https://partner.example/${'x'.repeat(500)}`,
      'no url',
    ]) {
      assert.notEqual(problemOfPage(url), null, url);
    }
  });

  it('know the 249 countries of ISO 3166-1 and no other code', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const known = [...letters]
      .flatMap((a) => [...letters].map((b) => a + b))
      .filter((c) => problemOfCountry(c) === null);
    assert.equal(known.length, 249);
    for (const code of ['DE', 'AX', 'BQ', 'SS', 'UM', 'TW']) assert.ok(known.includes(code), code);
    for (const code of ['de', 'DEU', 'EU', 'UK', 'DD', 'XK', 'ZZ', 'AN', '', '00', 'D', 'DÉ']) {
      assert.notEqual(problemOfCountry(code), null, code);
    }
  });

  it('name mailboxes without anything that is not to be seen', () => {
    assert.equal(problemOfContact('öps@partner.example'), null);
    for (const code of nowhere) {
      assert.notEqual(
        problemOfContact(`o${String.fromCodePoint(code)}@partner.example`),
        null,
        code.toString(16),
      );
    }
  });

  it('name versions plainly', () => {
    for (const version of ['1', '2026-1', 'v1.2']) assert.equal(problemOfVersion(version), null);
    for (const version of ['', '-1', 'v 1', 'v1\n', 'ⅴ', 'x'.repeat(33)])
      assert.notEqual(problemOfVersion(version), null);
  });

  it('are refused for the first field that is not as it must be, and never quoted', () => {
    assert.equal(refuseFields({ name: null, tagline: null }), null);
    assert.deepEqual(refuseFields({ name: null, tagline: line('secret\nwords'), slug: 'x' }), {
      refused: 'INVALID_INPUT',
      field: ['input', 'tagline'],
      message: 'tagline wants one line without control, direction or invisible characters.',
    });
  });
});
