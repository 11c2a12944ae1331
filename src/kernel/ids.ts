import { ulid } from 'ulid';
import type { Millis } from './clock.ts';
import { systemRandom } from './random.ts';

/**
 * Internal ids: a prefix that says what the id names, an underscore, and a ULID (26 characters, Crockford base32).
 * They sort by creation time within a prefix; order that matters comes from sequence numbers, never from them.
 */
export const idPrefixes = {
  subject: 'sub',
  partner: 'prt',
  invitation: 'inv',
  standing: 'std',
  apiKey: 'key',
  oauthClient: 'cli',
  oauthCredential: 'ocr',
  app: 'app',
  appRevision: 'rev',
  category: 'cat',
  endpoint: 'end',
  offer: 'off',
  policy: 'pol',
  partnerPolicy: 'ppl',
  disclosure: 'dsc',
  grant: 'grt',
  installation: 'ins',
  release: 'rel',
  refusal: 'rfs',
  ledgerEntry: 'led',
  message: 'msg',
  attempt: 'att',
  opening: 'opn',
  fetch: 'fch',
  erasure: 'ers',
  secret: 'sec',
  worker: 'wrk',
  recovery: 'rcv',
  sandboxContact: 'sbx',
  deletionDuty: 'dty',
  mail: 'mai',
  run: 'run',
  hold: 'hld',
  segment: 'seg',
  list: 'lst',
  export: 'exp',
  processor: 'prc',
  processorNotice: 'ntc',
  transfer: 'trf',
  complaint: 'cpl',
  rightsRequest: 'rrq',
  caseRead: 'crd',
  correction: 'cor',
  verification: 'vrf',
  staffRead: 'srd',
  legalRequest: 'lgl',
} as const;

export type IdKind = keyof typeof idPrefixes;

export function newId(kind: IdKind, now: Millis): string {
  return `${idPrefixes[kind]}_${ulid(now, systemRandom.fraction)}`;
}

const SHAPE = /^([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}$/;
const kindByPrefix = new Map(Object.entries(idPrefixes).map(([kind, prefix]) => [prefix, kind as IdKind]));

/** What an id names, or null if the text is no id of ours. */
export function kindOfId(id: string): IdKind | null {
  const prefix = SHAPE.exec(id)?.[1];
  return prefix === undefined ? null : (kindByPrefix.get(prefix as (typeof idPrefixes)[IdKind]) ?? null);
}
