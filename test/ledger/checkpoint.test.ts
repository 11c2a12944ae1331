import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cosignatureLine, createSigner, signNote, signatureLines } from '../../src/ledger/log/sign.ts';
import type { Signer } from '../../src/ledger/log/sign.ts';
import { emptyRoot, leafHash, rootOf } from '../../src/ledger/tree/merkle.ts';
import { openCheckpoint, parseCheckpoint } from '../../src/ledger/verify/checkpoint.ts';
import { COSIGNATURE, NoteError, parseVerifierKey } from '../../src/ledger/verify/note.ts';
import type { VerifierKey } from '../../src/ledger/verify/note.ts';

const seed = (n: number): Buffer => Buffer.alloc(32, n);
const ORIGIN = 'log.example/one';
const log = createSigner(ORIGIN, seed(1));
const nextKey = createSigner(ORIGIN, seed(2));
const otherLog = createSigner('log.example/two', seed(3));
const witnesses = [4, 5, 6].map((n) => createSigner(`witness.example/w${n}`, seed(n), COSIGNATURE));
const [w4, w5, w6] = witnesses as [Signer, Signer, Signer];

const root = leafHash(Buffer.from('a root'));
const HASH = root.toString('base64');
const textOf = (origin: string, size: bigint | number | string, hash = HASH): string =>
  `${origin}\n${size}\n${hash}\n`;
const TEXT = textOf(ORIGIN, 42);

const refuses = (
  code: NoteError['code'],
  note: string | Uint8Array,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): void =>
  assert.throws(
    () => openCheckpoint(note, logKeys, witnessKeys),
    (error) => error instanceof NoteError && error.code === code,
    String(note).slice(0, 200),
  );

describe('checkpoint text (C2SP tlog-checkpoint)', () => {
  it('is read as the specification has it', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    assert.deepEqual(parseCheckpoint(text), {
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163n,
      root: Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64'),
    });
  });

  it('is read as it was written, whatever the origin, size, root and extension lines', () => {
    // An origin need not be a URL; spaces and plus signs are no more than not recommended.
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(
        line,
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(line, { maxLength: 3 }),
        (origin, size, hash, extensions) => {
          const text = textOf(origin, size, Buffer.from(hash).toString('base64'));
          const extended = text + extensions.map((one) => `${one}\n`).join('');
          assert.deepEqual(parseCheckpoint(extended), { origin, size, root: Buffer.from(hash) });
        },
      ),
    );
  });

  it('has a size from 0 to 2^64 - 1, without leading zeros', () => {
    for (const size of ['0', '1', '9', '10', '9007199254740993', '18446744073709551615']) {
      assert.equal(parseCheckpoint(textOf(ORIGIN, size))?.size, BigInt(size));
    }
    for (const size of [
      '00',
      '01',
      '007',
      '18446744073709551616',
      '99999999999999999999',
      '100000000000000000000',
      '-1',
      '-0',
      '+1',
      '1.0',
      '1e3',
      '0x10',
      '1_000',
      '1,000',
      ' 1',
      '1 ',
      '\u0661',
      '',
      'size',
    ]) {
      assert.equal(parseCheckpoint(textOf(ORIGIN, size)), null, JSON.stringify(size));
    }
  });

  it('has a root of 32 bytes in padded base64', () => {
    const refused = [
      '',
      HASH.slice(0, -1),
      `${HASH}=`,
      ` ${HASH}`,
      `${HASH} `,
      root.toString('hex'),
      Buffer.alloc(32, 0xff).toString('base64url'),
      root.subarray(1).toString('base64'),
      Buffer.concat([root, Uint8Array.of(0)]).toString('base64'),
      // The two bits that 32 bytes leave over.
      HASH.replace(/(.)=$/, (_, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}=`),
    ];
    for (const hash of refused) assert.equal(parseCheckpoint(textOf(ORIGIN, 42, hash)), null, hash);
    assert.notEqual(parseCheckpoint(TEXT), null);
  });

  it('has three lines at least, none of them empty, each with its newline', () => {
    for (const text of [
      '',
      '\n',
      '\n\n\n',
      `${ORIGIN}\n`,
      `${ORIGIN}\n42\n`,
      `42\n${HASH}\n`,
      `${ORIGIN}\n${HASH}\n42\n`,
      `\n42\n${HASH}\n`,
      `${ORIGIN}\n\n42\n${HASH}\n`,
      TEXT.slice(0, -1),
      `\n${TEXT}`,
      `${TEXT}\n`,
      `${TEXT}\nextension\n`,
      `${TEXT}extension\n\n`,
      `${TEXT}extension`,
    ]) {
      assert.equal(parseCheckpoint(text), null, JSON.stringify(text));
    }
    assert.equal(parseCheckpoint(`${TEXT}extension\n and more\n`)?.size, 42n);
  });
});

describe('signed checkpoint (C2SP tlog-checkpoint)', () => {
  it('opens with a key of its log', () => {
    const opened = openCheckpoint(signNote(TEXT, [log]), [log.key]);
    assert.deepEqual(opened, {
      origin: ORIGIN,
      size: 42n,
      root,
      text: TEXT,
      signatures: [{ key: log.key, timestamp: null, line: signatureLines(TEXT, [log]) }],
    });
    assert.deepEqual(openCheckpoint(Buffer.from(signNote(TEXT, [log])), [otherLog.key, log.key]), opened);
  });

  it('opens where another implementation signed it', () => {
    // testdata/log/checkpoint.5 of github.com/transparency-dev/tessera, and the key and leaves of its build_log.sh.
    const key = parseVerifierKey(
      'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
    );
    assert.ok(key !== null);
    const note =
      'example.com/log/testdata\n5\ngy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=\n\n' +
      '— example.com/log/testdata M9e0lmn5eDHyHP10zJObZdFAX2y1V8fdDKBi4IiHbDYf1TCUBwxZOhqwv2QZCqrdda2zTRTrmnwjwscN5RBTEmZUYAs=\n';
    const { size, root: signedRoot } = openCheckpoint(note, [key]);
    assert.equal(size, 5n);
    const leaves = ['one', 'two', 'three', 'four', 'five'];
    assert.deepEqual(signedRoot, rootOf(leaves.map((leaf) => leafHash(Buffer.from(leaf)))));
  });

  it('opens with the log’s old key or its new one', () => {
    const note = signNote(TEXT, [log, nextKey]);
    assert.equal(openCheckpoint(note, [log.key]).signatures.length, 1);
    assert.equal(openCheckpoint(note, [nextKey.key]).signatures.length, 1);
    assert.equal(openCheckpoint(note, [log.key, nextKey.key]).signatures.length, 2);
    refuses('UNSIGNED', signNote(TEXT, [nextKey]), [log.key]);
  });

  it('is refused when another log signed it', () => {
    refuses('UNSIGNED', signNote(TEXT, [otherLog]), [log.key]);
    // Also one that is trusted, for itself.
    refuses('UNSIGNED', signNote(TEXT, [otherLog]), [log.key, otherLog.key]);
    refuses('UNSIGNED', signNote(TEXT, [otherLog]), [otherLog.key]);
    refuses('UNSIGNED', signNote(TEXT, [log]), []);
  });

  it('is refused when its origin is not the name of a key that signed it', () => {
    for (const origin of [
      'log.example',
      'log.example/one/',
      'Log.example/one',
      'log.example/two',
      ` ${ORIGIN}`,
    ]) {
      refuses('UNSIGNED', signNote(textOf(origin, 42), [log]), [log.key]);
    }
    // The origin is what the log's own key must have, not just any of the trusted keys.
    refuses('UNSIGNED', signNote(textOf(otherLog.key.name, 42), [log]), [log.key, otherLog.key]);
    const both = signNote(textOf(otherLog.key.name, 42), [log, otherLog]);
    assert.equal(openCheckpoint(both, [log.key, otherLog.key]).origin, otherLog.key.name);
  });

  it('is not signed by a witness, whatever its name', () => {
    const cosigned = `${TEXT}\n${cosignatureLine(TEXT, w4, 1)}`;
    refuses('UNSIGNED', cosigned, [log.key], [w4.key]);
    const namesake = createSigner(ORIGIN, seed(7), COSIGNATURE);
    const note = `${TEXT}\n${cosignatureLine(TEXT, namesake, 1)}`;
    refuses('UNSIGNED', note, [log.key], [namesake.key]);
    refuses('UNSIGNED', note, [namesake.key], []);
    const plainNamesake = createSigner(ORIGIN, seed(7));
    refuses('UNSIGNED', signNote(TEXT, [plainNamesake]), [log.key], [plainNamesake.key]);
  });

  it('comes with the cosignatures of the witnesses that are known', () => {
    const lines = witnesses.map((witness, i) => cosignatureLine(TEXT, witness, 1_700_000_000 + i));
    const note = `${signNote(TEXT, [log])}${lines.join('')}`;
    const opened = openCheckpoint(note, [log.key], [w6.key, w4.key]);
    assert.deepEqual(opened.signatures, [
      { key: log.key, timestamp: null, line: signatureLines(TEXT, [log]) },
      { key: w4.key, timestamp: 1_700_000_000, line: lines[0] },
      { key: w6.key, timestamp: 1_700_000_002, line: lines[2] },
    ]);
    assert.equal(openCheckpoint(note, [log.key]).signatures.length, 1);
    // A witness may stand before the log.
    const before = `${TEXT}\n${lines[0]}${signatureLines(TEXT, [log])}`;
    assert.equal(openCheckpoint(before, [log.key], [w4.key]).signatures.length, 2);
  });

  it('is spoilt by a bad signature of a log or witness that is known', () => {
    const elsewhere = textOf(ORIGIN, 43);
    const bad = `${signNote(TEXT, [log])}${cosignatureLine(elsewhere, w5, 1)}`;
    refuses('BAD_SIGNATURE', bad, [log.key], [w4.key, w5.key]);
    assert.equal(openCheckpoint(bad, [log.key], [w4.key]).signatures.length, 1);
    refuses('BAD_SIGNATURE', `${TEXT}\n${signatureLines(elsewhere, [log])}`, [log.key]);
    refuses('BAD_SIGNATURE', signNote(TEXT, [log]).replace('\n42\n', '\n43\n'), [log.key]);
  });

  it('is refused when what was signed is no checkpoint', () => {
    for (const text of [
      'a text\n',
      `${TEXT}\nafter an empty line\n`,
      textOf(ORIGIN, '042'),
      textOf(ORIGIN, 42, 'AAAA'),
    ]) {
      refuses('MALFORMED', signNote(text, [log]), [log.key]);
    }
    refuses('MALFORMED', TEXT, [log.key]);
    assert.equal(openCheckpoint(signNote(`${TEXT}extension\n`, [log]), [log.key]).text, `${TEXT}extension\n`);
  });

  it('is refused when an empty tree has another root than the empty one', () => {
    const empty = textOf(ORIGIN, 0, emptyRoot().toString('base64'));
    assert.equal(openCheckpoint(signNote(empty, [log]), [log.key]).size, 0n);
    refuses('MALFORMED', signNote(textOf(ORIGIN, 0), [log]), [log.key]);
    refuses('MALFORMED', signNote(textOf(ORIGIN, 0, Buffer.alloc(32).toString('base64')), [log]), [log.key]);
  });
});
