import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import { DAY, MINUTE } from '../kernel/clock.ts';
import type { AddressKind, Basis, Field, Purpose } from './types.ts';

/**
 * What every version of the policy says in these words: the promise that the others rest on cannot be dropped. How its lines
 * are broken is free.
 */
export const LOCKED_CLAUSE =
  'We give your email address to a partner only after you said yes, by accepting an offer or installing an app.';

/** People hear of a change of what they were promised this long before it holds. */
export const NOTICE_OF_CHANGE = 30 * DAY;

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

export const keepsClause = (text: string): boolean => inOneLine(text).includes(LOCKED_CLAUSE);

/** How long a shown text may be answered. */
export const DISCLOSURE_LIFETIME = 30 * MINUTE;

/** Version of the wording below; it changes with every change of a word. */
export const TEXT_VERSION = '2026-11-2';

/** What a yes lets out, by what it rests on. Nothing else can be asked for. */
export const scopeOf: Readonly<
  Record<Basis, { readonly fields: readonly Field[]; readonly purposes: readonly Purpose[] }>
> = {
  offer: { fields: ['email'], purposes: ['communication'] },
  install: { fields: ['email'], purposes: ['account_creation', 'communication'] },
};

/** Whether a yes names nothing but what its basis may let out, for nothing but what it may be used for. */
export const isWithinScope = (yes: {
  readonly basis: Basis;
  readonly fields: readonly Field[];
  readonly purposes: readonly Purpose[];
}): boolean =>
  yes.fields.every((field) => scopeOf[yes.basis].fields.includes(field)) &&
  yes.purposes.every((purpose) => scopeOf[yes.basis].purposes.includes(purpose));

export interface DisclosureFacts {
  readonly subjectId: string;
  readonly basis: Basis;
  readonly address: AddressKind;
  readonly app: { readonly id: string; readonly name: string };
  readonly partner: {
    readonly id: string;
    readonly name: string;
    readonly legalName: string;
    readonly country: string;
    readonly compensates: boolean;
  };
  readonly partnerPolicy: {
    readonly id: string;
    readonly version: string;
    readonly url: string;
    readonly textHash: string;
  };
  readonly policy: { readonly id: string; readonly version: string; readonly textHash: string };
  readonly offer: { readonly id: string; readonly title: string } | null;
  /** 16 random bytes, hex: two showings of the same text have different hashes. */
  readonly nonce: string;
}

const PARTNER_WORDS = 80;

/**
 * Words that come from a partner, made harmless: one line, no control or direction characters, none of the marks
 * that set them apart from the company's own words, at most 80 characters.
 */
export function partnerWords(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}“”«»‟"„″‶〝〞〟＂\u115f\u1160\u2800\u3164\uffa0]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = [...plain];
  return `“${letters.length > PARTNER_WORDS ? `${letters.slice(0, PARTNER_WORDS - 1).join('')}…` : plain}”`;
}

const purposeWords: Readonly<Record<Purpose, string>> = {
  account_creation: 'create an account for you in this app',
  communication: 'write to you about this app',
};

/** What goes, and to whom. */
function whatGoes(act: string, { address, partner }: DisclosureFacts): string[] {
  const whom = `${partnerWords(partner.legalName)} (${partner.country})`;
  if (address === 'real') {
    return [`${act}, we give your email address to ${whom}, which runs it. Nothing else about you is given.`];
  }
  return [
    `${act}, we give ${whom}, which runs it, a relay address that we make for you and this app. Your email address is not given, and nothing else about you.`,
    'We pass on to your email address what is written to the relay address, and to them what you answer, as long as your yes is in force. We keep none of it.',
  ];
}

/** The exact text that is shown. A pure function of the facts: the same facts, the same words. */
export function renderDisclosure(facts: DisclosureFacts): string {
  const { app, partner, partnerPolicy, policy, offer, basis } = facts;
  const scope = scopeOf[basis];
  const act =
    offer === null
      ? `If you install the app ${partnerWords(app.name)}`
      : `If you accept the offer ${partnerWords(offer.title)} for the app ${partnerWords(app.name)}`;
  return [
    ...whatGoes(act, facts),
    `They may use it to ${scope.purposes.map((purpose) => purposeWords[purpose]).join(' and to ')}, and for nothing else.`,
    `From then on their own privacy policy applies, version ${partnerWords(partnerPolicy.version)}: ${partnerPolicy.url}`,
    'We bind them to what is said here, but we cannot guarantee what they do.',
    partner.compensates ? 'They pay us when you say yes.' : 'They do not pay us when you say yes.',
    'If you do nothing, nothing is given. You can take your yes back at any time in one step; we then tell them to stop.',
    `This is said under our privacy policy, version ${policy.version}. Words in “these marks” were written by the partner.`,
  ].join('\n');
}

/** All that a shown text stands for, as it can be put together again from what is kept of it. */
export interface DisclosureTerms {
  readonly subjectId: string;
  readonly basis: Basis;
  readonly appId: string;
  readonly partnerId: string;
  readonly offerId: string | null;
  readonly address: AddressKind;
  readonly policy: { readonly id: string; readonly textHash: string };
  readonly partnerPolicy: DisclosureFacts['partnerPolicy'];
  readonly textVersion: string;
  readonly text: string;
  readonly nonce: string;
}

/** What is hashed: person, app, offer, fields, purposes, kind of address, both policies, the text and a nonce. */
export function disclosureStatement(terms: DisclosureTerms): JsonValue {
  const { subjectId, basis, appId, partnerId, offerId, address } = terms;
  const { policy, partnerPolicy, textVersion, text, nonce } = terms;
  const scope = scopeOf[basis];
  return {
    subject: subjectId,
    basis,
    app: appId,
    partner: partnerId,
    offer: offerId,
    fields: scope.fields,
    purposes: scope.purposes,
    addressKind: address === 'relay' ? 'relay' : 'account',
    policy: { id: policy.id, textHash: policy.textHash },
    partnerPolicy: {
      id: partnerPolicy.id,
      version: partnerPolicy.version,
      url: partnerPolicy.url,
      textHash: partnerPolicy.textHash,
    },
    textVersion,
    text,
    nonce,
  };
}

/** SHA-256, hex, over canonical JSON. */
export const hashOfStatement = (statement: JsonValue): string =>
  createHash('sha256').update(canonicalJson(statement)).digest('hex');

/** The hash of a shown text's statement: a yes to this hash is a yes to all of that and to nothing else. */
export function disclosureHash(facts: DisclosureFacts, text: string): string {
  const { subjectId, basis, address, app, partner, partnerPolicy, policy, offer, nonce } = facts;
  const about = { appId: app.id, partnerId: partner.id, offerId: offer?.id ?? null };
  const statement = disclosureStatement({
    ...{ subjectId, basis, address, ...about },
    policy,
    partnerPolicy,
    textVersion: TEXT_VERSION,
    text,
    nonce,
  });
  return hashOfStatement(statement);
}

export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex');
