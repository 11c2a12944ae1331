import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdsName, problemOfPublic } from '../../src/profile/index.ts';

describe('what is never public', () => {
  it('lets texts pass that are about nobody', () => {
    for (const text of [
      'Moth',
      'I work at home. Really!',
      'Founded in 1998, 24 hours a day: 7 days a week',
      'e.g. lamps, i.e. light; ratio 3:2',
      'v1.2.3 of me',
      'Ωmega — dot to dot',
      '12 345',
    ]) {
      assert.equal(problemOfPublic(text), null, text);
    }
  });

  it('finds addresses, numbers and websites in the ways in which they are written', () => {
    const kinds: readonly [RegExp, readonly string[]][] = [
      [/email/, ['a@b.example', '＠moth', 'a [at] b', 'moth at mail dot example', '@moth']],
      [
        /IP/,
        ['10.0.0.1', '１０.0.0.1', '[::1]', 'fe80::1', 'at 2001:db8::, say', '10.0.0.1:80', '2001:db8::/32'],
      ],
      [/number/, ['020 7946 0958', '(555) 123-4567', '4111 1111 1111 1111', '+1.555.123.4567', '٠١٢٣٤٥٦٧']],
      [/website/, ['moth.example', 'https://[x]', 'www.moth', 'Moth.Example/me', 'see ｍoth.io']],
    ];
    for (const [kind, texts] of kinds) {
      for (const text of texts) assert.match(problemOfPublic(text) ?? 'nothing', kind, text);
    }
  });

  it('finds any address, wherever it stands', () => {
    const around = fc.constantFrom('', 'Hello ', '(', '"', 'é', '— ');
    fc.assert(
      fc.property(around, fc.emailAddress(), around, (before, address, after) => {
        assert.notEqual(problemOfPublic(`${before}${address}${after}`), null);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        assert.notEqual(problemOfPublic(`I am ${address}, hello`), null);
      }),
    );
  });

  it('knows a name by its words, in any order, script form or run together', () => {
    const name = 'Zoë Müller-Ōe';
    for (const text of [
      'Zoë Müller-Ōe',
      'oe, zoe muller',
      'zoemulleroe7',
      'ZOE',
      'Müller',
      'I, Zoë Ōe Müller',
    ]) {
      assert.ok(holdsName(text, name), text);
    }
    for (const text of ['Zoetrope', 'The miller', 'Zoë likes lamps', '', '!!!']) {
      assert.ok(!holdsName(text, name), text);
    }
    assert.ok(!holdsName('Anything', ''));
  });
});
