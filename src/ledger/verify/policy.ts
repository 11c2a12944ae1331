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

/** What a line wants to be. */
class Wants extends Error {
  constructor(what: string) {
    super(`wants ${what}`);
  }
}

type Rule = (cosigners: readonly VerifierKey[]) => boolean;

/** A URL to ask at, without a user's name and password: a policy is shown to others. */
function isUrl(text: string | undefined): boolean {
  if (text === undefined) return true;
  if (!/^https?:\/\//.test(text)) return false;
  // Not by `URL.canParse`: once optimised, that of Node 20 says no to a name like `müller.example`.
  try {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/** What the lines so far have said. */
class PolicyReader {
  readonly logs: { key: VerifierKey; url: string | null }[] = [];
  readonly witnesses: Witness[] = [];
  quorum: Rule | null = null;
  readonly #rules = new Map<string, Rule>([['none', () => true]]);
  readonly #publicKeys = new Set<string>();
  readonly #members = new Set<string>();

  /** One line, its keyword apart; throws what it wants. */
  read(keyword: string, items: readonly string[]): void {
    switch (keyword) {
      case 'log':
        return this.#log(items);
      case 'witness':
        return this.#witness(items);
      case 'group':
        return this.#group(items);
      case 'quorum':
        if (this.quorum !== null || items.length !== 1) throw new Wants('one `quorum NAME`');
        this.quorum = this.#rule(items[0]);
        return;
      default:
        throw new Wants('log, witness, group or quorum');
    }
  }

  #log(items: readonly string[]): void {
    const [vkey, url] = items;
    if (items.length > 2 || !isUrl(url)) throw new Wants('`log VKEY [URL]`');
    this.logs.push({ key: this.#key(vkey, ED25519, 'log'), url: url ?? null });
  }

  #witness(items: readonly string[]): void {
    const [name, vkey, url] = items;
    if (items.length > 3 || name === undefined || !isUrl(url)) throw new Wants('`witness NAME VKEY [URL]`');
    const key = this.#key(vkey, COSIGNATURE, 'witness');
    this.#define(name, (cosigners) => cosigners.includes(key));
    this.witnesses.push({ name, key, url: url ?? null });
  }

  #group(items: readonly string[]): void {
    const [name, threshold = '', ...members] = items;
    const rules = members.map((member) => this.#memberRule(member));
    const words: Readonly<Record<string, number>> = { all: members.length, any: 1 };
    const k = words[threshold] ?? (/^[1-9]\d*$/.test(threshold) ? Number(threshold) : 0);
    if (k < 1 || k > members.length) {
      throw new Wants('`group NAME all|any|K MEMBER...` with K up to the number of members');
    }
    this.#define(name, (cosigners) => rules.filter((rule) => rule(cosigners)).length >= k);
  }

  /** A member of two groups, or twice of one, would count for two. */
  #memberRule(name: string): Rule {
    if (name === 'none' || this.#members.has(name)) {
      throw new Wants('members other than none, each in one group and once');
    }
    this.#members.add(name);
    return this.#rule(name);
  }

  #key(vkey: string | undefined, type: VerifierKey['type'], what: string): VerifierKey {
    const key = parseVerifierKey(vkey ?? '');
    if (key?.type !== type) throw new Wants(`the verifier key of a ${what}, NAME+HEX+BASE64`);
    const material = `${type} ${key.publicKey.toString('hex')}`;
    if (this.#publicKeys.has(material)) throw new Wants('each key once');
    this.#publicKeys.add(material);
    return key;
  }

  #define(name: string | undefined, rule: Rule): void {
    if (name === undefined || this.#rules.has(name)) throw new Wants('a name that was not used before');
    this.#rules.set(name, rule);
  }

  #rule(name: string | undefined): Rule {
    const rule = this.#rules.get(name ?? '');
    if (rule === undefined) throw new Wants('a name that an earlier line defines');
    return rule;
  }
}

/** Reads a policy file. Throws a PolicyError with the line and what it wants. */
export function parsePolicy(text: string): TrustPolicy {
  const reader = new PolicyReader();
  for (const [i, line] of text.split('\n').entries()) {
    try {
      // eslint-disable-next-line no-control-regex -- the specification names what is allowed
      if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) throw new Wants('no control characters but tabs');
      const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
      if (keyword !== undefined && !keyword.startsWith('#')) reader.read(keyword, items);
    } catch (error) {
      throw error instanceof Wants ? new PolicyError(i + 1, error.message) : error;
    }
  }
  const { logs, witnesses, quorum } = reader;
  if (quorum === null) throw new PolicyError(0, 'a policy wants a line `quorum NAME` (or `quorum none`)');
  return { logs, witnesses, isQuorum: quorum };
}

/** Those of these signatures that are witnesses' cosignatures. */
export const cosignersOf = (signatures: readonly VerifiedSignature[]): VerifierKey[] =>
  signatures.filter(({ key }) => key.type === COSIGNATURE).map(({ key }) => key);
