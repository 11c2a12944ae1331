import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressIn, readLetter, valueOf } from '../../src/relay/letter.ts';
import type { Letter } from '../../src/relay/letter.ts';
import { markIds, ownId, unmarkIds } from '../../src/relay/message-ids.ts';
import { letterToPartner, letterToPerson } from '../../src/relay/rewrite.ts';
import { isAutomatic, isLoop, readDestination } from '../../src/relay/rules.ts';
import { createKeyedHashes } from '../../src/platform/key-ring.ts';

const hashes = createKeyedHashes(Buffer.alloc(32, 3));
const nameOf = (text: string): string => hashes.relayName(text);
const read = (text: string): Letter => {
  const letter = readLetter(Buffer.from(text, 'latin1'));
  assert.ok(letter);
  return letter;
};
const common = {
  nameOf,
  pair: 'pair',
  domain: 'relay.x.example',
  relayAddress: 'aaaa@relay.x.example',
  now: 0,
};
const partner = { address: 'anna@acorn.example', answersTo: 're-bbbb@relay.x.example' };

/** Every name that a reader sees who takes each of CRLF, CR and LF for the end of a line. */
function namesIn(bytes: Buffer): string[] {
  const lines = bytes.toString('latin1').split(/\r\n|\r|\n/);
  const end = lines.indexOf('');
  return lines
    .slice(0, end)
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
}

const OURS = ['from', 'reply-to', 'to', 'date', 'message-id', 'in-reply-to', 'references', 'x-sluice-relay'];
const PASSED = [
  'subject',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
];

describe('a letter that is passed on', () => {
  const end = fc.constantFrom('\r\n', '\n', '\r', '\r\n ', '\n\t', '\r\r', '\0', '');
  const name = fc.constantFrom(
    ...['Subject', 'Bcc', 'Received', 'X-Originating-IP', 'From', 'Reply-To', 'Content-Type', 'Message-ID'],
    ...['References', 'Sender', 'Return-Path', 'DKIM-Signature', 'subject ', 'Sub ject', ''],
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('a@b.example', '<a@b.example>', 'x: y', '"a\r\nBcc: b@c.example" <a@b.example>'),
  );
  const head = fc
    .array(fc.tuple(name, fc.constantFrom(':', ' :', ''), value, end), { maxLength: 12 })
    .map((lines) => lines.map((line) => line.join('')).join(''));

  it('has the headers that may pass and ours, whatever came, and its body as it was', () => {
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 60 }), (text, body) => {
        const bytes = Buffer.concat([Buffer.from(`${text}X: y\r\n\r\n`, 'latin1'), body]);
        const letter = readLetter(bytes);
        assert.ok(letter);
        assert.ok(bytes.subarray(bytes.length - letter.body.length).equals(letter.body));
        for (const out of [
          letterToPerson({ ...common, letter }, partner, null),
          letterToPartner({ ...common, letter }, partner.address),
        ]) {
          const names = namesIn(out);
          assert.deepEqual(
            names.filter((one) => ![...OURS, ...PASSED].includes(one)),
            [],
          );
          assert.equal(new Set(names).size, names.length, 'each once');
          assert.ok(out.subarray(out.length - letter.body.length).equals(letter.body));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('ends its head at the first empty line, however that is written', () => {
    for (const gap of ['\r\n\r\n', '\n\n', '\r\r', '\n\r\n', '\r\n\n', '\r\n\r']) {
      const letter = read(`Subject: a${gap}Body: b`);
      assert.deepEqual([letter.headers.length, letter.body.toString()], [1, 'Body: b'], JSON.stringify(gap));
    }
    assert.equal(read('\r\nSubject: body').headers.length, 0);
    assert.equal(read('Subject: only').body.length, 0);
    assert.equal(readLetter(Buffer.alloc(300 * 1024, 'a')), null);
  });

  it('is read as mail programs read it', () => {
    const letter = read('From: "Anna, desk" <Anna@Acorn.example>,\r\n other@x.example\r\nX: 1\r\n\r\n');
    assert.equal(addressIn(letter, 'from'), 'Anna@Acorn.example');
    assert.equal(valueOf(letter, 'FROM'), '"Anna, desk" <Anna@Acorn.example>, other@x.example');
    assert.equal(addressIn(read('From: "a@b.example" <c@d.example>\r\n\r\n'), 'from'), 'c@d.example');
    for (const from of ['nobody', 'ä@x.example', 'group:;', '<>']) {
      assert.equal(addressIn(read(`From: ${from}\r\n\r\n`), 'from'), null, from);
    }
  });
});

describe('ids of messages', () => {
  const id = fc
    .tuple(fc.stringMatching(/^[!#-;=?A-~]{1,60}$/), fc.stringMatching(/^[a-z0-9.-]{1,30}$/))
    .filter(([left]) => !left.includes('@'))
    .map(([left, right]) => `<${left}@${right}>`);

  it('come back to their partner as they were, and a person’s own do not', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 6 }), fc.array(id, { maxLength: 6 }), (theirs, own) => {
        const marked = markIds(nameOf, 'pair', theirs.join(' '));
        assert.equal(unmarkIds(nameOf, 'pair', `${own.join('\r\n ')} ${marked}`), theirs.join(' '));
        assert.equal(unmarkIds(nameOf, 'another pair', marked), '');
      }),
    );
  });

  it('of a person’s are the same each time and say nothing', () => {
    const made = ownId(nameOf, 'pair', '<abc@jane-doe.example>', 'relay.x.example');
    assert.match(made, /^<[a-z2-7]{32}@relay\.x\.example>$/);
    assert.equal(made, ownId(nameOf, 'pair', '<abc@jane-doe.example>', 'relay.x.example'));
    assert.notEqual(made, ownId(nameOf, 'other', '<abc@jane-doe.example>', 'relay.x.example'));
  });
});

describe('rules of the relay', () => {
  const headersOf =
    (headers: Record<string, string>) =>
    (name: string): string | null =>
      headers[name.toLowerCase()] ?? null;

  it('an account’s mail by a machine reaches the person; no machine writes to a partner', () => {
    const cases: [Record<string, string>, person: boolean, partner: boolean][] = [
      [{}, false, false],
      [{ 'auto-submitted': 'no' }, false, false],
      [{ 'auto-submitted': 'auto-generated' }, false, true],
      [{ 'auto-submitted': ' Auto-Replied (vacation)' }, true, true],
      [{ 'auto-submitted': 'auto-notified' }, true, true],
      [{ precedence: 'bulk' }, false, true],
      [{ precedence: 'list' }, false, true],
      [{ precedence: 'junk' }, true, true],
      [{ 'x-auto-response-suppress': 'All' }, false, true],
      [{ 'x-autorespond': '' }, true, true],
    ];
    for (const [headers, person, toPartner] of cases) {
      const found = (['person', 'partner'] as const).map((to) => isAutomatic(headersOf(headers), to));
      assert.deepEqual(found, [person, toPartner], JSON.stringify(headers));
    }
  });

  it('what passed here before, or through very many servers, goes in a circle', () => {
    assert.equal(isLoop(headersOf({}), 50), false);
    assert.equal(isLoop(headersOf({}), 51), true);
    assert.equal(isLoop(headersOf({ 'x-sluice-relay': '1' }), 0), true);
  });

  it('an address is one of ours by its form alone, or none', () => {
    const name = 'a'.repeat(32);
    assert.deepEqual(readDestination(`${name.toUpperCase()}@Relay.X.example`), {
      ...{ kind: 'person', name, domain: 'relay.x.example' },
    });
    assert.deepEqual(readDestination(`re-${name}@d.example`), {
      ...{ kind: 'partner', name: `re-${name}`, domain: 'd.example' },
    });
    for (const none of [name, `${name}@`, `x${name}@d.example`, `${name}@a@b`, `re-@d.example`, '', '@']) {
      assert.equal(readDestination(none), null, none);
    }
  });

  it('names are long, mean nothing, and change with every part', () => {
    const names = ['a', 'b', ''].map(nameOf);
    assert.ok(names.every((one) => /^[a-z2-7]{32}$/.test(one)));
    assert.equal(new Set(names).size, 3);
    assert.notEqual(createKeyedHashes(Buffer.alloc(32, 4)).relayName('a'), names[0]);
  });
});
