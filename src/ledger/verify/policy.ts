import { COSIGNATURE, ED25519, parseVerifierKey } from './note.ts';
import type { VerifiedSignature, VerifierKey } from './note.ts';

/** Whom to trust: logs, witnesses, and which of them are enough (C2SP tlog-policy). */
export interface TrustPolicy {
  readonly logs: readonly { readonly key: VerifierKey; readonly url: string | null }[];
  readonly witnesses: readonly Witness[];
  /** Whether these cosigners are enough. */
  isQuorum(cosigners: readonly VerifierKey[]): boolean;
}

export interface Witness {
  readonly name: string;
  readonly key: VerifierKey;
  /** Its submission prefix; null: nobody is asked there. */
  readonly url: string | null;
}

/** No witness is known and none is wanted. */
export const trustNobodyElse: TrustPolicy = { logs: [], witnesses: [], isQuorum: () => true };

export class PolicyError extends Error {
  constructor(line: number, wants: string) {
    super(line === 0 ? wants : `line ${line}: ${wants}`);
    this.name = 'PolicyError';
  }
}

type Rule = (cosigners: readonly VerifierKey[]) => boolean;

const isUrl = (text: string | undefined): boolean => text === undefined || /^https?:\/\//.test(text);

/** Reads a policy file. Throws a PolicyError with the line and what it wants. */
export function parsePolicy(text: string): TrustPolicy {
  const logs: { key: VerifierKey; url: string | null }[] = [];
  const witnesses: Witness[] = [];
  const rules = new Map<string, Rule>([['none', () => true]]);
  let quorum: Rule | null = null;
  const publicKeys = new Set<string>();
  const members = new Set<string>();

  for (const [i, line] of text.split('\n').entries()) {
    const wrong = (wants: string): PolicyError => new PolicyError(i + 1, wants);
    const keyOf = (vkey: string | undefined, type: VerifierKey['type'], what: string): VerifierKey => {
      const key = parseVerifierKey(vkey ?? '');
      if (key?.type !== type) throw wrong(`wants the verifier key of a ${what}, NAME+HEX+BASE64`);
      const material = `${type} ${key.publicKey.toString('hex')}`;
      if (publicKeys.has(material)) throw wrong('wants each key once');
      publicKeys.add(material);
      return key;
    };
    const define = (name: string | undefined, rule: Rule): void => {
      if (name === undefined || rules.has(name)) throw wrong('wants a name that was not used before');
      rules.set(name, rule);
    };
    const known = (name: string | undefined): Rule => {
      const rule = rules.get(name ?? '');
      if (rule === undefined) throw wrong('wants a name that an earlier line defines');
      return rule;
    };
    // eslint-disable-next-line no-control-regex -- the specification names what is allowed
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) throw wrong('wants no control characters but tabs');
    const items = line.split(/[ \t]+/).filter((item) => item !== '');
    const [keyword, ...rest] = items;
    if (keyword === undefined || keyword.startsWith('#')) continue;
    if (keyword === 'log') {
      const [vkey, url] = rest;
      if (rest.length > 2 || !isUrl(url)) throw wrong('wants `log VKEY [URL]`');
      logs.push({ key: keyOf(vkey, ED25519, 'log'), url: url ?? null });
    } else if (keyword === 'witness') {
      const [name, vkey, url] = rest;
      if (rest.length > 3 || name === undefined || !isUrl(url))
        throw wrong('wants `witness NAME VKEY [URL]`');
      const key = keyOf(vkey, COSIGNATURE, 'witness');
      define(name, (cosigners) => cosigners.includes(key));
      witnesses.push({ name, key, url: url ?? null });
    } else if (keyword === 'group') {
      const [name, threshold = '', ...parts] = rest;
      const partRules = parts.map((part) => {
        if (part === 'none' || members.has(part))
          throw wrong('wants members other than none, each in one group and once');
        members.add(part);
        return known(part);
      });
      const k = threshold === 'all' ? parts.length : threshold === 'any' ? 1 : Number(threshold);
      const isCount = threshold === 'all' || threshold === 'any' || /^[1-9]\d*$/.test(threshold);
      if (!isCount || parts.length === 0 || k > parts.length) {
        throw wrong('wants `group NAME all|any|K MEMBER...` with K up to the number of members');
      }
      define(name, (cosigners) => partRules.filter((rule) => rule(cosigners)).length >= k);
    } else if (keyword === 'quorum') {
      if (quorum !== null || rest.length !== 1) throw wrong('wants one `quorum NAME`');
      quorum = known(rest[0]);
    } else {
      throw wrong('wants log, witness, group or quorum');
    }
  }
  if (quorum === null) throw new PolicyError(0, 'a policy wants a line `quorum NAME` (or `quorum none`)');
  return { logs, witnesses, isQuorum: quorum };
}

/** Those of these signatures that are witnesses' cosignatures. */
export const cosignersOf = (signatures: readonly VerifiedSignature[]): VerifierKey[] =>
  signatures.filter(({ key }) => key.type === COSIGNATURE).map(({ key }) => key);
