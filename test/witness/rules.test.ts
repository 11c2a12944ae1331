import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  COSIGNATURE,
  createSigner,
  emptyRoot,
  rootOf,
  signNote,
  signatureLines,
} from '../../src/ledger/index.ts';
import type { VerifierKey } from '../../src/ledger/index.ts';
import { examine, objectionTo } from '../../src/witness/rules.ts';
import type { Answer, Claim, LastCosigned } from '../../src/witness/rules.ts';
import { readSubmission } from '../../src/witness/submission.ts';
import { dose } from '../support/dose.ts';
import { addCheckpoint, checkpointText, signedLog } from '../support/signed-log.ts';
import type { SignedLog } from '../support/signed-log.ts';

const log = signedLog('log.example/one', 1);
const other = signedLog('log.example/two', 2);
const unknown = signedLog('log.example/three', 3);
const stranger = createSigner('stranger.example', Buffer.alloc(32, 9));
/** The log's name, but not its key. */
const pretender = createSigner(log.origin, Buffer.alloc(32, 8));
const newKey = createSigner(log.origin, Buffer.alloc(32, 7));
const trusted: readonly VerifierKey[] = [log.signer.key, other.signer.key, newKey.key];
const MAX = 2n ** 64n - 1n;

const at = (size: number, of: SignedLog = log): LastCosigned => ({ size: BigInt(size), root: of.root(size) });

const claimOf = (body: string | Uint8Array): Answer | Claim =>
  examine(typeof body === 'string' ? Buffer.from(body) : body, trusted);

/** What a witness that cosigned `last` answers; null: it cosigns. */
function answer(body: string | Uint8Array, last: LastCosigned | null = null): Answer | null {
  const claim = claimOf(body);
  return 'status' in claim ? claim : objectionTo(claim, last);
}

const statusOf = (body: string | Uint8Array, last: LastCosigned | null = null): number =>
  answer(body, last)?.status ?? 200;

/** A note whose text is signed as it stands, whatever it says. */
const signed = (text: string): string => `${text}\n${signatureLines(text, [log.signer])}`;
const [hash = ''] = log.proof(3, 7).map((one) => one.toString('base64'));
const good = log.body(3, 7);

describe('a submission to a witness', () => {
  it('is read as the specification’s example has it', () => {
    const body = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;
    const read = readSubmission(Buffer.from(body));
    assert.equal(read?.oldSize, 20852014n);
    const hashes = read.proof.map((one) => one.toString('base64'));
    assert.deepEqual(hashes, body.split('\n').slice(1, 5));
    assert.equal(read.checkpoint.origin, 'example.com/behind-the-sofa');
    assert.equal(read.checkpoint.size, 20852163n);
    assert.equal(read.checkpoint.root.toString('base64'), 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
    assert.equal(read.signatures.length, 2);
  });

  it('is read at its limits: 63 hashes, sizes up to 2^64 - 1', () => {
    const note = signed(checkpointText(log.origin, MAX, log.root(7)));
    const read = readSubmission(Buffer.from(addCheckpoint(MAX, Array<string>(63).fill(hash), note)));
    assert.equal(read?.oldSize, MAX);
    assert.equal(read.proof.length, 63);
    assert.equal(read.checkpoint.size, MAX);
    assert.equal(readSubmission(Buffer.from(addCheckpoint(MAX + 1n, [], note))), null);
  });

  it('gets 400 for any other form, and nothing else is wrong with it', () => {
    assert.equal(statusOf(good, at(3)), 200);
    const note = log.note(7);
    const proof = log.proof(3, 7);
    const withOld = (line: string): string => good.replace('old 3\n', line);
    const withProof = (line: string): string => good.replace(`${hash}\n`, line);
    const withText = (text: string): string => addCheckpoint(3, proof, signed(text));
    const root = log.root(7).toString('base64');
    const text = `${log.origin}\n7\n${root}\n`;
    const bytes = Buffer.from(hash, 'base64');
    const strayBits = hash.replace(/.=$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`);
    assert.notEqual(strayBits, hash);
    assert.deepEqual(Buffer.from(strayBits, 'base64'), bytes, 'the same hash to a lenient reader');
    const highBit = Buffer.from(good);
    highBit[6] = (highBit[6] ?? 0) | 0x80;
    const malformed: Record<string, string | Uint8Array> = {
      nothing: '',
      'a newline': '\n',
      'a checkpoint alone': note,
      'an empty line before a checkpoint': `\n${note}`,
      'no old size': withOld(''),
      'old without a size': withOld('old\n'),
      'old and a space': withOld('old \n'),
      'a size without old': withOld('3\n'),
      'another word': withOld('Old 3\n'),
      'a leading zero': withOld('old 03\n'),
      'a zero of two digits': good.replace('old 3\n', 'old 00\n'),
      'a sign': withOld('old +3\n'),
      'a negative size': withOld('old -3\n'),
      hexadecimal: withOld('old 0x3\n'),
      'an exponent': withOld('old 3e0\n'),
      'a fraction': withOld('old 3.0\n'),
      'digits of another script': withOld('old ３\n'),
      'two spaces': withOld('old  3\n'),
      'a tab': withOld('old\t3\n'),
      'a space before': withOld(' old 3\n'),
      'a space after': withOld('old 3 \n'),
      'a carriage return': withOld('old 3\r\n'),
      'a byte order mark': `\ufeff${good}`,
      'two old sizes': withOld('old 3\nold 3\n'),
      'a size of 2^64': withOld(`old ${2n ** 64n}\n`),
      'a size of 21 digits': withOld(`old 1${'0'.repeat(20)}\n`),
      'a line of prose in the proof': withProof('proof\n'),
      'a hash of 31 bytes': withProof(`${bytes.subarray(1).toString('base64')}\n`),
      'a hash of 33 bytes': withProof(`${Buffer.concat([bytes, bytes.subarray(0, 1)]).toString('base64')}\n`),
      'a hash without padding': withProof(`${hash.slice(0, -1)}\n`),
      'a hash in base64url': addCheckpoint(3, ['-_'.padEnd(43, 'A') + '='], note),
      'a hash with stray bits': withProof(`${strayBits}\n`),
      'a space after a hash': withProof(`${hash} \n`),
      'a carriage return after a hash': withProof(`${hash}\r\n`),
      'two hashes on a line': withProof(`${hash}${hash}\n`),
      'a character that is a hash’s in its low byte only': withProof(
        `${hash.replace(/^./, (c) => String.fromCharCode(c.charCodeAt(0) + 256))}\n`,
      ),
      'a byte that is a hash’s but for its high bit': highBit,
      '64 hashes': addCheckpoint(3, Array<string>(64).fill(hash), note),
      'no empty line before the checkpoint': good.replace('\n\n', '\n'),
      'two empty lines before the checkpoint': good.replace('\n\n', '\n\n\n'),
      'an empty line within the proof': good.replace('old 3\n', 'old 3\n\n'),
      'no checkpoint': 'old 3\n\n',
      'no newline at the end': good.slice(0, -1),
      'a line after the checkpoint': `${good}more\n`,
      'an empty line after the checkpoint': `${good}\n`,
      'no signature': addCheckpoint(3, proof, `${text}\n`),
      'a signature that is not base64': good.replace(/ [^ ]+\n$/, ' signature\n'),
      'a hyphen for the dash': good.replace('—', '-'),
      'a checkpoint of two lines': withText(`${log.origin}\n7\n`),
      'a checkpoint without an origin': withText(`\n7\n${root}\n`),
      'a checkpoint with an empty line': withText(`${text}\nmore\n`),
      'a checkpoint’s size with a leading zero': withText(`${log.origin}\n07\n${root}\n`),
      'a checkpoint’s size of 2^64': withText(`${log.origin}\n${2n ** 64n}\n${root}\n`),
      'a root of 31 bytes': withText(checkpointText(log.origin, 7, log.root(7).subarray(1))),
      'a root without padding': withText(`${log.origin}\n7\n${root.slice(0, -1)}\n`),
      'a control character': withText(`${text}a\u0007b\n`),
      'a carriage return in the checkpoint': withText(`${log.origin}\r\n7\n${root}\n`),
      'bytes that are not UTF-8': Buffer.from(good.replace('—', 'ÿ'), 'latin1'),
    };
    for (const [name, body] of Object.entries(malformed)) {
      assert.notEqual(body, good, name);
      assert.equal(statusOf(body, at(3)), 400, name);
    }
  });

  it('gets 404 for a log that is not witnessed, before any look at signatures', () => {
    assert.equal(statusOf(unknown.body(0, 7)), 404);
    assert.equal(statusOf(unknown.body(0, 7).replace(/[A-Za-z](?=[^ ]*\n$)/, '/')), 404);
    assert.equal(statusOf(addCheckpoint(9, [], unknown.note(7))), 404);
    const disguised = signNote(checkpointText(unknown.origin, 7, log.root(7)), [log.signer]);
    assert.equal(statusOf(addCheckpoint(0, [], disguised)), 404);
  });

  it('gets 403 without a trusted key’s signature, or with a bad one', () => {
    const text = checkpointText(log.origin, 7, log.root(7));
    const bodyOf = (...lines: string[]): string => addCheckpoint(0, [], `${text}\n${lines.join('')}`);
    const ours = signatureLines(text, [log.signer]);
    const theirs = signatureLines(text, [stranger, pretender]);
    const elsewhere = signatureLines(checkpointText(log.origin, 8, log.root(8)), [log.signer]);
    const cosigner = createSigner(log.origin, Buffer.alloc(32, 1), COSIGNATURE);
    assert.equal(statusOf(bodyOf(ours)), 200);
    assert.equal(statusOf(bodyOf(theirs)), 403, 'strangers');
    assert.equal(
      statusOf(bodyOf(signatureLines(text, [other.signer]))),
      403,
      'the key of another trusted log',
    );
    assert.equal(statusOf(bodyOf(signatureLines(text, [cosigner]))), 403, 'the same key for another use');
    assert.equal(statusOf(bodyOf(elsewhere)), 403, 'a signature of something else');
    assert.equal(statusOf(bodyOf(ours, elsewhere)), 403, 'a bad signature after a good one of the same key');
    assert.equal(statusOf(bodyOf(elsewhere, ours)), 403, 'and before it');
    const badNewKey = signatureLines(checkpointText(log.origin, 8, log.root(8)), [newKey]);
    assert.equal(statusOf(bodyOf(ours, badNewKey)), 403, 'a bad signature of another of its keys');
    assert.equal(
      statusOf(addCheckpoint(9, ['AAAA'.repeat(10) + 'AAA='], `${text}\n${theirs}`)),
      403,
      'first of all',
    );
  });

  it('is taken with any of the log’s keys, and strangers’ signatures are not kept', () => {
    const text = checkpointText(log.origin, 7, log.root(7));
    const linesKept = (lines: string): string => {
      const claim = claimOf(addCheckpoint(0, [], `${text}\n${lines}`));
      assert.ok('signatureLines' in claim);
      return claim.signatureLines;
    };
    const ours = signatureLines(text, [log.signer]);
    const both = signatureLines(text, [newKey, log.signer]);
    const strangers = Array.from({ length: 16 }, (_, i) =>
      createSigner(`s${i}.example`, Buffer.alloc(32, i)),
    );
    const noise = signatureLines(text, [...strangers, pretender]);
    const nonsense = signatureLines('something else\n', [stranger, pretender]);
    assert.equal(linesKept(ours), ours);
    assert.equal(linesKept(both), both);
    assert.equal(linesKept(noise + ours + nonsense), ours);
    assert.equal(linesKept(ours + ours), ours);
  });

  it('may have extension lines', () => {
    const text = `${checkpointText(log.origin, 7, log.root(7))}an extension\nand one more\n`;
    assert.equal(statusOf(addCheckpoint(3, log.proof(3, 7), signed(text)), at(3)), 200);
  });

  it('gets 400 for an old size above the checkpoint’s, whatever was cosigned', () => {
    const body = addCheckpoint(8, [], log.note(7));
    for (const last of [null, at(7), at(8)]) assert.equal(statusOf(body, last), 400);
    assert.equal(statusOf(addCheckpoint(MAX, [], log.note(7))), 400);
  });

  it('gets 409 and the size to prove from, before its proof is looked at', () => {
    const isConflict = (body: string, last: LastCosigned | null, size: bigint | number): void =>
      assert.deepEqual(answer(body, last), {
        status: 409,
        contentType: 'text/x.tlog.size',
        body: `${size}\n`,
      });
    isConflict(log.body(3, 7), null, 0);
    isConflict(log.body(0, 7), at(3), 3);
    isConflict(log.body(0, 7), at(7), 7);
    isConflict(log.body(3, 7), at(12), 12);
    isConflict(log.body(7, 7), at(3), 3);
    isConflict(addCheckpoint(0, [hash], log.note(7)), at(3), 3);
    isConflict(addCheckpoint(5, [hash], log.note(7)), at(3), 3);
    const empty = signNote(checkpointText(log.origin, 0, log.root(1)), [log.signer]);
    isConflict(addCheckpoint(0, [], empty), at(3), 3);
    isConflict(log.body(3, 7), { size: MAX, root: log.root(7) }, MAX);
  });

  it('gets 422 for a proof that does not hold', () => {
    const proof = log.proof(3, 7);
    const prove = (hashes: readonly Uint8Array[], last = at(3)): number =>
      statusOf(addCheckpoint(3, hashes, log.note(7)), last);
    assert.equal(prove(proof), 200);
    assert.equal(prove(proof.slice(1)), 422);
    assert.equal(prove([...proof, emptyRoot()]), 422);
    assert.equal(prove([...proof].reverse()), 422);
    assert.equal(prove([]), 422);
    assert.equal(prove(Array<Buffer>(63).fill(emptyRoot())), 422);
    assert.equal(prove(log.proof(4, 7)), 422);
    assert.equal(prove(proof, at(3, log.fork(2, 'fork'))), 422);
    assert.equal(statusOf(log.fork(2, 'fork').body(3, 7), at(3)), 422);
    assert.equal(answer(log.fork(2, 'fork').body(3, 7), at(3))?.contentType, 'text/plain; charset=utf-8');
  });

  it('gets 422 for a proof from nothing, or between trees of one size', () => {
    assert.equal(statusOf(log.body(0, 7)), 200);
    assert.equal(statusOf(addCheckpoint(0, [hash], log.note(7))), 422);
    assert.equal(statusOf(addCheckpoint(0, log.proof(3, 7), log.note(7))), 422);
    assert.equal(statusOf(log.body(7, 7), at(7)), 200);
    assert.equal(statusOf(addCheckpoint(7, [hash], log.note(7)), at(7)), 422);
  });

  it('gets 422 for another root at the same size', () => {
    assert.equal(statusOf(log.fork(2, 'fork').body(7, 7), at(7)), 422);
    assert.equal(statusOf(log.fork(6, 'fork').body(7, 7), at(7)), 422);
  });

  it('gets 422 for an empty tree that has another root', () => {
    assert.equal(statusOf(log.body(0, 0)), 200);
    assert.equal(statusOf(log.body(0, 0), at(0)), 200);
    assert.equal(statusOf(log.body(0, 7), at(0)), 200);
    const empty = addCheckpoint(0, [], signNote(checkpointText(log.origin, 0, log.root(1)), [log.signer]));
    assert.equal(statusOf(empty), 422);
    assert.equal(statusOf(empty, at(0)), 422);
  });

  it('is cosigned between any two sizes of one tree, and between no two of a fork', () => {
    const fork = log.fork(1, 'fork');
    for (let first = 1; first <= 24; first += 1) {
      for (let second = first; second <= 24; second += 1) {
        assert.equal(statusOf(log.body(first, second), at(first)), 200, `${first} to ${second}`);
        if (first > 1)
          assert.equal(statusOf(fork.body(first, second), at(first)), 422, `${first} to ${second}`);
      }
    }
  });
});

/** Half of the time what an honest log does, which is null here. */
const orHonest = <T>(careless: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof(careless, fc.constant(null), fc.constant(null));

/** One submission of a careless or hostile log: which branch, which sizes, what is done to the proof. */
const submissions = fc.record({
  branch: orHonest(fc.nat({ max: 3 })),
  size: orHonest(fc.nat({ max: 20 })),
  growth: fc.nat({ max: 4 }),
  oldSize: orHonest(fc.nat({ max: 20 })),
  proofOf: orHonest(fc.nat({ max: 3 })),
  spoil: orHonest(fc.constantFrom('drop', 'add', 'flip')),
});

function spoilt(proof: readonly Buffer[], how: string | null): Buffer[] {
  if (how === 'drop') return proof.slice(0, -1);
  if (how === 'add') return [...proof, emptyRoot()];
  if (how === 'flip')
    return proof.map((one, i) => (i === 0 ? Buffer.from(one.map((byte) => byte ^ 1)) : one));
  return [...proof];
}

describe('a witness, whatever a log submits,', () => {
  const trunk = signedLog('log.example/one', 1, 20);
  const branches = [trunk, trunk.fork(3, 'a'), trunk.fork(8, 'b'), trunk.fork(15, 'c')];
  const branch = (i: number): SignedLog => branches[i] as SignedLog;

  it('never cosigns two trees of which neither continues the other, and always cosigns honest growth', () => {
    let honest = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(submissions, { minLength: 4, maxLength: 24 }), (sequence) => {
        let last: LastCosigned | null = null;
        let before: { on: number; size: number; leaves: readonly Buffer[] } = { on: 0, size: 0, leaves: [] };
        for (const sent of sequence) {
          const on = sent.branch ?? before.on;
          const size = sent.size ?? Math.min(20, before.size + sent.growth);
          const from = sent.oldSize ?? before.size;
          const proving = branch(sent.proofOf ?? on);
          const proof = spoilt(from <= size ? proving.proof(from, size) : [], sent.spoil);
          const status = statusOf(addCheckpoint(from, proof, branch(on).note(size)), last);
          // The leaves themselves say what is right, without hashes and proofs.
          const { leaves } = branch(on);
          const continues =
            size >= before.size &&
            before.leaves.slice(0, before.size).every((leaf, i) => leaves[i]?.equals(leaf));
          const isHonest = continues && from === before.size && sent.spoil === null && proving === branch(on);
          if (isHonest) assert.equal(status, 200, `${from} to ${size}`);
          if (isHonest && from > 0 && size > from) honest += 1;
          if (status !== 200) refused += 1;
          else {
            assert.ok(continues, `${before.size} to ${size} on another branch`);
            before = { on, size, leaves };
            last = { size: BigInt(size), root: rootOf(leaves.slice(0, size)) };
          }
        }
      }),
      { numRuns: dose(300, 5_000) },
    );
    assert.ok(honest > 50 && refused > 500, `${honest} steps of growth and ${refused} refusals were tried`);
  });
});
