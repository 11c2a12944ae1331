import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import type { JsonValue } from '../../src/kernel/canonical-json.ts';
import {
  MAX_LEAF_SIZE,
  RECORD_KEY_SIZE,
  canonicalRecord,
  openingOf,
  parseRecord,
  publishedLeaf,
  readLeaf,
  sealedLeaf,
  verifySealedLeaf,
} from '../../src/ledger/leaf.ts';
import type { LedgerRecord } from '../../src/ledger/leaf.ts';

const recordKey = Buffer.alloc(RECORD_KEY_SIZE, 0xa7);
const record = canonicalRecord({
  event: 'release',
  grant: 'gra_1',
  fields: ['email'],
  at: 1_800_000_000_000,
});

const anyKey = fc.uint8Array({ minLength: RECORD_KEY_SIZE, maxLength: RECORD_KEY_SIZE });
const anyRecord = fc.uint8Array({ minLength: 1, maxLength: 300 });

describe('leaf', () => {
  it('that is sealed is version, form and an HMAC of the record', () => {
    fc.assert(
      fc.property(anyKey, anyRecord, (key, bytes) => {
        const mac = createHmac('sha256', key).update(bytes).digest('hex');
        assert.equal(sealedLeaf(key, bytes).toString('hex'), `0100${mac}`);
      }),
    );
    assert.equal(sealedLeaf(recordKey, record).length, 34);
  });

  it('that is published is version, form and the record', () => {
    assert.equal(publishedLeaf(record).toString('hex'), `0101${record.toString('hex')}`);
  });

  it('has an opening of version, form, key and record', () => {
    assert.equal(
      openingOf(recordKey, record).toString('hex'),
      `0102${'a7'.repeat(32)}${record.toString('hex')}`,
    );
  });

  it('reads as what was written', () => {
    fc.assert(
      fc.property(anyKey, anyRecord, (key, bytes) => {
        const sealed = sealedLeaf(key, bytes);
        const published = publishedLeaf(bytes);
        assert.deepEqual(readLeaf(sealed), { data: sealed, record: null });
        assert.deepEqual(readLeaf(published), { data: published, record: Buffer.from(bytes) });
        // The opening stands for the leaf that the tree has, not for itself.
        assert.deepEqual(readLeaf(openingOf(key, bytes)), { data: sealed, record: Buffer.from(bytes) });
        assert.deepEqual(readLeaf(new Uint8Array(sealed)), { data: sealed, record: null });
      }),
    );
  });

  it('that is sealed verifies with its own key and record only', () => {
    fc.assert(
      fc.property(anyKey, anyRecord, fc.nat(), fc.integer({ min: 1, max: 255 }), (key, bytes, at, mask) => {
        const spoil = (of: Uint8Array): Buffer => {
          const copy = Buffer.from(of);
          copy[at % copy.length] = (copy[at % copy.length] as number) ^ mask;
          return copy;
        };
        const leaf = sealedLeaf(key, bytes);
        assert.ok(verifySealedLeaf(leaf, key, bytes));
        assert.ok(!verifySealedLeaf(spoil(leaf), key, bytes));
        assert.ok(!verifySealedLeaf(leaf, spoil(key), bytes));
        assert.ok(!verifySealedLeaf(leaf, key, spoil(bytes)));
        assert.ok(!verifySealedLeaf(leaf.subarray(0, -1), key, bytes));
        assert.ok(!verifySealedLeaf(Buffer.concat([leaf, Uint8Array.of(0)]), key, bytes));
        assert.notDeepEqual(readLeaf(openingOf(spoil(key), bytes))?.data, leaf);
      }),
    );
    assert.ok(!verifySealedLeaf(publishedLeaf(record), recordKey, record));
    assert.ok(!verifySealedLeaf(Buffer.alloc(0), recordKey, record));
  });

  it('tells nothing of its record, not even which are alike', () => {
    const other = Buffer.alloc(RECORD_KEY_SIZE, 0xa8);
    assert.notDeepEqual(sealedLeaf(recordKey, record), sealedLeaf(other, record));
    assert.equal(sealedLeaf(recordKey, Buffer.alloc(5_000)).length, sealedLeaf(recordKey, record).length);
  });

  it('is none in any other form', () => {
    const sealed = sealedLeaf(recordKey, record);
    const bytes = (...all: number[]): Buffer => Buffer.from(all);
    const refused: Record<string, Buffer> = {
      nothing: bytes(),
      'a version alone': bytes(1),
      'version zero': Buffer.concat([bytes(0), sealed.subarray(1)]),
      'version two': Buffer.concat([bytes(2), sealed.subarray(1)]),
      'an unknown form': Buffer.concat([bytes(1, 3), record]),
      'a form of 0xff': Buffer.concat([bytes(1, 0xff), record]),
      'no HMAC': bytes(1, 0),
      'a short HMAC': sealed.subarray(0, -1),
      'a long HMAC': Buffer.concat([sealed, bytes(0)]),
      'an opening without a key': bytes(1, 2),
      'an opening with half a key': openingOf(recordKey.subarray(16), Buffer.alloc(0)),
      'an opening without a record': openingOf(recordKey, Buffer.alloc(0)),
      'a record alone': record,
    };
    for (const [what, leaf] of Object.entries(refused)) assert.equal(readLeaf(leaf), null, what);
    assert.notEqual(readLeaf(openingOf(recordKey, bytes(0x7b))), null);
  });

  it('does not change with the bytes it was read from', () => {
    const bytes = publishedLeaf(record);
    const leaf = readLeaf(bytes);
    bytes.fill(0);
    assert.deepEqual(leaf, { data: publishedLeaf(record), record });
  });

  it('is not larger than an entry bundle carries: two bytes of length', () => {
    assert.equal(MAX_LEAF_SIZE, 2 ** 16 - 1);
  });
});

describe('record', () => {
  const parsed = (text: string | Uint8Array): LedgerRecord | null =>
    parseRecord(typeof text === 'string' ? Buffer.from(text) : text);

  it('reads as what was written, in canonical JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })),
        fc.constantFrom('release', 'withdrawal', 'policy'),
        (fields, event) => {
          // Minus zero is zero in JSON.
          const value = JSON.parse(JSON.stringify({ ...fields, event })) as LedgerRecord;
          const bytes = canonicalRecord(value);
          assert.equal(bytes.toString(), canonicalJson(value as JsonValue));
          assert.deepEqual({ ...parsed(bytes) }, { ...value });
        },
      ),
    );
    assert.equal(
      canonicalRecord({ event: 'policy', zeta: 1, alpha: 'é€', nested: { b: [1, 2], a: null } }).toString(),
      '{"alpha":"é€","event":"policy","nested":{"a":null,"b":[1,2]},"zeta":1}',
    );
  });

  it('is refused unless its JSON is canonical', () => {
    assert.deepEqual(parsed('{"a":1,"event":"policy"}'), { a: 1, event: 'policy' });
    for (const text of [
      '{"event":"policy","a":1}',
      '{ "event":"policy"}',
      '{"event": "policy"}',
      ' {"event":"policy"}',
      '{"event":"policy"}\n',
      '{"event":"policy"}x',
      '\ufeff{"event":"policy"}',
      '{"a":1.0,"event":"policy"}',
      '{"a":1e2,"event":"policy"}',
      '{"a":-0,"event":"policy"}',
      '{"a":1e400,"event":"policy"}',
      '{"a":9007199254740993,"event":"policy"}',
      '{"a":1,"a":1,"event":"policy"}',
      '{"event":"release","event":"policy"}',
      '{"event":"p\\u006flicy"}',
      '{"event":"\\u00e9"}',
      '{"a":"\\/","event":"policy"}',
      "{'event':'policy'}",
      '{"event":"policy",}',
      '{"event":"policy"',
      '',
    ]) {
      assert.equal(parsed(text), null, JSON.stringify(text));
    }
  });

  it('is refused unless it is an object with an event', () => {
    for (const text of ['null', 'true', '1', '"event"', '[]', '["event"]', '{}', '{"Event":"policy"}']) {
      assert.equal(parsed(text), null, text);
    }
    for (const event of ['null', '1', 'true', '["policy"]', '{"event":"policy"}']) {
      assert.equal(parsed(`{"event":${event}}`), null, event);
    }
  });

  it('is refused in bytes that are no UTF-8', () => {
    const around = (hex: string): Buffer =>
      Buffer.concat([Buffer.from('{"event":"'), Buffer.from(hex, 'hex'), Buffer.from('"}')]);
    assert.notEqual(parsed(around('c3a9')), null);
    for (const hex of ['ff', 'c3', 'c0af', 'eda080', 'f4908080'])
      assert.equal(parsed(around(hex)), null, hex);
  });

  it('is refused with half a surrogate pair, for which RFC 8785 has no canonical form', () => {
    assert.notEqual(parsed('{"event":"policy","key":"\u{1f511}"}'), null);
    for (const text of ['{"event":"\\ud800"}', '{"event":"policy","key":"\\udc00"}']) {
      assert.equal(parsed(text), null, text);
    }
  });
});
