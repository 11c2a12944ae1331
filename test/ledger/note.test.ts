import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { cosignatureLine, createSigner, signNote, signatureLines } from '../../src/ledger/log/sign.ts';
import type { Signer } from '../../src/ledger/log/sign.ts';
import { decodeBase64, decodeHash } from '../../src/ledger/verify/base64.ts';
import {
  COSIGNATURE,
  ED25519,
  NoteError,
  cosignedMessage,
  formatVerifierKey,
  isKeyName,
  keyId,
  openNote,
  parseVerifierKey,
  splitNote,
} from '../../src/ledger/verify/note.ts';
import type { VerifierKey } from '../../src/ledger/verify/note.ts';

const keyOf = (vkey: string): VerifierKey => {
  const key = parseVerifierKey(vkey);
  assert.ok(key !== null, vkey);
  return key;
};

/** The example of C2SP signed-note. */
const example = {
  key: keyOf('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'),
  text: 'This is an example message.\n',
  line: '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
};

const seed = (n: number): Buffer => Buffer.alloc(32, n);
const log = createSigner('log.example/one', seed(1));
const second = createSigner('log.example/two', seed(2));
const stranger = createSigner('stranger.example', seed(3));
const witness = createSigner('witness.example/w1', seed(4), COSIGNATURE);
const TEXT = 'log.example/one\n7\nan empty line follows\n\nand more\n';
const signed = signNote(TEXT, [log]);

const hasCode =
  (code: NoteError['code']) =>
  (error: unknown): boolean =>
    error instanceof NoteError && error.code === code;

const refuses = (
  code: NoteError['code'],
  note: string | Uint8Array,
  keys: readonly VerifierKey[] = [log.key],
): void =>
  assert.throws(() => openNote(note, keys), hasCode(code), JSON.stringify(String(note)).slice(0, 200));

/** A signature line as the specification has it, of whatever parts. */
const lineOf = (name: string, id: Uint8Array, signature: Uint8Array): string =>
  `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** Lines of any characters but control characters, often empty, in UTF-8. */
const noteText = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constant('')), {
    minLength: 1,
    maxLength: 8,
  })
  // eslint-disable-next-line no-control-regex -- the specification forbids them
  .map((lines) => `${lines.map((line) => line.replace(/[\u0000-\u001f]/g, '')).join('\n')}\n`);

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const names = fc.stringMatching(/^[a-z0-9.\-/:_àé—日本=]{1,40}$/u);

describe('base64 (RFC 4648 section 4)', () => {
  it('reads back all bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        assert.deepEqual(decodeBase64(Buffer.from(bytes).toString('base64')), Buffer.from(bytes));
      }),
    );
    assert.deepEqual(decodeBase64(''), Buffer.alloc(0));
  });

  it('has one form only', () => {
    for (const text of ['=', 'A', 'AA', 'AAA', 'AA=', 'A===', 'AAA==', 'AAAA=', 'AA==AAAA', 'AB==', 'AAB=']) {
      assert.equal(decodeBase64(text), null, text);
    }
    for (const text of ['-A==', '_A==', ' AA==', 'AA== ', 'AA==\n', 'AA\n==', 'A A=', 'AAA\u00e9', 'AAA,']) {
      assert.equal(decodeBase64(text), null, JSON.stringify(text));
    }
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9+/=]{0,12}$/), (text) => {
        const bytes = decodeBase64(text);
        // The encoder is the judge: what it would not write must not be read.
        assert.equal(bytes !== null, Buffer.from(text, 'base64').toString('base64') === text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is a hash with 32 bytes only', () => {
    for (const size of [0, 31, 33, 64]) {
      assert.equal(decodeHash(Buffer.alloc(size, 1).toString('base64')), null, `${size} bytes`);
    }
    assert.deepEqual(decodeHash(seed(9).toString('base64')), seed(9));
    assert.equal(decodeHash(seed(9).toString('base64url')), null);
  });
});

describe('signed note (C2SP signed-note)', () => {
  it('opens the example of the specification', () => {
    const note = `${example.text}\n${example.line}`;
    for (const given of [note, Buffer.from(note), new Uint8Array(Buffer.from(note))]) {
      assert.deepEqual(openNote(given, [example.key]), {
        text: example.text,
        signatures: [{ key: example.key, timestamp: null, line: example.line }],
      });
    }
    refuses('BAD_SIGNATURE', note.replace('This', 'That'), [example.key]);
  });

  it('gives back whatever text was signed', () => {
    fc.assert(
      fc.property(noteText, seeds, names, (text, key, name) => {
        const signer = createSigner(name, key);
        const note = signNote(text, [signer, second]);
        assert.equal(note.slice(0, text.length + 1), `${text}\n`);
        for (const given of [note, Buffer.from(note)]) {
          const opened = openNote(given, [signer.key, second.key]);
          assert.equal(opened.text, text);
          assert.deepEqual(
            opened.signatures.map(({ key: by }) => by),
            [signer.key, second.key],
          );
          assert.equal(`${text}\n${opened.signatures.map(({ line }) => line).join('')}`, note);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps empty lines, also at the start and the end of the text', () => {
    for (const text of ['\n', '\n\n', 'a\n\n', '\n\na\n', 'a\n\n\n\nb\n\n\n', `${signed}`]) {
      const opened = openNote(signNote(text, [log]), [log.key]);
      assert.equal(opened.text, text);
    }
  });

  it('keeps a byte order mark as text', () => {
    for (const text of ['\ufeffmarked\n', 'in the \ufeff middle\n', '\ufeff\n']) {
      const note = signNote(text, [log]);
      assert.equal(openNote(note, [log.key]).text, text);
      assert.equal(openNote(Buffer.from(note), [log.key]).text, text);
    }
    refuses('BAD_SIGNATURE', `\ufeff${signed}`);
    refuses('BAD_SIGNATURE', Buffer.from(`\ufeff${signed}`));
  });

  it('is signed over the text as node:crypto has it', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const id = sha256('elsewhere.example', '\n', Uint8Array.of(1), raw).subarray(0, 4);
    const note = `${TEXT}\n${lineOf('elsewhere.example', id, sign(null, Buffer.from(TEXT), privateKey))}`;
    const key: VerifierKey = { name: 'elsewhere.example', id, type: ED25519, publicKey: raw };
    assert.equal(openNote(note, [key]).text, TEXT);
    // And the other way round.
    const [line] = signatureLines(TEXT, [log]).split('\n');
    const signature = Buffer.from(line?.split(' ')[2] as string, 'base64');
    assert.deepEqual(signature.subarray(0, 4), log.key.id);
    assert.ok(verify(null, Buffer.from(TEXT), keyObject(log.key), signature.subarray(4)));
    assert.ok(!verify(null, Buffer.from(TEXT.trimEnd()), keyObject(log.key), signature.subarray(4)));
  });

  it('is signed over no text with other control characters or half characters', () => {
    for (const text of [
      '',
      'no newline',
      'a\r\n',
      'a\tb\n',
      'a\u0000\n',
      '\u001f\n',
      'a\ud800\n',
      '\udc00b\n',
    ]) {
      assert.throws(() => signNote(text, [log]), TypeError, JSON.stringify(text));
    }
    assert.throws(() => signNote('text\n', []), TypeError);
    assert.equal(
      openNote(signNote('\u007f\u0085\u{1f511}\n', [log]), [log.key]).text,
      '\u007f\u0085\u{1f511}\n',
    );
  });

  it('ignores signers that are not known', () => {
    const note = signNote(TEXT, [stranger, log, second]);
    assert.deepEqual(
      openNote(note, [log.key]).signatures.map(({ key }) => key),
      [log.key],
    );
    assert.deepEqual(
      openNote(note, [second.key, log.key]).signatures.map(({ key }) => key),
      [log.key, second.key],
    );
    // Of any type and size, for it is not ours to judge.
    const odd = lineOf('post-quantum.example', Uint8Array.of(9, 9, 9, 9), Buffer.alloc(2_420, 5));
    const least = lineOf('terse.example', Uint8Array.of(9, 9, 9, 9), Uint8Array.of(1));
    assert.equal(
      openNote(`${TEXT}\n${odd}${least}${signatureLines(TEXT, [log])}`, [log.key]).signatures.length,
      1,
    );
  });

  it('ignores another id under a known name, and a known id under another name', () => {
    const otherId = lineOf(log.key.name, stranger.key.id, stranger.sign(Buffer.from(TEXT)));
    const otherName = lineOf('somebody.example', log.key.id, log.sign(Buffer.from(TEXT)));
    refuses('UNSIGNED', `${TEXT}\n${otherId}${otherName}`);
    const opened = openNote(`${signed}${otherId}${otherName}`, [log.key]);
    assert.deepEqual(
      opened.signatures.map(({ line }) => line),
      [signatureLines(TEXT, [log])],
    );
  });

  it('is unsigned without a known signer', () => {
    refuses('UNSIGNED', signed, []);
    refuses('UNSIGNED', signed, [stranger.key, second.key]);
    refuses('UNSIGNED', signNote(TEXT, [stranger]), [log.key]);
    // The same name and public key under another type is another key.
    refuses('UNSIGNED', signed, [createSigner(log.key.name, seed(1), COSIGNATURE).key]);
  });

  it('is spoilt by a known signer’s bad signature, whoever else signed', () => {
    const bad = signatureLines('another text\n', [second]);
    for (const lines of [`${signatureLines(TEXT, [log])}${bad}`, `${bad}${signatureLines(TEXT, [log])}`]) {
      refuses('BAD_SIGNATURE', `${TEXT}\n${lines}`, [log.key, second.key]);
      assert.equal(openNote(`${TEXT}\n${lines}`, [log.key]).signatures.length, 1);
    }
    const good = log.sign(Buffer.from(TEXT));
    for (const signature of [good.subarray(1), Buffer.concat([good, Uint8Array.of(0)]), Buffer.alloc(64)]) {
      refuses('BAD_SIGNATURE', `${TEXT}\n${lineOf(log.key.name, log.key.id, signature)}`);
    }
  });

  it('counts a key once, however often it signed', () => {
    const lines = signatureLines(TEXT, [log, log, log]);
    assert.equal(openNote(`${TEXT}\n${lines}`, [log.key]).signatures.length, 1);
  });

  it('takes the last empty line for the end of the text', () => {
    // Whoever puts a signed note before another empty line has written another text.
    const twice = `${signed}\n${signatureLines(TEXT, [second])}`;
    assert.equal(splitNote(twice).text, signed);
    refuses('BAD_SIGNATURE', twice, [log.key, second.key]);
    refuses('UNSIGNED', twice, [log.key]);
  });

  it('is malformed in any other form', () => {
    const line = signatureLines(TEXT, [log]);
    const malformed = {
      empty: '',
      'a newline alone': '\n',
      'no signature': TEXT,
      'no signature after the empty line': `${TEXT}\n`,
      'no empty line': `one line\n${line}`,
      'no text': line,
      'no text before the empty line': `\n${line}`,
      'no final newline': signed.slice(0, -1),
      'another character for the final newline': `${signed.slice(0, -1)}x`,
      'an empty line at its end': `${signed}\n`,
      'text after the signatures': `${signed}more\n`,
      'carriage returns before newlines': signed.replaceAll('\n', '\r\n'),
      'a carriage return': signed.replace('more', 'more\r'),
      'a tab': signed.replace('more', '\tmore'),
      'a nul': signed.replace('more', '\u0000more'),
      'an escape': signed.replace('more', '\u001bmore'),
      'a unit separator': signed.replace('more', '\u001fmore'),
      'more than a million bytes': signNote(`${'a'.repeat(1_000_000)}\n`, [log]),
    };
    for (const [what, note] of Object.entries(malformed)) {
      assert.notEqual(note, signed, what);
      for (const given of [note, Buffer.from(note)]) {
        assert.throws(() => openNote(given, [log.key]), hasCode('MALFORMED'), what);
      }
    }
    assert.equal(openNote(signed, [log.key]).text, TEXT);
  });

  it('is malformed with a malformed signature line, whatever else signs it', () => {
    const line = signatureLines(TEXT, [log]);
    const { name, id } = log.key;
    const encoded = line.trimEnd().split(' ')[2] as string;
    const bits = encoded.at(-2) as string;
    const malformed = {
      'no padding': line.replace('=\n', '\n'),
      'too much padding': line.replace('=\n', '==\n'),
      'stray bits': line.replace(`${bits}=\n`, `${String.fromCharCode(bits.charCodeAt(0) + 1)}=\n`),
      'the other alphabet': `— ${name} ${Buffer.alloc(69, 0xff).toString('base64url')}\n`,
      'no base64': `— ${name} !!!!\n`,
      'no signature': `— ${name}\n`,
      'an empty signature': `— ${name} \n`,
      'a key id alone': `— ${name} ${id.toString('base64')}\n`,
      'less than a key id': `— ${name} AAAA\n`,
      'a name with a space': `— log example ${encoded}\n`,
      'a name with a no-break space': `— log\u00a0example ${encoded}\n`,
      'a name with a line separator': `— log\u2028example ${encoded}\n`,
      'a name with a plus sign': `— log+example ${encoded}\n`,
      'no name': `— ${encoded}\n`,
      'an empty name': `—  ${encoded}\n`,
      'a hyphen': line.replace('—', '-'),
      'two hyphens': line.replace('—', '--'),
      'an en dash': line.replace('—', '–'),
      'a horizontal bar': line.replace('—', '―'),
      'no dash': line.replace('— ', ''),
      'two spaces after the dash': line.replace('— ', '—  '),
      'two spaces after the name': line.replace(name, `${name} `),
      'no space after the dash': line.replace('— ', '—'),
      'a no-break space after the dash': line.replace('— ', '—\u00a0'),
      'a tab after the dash': line.replace('— ', '—\t'),
      'a space before the dash': ` ${line}`,
      'a space at its end': line.replace('\n', ' \n'),
      'more after the signature': line.replace('\n', ' more\n'),
    };
    for (const [what, bad] of Object.entries(malformed)) {
      assert.notEqual(bad, line, what);
      for (const lines of [bad, `${bad}${line}`, `${line}${bad}`]) {
        assert.throws(() => openNote(`${TEXT}\n${lines}`, [log.key]), hasCode('MALFORMED'), what);
      }
    }
    assert.equal(openNote(`${TEXT}\n${line}`, [log.key]).text, TEXT);
  });

  it('is malformed in bytes that are no UTF-8', () => {
    const [before, after] = [
      Buffer.from('te'),
      Buffer.from(`xt\n\n${signatureLines('te\ufffdxt\n', [log])}`),
    ];
    // The replacement character was signed: a lenient decoder would be fooled.
    assert.equal(
      openNote(Buffer.concat([before, Buffer.from('\ufffd'), after]), [log.key]).text,
      'te\ufffdxt\n',
    );
    for (const hex of ['ff', '80', 'c0af', 'c2', 'e282', 'eda080', 'f4908080', 'f8888080']) {
      refuses('MALFORMED', Buffer.concat([before, Buffer.from(hex, 'hex'), after]));
    }
  });

  it('has up to 100 signatures', () => {
    const many = (count: number): Signer[] =>
      Array.from({ length: count }, (_, i) => createSigner(`many.example/${i}`, seed(i + 10)));
    for (const count of [16, 100]) {
      const signers = many(count);
      const note = signNote(TEXT, signers);
      const keys = signers.map(({ key }) => key);
      assert.equal(openNote(note, keys).signatures.length, count);
      assert.equal(openNote(note, keys.slice(-1)).signatures.length, 1);
    }
    const tooMany = many(101);
    refuses('MALFORMED', signNote(TEXT, tooMany), [(tooMany[0] as Signer).key]);
  });

  it('means the same or nothing after any byte was changed', () => {
    const note = Buffer.from(
      `${signNote(TEXT, [stranger, log])}${cosignatureLine(TEXT, witness, 1_679_315_147)}${signatureLines(TEXT, [second])}`,
    );
    const keys = [log.key, witness.key];
    const genuine = openNote(note, keys);
    const outcomes = { refused: 0, same: 0, fewer: 0 };
    fc.assert(
      fc.property(fc.nat({ max: note.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Buffer.from(note);
        changed[at] = (changed[at] as number) ^ mask;
        let opened;
        try {
          opened = openNote(changed, keys);
        } catch (error) {
          assert.ok(error instanceof NoteError, String(error));
          outcomes.refused += 1;
          return;
        }
        assert.equal(opened.text, genuine.text);
        // A signer whose name or id was changed is another, unknown one; what is left is as it was.
        for (const signature of opened.signatures) {
          assert.ok(genuine.signatures.some(({ line }) => line === signature.line));
        }
        outcomes[opened.signatures.length === genuine.signatures.length ? 'same' : 'fewer'] += 1;
      }),
      { numRuns: 4_000 },
    );
    assert.ok(
      Object.values(outcomes).every((count) => count > 20),
      JSON.stringify(outcomes),
    );
  });

  it('with one known signer means the very same or nothing after any bit was changed', () => {
    const note = Buffer.from(signNote(TEXT, [log, stranger]));
    const genuine = openNote(note, [log.key]);
    const own = note.length - Buffer.byteLength(signatureLines(TEXT, [stranger]));
    for (let bit = 0; bit < note.length * 8; bit += 1) {
      const changed = Buffer.from(note);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      let opened;
      try {
        opened = openNote(changed, [log.key]);
      } catch (error) {
        assert.ok(error instanceof NoteError, String(error));
        continue;
      }
      assert.deepEqual(opened, genuine);
      assert.ok(bit >> 3 >= own, `bit ${bit} is signed or signs`);
    }
  });
});

/** The key as node:crypto makes it from a JWK, without the DER that the code under test writes. */
function keyObject({ publicKey }: VerifierKey): KeyObject {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** From Go's form of a private key: `PRIVATE+KEY+<name>+<hex key id>+<base64(type || seed)>`. */
function goSigner(skey: string): Signer {
  const [, name, material] = /^PRIVATE\+KEY\+([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(skey) ?? [];
  assert.ok(name !== undefined && material !== undefined);
  return createSigner(name, Buffer.from(material, 'base64').subarray(1));
}

describe('verifier key (C2SP signed-note)', () => {
  it('is read and printed in one form', () => {
    fc.assert(
      fc.property(names, seeds, fc.constantFrom(ED25519, COSIGNATURE), (name, key, type) => {
        const signer = createSigner(name, key, type);
        const vkey = formatVerifierKey(signer.key);
        assert.deepEqual(parseVerifierKey(vkey), signer.key);
        const material = Buffer.concat([Uint8Array.of(type), signer.key.publicKey]);
        assert.equal(vkey, `${name}+${signer.key.id.toString('hex')}+${material.toString('base64')}`);
      }),
      { numRuns: 300 },
    );
  });

  it('has the id that the specification defines', () => {
    fc.assert(
      fc.property(names, seeds, fc.constantFrom(ED25519, COSIGNATURE), (name, key, type) => {
        const { publicKey, id } = createSigner(name, key, type).key;
        const expected = sha256(Buffer.from(name), '\n', Uint8Array.of(type), publicKey).subarray(0, 4);
        assert.deepEqual(id, expected);
        assert.deepEqual(keyId(name, type, publicKey), expected);
      }),
      { numRuns: 200 },
    );
  });

  it('is the one that Go makes of the same seed', () => {
    // The key of testdata/build_log.sh in github.com/transparency-dev/tessera; behind 0x01 stands the seed.
    const tessera = goSigner(
      'PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg',
    );
    assert.equal(tessera.key.id.toString('hex'), '33d7b496');
    assert.equal(
      formatVerifierKey(tessera.key),
      'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
    );
    // The key pair in the README of bt-log, a binary transparency log for package registries on Tessera.
    const btLog = goSigner(
      'PRIVATE+KEY+binarytransparency.log/example+5de0f997+AXNNv9racVtMynH7oHIogZ4xS5sAIHBl47hlrcf6vsfu',
    );
    assert.equal(
      formatVerifierKey(btLog.key),
      'binarytransparency.log/example+5de0f997+AcPfp2roeTxqSqmPdDkA9rIAd0pe3C5Je6Rze2SqBDUp',
    );
  });

  it('is read where others wrote it', () => {
    // From note/note_cosigv1_test.go in github.com/transparency-dev/formats: a witness's.
    const remora = keyOf('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2');
    assert.equal(remora.type, COSIGNATURE);
    assert.equal(remora.name, 'remora.n621.de');
    assert.equal(example.key.type, ED25519);
    assert.equal(example.key.id.toString('hex'), '530d903a');
    assert.equal(example.key.publicKey.length, 32);
  });

  it('is refused in any other form', () => {
    const name = 'log.example';
    const made = (type: number, size: number, as: BufferEncoding = 'base64'): string => {
      // 0xfb makes both alphabets differ.
      const material = Buffer.concat([Uint8Array.of(type), Buffer.alloc(size, 0xfb)]);
      const id = sha256(name, '\n', material).subarray(0, 4).toString('hex');
      return `${name}+${id}+${material.toString(as)}`;
    };
    const good = made(1, 32);
    assert.notEqual(parseVerifierKey(good), null);
    assert.notEqual(parseVerifierKey(made(4, 32)), null);
    const [, id, material] = good.split('+', 3) as [string, string, string];
    const rest = good.slice(name.length + 1 + id.length + 1);
    assert.ok(rest.startsWith(material));
    const refused: Record<string, string> = {
      'an ECDSA key': made(2, 32),
      'a reserved type': made(3, 32),
      'a tree head signer': made(5, 32),
      'an ML-DSA type': made(6, 32),
      'type zero': made(0, 32),
      'type 0xff': made(0xff, 32),
      'an ML-DSA key': made(6, 1_312),
      'a short key': made(1, 31),
      'a long key': made(1, 33),
      'no key': made(1, 0),
      'the other alphabet': made(1, 32, 'base64url'),
      'hexadecimal digits': made(1, 32, 'hex'),
      'another id': `${name}+00000000+${rest}`,
      'the id of another name': good.replace(name, 'log.examplE'),
      'an id in capitals': `${name}+${id.toUpperCase()}+${rest}`,
      'a short id': `${name}+${id.slice(1)}+${rest}`,
      'a long id': `${name}+0${id}+${rest}`,
      'no id': `${name}+${rest}`,
      'no name': `+${id}+${rest}`,
      'the name alone': name,
      'no material': `${name}+${id}+`,
      'nothing at all': '',
      'padding that is not due': `${good}=`,
      'a space before': ` ${good}`,
      'a space after': `${good} `,
      'a newline after': `${good}\n`,
      'more after': `${good}+x`,
    };
    for (const [what, vkey] of Object.entries(refused)) assert.equal(parseVerifierKey(vkey), null, what);
    for (const bad of ['log example', 'log\u00a0example', 'log\u3000example', 'log\nexample', ' ']) {
      const hex = sha256(bad, '\n', Buffer.from(rest, 'base64')).subarray(0, 4).toString('hex');
      assert.equal(parseVerifierKey(`${bad}+${hex}+${rest}`), null, JSON.stringify(bad));
    }
  });

  it('has a name without spaces and plus signs', () => {
    for (const name of ['example.com/log', 'a', '日本語', 'x—y', 'a=b']) assert.ok(isKeyName(name), name);
    for (const space of [
      '',
      ' ',
      '+',
      '\t',
      '\n',
      '\u0085',
      '\u00a0',
      '\u1680',
      '\u2003',
      '\u2029',
      '\u3000',
    ]) {
      const name = space === '' ? '' : `a${space}b`;
      assert.ok(!isKeyName(name), JSON.stringify(name));
      assert.throws(() => createSigner(name, seed(1)), TypeError);
    }
    for (const size of [0, 31, 33, 64]) {
      assert.throws(() => createSigner('log.example', Buffer.alloc(size)), TypeError, `${size} bytes`);
    }
  });
});

describe('cosignature (C2SP tlog-cosignature)', () => {
  const T = 1_679_315_147;
  const CHECKPOINT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const cosigned = `${CHECKPOINT}\n${cosignatureLine(CHECKPOINT, witness, T)}`;
  /** The bytes that a signature line carries. */
  const carried = (line: string): Buffer => Buffer.from(line.trimEnd().split(' ')[2] as string, 'base64');
  const timestamp = (seconds: bigint): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(seconds);
    return bytes;
  };

  it('is over the message of the specification', () => {
    assert.equal(cosignedMessage(CHECKPOINT, T).toString(), `cosignature/v1\ntime 1679315147\n${CHECKPOINT}`);
    assert.equal(
      cosignedMessage('é\n', 0n).toString('hex'),
      Buffer.from('cosignature/v1\ntime 0\né\n').toString('hex'),
    );
  });

  it('is key id, time and signature, as node:crypto verifies it', () => {
    fc.assert(
      fc.property(noteText, fc.maxSafeNat(), seeds, names, (text, time, key, name) => {
        const signer = createSigner(name, key, COSIGNATURE);
        const line = cosignatureLine(text, signer, time);
        assert.ok(line.startsWith(`— ${name} `) && line.endsWith('\n'));
        const bytes = carried(line);
        assert.equal(bytes.length, 4 + 8 + 64);
        const id = sha256(name, '\n', Uint8Array.of(4), signer.key.publicKey).subarray(0, 4);
        assert.deepEqual(bytes.subarray(0, 12), Buffer.concat([id, timestamp(BigInt(time))]));
        const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
        assert.ok(verify(null, message, keyObject(signer.key), bytes.subarray(12)));
        assert.deepEqual(openNote(`${text}\n${line}`, [signer.key]), {
          text,
          signatures: [{ key: signer.key, timestamp: time, line }],
        });
      }),
      { numRuns: 200 },
    );
  });

  it('opens when node:crypto made it', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const id = sha256('w.example', '\n', Uint8Array.of(4), raw).subarray(0, 4);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${T}\n${CHECKPOINT}`), privateKey);
    const line = lineOf('w.example', id, Buffer.concat([timestamp(BigInt(T)), signature]));
    const key = keyOf(
      `w.example+${id.toString('hex')}+${Buffer.concat([Uint8Array.of(4), raw]).toString('base64')}`,
    );
    assert.deepEqual(openNote(`${CHECKPOINT}\n${line}`, [key]).signatures, [{ key, timestamp: T, line }]);
  });

  it('covers the time and the whole text', () => {
    const bytes = carried(cosigned.slice(CHECKPOINT.length + 1));
    for (const time of [0n, BigInt(T) - 1n, BigInt(T) + 1n, BigInt(T) << 8n, 2n ** 63n]) {
      const line = lineOf(
        witness.key.name,
        witness.key.id,
        Buffer.concat([timestamp(time), bytes.subarray(12)]),
      );
      refuses('BAD_SIGNATURE', `${CHECKPOINT}\n${line}`, [witness.key]);
    }
    refuses('BAD_SIGNATURE', cosigned.replace('20852163', '20852164'), [witness.key]);
    const extended = `${CHECKPOINT}extended\n`;
    const note = `${extended}\n${cosignatureLine(extended, witness, T)}`;
    assert.equal(openNote(note, [witness.key]).signatures.length, 1);
    refuses('BAD_SIGNATURE', note.replace('extended', 'Extended'), [witness.key]);
  });

  it('is 72 bytes behind the key id', () => {
    const bytes = carried(cosigned.slice(CHECKPOINT.length + 1)).subarray(4);
    for (let size = 1; size <= 80; size += 1) {
      const signature = Buffer.concat([bytes, Buffer.alloc(8)]).subarray(0, size);
      const note = `${CHECKPOINT}\n${lineOf(witness.key.name, witness.key.id, signature)}`;
      if (size === 72) assert.equal(note, cosigned);
      else refuses('BAD_SIGNATURE', note, [witness.key]);
    }
  });

  it('has a time up to 2^63 - 1 seconds at most', () => {
    for (const time of [2n ** 63n, 2n ** 64n - 1n]) {
      const signature = witness.sign(cosignedMessage(CHECKPOINT, time));
      const line = lineOf(witness.key.name, witness.key.id, Buffer.concat([timestamp(time), signature]));
      refuses('BAD_SIGNATURE', `${CHECKPOINT}\n${line}`, [witness.key]);
    }
  });

  it('is no plain signature, nor is a plain one a cosignature', () => {
    const both = [
      createSigner('both.example', seed(5)),
      createSigner('both.example', seed(5), COSIGNATURE),
    ] as const;
    const [plain, co] = both;
    assert.notDeepEqual(plain.key.id, co.key.id);
    assert.throws(() => cosignatureLine(CHECKPOINT, plain, T), TypeError);
    // Under the other's id, the bytes of either are no signature of the other.
    const plainBytes = plain.sign(Buffer.from(CHECKPOINT));
    refuses('BAD_SIGNATURE', `${CHECKPOINT}\n${lineOf('both.example', co.key.id, plainBytes)}`, [co.key]);
    const timed = Buffer.concat([timestamp(BigInt(T)), plainBytes]);
    refuses('BAD_SIGNATURE', `${CHECKPOINT}\n${lineOf('both.example', co.key.id, timed)}`, [co.key]);
    const coBytes = carried(cosignatureLine(CHECKPOINT, co, T)).subarray(4);
    refuses('BAD_SIGNATURE', `${CHECKPOINT}\n${lineOf('both.example', plain.key.id, coBytes)}`, [plain.key]);
    refuses('BAD_SIGNATURE', `${CHECKPOINT}\n${lineOf('both.example', plain.key.id, coBytes.subarray(8))}`, [
      plain.key,
    ]);
    // And each is itself.
    const note = `${CHECKPOINT}\n${signatureLines(CHECKPOINT, [plain])}${cosignatureLine(CHECKPOINT, co, T)}`;
    assert.deepEqual(
      openNote(note, [plain.key, co.key]).signatures.map((signature) => signature.timestamp),
      [null, T],
    );
  });
});
