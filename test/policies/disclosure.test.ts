import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  TEXT_VERSION,
  disclosureHash,
  partnerWords,
  renderDisclosure,
  scopeOf,
  textHash,
} from '../../src/policies/index.ts';
import type { DisclosureFacts } from '../../src/policies/index.ts';

const facts: DisclosureFacts = {
  subjectId: 'sub_1',
  basis: 'offer',
  address: 'real',
  app: { id: 'app_1', name: 'Ember Contact' },
  partner: { id: 'par_1', name: 'Ember', legalName: 'Ember GmbH', country: 'DE', compensates: true },
  partnerPolicy: {
    id: 'pp_1',
    version: '3.1',
    url: 'https://ember.example/privacy',
    textHash: textHash('their policy'),
  },
  policy: { id: 'pol_1', version: '2026-11', textHash: textHash('our policy') },
  offer: { id: 'off_1', title: 'Three months free' },
  nonce: '00112233445566778899aabbccddeeff',
};
const installation: DisclosureFacts = { ...facts, basis: 'install', offer: null };
const hashOf = (of: DisclosureFacts): string => disclosureHash(of, renderDisclosure(of));

/** What stands between the marks that `partnerWords` puts around. */
function between(words: string): string {
  assert.ok(words.startsWith('“') && words.endsWith('”'), words);
  return words.slice(1, -1);
}

/** Texts as a partner with bad intentions would write them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '“',
        '”',
        '"',
        '\n',
        '\r\n',
        '\u2028',
        '\u2029',
        '\u0085',
        '\u202e',
        '\u2066',
        '\u200f',
        '\u200b',
        '\ufeff',
        ' (DE), which runs it.',
        'They do not pay us when you say yes.',
        '”, we give your email address to “Bank AG',
        'They pay us when you say yes.\n',
        ' ',
        '\t',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe("a partner's words", () => {
  it('stand between marks, as they are when there is no harm in them', () => {
    for (const text of ['Ember Contact', 'Café Ölmühle', '花屋', 'קפה', 'A & B’s shop', '7', '🌻']) {
      assert.equal(partnerWords(text), `“${text}”`);
    }
    assert.equal(partnerWords(''), '“”');
    // One letter, however it was typed.
    assert.equal(partnerWords('Cafe\u0301'), '“Caf\u00e9”');
  });

  it('lose marks, lines, directions and what cannot be seen', () => {
    const harmful: readonly [string, string][] = [
      ['a”b', 'a b'],
      ['a“b', 'a b'],
      ['a"b', 'a b'],
      ['a\nb', 'a b'],
      ['a\r\nb', 'a b'],
      ['a\tb', 'a b'],
      ['a\u0000b', 'a b'],
      ['a\u001bb', 'a b'],
      ['a\u007fb', 'a b'],
      ['a\u0085b', 'a b'],
      ['a\u2028b', 'a b'],
      ['a\u2029b', 'a b'],
      ['a\u00adb', 'a b'],
      ['a\u200bb', 'a b'],
      ['a\ufeffb', 'a b'],
      ['a\u{e0041}b', 'a b'],
      ['  a \u3000\u00a0 b  ', 'a b'],
      ['\n“a”\n', 'a'],
      ['”', ''],
    ];
    const directions = [
      '\u061c',
      '\u200e',
      '\u200f',
      '\u202a',
      '\u202b',
      '\u202c',
      '\u202d',
      '\u202e',
    ].concat(['\u2066', '\u2067', '\u2068', '\u2069']);
    for (const [text, left] of [
      ...harmful,
      ...directions.map((control): [string, string] => [`a${control}b`, 'a b']),
    ]) {
      assert.equal(partnerWords(text), `“${left}”`, JSON.stringify(text));
    }
  });

  it('are cut to 80 characters, of which none is cut in two', () => {
    assert.equal(partnerWords('x'.repeat(80)), `“${'x'.repeat(80)}”`);
    assert.equal(partnerWords('x'.repeat(81)), `“${'x'.repeat(79)}…”`);
    assert.equal(partnerWords('🌻'.repeat(80)), `“${'🌻'.repeat(80)}”`);
    assert.equal(partnerWords('🌻'.repeat(5_000)), `“${'🌻'.repeat(79)}…”`);
    // What goes is not counted.
    assert.equal(
      partnerWords(`${'\n'.repeat(500)}${'x'.repeat(80)}${' '.repeat(500)}`),
      `“${'x'.repeat(80)}”`,
    );
  });

  it('are harmless whatever they were, and stay what they are', () => {
    let changed = 0;
    fc.assert(
      fc.property(hostile, (text) => {
        const words = between(partnerWords(text));
        if (words !== text) changed += 1;
        assert.doesNotMatch(words, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}“”"]/u);
        assert.doesNotMatch(words, /^\s|\s$|\s\s/u);
        assert.ok([...words].length <= 80);
        assert.equal(between(partnerWords(words)), words);
      }),
      { numRuns: 500 },
    );
    assert.ok(changed > 100, `${changed} were changed`);
  });
});

describe('a disclosure', () => {
  it('says in full what happens to whom by an offer', () => {
    // Whoever changes a word below changes the version.
    assert.equal(TEXT_VERSION, '2026-11-2');
    assert.equal(
      renderDisclosure(facts),
      [
        'If you accept the offer “Three months free” for the app “Ember Contact”, we give your email address to “Ember GmbH” (DE), which runs it. Nothing else about you is given.',
        'They may use it to write to you about this app, and for nothing else.',
        'From then on their own privacy policy applies, version “3.1”: https://ember.example/privacy',
        'We bind them to what is said here, but we cannot guarantee what they do.',
        'They pay us when you say yes.',
        'If you do nothing, nothing is given. You can take your yes back at any time in one step; we then tell them to stop.',
        'This is said under our privacy policy, version 2026-11. Words in “these marks” were written by the partner.',
      ].join('\n'),
    );
  });

  it('says of an installation that an account is made as well', () => {
    const [act, use, ...rest] = renderDisclosure(installation).split('\n');
    assert.match(
      act ?? '',
      /^If you install the app “Ember Contact”, we give your email address to “Ember GmbH” \(DE\)/,
    );
    assert.equal(
      use,
      'They may use it to create an account for you in this app and to write to you about this app, and for nothing else.',
    );
    assert.deepEqual(rest, renderDisclosure(facts).split('\n').slice(2));
    assert.deepEqual(scopeOf, {
      offer: { fields: ['email'], purposes: ['communication'] },
      install: { fields: ['email'], purposes: ['account_creation', 'communication'] },
    });
  });

  it('always says that the conduct of the partner cannot be guaranteed, and whether it pays', () => {
    for (const basis of [facts, installation]) {
      for (const compensates of [true, false]) {
        const lines = renderDisclosure({ ...basis, partner: { ...basis.partner, compensates } }).split('\n');
        assert.ok(lines.includes('We bind them to what is said here, but we cannot guarantee what they do.'));
        assert.equal(lines.includes('They pay us when you say yes.'), compensates);
        assert.equal(lines.includes('They do not pay us when you say yes.'), !compensates);
      }
    }
  });

  it('is a pure function of its facts', () => {
    const frozen = Object.freeze({
      ...facts,
      app: Object.freeze({ ...facts.app }),
      partner: Object.freeze({ ...facts.partner }),
      partnerPolicy: Object.freeze({ ...facts.partnerPolicy }),
      policy: Object.freeze({ ...facts.policy }),
    });
    assert.equal(renderDisclosure(frozen), renderDisclosure(structuredClone(facts)));
    assert.equal(hashOf(frozen), hashOf(structuredClone(facts)));
    assert.match(hashOf(facts), /^[0-9a-f]{64}$/);
    // Neither the person nor the nonce is in the words.
    assert.equal(renderDisclosure({ ...facts, subjectId: 'sub_2', nonce: 'ff' }), renderDisclosure(facts));
  });

  it('has seven lines in which the partner writes between marks only', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (legalName, name, title, version) => {
        const text = renderDisclosure({
          ...facts,
          partner: { ...facts.partner, legalName, compensates: true },
          app: { ...facts.app, name },
          offer: { id: 'off_1', title },
          partnerPolicy: { ...facts.partnerPolicy, version },
        });
        assert.equal(text.split('\n').length, 7);
        const words = [...text.matchAll(/“([^“”]*)”/g)].map(([whole]) => whole);
        assert.deepEqual(words, [...[title, name, legalName, version].map(partnerWords), '“these marks”']);
        // All else is the company's own wording, to the letter.
        const frame = (of: string): string => of.replaceAll(/“[^“”]*”/g, '“”');
        assert.equal(frame(text), frame(renderDisclosure(facts)));
        assert.ok(!text.split('\n').includes('They do not pay us when you say yes.'));
      }),
      { numRuns: 500 },
    );
  });

  it('cannot be given the wording of another by a hostile name', () => {
    const paid = { ...facts.partner, legalName: 'Bank AG', country: 'CH', compensates: true };
    const unpaid = renderDisclosure({ ...facts, partner: { ...paid, compensates: false } });
    const [, middle = ''] = /to “(.*)$/s.exec(unpaid) ?? [];
    assert.match(middle, /^Bank AG” \(CH\)/);
    // The name that would do it if words were put in as they are.
    for (const legalName of [
      middle,
      middle.replaceAll('”', ''),
      middle.split('\n')[0] ?? '',
      'Bank AG” (CH)',
    ]) {
      const text = renderDisclosure({ ...facts, partner: { ...facts.partner, legalName, country: 'XX' } });
      assert.notEqual(text, unpaid);
      assert.match(text, / \(XX\), which runs it\./);
      assert.match(text, /^They pay us when you say yes\.$/m);
      assert.doesNotMatch(text, /“Bank AG”/);
    }
    // No two sets of names that differ once they are harmless share a text.
    let pairs = 0;
    const names = fc.tuple(hostile, hostile, hostile);
    const text = ([legalName, name, title]: readonly [string, string, string]): string =>
      renderDisclosure({
        ...facts,
        partner: { ...facts.partner, legalName },
        app: { ...facts.app, name },
        offer: { id: 'off_1', title },
      });
    fc.assert(
      fc.property(names, names, (some, others) => {
        const same = some.every((one, i) => partnerWords(one) === partnerWords(others[i] ?? ''));
        if (!same) pairs += 1;
        assert.equal(text(some) === text(others), same);
      }),
      { numRuns: 500 },
    );
    assert.ok(pairs > 100, `${pairs} pairs differed`);
  });
});

describe('the hash of a disclosure', () => {
  const other = textHash('another');
  /** Each changes one fact. The ones marked are seen in the text and reach the hash through it. */
  const changes: Readonly<Record<string, { readonly to: DisclosureFacts; readonly inText?: true }>> = {
    subject: { to: { ...facts, subjectId: 'sub_2' } },
    basis: { to: { ...facts, basis: 'install' } },
    'kind of address': { to: { ...facts, address: 'relay' } },
    app: { to: { ...facts, app: { ...facts.app, id: 'app_2' } } },
    'app name': { to: { ...facts, app: { ...facts.app, name: 'Ember' } }, inText: true },
    partner: { to: { ...facts, partner: { ...facts.partner, id: 'par_2' } } },
    'legal name': { to: { ...facts, partner: { ...facts.partner, legalName: 'Ember AG' } }, inText: true },
    country: { to: { ...facts, partner: { ...facts.partner, country: 'US' } }, inText: true },
    compensates: { to: { ...facts, partner: { ...facts.partner, compensates: false } }, inText: true },
    'partner policy': { to: { ...facts, partnerPolicy: { ...facts.partnerPolicy, id: 'pp_2' } } },
    'partner policy version': { to: { ...facts, partnerPolicy: { ...facts.partnerPolicy, version: '3.2' } } },
    'partner policy URL': {
      to: { ...facts, partnerPolicy: { ...facts.partnerPolicy, url: 'https://ember.example/other' } },
    },
    'partner policy text': { to: { ...facts, partnerPolicy: { ...facts.partnerPolicy, textHash: other } } },
    policy: { to: { ...facts, policy: { ...facts.policy, id: 'pol_2' } } },
    'policy version': { to: { ...facts, policy: { ...facts.policy, version: '2027-01' } }, inText: true },
    'policy text': { to: { ...facts, policy: { ...facts.policy, textHash: other } } },
    offer: { to: { ...facts, offer: { id: 'off_2', title: 'Three months free' } } },
    'no offer': { to: { ...facts, offer: null } },
    'offer title': { to: { ...facts, offer: { id: 'off_1', title: 'Four months free' } }, inText: true },
    nonce: { to: { ...facts, nonce: '00112233445566778899aabbccddeefe' } },
  };

  for (const [name, { to, inText }] of Object.entries(changes)) {
    it(`changes with ${name}`, () => {
      assert.notDeepEqual(to, facts);
      assert.notEqual(hashOf(to), hashOf(facts));
      if (inText) {
        assert.notEqual(renderDisclosure(to), renderDisclosure(facts));
      } else {
        // It is in the hash itself, not by way of the words alone.
        assert.notEqual(
          disclosureHash(to, renderDisclosure(facts)),
          disclosureHash(facts, renderDisclosure(facts)),
        );
      }
    });
  }

  it('is another for each of these changes', () => {
    const hashes = [facts, ...Object.values(changes).map(({ to }) => to)].map(hashOf);
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it('changes with every word of the text', () => {
    const text = renderDisclosure(facts);
    fc.assert(
      fc.property(fc.nat(text.length - 1), (place) => {
        const without = text.slice(0, place) + text.slice(place + 1);
        return disclosureHash(facts, without) !== disclosureHash(facts, text);
      }),
    );
  });

  it('keeps neighbouring facts apart', () => {
    const text = renderDisclosure(facts);
    const made = (subjectId: string, nonce: string): string =>
      disclosureHash({ ...facts, subjectId, nonce }, text);
    assert.notEqual(made('ab', 'c'), made('a', 'bc'));
    assert.notEqual(made('a', 'b'), made('b', 'a'));
    assert.notEqual(made('a","nonce":"x', 'b'), made('a', 'x","nonce":"b'));
  });
});

describe('marks that look like ours', () => {
  it('do not stand in a partner’s words, nor do letters that show nothing', () => {
    for (const mark of '“”„‟«»"″〝〞＂\u3164\u2800\u115f\ud800') {
      assert.equal(partnerWords(`Foo${mark}bar`), '“Foo bar”', `U+${mark.charCodeAt(0).toString(16)}`);
    }
  });
});
