import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { anyCardNumber, holdsCardNumber, isCardNumber } from '../../src/kernel/card-number.ts';
import { newId } from '../../src/kernel/ids.ts';

/** Luhn's check digit, by the table of the formula instead of by its sum. */
function withCheckDigit(digits: string): string {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const sum = [...digits]
    .reverse()
    .map(Number)
    .reduce((total, digit, i) => total + (i % 2 === 0 ? (doubled[digit] as number) : digit), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const digitsOf = (least: number, most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
    .map((digits) => digits.join(''));
const cards = digitsOf(12, 18).map(withCheckDigit);

/** Numbers for tests that card networks and processors publish, each length from 13 to 19. */
const PUBLISHED = [
  '4222222222222',
  '36227206271667',
  '378282246310005',
  '4111111111111111',
  '5555555555554444',
  '6011000990139424',
  '6304000000000000018',
];

describe('card numbers', () => {
  it('P10 every one of 13 to 19 digits is found, alone and inside a text', () => {
    for (const card of PUBLISHED) assert.ok(holdsCardNumber(card), card);
    fc.assert(
      fc.property(cards, fc.constantFrom('', 'card ', 'x', 'n=', 'No.'), (card, before) => {
        assert.ok(holdsCardNumber(`${before}${card}`));
        assert.ok(holdsCardNumber(`${before}${card}, thank you`));
        assert.ok(holdsCardNumber(`tok_${card}`));
      }),
    );
  });

  it('P10 spaces and dashes hide none, however the digits are grouped', () => {
    fc.assert(
      fc.property(
        cards,
        fc.array(fc.constantFrom('', '', ' ', '-', '\u00a0', ' - ', '\u2013'), {
          minLength: 18,
          maxLength: 18,
        }),
        (card, separators) => {
          const written = [...card].map((digit, i) => `${digit}${separators[i] ?? ''}`).join('');
          // A date is a date: where the grouping makes one, the text is no longer only a card.
          fc.pre(!/(?:19|20)\d\d-\d\d-\d\d/.test(written));
          assert.ok(holdsCardNumber(`pay with ${written}.`), written);
        },
      ),
    );
    for (const written of [
      '4111 1111 1111 1111',
      '12 4111-1111-1111-1111 26',
      '４１１１１１１１１１１１１１１１',
      '4111\u200b111111111111',
    ]) {
      assert.ok(holdsCardNumber(written), written);
    }
  });

  it('P10 one wrong digit makes none', () => {
    fc.assert(
      fc.property(cards, fc.nat(), fc.integer({ min: 1, max: 9 }), (card, place, by) => {
        const at = place % card.length;
        const wrong = `${card.slice(0, at)}${(Number(card[at]) + by) % 10}${card.slice(at + 1)}`;
        assert.equal(holdsCardNumber(wrong), false, wrong);
      }),
    );
  });

  it('P10 what has many digits and is no card passes: ids, keys, hashes, dates, telephones, fractions, long numbers', () => {
    const uuid = '4b111111-1111-4111-8111-111111111111';
    assert.ok(holdsCardNumber('41111111-11111111'));
    for (const text of [
      uuid,
      '00000000-0000-4111-9111-111111111111',
      `key-${uuid}`,
      '+49 151 23456789',
      '2026-11-26 2026-12-01',
      '2026-11-23T09:30:00.000Z',
      '0.41111111111111116',
      '18446744073709551615',
      '41111111111111111111',
      '192.168.100.200',
      '1.2.840.113549.1.1.11',
      '0123456789abcdef4111111111111111',
    ]) {
      assert.equal(holdsCardNumber(text), false, text);
    }
    for (let i = 0; i < 20_000; i += 1) {
      assert.equal(holdsCardNumber(newId('grant', 1_700_000_000_000 + i)), false);
      const hash = createHash('sha256').update(String(i)).digest();
      assert.equal(holdsCardNumber(hash.toString('hex')), false);
      assert.equal(holdsCardNumber(hash.toString('base64url')), false);
    }
  });

  it('P10 a value is looked through to its depth; a number is one of a card unless it is an instant', () => {
    assert.ok(anyCardNumber({ a: [{ b: ['x', { c: '4111 1111 1111 1111' }] }] }));
    assert.ok(anyCardNumber({ '4111111111111111': null }));
    const deep = `${'[{"a":'.repeat(20_000)}"4111111111111111"${'}]'.repeat(20_000)}`;
    assert.ok(anyCardNumber(JSON.parse(deep)));
    assert.ok(anyCardNumber([4_111_111_111_111_111]));
    assert.equal(anyCardNumber({ a: [1, null, true, 'x', 0.1 + 0.2, Number.MAX_SAFE_INTEGER] }), false);
    const instants = Array.from({ length: 100 }, (_, i) => 1_700_000_000_000 + i);
    assert.ok(instants.some((at) => holdsCardNumber(String(at))));
    assert.ok(!instants.some(isCardNumber));
  });
});
