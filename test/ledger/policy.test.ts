import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cosignatureLine, createSigner, signNote } from '../../src/ledger/log/sign.ts';
import { openCheckpoint } from '../../src/ledger/verify/checkpoint.ts';
import { COSIGNATURE, ED25519, formatVerifierKey } from '../../src/ledger/verify/note.ts';
import type { SignatureType, VerifierKey } from '../../src/ledger/verify/note.ts';
import { PolicyError, cosignersOf, parsePolicy, trustNobodyElse } from '../../src/ledger/verify/policy.ts';
import type { TrustPolicy } from '../../src/ledger/verify/policy.ts';

const signer = (
  name: string,
  n: number,
  type: SignatureType = COSIGNATURE,
): ReturnType<typeof createSigner> => createSigner(name, Buffer.alloc(32, n), type);
const vkey = (name: string, n: number, type: SignatureType = COSIGNATURE): string =>
  formatVerifierKey(signer(name, n, type).key);
const LOG = `log ${vkey('log.example', 1, ED25519)}`;
const [A, B, C] = ['A', 'B', 'C'].map((name, i) => `witness ${name} ${vkey(`${name}.example`, 11 + i)}`) as [
  string,
  string,
  string,
];

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

/** The keys of the witnesses of these names, as the policy knows them. */
const keysOf = (policy: TrustPolicy, names: readonly string[]): VerifierKey[] =>
  names.map((name) => policy.witnesses.find((witness) => witness.name === name)?.key as VerifierKey);

const subsets = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);

/** The sets of these witnesses that are a quorum, smallest first as `subsets` has them. */
const quorums = (text: string, names: readonly string[]): string[] => {
  const policy = parsePolicy(text);
  return subsets(names)
    .filter((some) => policy.isQuorum(keysOf(policy, some)))
    .map((some) => some.join(''));
};

const refuses = (line: number, text: string, wants = /./): void =>
  assert.throws(
    () => parsePolicy(text),
    (error) =>
      error instanceof PolicyError &&
      (line === 0 ? !/^line /.test(error.message) : error.message.startsWith(`line ${line}: `)) &&
      wants.test(error.message),
    JSON.stringify(text),
  );

describe('trust policy (C2SP tlog-policy)', () => {
  it('asks of the specification’s example two of X and one of Y', () => {
    const names = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'];
    const witness = (name: string, i: number): string => `witness ${name} ${vkey(`${name}.example`, 20 + i)}`;
    const text = lines(
      LOG,
      '',
      ...names.slice(0, 3).map(witness),
      'group X-witnesses 2 X1 X2 X3',
      '',
      ...names.slice(3).map((name, i) => witness(name, i + 3)),
      'group Y-witnesses any Y1 Y2 Y3',
      '',
      'group X-and-Y all X-witnesses Y-witnesses',
      'quorum X-and-Y',
    );
    const policy = parsePolicy(text);
    assert.deepEqual(
      policy.logs.map(({ key, url }) => [key.name, key.type, url]),
      [['log.example', ED25519, null]],
    );
    assert.deepEqual(
      policy.witnesses.map(({ name, key, url }) => [name, key.name, key.type, url]),
      names.map((name) => [name, `${name}.example`, COSIGNATURE, null]),
    );
    let enough = 0;
    for (const some of subsets(names)) {
      const count = (letter: string): number => some.filter((name) => name.startsWith(letter)).length;
      const expected = count('X') >= 2 && count('Y') >= 1;
      assert.equal(policy.isQuorum(keysOf(policy, some)), expected, some.join());
      if (expected) enough += 1;
    }
    assert.equal(enough, 4 * 7);
  });

  it('takes a witness, a threshold, any or all for a quorum', () => {
    const all = ['A', 'B', 'C'];
    assert.deepEqual(quorums(lines(A, B, C, 'quorum B'), all), ['B', 'AB', 'BC', 'ABC']);
    assert.deepEqual(quorums(lines(A, B, C, 'group G any A C', 'quorum G'), all), [
      'A',
      'AB',
      'C',
      'AC',
      'BC',
      'ABC',
    ]);
    assert.deepEqual(quorums(lines(A, B, C, 'group G all A C', 'quorum G'), all), ['AC', 'ABC']);
    assert.deepEqual(
      quorums(lines(A, B, C, 'group G 1 A C', 'quorum G'), all),
      quorums(lines(A, B, C, 'group G any A C', 'quorum G'), all),
    );
    assert.deepEqual(quorums(lines(A, B, C, 'group G 2 A B C', 'quorum G'), all), ['AB', 'AC', 'BC', 'ABC']);
    assert.deepEqual(quorums(lines(A, B, C, 'group G 3 A B C', 'quorum G'), all), ['ABC']);
    assert.deepEqual(quorums(lines(A, B, C, 'group G all B', 'quorum G'), all), ['B', 'AB', 'BC', 'ABC']);
  });

  it('counts groups in groups as it counts witnesses', () => {
    const text = lines(A, B, C, 'group AB all A B', 'group either any AB C', 'quorum either');
    assert.deepEqual(quorums(text, ['A', 'B', 'C']), ['AB', 'C', 'AC', 'BC', 'ABC']);
  });

  it('wants nobody’s cosignature with `quorum none`', () => {
    assert.deepEqual(quorums(lines(A, B, 'quorum none'), ['A', 'B']), ['', 'A', 'B', 'AB']);
    const bare = parsePolicy('quorum none\n');
    assert.deepEqual([bare.logs, bare.witnesses], [[], []]);
    assert.ok(bare.isQuorum([]));
    assert.deepEqual([trustNobodyElse.logs, trustNobodyElse.witnesses], [[], []]);
    assert.ok(trustNobodyElse.isQuorum([]));
  });

  it('counts a threshold as it is written, over any number of witnesses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), fc.nat(), (n, k, mask) => {
        const threshold = 1 + (k % n);
        const names = Array.from({ length: n }, (_, i) => `W${i}`);
        const policy = parsePolicy(
          lines(
            ...names.map((name, i) => `witness ${name} ${vkey(name, 30 + i)}`),
            `group G ${threshold} ${names.join(' ')}`,
            'quorum G',
          ),
        );
        const some = names.filter((_, i) => (mask >> i) % 2 === 1);
        assert.equal(policy.isQuorum(keysOf(policy, some)), some.length >= threshold);
      }),
      { numRuns: 60 },
    );
  });

  it('does not count a witness twice, nor anybody it does not know', () => {
    const policy = parsePolicy(lines(LOG, A, B, 'group G 2 A B', 'quorum G'));
    const [a, b] = keysOf(policy, ['A', 'B']) as [VerifierKey, VerifierKey];
    const log = policy.logs[0]?.key as VerifierKey;
    const stranger = signer('A.example', 99).key;
    assert.ok(policy.isQuorum([b, a]));
    assert.ok(!policy.isQuorum([a, a, a]));
    assert.ok(!policy.isQuorum([a, log, stranger]));
    assert.ok(!policy.isQuorum([]));
  });

  it('judges a checkpoint by the cosignatures that it carries', () => {
    const policy = parsePolicy(lines(LOG, A, B, C, 'group G 2 A B C', 'quorum G'));
    const text = 'log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    const signed = signNote(text, [signer('log.example', 1, ED25519)]);
    const cosigned = (...ns: number[]): boolean => {
      const by = ns.map((n) => cosignatureLine(text, signer(`${'ABC'[n - 11]}.example`, n), 1_700_000_000));
      const { signatures } = openCheckpoint(
        `${signed}${by.join('')}`,
        policy.logs.map(({ key }) => key),
        policy.witnesses.map(({ key }) => key),
      );
      assert.equal(cosignersOf(signatures).length, new Set(ns).size);
      return policy.isQuorum(cosignersOf(signatures));
    };
    assert.ok(!cosigned());
    assert.ok(!cosigned(11));
    assert.ok(!cosigned(11, 11));
    assert.ok(cosigned(11, 13));
    assert.ok(cosigned(13, 12, 11));
  });

  it('has URLs of logs and witnesses', () => {
    const policy = parsePolicy(
      lines(`${LOG} https://log.example/ledger/`, `${A} http://127.0.0.1:8080/a`, B, 'quorum none'),
    );
    assert.deepEqual(policy.logs[0]?.url, 'https://log.example/ledger/');
    assert.deepEqual(
      policy.witnesses.map(({ name, url }) => [name, url]),
      [
        ['A', 'http://127.0.0.1:8080/a'],
        ['B', null],
      ],
    );
  });

  it('has comments, empty lines, and spaces and tabs for white space', () => {
    const text = lines(
      '# log nothing',
      '  \t # indented: é, 日本語',
      '',
      ' \t ',
      `\t ${A.replaceAll(' ', ' \t  ')}\t`,
      '#quorum none',
      'quorum\tA  ',
    );
    assert.deepEqual(quorums(text, ['A']), ['A']);
    assert.deepEqual(quorums(text.trimEnd(), ['A']), ['A']);
  });

  it('may say its quorum before other logs and witnesses', () => {
    const policy = parsePolicy(lines(A, 'quorum A', B, LOG));
    assert.equal(policy.witnesses.length, 2);
    assert.equal(policy.logs.length, 1);
    assert.ok(policy.isQuorum(keysOf(policy, ['A'])) && !policy.isQuorum(keysOf(policy, ['B'])));
  });

  it('takes names for what their octets are', () => {
    // A Kelvin sign is no K, a no-break space no white space, an é of one character none of two.
    const names = [
      'K',
      '\u212a',
      'k',
      'A\u00a0B',
      '\u00e9',
      'e\u0301',
      'all',
      'any',
      '2',
      'quorum',
      '__proto__',
    ];
    const text = lines(
      ...names.map((name, i) => `witness ${name} ${vkey('w.example', 40 + i)}`),
      `group everyone all ${names.join(' ')}`,
      'quorum everyone',
    );
    const policy = parsePolicy(text);
    assert.deepEqual(
      policy.witnesses.map(({ name }) => name),
      names,
    );
    assert.ok(policy.isQuorum(keysOf(policy, names)));
    for (const left of names) {
      const others = names.filter((name) => name !== left);
      assert.ok(!policy.isQuorum(keysOf(policy, others)), left);
    }
  });

  it('may have 32 logs, 32 witnesses and 32 groups', () => {
    const each = (what: (i: number) => string): string[] => Array.from({ length: 32 }, (_, i) => what(i));
    const policy = parsePolicy(
      lines(
        ...each((i) => `log ${vkey('l.example', 50 + i, ED25519)}`),
        ...each((i) => `witness w${i} ${vkey('w.example', 100 + i)}`),
        ...each((i) => (i === 0 ? 'group g0 all w0' : `group g${i} all g${i - 1} w${i}`)),
        'quorum g31',
      ),
    );
    assert.equal(policy.logs.length, 32);
    const keys = policy.witnesses.map(({ key }) => key);
    assert.ok(policy.isQuorum(keys));
    assert.ok(!policy.isQuorum(keys.slice(1)));
  });
});

describe('mistakes in a trust policy', () => {
  it('in its lines', () => {
    refuses(1, 'logs\n', /log, witness, group or quorum/);
    refuses(3, lines(LOG, '# fine', 'Quorum none'), /log, witness, group or quorum/);
    refuses(2, lines(LOG, '\ufeffquorum none'));
    refuses(1, 'quorum\u00a0none\n');
    refuses(2, lines(LOG, '// no comment', 'quorum none'));
  });

  it('of a log', () => {
    refuses(1, 'log\nquorum none\n', /verifier key of a log/);
    refuses(1, 'log log.example\nquorum none\n', /verifier key of a log/);
    refuses(1, `${LOG.slice(0, -1)}\nquorum none\n`, /verifier key of a log/);
    refuses(2, lines('', `log ${vkey('w.example', 2)}`, 'quorum none'), /verifier key of a log/);
    refuses(1, lines(`${LOG} ftp://log.example`, 'quorum none'), /log VKEY \[URL\]/);
    refuses(1, lines(`${LOG} log.example`, 'quorum none'), /log VKEY \[URL\]/);
    refuses(1, lines(`${LOG} https://log.example more`, 'quorum none'), /log VKEY \[URL\]/);
    refuses(2, lines(LOG, LOG, 'quorum none'), /each key once/);
    // Two keys are one when the public key is, whatever the name and the id.
    refuses(2, lines(LOG, `log ${vkey('other.example', 1, ED25519)}`, 'quorum none'), /each key once/);
  });

  it('of a witness', () => {
    refuses(1, 'witness\nquorum none\n', /witness NAME VKEY \[URL\]/);
    refuses(1, 'witness A\nquorum none\n', /verifier key of a witness/);
    refuses(1, `witness ${vkey('w.example', 2)}\nquorum none\n`, /verifier key of a witness/);
    refuses(
      1,
      lines(`witness A ${vkey('a.example', 2, ED25519)}`, 'quorum none'),
      /verifier key of a witness/,
    );
    refuses(1, lines(`${A} nowhere`, 'quorum none'), /witness NAME VKEY \[URL\]/);
    refuses(1, lines(`${A} https://a.example more`, 'quorum none'), /witness NAME VKEY \[URL\]/);
    refuses(2, lines(A, A, 'quorum none'), /once|not used before/);
    refuses(2, lines(A, `witness A ${vkey('b.example', 2)}`, 'quorum none'), /not used before/);
    refuses(2, lines(A, `witness B ${vkey('b.example', 11)}`, 'quorum none'), /each key once/);
    refuses(1, lines(`witness none ${vkey('n.example', 2)}`, 'quorum none'), /not used before/);
    refuses(3, lines(A, 'group G any A', `witness G ${vkey('g.example', 2)}`, 'quorum G'), /not used before/);
  });

  it('of a group', () => {
    const group = (line: string, wants?: RegExp): void =>
      refuses(4, lines(A, B, C, line, 'quorum none'), wants);
    group('group', /group NAME/);
    group('group G', /group NAME/);
    group('group G any', /group NAME/);
    group('group G all', /group NAME/);
    group('group G 1', /group NAME/);
    for (const k of [
      '0',
      '4',
      '-1',
      '+1',
      '01',
      '1.0',
      '1e0',
      '0x1',
      '\u0661',
      'most',
      'ANY',
      'All',
      '99999999999999999999',
    ]) {
      group(`group G ${k} A B C`, /group NAME all\|any\|K/);
    }
    group('group G A B C');
    group('group G any A none', /other than none/);
    group('group G any D', /an earlier line defines/);
    group('group G any a', /an earlier line defines/);
    group('group G any G', /an earlier line defines/);
    group('group A any B', /not used before/);
    group('group none any B', /not used before/);
    refuses(2, lines(A, 'group G any A B', B, 'quorum G'), /an earlier line defines/);
    refuses(3, lines(A, 'group G any A', 'group G any A', 'quorum G'));
  });

  it('of a group that lists a name twice', () => {
    refuses(3, lines(A, B, 'group G all A A', 'quorum G'));
    // Here one cosignature would be counted for two.
    refuses(3, lines(A, B, 'group G 2 A A B', 'quorum G'));
    refuses(3, lines(A, B, 'group G any A B A', 'quorum G'));
  });

  it('of a name that two groups list', () => {
    // “Each defined name can be listed as a group member at most once”, so that each witness counts in one way only.
    refuses(4, lines(A, B, 'group G any A B', 'group H any A', 'quorum G'));
    refuses(5, lines(A, B, 'group G any A', 'group H any B', 'group I 2 G H A', 'quorum I'));
    refuses(4, lines(A, 'group G any A', 'group H any G', 'group I any G', 'quorum H'));
  });

  it('of the quorum', () => {
    refuses(0, '', /quorum/);
    refuses(0, lines(LOG, A), /quorum/);
    refuses(0, '# quorum none\n', /quorum/);
    refuses(2, lines('quorum none', 'quorum none'), /one `quorum NAME`/);
    refuses(3, lines(A, 'quorum A', 'quorum none'), /one `quorum NAME`/);
    refuses(1, 'quorum\n', /one `quorum NAME`/);
    refuses(3, lines(A, B, 'quorum A B'), /one `quorum NAME`/);
    refuses(2, lines(A, 'quorum B'), /an earlier line defines/);
    refuses(1, lines('quorum A', A), /an earlier line defines/);
    refuses(1, 'quorum None\n', /an earlier line defines/);
  });

  it('of characters: no control characters but tab and newline', () => {
    refuses(1, 'quorum none\r\n');
    refuses(2, 'quorum none\n# a comment\r\n');
    for (const control of ['\u0000', '\u0008', '\u000b', '\u000c', '\u001b', '\u001f', '\u007f']) {
      refuses(2, lines(LOG, `# a ${control} comment`, 'quorum none'));
      refuses(1, lines(`witness A${control} ${vkey('a.example', 2)}`, 'quorum none'));
    }
  });
});
