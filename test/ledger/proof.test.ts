import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalRecord, openingOf, parseRecord, publishedLeaf, sealedLeaf } from '../../src/ledger/leaf.ts';
import { formatProof } from '../../src/ledger/log/prove.ts';
import { cosignatureLine, createSigner, signNote } from '../../src/ledger/log/sign.ts';
import { emptyRoot, inclusionProof, leafHash, nodeHash, rootOf } from '../../src/ledger/tree/merkle.ts';
import { COSIGNATURE, NoteError } from '../../src/ledger/verify/note.ts';
import { PROOF_HEADER, ProofError, parseProof, verifyProof } from '../../src/ledger/verify/proof.ts';
import type { VerifiedProof } from '../../src/ledger/verify/proof.ts';

const ORIGIN = 'log.example/one';
const seed = (n: number): Buffer => Buffer.alloc(32, n);
const log = createSigner(ORIGIN, seed(1));
const otherLog = createSigner('log.example/two', seed(2));
const witness = createSigner('witness.example/w1', seed(3), COSIGNATURE);
const stranger = createSigner('witness.example/w2', seed(4), COSIGNATURE);

const SIZE = 13;
/** Each record has its own key; every third entry is published. */
const entries = Array.from({ length: SIZE }, (_, i) => {
  const record = canonicalRecord({
    event: i % 3 === 0 ? 'policy' : 'release',
    grant: `gra_${i}`,
    at: 1_800_000_000_000 + i,
  });
  const key = seed(100 + i);
  const leaf = i % 3 === 0 ? publishedLeaf(record) : sealedLeaf(key, record);
  return { record, key, leaf, extra: i % 3 === 0 ? leaf : openingOf(key, record) };
});
type Entry = (typeof entries)[number];
const entry = (i: number): Entry => entries[i] as Entry;
const SEALED = 4;
const hashes = entries.map(({ leaf }) => leafHash(leaf));

const checkpointOf = (size: number | bigint, root: Uint8Array, by = log): string =>
  signNote(`${by.key.name}\n${size}\n${Buffer.from(root).toString('base64')}\n`, [by]);

const head = (size: number): string => checkpointOf(size, rootOf(hashes.slice(0, size)));

const proofOf = (index: number, size = SIZE, extra: Uint8Array = entry(index).extra): string =>
  formatProof({ extra, index, path: inclusionProof(hashes.slice(0, size), index), checkpoint: head(size) });

const text = (...lines: string[]): string => lines.join('\n');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const refuses = (proof: string, wants: RegExp, keys = [log.key]): void =>
  assert.throws(
    () => verifyProof(proof, keys),
    (error) => error instanceof ProofError && wants.test(error.message),
    proof,
  );

describe('proof file (C2SP tlog-proof)', () => {
  it('is read as it was written', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.maxSafeNat(),
        fc.array(hash, { maxLength: 63 }),
        fc.string({ unit: 'grapheme' }),
        (extra, index, path, checkpoint) => {
          assert.deepEqual(parseProof(formatProof({ extra, index, path, checkpoint })), {
            extra: Buffer.from(extra),
            index: BigInt(index),
            path,
            checkpoint,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is written line by line as the specification has it', () => {
    const { extra } = entry(3);
    const path = inclusionProof(hashes, 3);
    assert.equal(path.length, 4);
    assert.equal(
      proofOf(3),
      text(
        'c2sp.org/tlog-proof@v1',
        `extra ${base64(extra)}`,
        'index 3',
        ...path.map(base64),
        '',
        head(SIZE),
      ),
    );
    assert.equal(PROOF_HEADER, 'c2sp.org/tlog-proof@v1');
  });

  it('is read as others write it: the specification’s example', () => {
    // Without its extra line, which is cut short there and so is no base64, and with its signatures as they are cut.
    const path = [
      'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
      'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
      'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
      'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
      'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
    ];
    const checkpoint = text(
      'example.com/fancylog',
      '109482',
      'sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=',
      '',
      '— example.com/fancylog hI2DJw[...]1roloI=',
      '— witness1.example mJirIklj[...]qY9v2B/5bg==',
      '',
    );
    assert.deepEqual(parseProof(text(PROOF_HEADER, 'index 73894', ...path, '', checkpoint)), {
      extra: null,
      index: 73_894n,
      path: path.map((hash) => Buffer.from(hash, 'base64')),
      checkpoint,
    });
  });

  it('needs no extra line and no path', () => {
    assert.deepEqual(parseProof(text(PROOF_HEADER, 'index 0', '', 'checkpoint')), {
      extra: null,
      index: 0n,
      path: [],
      checkpoint: 'checkpoint',
    });
  });

  it('ends at the first empty line; what follows is the checkpoint, verbatim', () => {
    const checkpoint = '\nan empty line before\n\n\nand after\r\n\n';
    assert.equal(parseProof(text(PROOF_HEADER, 'index 0', '', checkpoint))?.checkpoint, checkpoint);
  });

  it('has an index without leading zeros, as large as a log can be', () => {
    const parsed = (index: string): bigint | undefined =>
      parseProof(text(PROOF_HEADER, `index ${index}`, '', ''))?.index;
    for (const index of ['0', '1', '10', '9007199254740993', '18446744073709551614']) {
      assert.equal(parsed(index), BigInt(index));
    }
    for (const index of [
      '',
      '00',
      '01',
      '-1',
      '-0',
      '+1',
      '1.0',
      '1e3',
      '0x1',
      '1 ',
      ' 1',
      '\u0661',
      'one',
      '1'.repeat(21),
    ]) {
      assert.equal(parsed(index), undefined, JSON.stringify(index));
    }
  });

  it('has up to 63 hashes', () => {
    const path = Array.from({ length: 64 }, (_, i) => base64(seed(i)));
    assert.equal(parseProof(text(PROOF_HEADER, 'index 0', ...path.slice(1), '', ''))?.path.length, 63);
    assert.equal(parseProof(text(PROOF_HEADER, 'index 0', ...path, '', '')), null);
  });

  it('is none in any other form', () => {
    const hash = base64(seed(7));
    const good = [PROOF_HEADER, 'extra AQI=', 'index 5', hash, '', 'checkpoint'];
    assert.notEqual(parseProof(text(...good)), null);
    const line = (at: number, other: string): string => text(...good.with(at, other));
    const refused: Record<string, string> = {
      nothing: '',
      'no empty line': text(...good.slice(0, 4), 'checkpoint'),
      'an empty line first': text('', '', ...good),
      'no header': text(...good.slice(1)),
      'another version': line(0, 'c2sp.org/tlog-proof@v2'),
      'more in the header': line(0, `${PROOF_HEADER} `),
      'a byte order mark': line(0, `\ufeff${PROOF_HEADER}`),
      'carriage returns': good.join('\r\n'),
      'no index': text(PROOF_HEADER, 'extra AQI=', hash, '', ''),
      'no index and no hash': text(PROOF_HEADER, '', ''),
      'two indices': text(PROOF_HEADER, 'index 5', 'index 5', '', ''),
      'two extra lines': text(PROOF_HEADER, 'extra AQI=', 'extra AQI=', 'index 5', '', ''),
      'the extra line last': text(PROOF_HEADER, 'index 5', 'extra AQI=', '', ''),
      Index: line(2, 'Index 5'),
      'two spaces before the index': line(2, 'index  5'),
      'a tab before the index': line(2, 'index\t5'),
      'no space before the index': line(2, 'index5'),
      'extra without padding': line(1, 'extra AQI'),
      'extra with stray bits': line(1, 'extra AQJ='),
      'extra in the other alphabet': line(1, 'extra __8='),
      'extra and a space': line(1, 'extra AQI= '),
      'two spaces before extra': line(1, 'extra  AQI='),
      'no space before extra': line(1, 'extraAQI='),
      'extra alone': line(1, 'extra'),
      'a short hash': line(3, base64(Buffer.alloc(31))),
      'a long hash': line(3, base64(Buffer.alloc(33))),
      'no hash': line(3, 'hash'),
      'a hash without padding': line(3, hash.slice(0, -1)),
      'a hash in the other alphabet': line(3, `${Buffer.alloc(32, 0xff).toString('base64url')}=`),
      'a hash in hexadecimal digits': line(3, seed(7).toString('hex')),
      'a hash and a space': line(3, `${hash} `),
    };
    for (const [what, proof] of Object.entries(refused)) assert.equal(parseProof(proof), null, what);
  });
});

describe('verified proof', () => {
  it('holds for every entry in every tree that has it', () => {
    for (let size = 1; size <= SIZE; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const { leaf, record } = entry(index);
        const proven = verifyProof(proofOf(index, size), [otherLog.key, log.key]);
        assert.equal(proven.index, BigInt(index));
        assert.deepEqual(proven.leaf, { data: leaf, record });
        assert.equal(proven.checkpoint.size, BigInt(size));
        assert.deepEqual(proven.checkpoint.root, rootOf(hashes.slice(0, size)));
      }
    }
  });

  it('has an empty path in a log of one entry', () => {
    const proof = proofOf(0, 1);
    assert.deepEqual(parseProof(proof)?.path, []);
    assert.deepEqual(verifyProof(proof, [log.key]).leaf.data, entry(0).leaf);
  });

  it('holds with 63 hashes', () => {
    const path = Array.from({ length: 63 }, (_, i) => seed(i));
    const root = path.reduce((below, sibling) => nodeHash(below, sibling), hashes[SEALED] as Buffer);
    const proof = formatProof({
      extra: entry(SEALED).extra,
      index: 0,
      path,
      checkpoint: checkpointOf(2n ** 63n, root),
    });
    assert.equal(verifyProof(proof, [log.key]).checkpoint.size, 2n ** 63n);
    refuses(proof.replace('index 0', 'index 1'), /inclusion proof/);
  });

  it('opens a sealed leaf for whoever has its opening, and for nobody else', () => {
    const { leaf, record, key } = entry(SEALED);
    const opened = verifyProof(proofOf(SEALED), [log.key]);
    assert.deepEqual(parseRecord(opened.leaf.record as Buffer), {
      at: 1_800_000_000_004,
      event: 'release',
      grant: 'gra_4',
    });
    assert.deepEqual(verifyProof(proofOf(SEALED, SIZE, leaf), [log.key]).leaf, { data: leaf, record: null });
    const wrong = [
      openingOf(seed(200), record),
      openingOf(key, entry(SEALED + 1).record),
      openingOf(key, Buffer.concat([record, Buffer.from(' ')])),
      openingOf(entry(SEALED + 1).key, entry(SEALED + 1).record),
      publishedLeaf(record),
      entry(SEALED + 1).leaf,
    ];
    for (const extra of wrong)
      refuses(proofOf(SEALED, SIZE, extra), /inclusion proof does not lead from entry 4/);
  });

  it('comes with its leaf in the extra line', () => {
    const [, , ...rest] = proofOf(SEALED).split('\n');
    refuses(text(PROOF_HEADER, ...rest), /extra line/);
    for (const extra of [
      entry(SEALED).record,
      Buffer.alloc(0),
      Buffer.from([1, 3, 0]),
      openingOf(seed(1), Buffer.alloc(0)),
    ]) {
      refuses(proofOf(SEALED, SIZE, extra), /extra line/);
    }
    refuses('a proof\n', /not a tlog-proof file/);
  });

  it('holds for its own index and path only', () => {
    const proof = proofOf(SEALED);
    for (const index of [0, 3, 5, 12, 13, '18446744073709551615', '99999999999999999999']) {
      refuses(proof.replace('index 4', `index ${index}`), new RegExp(`from entry ${index} `));
    }
    const lines = proof.split('\n');
    assert.equal(lines.indexOf(''), 7);
    refuses(text(...lines.toSpliced(3, 1)), /inclusion proof/);
    refuses(text(...lines.toSpliced(3, 0, lines[3] as string)), /inclusion proof/);
    refuses(text(...lines.with(3, lines[4] as string).with(4, lines[3] as string)), /inclusion proof/);
    refuses(proofOf(SEALED).replace(head(SIZE), head(SIZE - 1)), /inclusion proof/);
  });

  it('holds with a checkpoint of a trusted log only', () => {
    const root = rootOf(hashes);
    const refusedNote = (proof: string, code: NoteError['code'], keys = [log.key]): void =>
      assert.throws(
        () => verifyProof(proof, keys),
        (error) => error instanceof NoteError && error.code === code,
      );
    const of = (checkpoint: string): string => proofOf(SEALED).replace(head(SIZE), checkpoint);
    assert.equal(verifyProof(of(checkpointOf(SIZE, root)), [log.key]).index, 4n);
    refusedNote(of(checkpointOf(SIZE, root, otherLog)), 'UNSIGNED');
    refusedNote(of(signNote(`${ORIGIN}\n${SIZE}\n${base64(root)}\n`, [otherLog])), 'UNSIGNED', [
      log.key,
      otherLog.key,
    ]);
    refusedNote(of(head(SIZE)), 'UNSIGNED', []);
    refusedNote(of(head(SIZE).replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)), 'BAD_SIGNATURE');
    refusedNote(of(head(SIZE).trimEnd()), 'MALFORMED');
    refusedNote(of(`\n${head(SIZE)}`), 'BAD_SIGNATURE');
    refusedNote(of(''), 'MALFORMED');
    refuses(of(checkpointOf(0, emptyRoot())), /inclusion proof/);
  });

  it('comes with the cosignatures of the witnesses that are known', () => {
    const [body = ''] = head(SIZE).split('\n\n');
    const proof = `${proofOf(SEALED)}${cosignatureLine(`${body}\n`, witness, 1_700_000_000)}`;
    const { checkpoint } = verifyProof(proof, [log.key], [witness.key]);
    assert.deepEqual(
      checkpoint.signatures.map(({ key, timestamp }) => [key, timestamp]),
      [
        [log.key, null],
        [witness.key, 1_700_000_000],
      ],
    );
    assert.equal(verifyProof(proof, [log.key]).checkpoint.signatures.length, 1);
  });

  describe('after tampering', () => {
    const [body = ''] = head(SIZE).split('\n\n');
    const cosigned =
      cosignatureLine(`${body}\n`, witness, 1_700_000_000) +
      cosignatureLine(`${body}\n`, stranger, 1_700_000_001);
    const files = entries.flatMap(({ leaf, extra }, i) =>
      [extra, leaf].map((shown) => `${proofOf(i, SIZE, shown)}${cosigned}`),
    );
    const verified = (file: string): VerifiedProof => verifyProof(file, [log.key], [witness.key]);
    /** What a proof says, but for the witnesses, of whom tampering may leave fewer. */
    const said = ({
      index,
      leaf,
      checkpoint: { origin, size, root, text: note },
    }: VerifiedProof): unknown => ({
      index,
      leaf: leaf.data,
      origin,
      size,
      root,
      note,
    });
    const genuine = files.map((file) => verified(file));

    /** True: it was refused as it should be; false: it says what it said before. */
    function isRefused(file: string, which: number): boolean {
      const was = genuine[which] as VerifiedProof;
      let proof: VerifiedProof;
      try {
        proof = verified(file);
      } catch (error) {
        assert.ok(error instanceof ProofError || error instanceof NoteError, String(error));
        return true;
      }
      assert.deepEqual(said(proof), said(was));
      // Another file's opening of the same leaf, put in the leaf's place, opens it and changes nothing.
      if (proof.leaf.record !== null) assert.deepEqual(proof.leaf.record, entry(Number(was.index)).record);
      return false;
    }

    it('with any byte says the same or nothing', () => {
      let [refused, same] = [0, 0];
      fc.assert(
        fc.property(
          fc.nat({ max: files.length - 1 }),
          fc.nat(),
          fc.integer({ min: 1, max: 255 }),
          (which, where, mask) => {
            const bytes = Buffer.from(files[which] as string);
            const at = where % bytes.length;
            bytes[at] = (bytes[at] as number) ^ mask;
            if (isRefused(bytes.toString(), which)) refused += 1;
            else same += 1;
          },
        ),
        { numRuns: 4_000 },
      );
      // It may change the name, the id or all of an unknown witness's line, and the name or id of a known one's.
      assert.ok(refused > 2_000 && same > 50, `${refused} refused, ${same} the same`);
    });

    it('with any bit of one file says the same or nothing', () => {
      const which = 2 * SEALED;
      const whole = Buffer.from(files[which] as string);
      const witnessed = Buffer.byteLength(proofOf(SEALED));
      for (let bit = 0; bit < whole.length * 8; bit += 1) {
        const bytes = Buffer.from(whole);
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        const refused = isRefused(bytes.toString(), which);
        assert.ok(refused || bit >> 3 >= witnessed, `bit ${bit} is not bound`);
      }
    });

    it('with whole lines says the same or nothing', () => {
      let [refused, same] = [0, 0];
      fc.assert(
        fc.property(
          fc.nat({ max: files.length - 1 }),
          fc.nat({ max: files.length - 1 }),
          fc.nat(),
          fc.nat(),
          fc.constantFrom('drop', 'double', 'swap', 'splice', 'blank'),
          (which, other, i, j, how) => {
            const lines = (files[which] as string).split('\n');
            const theirs = (files[other] as string).split('\n');
            const [a, b] = [i % lines.length, j % lines.length];
            const line = lines[a] as string;
            const changed = {
              drop: lines.toSpliced(a, 1),
              double: lines.toSpliced(b, 0, line),
              swap: lines.with(a, lines[b] as string).with(b, line),
              // A line of another proof of the same log, and of the same checkpoint.
              splice: lines.with(a, theirs[j % theirs.length] as string),
              blank: lines.toSpliced(a, 0, ''),
            }[how];
            if (isRefused(changed.join('\n'), which)) refused += 1;
            else same += 1;
          },
        ),
        { numRuns: 3_000 },
      );
      assert.ok(refused > 1_000 && same > 50, `${refused} refused, ${same} the same`);
    });
  });
});
