import { z } from 'zod';
import type { Millis } from '../kernel/clock.ts';
import { kindOfId } from '../kernel/ids.ts';
import type { IdKind } from '../kernel/ids.ts';

/** An offer that goes to a person who asked for offers by mail. */
export interface OfferNotice {
  readonly kind: 'offer';
  readonly subjectId: string;
  readonly campaignId: string;
  /** The version that the run was of. */
  readonly version: number;
  readonly runId: string;
}

/** What the company owes a person to be told, whatever they want of offers. */
export type ServiceNotice =
  /** Their email goes to a partner: one mail for each release, so that none hides among others. */
  | { readonly kind: 'released'; readonly subjectId: string; readonly releaseId: string }
  /** The copy of their data that they asked for is ready. */
  | { readonly kind: 'export-ready'; readonly subjectId: string; readonly exportId: string }
  /** What they were promised changes on a day to come. */
  | { readonly kind: 'policy-announced'; readonly subjectId: string; readonly policyId: string };

/** The link by which a person says that an email that is theirs now is theirs. It goes to that email alone. */
export interface VerificationNotice {
  readonly kind: 'email-verification';
  readonly subjectId: string;
  readonly verificationId: string;
}

/** That data of a person was disclosed in a legal process. */
export interface LegalNotice {
  readonly kind: 'legal';
  readonly subjectId: string;
  readonly requestId: string;
}

/** What the company writes to people, partners and its own privacy office, as ids, counts and instants. */
export type Notice = OfficialNotice | OfferNotice | ServiceNotice | VerificationNotice | LegalNotice;

/** Something that the company tells a partner or its own privacy office. */
export type OfficialNotice =
  | {
      readonly kind: 'endpoint-disabled';
      readonly partnerId: string;
      readonly endpointId: string;
      readonly reason: 'failing' | 'gone';
      readonly at: Millis;
    }
  | {
      readonly kind: 'deletion-overdue';
      readonly recipient: 'partner' | 'office';
      readonly partnerId: string;
      /** Deletions that are overdue, 1 or more. */
      readonly count: number;
      readonly oldestDueAt: Millis;
    }
  | {
      /** Complaints and requests that the office has not answered in time. */
      readonly kind: 'cases-overdue';
      /** 1 or more. */
      readonly count: number;
      readonly oldestDueAt: Millis;
    };

/** Who a mail goes to; the address is looked up when it is sent. */
export type Recipient =
  | { readonly kind: 'partner'; readonly partnerId: string }
  | { readonly kind: 'office' }
  | { readonly kind: 'person'; readonly subjectId: string };

const idOf = (kind: IdKind) => z.string().refine((text) => kindOfId(text) === kind);
const instant = z.int().nonnegative();

/** What a row may hold of a notice. Fields beyond these are dropped, so that no text gets in by a wider object. */
const shape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('endpoint-disabled'),
    partnerId: idOf('partner'),
    endpointId: idOf('endpoint'),
    reason: z.enum(['failing', 'gone']),
    at: instant,
  }),
  z.object({
    kind: z.literal('deletion-overdue'),
    recipient: z.enum(['partner', 'office']),
    partnerId: idOf('partner'),
    count: z.int().positive(),
    oldestDueAt: instant,
  }),
  z.object({ kind: z.literal('cases-overdue'), count: z.int().positive(), oldestDueAt: instant }),
  z.object({
    kind: z.literal('legal'),
    subjectId: idOf('subject'),
    requestId: idOf('legalRequest'),
  }),
  z.object({
    kind: z.literal('offer'),
    subjectId: idOf('subject'),
    campaignId: idOf('offer'),
    version: z.int().positive(),
    runId: idOf('run'),
  }),
  z.object({ kind: z.literal('export-ready'), subjectId: idOf('subject'), exportId: idOf('export') }),
  z.object({
    kind: z.literal('policy-announced'),
    subjectId: idOf('subject'),
    policyId: idOf('policy'),
  }),
  z.object({ kind: z.literal('released'), subjectId: idOf('subject'), releaseId: idOf('release') }),
  z.object({
    kind: z.literal('email-verification'),
    subjectId: idOf('subject'),
    verificationId: idOf('verification'),
  }),
]);

/** Holds a value to the shape of a notice. Throws for one that is none: a mistake of ours, nobody else writes them. */
export function toNotice(value: unknown): Notice {
  const { data } = shape.safeParse(value);
  if (data === undefined) throw new Error('a notice holds ids, counts and instants of its kind');
  return data;
}

/** Kinds that go to many people at once. */
const bulkKinds: ReadonlySet<Notice['kind']> = new Set(['offer', 'policy-announced']);

/** Whether such notices are many, so that a notice about one thing that happened to one person comes before them. */
export const isBulk = ({ kind }: Notice): boolean => bulkKinds.has(kind);

export function recipientOf(notice: Notice): Recipient {
  if ('subjectId' in notice) return { kind: 'person', subjectId: notice.subjectId };
  if (notice.kind === 'cases-overdue') return { kind: 'office' };
  return notice.kind === 'deletion-overdue' && notice.recipient === 'office'
    ? { kind: 'office' }
    : { kind: 'partner', partnerId: notice.partnerId };
}
