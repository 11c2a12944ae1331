import assert from 'node:assert/strict';
import fc from 'fast-check';
import { systemRandom } from '../../src/kernel/random.ts';
import { createKeyRing, createKeyedHashes, decrypt, encrypt } from '../../src/platform/key-ring.ts';

const bytes = (size: number) =>
  fc.uint8Array({ minLength: size, maxLength: size }).map((array) => Buffer.from(array));
const key = bytes(32);
const plaintext = fc.uint8Array({ maxLength: 200 });
const bound = fc.string({ maxLength: 40 });
const flipped = (whole: Buffer, place: number, bit: number): Buffer => {
  const copy = Buffer.from(whole);
  copy[place] = (copy[place] as number) ^ (1 << bit);
  return copy;
};
/** What node's AES-GCM says to a tag that does not fit. */
const unauthentic = /unable to authenticate data/;

describe('encryption', () => {
  it('opens what it sealed, with the same key and bound text', () => {
    fc.assert(
      fc.property(key, plaintext, bound, (k, text, where) => {
        const sealed = encrypt(k, text, where, systemRandom);
        assert.equal(sealed.length, text.length + 28);
        assert.deepEqual(decrypt(k, sealed, where), Buffer.from(text));
        // Also as a part of something longer, as some drivers give it.
        const padded = new Uint8Array([1, 2, 3, ...sealed, 4]);
        assert.deepEqual(decrypt(k, padded.subarray(3, 3 + sealed.length), where), Buffer.from(text));
      }),
    );
  });

  it('opens nothing with any one bit flipped, wherever it is', () => {
    const k = systemRandom.bytes(32);
    const sealed = encrypt(k, Buffer.from('ada@mail.example'), 'email|s1', systemRandom);
    assert.equal(decrypt(k, sealed, 'email|s1').toString(), 'ada@mail.example');
    for (let place = 0; place < sealed.length; place += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        assert.throws(() => decrypt(k, flipped(sealed, place, bit), 'email|s1'), unauthentic);
      }
    }
    for (let place = 0; place < 32; place += 1) {
      assert.throws(() => decrypt(flipped(k, place, place % 8), sealed, 'email|s1'), unauthentic);
    }
  });

  it('opens nothing that is cut or longer', () => {
    const k = systemRandom.bytes(32);
    const sealed = encrypt(k, Buffer.from('ada@mail.example'), 'email|s1', systemRandom);
    for (let length = 0; length < sealed.length; length += 1) {
      assert.throws(() => decrypt(k, sealed.subarray(0, length), 'email|s1'), Error, `${length} bytes`);
      assert.throws(() => decrypt(k, sealed.subarray(sealed.length - length), 'email|s1'), Error);
    }
    assert.throws(() => decrypt(k, Buffer.concat([sealed, Buffer.alloc(1)]), 'email|s1'), unauthentic);
  });

  it('opens nothing under another bound text', () => {
    fc.assert(
      fc.property(key, plaintext, bound, bound, (k, text, where, elsewhere) => {
        fc.pre(where !== elsewhere);
        const sealed = encrypt(k, text, where, systemRandom);
        assert.throws(() => decrypt(k, sealed, elsewhere), unauthentic);
        assert.throws(() => decrypt(k, sealed, `${where} `), unauthentic);
      }),
    );
  });

  it('seals the same text differently each time', () => {
    const k = systemRandom.bytes(32);
    const sealed = Array.from({ length: 100 }, () => encrypt(k, Buffer.from('x'), 'b', systemRandom));
    assert.equal(new Set(sealed.map((one) => one.subarray(0, 12).toString('hex'))).size, 100);
    assert.equal(new Set(sealed.map((one) => one.subarray(12).toString('hex'))).size, 100);
  });
});

describe('key ring', () => {
  const [k1, k2] = [
    { version: 'k1', key: Buffer.alloc(32, 1) },
    { version: 'k2', key: Buffer.alloc(32, 2) },
  ] as const;
  const old = createKeyRing([k1], systemRandom);
  const both = createKeyRing([k2, k1], systemRandom);
  const young = createKeyRing([k2], systemRandom);

  it('wraps under its first version and unwraps under every one it has', () => {
    fc.assert(
      fc.property(key, bound, (dataKey, where) => {
        const before = old.wrap(dataKey, where);
        assert.equal(before.version, 'k1');
        assert.deepEqual(both.unwrap(before, where), dataKey);
        const after = both.wrap(both.unwrap(before, where), where);
        assert.equal(after.version, 'k2');
        assert.deepEqual(both.unwrap(after, where), dataKey);
        assert.deepEqual(young.unwrap(after, where), dataKey);
      }),
    );
    assert.deepEqual([old.currentVersion, both.currentVersion, young.currentVersion], ['k1', 'k2', 'k2']);
  });

  it('names the setting and the version that is missing', () => {
    const wrapped = old.wrap(Buffer.alloc(32, 7), 'person|s1');
    assert.throws(() => young.unwrap(wrapped, 'person|s1'), /^Error: SLUICE_KEK wants version k1 too/);
  });

  it('unwraps nothing of another row, another version or another key', () => {
    const wrapped = both.wrap(Buffer.alloc(32, 7), 'person|s1');
    assert.deepEqual(both.unwrap(wrapped, 'person|s1'), Buffer.alloc(32, 7));
    assert.throws(() => both.unwrap(wrapped, 'person|s2'), unauthentic);
    assert.throws(() => both.unwrap({ ...wrapped, version: 'k1' }, 'person|s1'), unauthentic);
    const impostor = createKeyRing([{ version: 'k2', key: k1.key }], systemRandom);
    assert.throws(() => impostor.unwrap(wrapped, 'person|s1'), unauthentic);
    // The version is bound as well: one key under two names does not mix them up.
    const renamed = createKeyRing([{ version: 'k9', key: k2.key }], systemRandom);
    assert.throws(() => renamed.unwrap({ ...wrapped, version: 'k9' }, 'person|s1'), unauthentic);
  });

  it('says nothing of a key in an error', () => {
    const secret = systemRandom.bytes(32);
    const ring = createKeyRing([{ version: 'k1', key: secret }], systemRandom);
    const texts: string[] = [];
    for (const version of ['k1', 'k2']) {
      try {
        ring.unwrap({ version, sealed: Buffer.alloc(60) }, 'person|s1');
      } catch (error) {
        assert.ok(error instanceof Error);
        texts.push(`${error.message}${error.stack}${JSON.stringify(error)}`);
      }
    }
    assert.equal(texts.length, 2);
    for (const text of texts) {
      for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
        assert.ok(!text.includes(secret.toString(encoding)));
      }
    }
  });
});

describe('keyed hashes', () => {
  const root = Buffer.alloc(32, 3);
  const hashes = createKeyedHashes(root);

  it('give the same root the same answers, and another root others', () => {
    fc.assert(
      fc.property(key, key, bound, bound, (one, other, a, b) => {
        fc.pre(!one.equals(other));
        const all = (from: Buffer): readonly string[] => {
          const made = createKeyedHashes(from);
          return [
            made.emailIndex(a).toString('hex'),
            made.loginIndex(a, b).toString('hex'),
            made.bodyDigest(a).toString('hex'),
            made.pairwiseId(a, b),
          ];
        };
        assert.deepEqual(all(Buffer.from(one)), all(one));
        const others = all(other);
        all(one).forEach((text, i) => assert.notEqual(text, others[i]));
      }),
    );
  });

  it('know a person under a name of its own at each partner', () => {
    const partners = Array.from({ length: 30 }, (_, i) => `partner-${i}`);
    const people = Array.from({ length: 30 }, (_, i) => `person-${i}`);
    const ids = partners.flatMap((partner) => people.map((person) => hashes.pairwiseId(partner, person)));
    assert.equal(new Set(ids).size, 900);
    for (const id of ids) assert.match(id, /^pw_[A-Za-z0-9_-]{27}$/);
    const again = createKeyedHashes(Buffer.from(root));
    assert.deepEqual(
      partners.flatMap((partner) => people.map((person) => again.pairwiseId(partner, person))),
      ids,
    );
    // Where one name ends and the other begins matters, and so does which is which.
    assert.notEqual(hashes.pairwiseId('ab', 'c'), hashes.pairwiseId('a', 'bc'));
    assert.notEqual(hashes.pairwiseId('a', 'b'), hashes.pairwiseId('b', 'a'));
  });

  it('keep issuer and subject apart', () => {
    fc.assert(
      fc.property(bound, bound, bound, bound, (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        assert.notDeepEqual(hashes.loginIndex(a, b), hashes.loginIndex(c, d));
      }),
    );
    assert.notDeepEqual(hashes.loginIndex('a","b', 'c'), hashes.loginIndex('a', 'b","c'));
    assert.notDeepEqual(hashes.loginIndex('a', 'bc'), hashes.loginIndex('ab', 'c'));
  });

  it('of different purposes are unrelated, whatever the text', () => {
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const login = JSON.stringify([a, b]);
        // Under one shared key the inputs of each would give the same, the text that a login is made into included.
        const made = [
          hashes.emailIndex(a),
          hashes.bodyDigest(a),
          hashes.emailIndex(login),
          hashes.bodyDigest(login),
          hashes.loginIndex(a, b),
        ];
        for (const hash of made) assert.equal(hash.length, 32);
        assert.equal(new Set(made.map((hash) => hash.toString('hex'))).size, made.length);
        const pairwise = Buffer.from(hashes.pairwiseId(a, b).slice(3), 'base64url');
        assert.equal(pairwise.length, 20);
        for (const hash of made) assert.notDeepEqual(hash.subarray(0, 20), pairwise);
      }),
    );
  });
});
