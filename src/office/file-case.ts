import { createHash } from 'node:crypto';
import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { partnerIdBySlug, problemOfSlug } from '../catalog/index.ts';
import { accountRequired, refuse, refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { VaultParts } from '../vault/index.ts';
import { US, complaintProblems, refuseContact, refuseText, tidy } from './rules.ts';
import type { ComplaintInput, RequestInput } from './rules.ts';
import { newCaseKey, sealDetails } from './seal.ts';
import { countOpen, findCase, insertCase } from './store.ts';
import { filed } from './transitions.ts';
import type { CaseKind, Details, OfficeCase, Right } from './types.ts';
import { rights } from './types.ts';

/** A case without an account, and the one secret by which its filer gets back to it. It is kept as a hash only. */
export interface Anonymous {
  readonly filed: OfficeCase;
  readonly secret: string;
}

const MOST_OPEN = 20;
const RIGHT = `one of ${rights.join(', ')}`;

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What a case is about, apart from its words. */
type About = Pick<OfficeCase, 'partnerId' | 'share' | 'right'>;

interface Understood {
  readonly about: About;
  readonly details: Details;
}

/** What was asked for, read; or every field that is wrong. */
type Read = Understood | { readonly problems: readonly Refusal[] };

async function readComplaint(tx: Tx, input: ComplaintInput): Promise<Read> {
  const problems = complaintProblems(input);
  if (problems.length > 0) return { problems };
  const company = input.company ?? '';
  const isSlug = problemOfSlug(company) === null;
  const partnerId = company === US || !isSlug ? null : await partnerIdBySlug(tx, company);
  if (company !== US && partnerId === null) {
    return { problems: [refuseField('company', '“us”, or the slug of a partner')] };
  }
  return {
    about: { partnerId, share: input.shareDetails === true, right: null },
    details: { contact: tidy(input.contact ?? ''), text: tidy(input.violation ?? '') },
  };
}

function readRequest(input: RequestInput, hasAccount: boolean): Read {
  const right = rights.find((one) => one === input.right);
  // With an account the answer stands there; whoever has none must be reached.
  const isSilent = hasAccount && input.contact == null;
  const problems = [
    right === undefined ? refuseField('right', RIGHT) : null,
    refuseText('text', input.text, 'what is asked for'),
    isSilent ? null : refuseContact(input.contact),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) return { problems };
  const contact = input.contact == null ? null : tidy(input.contact);
  return {
    about: { partnerId: null, share: false, right: right as Right },
    details: { contact, text: tidy(input.text ?? '') },
  };
}

const blank = {
  state: 'open',
  acknowledgedAt: null,
  answeredAt: null,
  answeredBy: null,
  exception: null,
  escalatedAt: null,
  appealBy: null,
  appealedAt: null,
  appealAnswerBy: null,
  appealAnsweredAt: null,
  appealAnsweredBy: null,
  appealException: null,
  sealed: { details: null, answer: null, appeal: null, appealAnswer: null },
} as const;

/** How complaints and requests of rights reach the office, with an account and without one. */
export function createFiling(db: Database, vault: VaultParts) {
  const idKind = { complaint: 'complaint', request: 'rightsRequest' } as const;

  async function file(
    tx: Tx,
    kind: CaseKind,
    subjectId: string | null,
    read: Understood,
    secretHash: string | null,
  ): Promise<OfficeCase> {
    const id = newId(idKind[kind], tx.now);
    const wrapped = subjectId === null ? newCaseKey(vault, id) : null;
    const one = { ...blank, ...filed(kind, tx.now), ...read.about, id, kind, subjectId, wrapped };
    const details = await sealDetails(tx, vault, one, read.details);
    const whole: OfficeCase = { ...one, sealed: { ...one.sealed, details } };
    await insertCase(tx, whole, secretHash);
    return whole;
  }

  const readers = {
    complaint: (tx: Tx, input: ComplaintInput) => readComplaint(tx, input),
    request: (_: Tx, input: RequestInput, hasAccount: boolean) =>
      Promise.resolve(readRequest(input, hasAccount)),
  };

  function own<Input extends object>(
    kind: CaseKind,
    mutation: string,
    readInput: (tx: Tx, input: Input, hasAccount: boolean) => Promise<Read>,
  ) {
    return async (subject: Subject | null, key: string, input: Input): Promise<OfficeCase | Refusal> => {
      if (subject === null) return accountRequired();
      const body = JSON.parse(JSON.stringify(input)) as Record<string, string>;
      const principal = `subject:${subject.id}`;
      return onceForKey(db, idempotentRequest(vault.hashes, { principal, mutation, key, body }), {
        async make(tx) {
          if (!(await lockSubjects(tx, [subject.id])).has(subject.id)) return accountRequired();
          const read = await readInput(tx, input, true);
          if ('problems' in read) return read.problems[0] as Refusal;
          if ((await countOpen(tx, subject.id)) >= MOST_OPEN) {
            return refuse('LIMIT_REACHED', [], `At most ${MOST_OPEN} wait for an answer at once.`);
          }
          return file(tx, kind, subject.id, read, null);
        },
        async reload(tx, id) {
          const one = await findCase(tx, { id, kind });
          if (one === null) throw new Error('a case that was filed is there');
          return one;
        },
      });
    };
  }

  function anonymous<Input extends object>(
    kind: CaseKind,
    readInput: (tx: Tx, input: Input, hasAccount: boolean) => Promise<Read>,
  ) {
    return async (input: Input): Promise<Anonymous | readonly Refusal[]> => {
      const secret = vault.random.bytes(32).toString('base64url');
      return db.transact(async (tx) => {
        const read = await readInput(tx, input, false);
        if ('problems' in read) return read.problems;
        return { filed: await file(tx, kind, null, read, hashOfSecret(secret)), secret };
      });
    };
  }

  return {
    fileComplaint: own<ComplaintInput>('complaint', 'fileComplaint', readers.complaint),
    requestRight: own<RequestInput>('request', 'requestRight', readers.request),
    complaintWithoutAccount: anonymous<ComplaintInput>('complaint', readers.complaint),
    requestWithoutAccount: anonymous<RequestInput>('request', readers.request),
  };
}

export type Filing = ReturnType<typeof createFiling>;
