// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { App as AppRow, Partner as PartnerRow } from '../../catalog/index.ts';
import type { Policy as PolicyRow } from '../../policies/index.ts';
import type { Release as ReleaseRow } from '../../release/index.ts';
import type { Delivery as DeliveryRow } from '../../delivery/index.ts';
import type {
  LogStatus as LogStatusRow,
  WitnessStatus as WitnessStatusRow,
  Entry as EntryRow,
} from '../../ledger/index.ts';
import type {
  DeletionDuty as DeletionDutyRow,
  OverduePartner as OverduePartnerRow,
} from '../../duties/index.ts';
import type { Processor as ProcessorRow } from '../../processors/index.ts';
import type {
  OfficeCase as OfficeCaseRow,
  PastRead as PastReadRow,
  CaseWords as CaseWordsRow,
} from '../../office/index.ts';
import type {
  StaffReadRow as StaffReadRowRow,
  ShownPerson as ShownPersonRow,
  LegalCase as LegalCaseRow,
  Approval as ApprovalRow,
} from '../../privacy/index.ts';
import type { Grant as GrantRow } from '../../consent/index.ts';
import type { DoorContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** An email address. */
  EmailAddress: { input: string; output: string };
  /** An instant in UTC, RFC 3339 with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. */
  DateTime: { input: number; output: number };
};

export type Mutation = {
  /**
   * Corrects what is held about somebody who wrote to the company, in the same way as they could themselves: they see that it
   * was done and why, and another email is mailed a link and is unverified until that is used. Nothing held is shown here.
   */
  correctPerson: CorrectPersonPayload;
  /** Writes down what an authority wants, good or not. */
  openLegalRequest: OpenLegalRequestPayload;
  /** Says that a request, and its gag if it has one, is to be obeyed. Two have to, neither of whom opened it. */
  approveLegalRequest: ApproveLegalRequestPayload;
  /** Refuses a defective request. One is enough: it keeps data in. */
  refuseLegalRequest: RefuseLegalRequestPayload;
  /** Writes down that the authority took its request back. */
  withdrawLegalRequest: WithdrawLegalRequestPayload;
  /**
   * Gives out what an approved request names, and nothing else, once. That it is given out stands in the ledger first. The
   * people concerned are told at once, or by itself when the gag ends.
   */
  discloseLegalRequest: DiscloseLegalRequestPayload;
  /** Says that a gag that is in force is to last longer. It does once two said so who did not open the request. */
  extendGag: ExtendGagPayload;
  /** Erases somebody who turned out to be under age, at once, and tells the partners that were given their email. */
  eraseMinor: EraseMinorPayload;
  /** Opens the words of a complaint. That, by whom and why is recorded first; whoever complained sees it. */
  readComplaint: ReadComplaintPayload;
  acknowledgeComplaint: ComplaintPayload;
  answerComplaint: ComplaintPayload;
  /** Writes down that it went to the body outside: once it was answered, or its time has passed. */
  escalateComplaint: ComplaintPayload;
  /** Opens the words of a request, recorded first. */
  readRightsRequest: ReadRightsRequestPayload;
  /** Says that what was asked for was done, and how. */
  grantRequest: RightsRequestPayload;
  /** Refuses a right for one of two reasons. The person is told how to appeal. */
  refuseRequest: RightsRequestPayload;
  /** Decides an appeal; somebody else than who refused. */
  decideAppeal: RightsRequestPayload;
  /** Enters a processor in the register. Nothing goes to it before people were told. */
  registerProcessor: ProcessorPayload;
  /** Says what people are told of a processor from now on. Earlier notices stay as they were. */
  giveProcessorNotice: ProcessorPayload;
  /** Nothing goes to it any more. Its slug is never given again. */
  retireProcessor: ProcessorPayload;
  /** From now on nothing of a person's data is destroyed because its time is over. */
  placeHold: HoldPayload;
  /** What is too old goes with the next run. */
  liftHold: HoldPayload;
  /**
   * Shows data of a person to staff. That it is looked at, by whom and why, stands in the ledger before anything is shown, and
   * the person is shown it. A repetition gives the record and `null` for the person.
   */
  readPerson: ReadPersonPayload;
  /** Publishes a version of the policy. It never changes afterwards; the ledger holds its hash. */
  publishPolicy: PublishPolicyPayload;
};

export type MutationCorrectPersonArgs = {
  input: CorrectPersonInput;
};

export type MutationOpenLegalRequestArgs = {
  input: OpenLegalRequestInput;
};

export type MutationApproveLegalRequestArgs = {
  input: ApproveLegalRequestInput;
};

export type MutationRefuseLegalRequestArgs = {
  input: RefuseLegalRequestInput;
};

export type MutationWithdrawLegalRequestArgs = {
  input: WithdrawLegalRequestInput;
};

export type MutationDiscloseLegalRequestArgs = {
  input: DiscloseLegalRequestInput;
};

export type MutationExtendGagArgs = {
  input: ExtendGagInput;
};

export type MutationEraseMinorArgs = {
  input: EraseMinorInput;
};

export type MutationReadComplaintArgs = {
  input: ReadCaseInput;
};

export type MutationAcknowledgeComplaintArgs = {
  input: ComplaintInput;
};

export type MutationAnswerComplaintArgs = {
  input: AnswerComplaintInput;
};

export type MutationEscalateComplaintArgs = {
  input: ComplaintInput;
};

export type MutationReadRightsRequestArgs = {
  input: ReadCaseInput;
};

export type MutationGrantRequestArgs = {
  input: GrantRequestInput;
};

export type MutationRefuseRequestArgs = {
  input: RefuseRequestInput;
};

export type MutationDecideAppealArgs = {
  input: DecideAppealInput;
};

export type MutationRegisterProcessorArgs = {
  input: RegisterProcessorInput;
};

export type MutationGiveProcessorNoticeArgs = {
  input: GiveProcessorNoticeInput;
};

export type MutationRetireProcessorArgs = {
  input: RetireProcessorInput;
};

export type MutationPlaceHoldArgs = {
  input: PlaceHoldInput;
};

export type MutationLiftHoldArgs = {
  input: LiftHoldInput;
};

export type MutationReadPersonArgs = {
  input: ReadPersonInput;
};

export type MutationPublishPolicyArgs = {
  input: PublishPolicyInput;
};

export type CorrectPersonInput = {
  subjectId: Scalars['ID']['input'];
  /** At most 100 characters. Empty: there is to be none. */
  name?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** `YYYY-MM-DD`. */
  birthDate?: InputMaybe<Scalars['String']['input']>;
  /** Why, in one line of at most 500 characters. The person is shown it. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CorrectPersonPayload = {
  subjectId?: Maybe<Scalars['ID']['output']>;
  userErrors: Array<UserError>;
};

/** What the privacy office can ask. */
export type Query = {
  /** What authorities wanted of the company about people, newest first. No data of anybody is opened. */
  legalRequests: LegalRequestConnection;
  /** Complaints, newest first, without their words. */
  complaints: ComplaintConnection;
  complaint?: Maybe<Complaint>;
  /** Requests of rights, newest first, without their words. */
  rightsRequests: RightsRequestConnection;
  rightsRequest?: Maybe<RightsRequest>;
  /** Every company that works with personal information for this one, newest first; retired ones too. */
  processors: ProcessorConnection;
  /** How long each class of data is kept. What is not in it is kept as long as the account, and erased with it. */
  retentionSchedule: Array<RetentionClass>;
  /** What was destroyed because its time was over, newest first. `data`: one class of it only. */
  retentionRuns: RetentionRunConnection;
  /** People whose data stays whatever its age, newest first. */
  retentionHolds: RetentionHoldConnection;
  /** Ids of those whose accounts have this address, by a keyed hash: nothing is opened. */
  peopleByEmail: Array<Scalars['ID']['output']>;
  /** Looks by staff at people's data, newest first. */
  staffReads: StaffReadConnection;
  /** All releases, newest first. No email is shown here. */
  releases: ReleaseConnection;
  /** How the ledger is doing. */
  ledger: Ledger;
  /** What partners have to delete, newest first. */
  deletions: DeletionConnection;
  /** Partners that did not say in time that they deleted: nothing new is released to them. The longest overdue first. */
  overduePartners: Array<OverduePartner>;
  /** All versions of the company's policy, newest first. */
  policies: PolicyConnection;
  /** What this request costs, and what is left of the asker's points for this minute. */
  rateLimit: RateLimit;
};

/** What the privacy office can ask. */
export type QueryLegalRequestsArgs = {
  state?: InputMaybe<LegalRequestState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryComplaintsArgs = {
  filter?: InputMaybe<ComplaintFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryComplaintArgs = {
  id: Scalars['ID']['input'];
};

/** What the privacy office can ask. */
export type QueryRightsRequestsArgs = {
  filter?: InputMaybe<RightsRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryRightsRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What the privacy office can ask. */
export type QueryProcessorsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryRetentionRunsArgs = {
  data?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryRetentionHoldsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryPeopleByEmailArgs = {
  email: Scalars['EmailAddress']['input'];
};

/** What the privacy office can ask. */
export type QueryStaffReadsArgs = {
  filter?: InputMaybe<StaffReadFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryReleasesArgs = {
  filter?: InputMaybe<ReleaseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryDeletionsArgs = {
  filter?: InputMaybe<DeletionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the privacy office can ask. */
export type QueryPoliciesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type LegalInstrument = 'COURT_ORDER' | 'SUBPOENA' | 'LAW' | 'REGULATION' | 'OTHER';

export type LegalRequestState =
  /** Waits for its approvals. */
  | 'OPENED'
  /** Two others said that it is to be obeyed. */
  | 'APPROVED'
  /** What it names was given out. */
  | 'DISCLOSED'
  /** It was defective. */
  | 'REFUSED'
  /** Its authority took it back. */
  | 'WITHDRAWN';

/** Why a request is refused. */
export type LegalDefect = 'NO_AUTHORITY' | 'NO_INSTRUMENT' | 'TOO_WIDE' | 'WRONG_PERSON' | 'OTHER';

export type LegalRequestConnection = {
  edges: Array<LegalRequestEdge>;
  nodes: Array<LegalRequest>;
  pageInfo: PageInfo;
};

export type LegalRequestEdge = {
  cursor: Scalars['String']['output'];
  node: LegalRequest;
};

export type LegalRequest = {
  id: Scalars['ID']['output'];
  state: LegalRequestState;
  /** Null: it names none. */
  authority?: Maybe<Scalars['String']['output']>;
  instrument?: Maybe<LegalInstrument>;
  /** The authority's own, of its case. Null: everybody whom it is about is erased; so for all that is written in words. */
  reference?: Maybe<Scalars['String']['output']>;
  subjectIds: Array<Scalars['ID']['output']>;
  fields: Array<PersonField>;
  /** From when to when, of yeses and releases. */
  from?: Maybe<Scalars['DateTime']['output']>;
  until?: Maybe<Scalars['DateTime']['output']>;
  receivedAt: Scalars['DateTime']['output'];
  /** Until when the people concerned are not told. Null: they are told at once. */
  gagUntil?: Maybe<Scalars['DateTime']['output']>;
  gagReason?: Maybe<Scalars['String']['output']>;
  /** Whether they must not be told now. */
  gagged: Scalars['Boolean']['output'];
  openedBy: Scalars['String']['output'];
  openedAt: Scalars['DateTime']['output'];
  approvals: Array<LegalApproval>;
  /** Why it was refused. */
  defect?: Maybe<LegalDefect>;
  note?: Maybe<Scalars['String']['output']>;
  /** Who disclosed, refused or withdrew it, and when. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type LegalApproval = {
  officer: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  /** The end of the longer gag that was approved; null: the request was. */
  gagUntil?: Maybe<Scalars['DateTime']['output']>;
};

export type OpenLegalRequestInput = {
  /** Left out: it names none, and can be refused only. */
  authority?: InputMaybe<Scalars['String']['input']>;
  /** Left out: there is none, and it can be refused only. */
  instrument?: InputMaybe<LegalInstrument>;
  /** The authority's own, of its case; at most 200 characters. */
  reference: Scalars['String']['input'];
  /** 1 to 20; see `peopleByEmail`. */
  subjectIds: Array<Scalars['ID']['input']>;
  /** What it names. */
  fields: Array<PersonField>;
  /** With yeses or releases among the fields: from when to when. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  receivedAt: Scalars['DateTime']['input'];
  /** If the people concerned must not be told: until when, at most 90 days from now, and why. */
  gag?: InputMaybe<GagInput>;
  idempotencyKey: Scalars['ID']['input'];
};

export type GagInput = {
  until: Scalars['DateTime']['input'];
  reason: Scalars['String']['input'];
};

export type ApproveLegalRequestInput = {
  requestId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RefuseLegalRequestInput = {
  requestId: Scalars['ID']['input'];
  defect: LegalDefect;
  /** What is wrong with it; at most 500 characters. */
  note: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type WithdrawLegalRequestInput = {
  requestId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type DiscloseLegalRequestInput = {
  requestId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ExtendGagInput = {
  requestId: Scalars['ID']['input'];
  /** The new end, at most 90 days from now. Both have to name the same. */
  until: Scalars['DateTime']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type OpenLegalRequestPayload = {
  request?: Maybe<LegalRequest>;
  userErrors: Array<UserError>;
};

export type ApproveLegalRequestPayload = {
  request?: Maybe<LegalRequest>;
  userErrors: Array<UserError>;
};

export type RefuseLegalRequestPayload = {
  request?: Maybe<LegalRequest>;
  userErrors: Array<UserError>;
};

export type WithdrawLegalRequestPayload = {
  request?: Maybe<LegalRequest>;
  userErrors: Array<UserError>;
};

export type ExtendGagPayload = {
  request?: Maybe<LegalRequest>;
  userErrors: Array<UserError>;
};

export type DiscloseLegalRequestPayload = {
  request?: Maybe<LegalRequest>;
  /** What goes to the authority: JSON. It is kept nowhere, and a repetition gives `null`. */
  bundle?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

/** How it was found out that somebody is under age. There is no room for words, which could name them. */
export type MinorReason =
  | 'TOLD_BY_PERSON'
  | 'TOLD_BY_GUARDIAN'
  | 'TOLD_BY_OTHERS'
  /** By the company itself. */
  | 'FOUND_OUT';

export type EraseMinorInput = {
  subjectId: Scalars['ID']['input'];
  reason: MinorReason;
  idempotencyKey: Scalars['ID']['input'];
};

export type EraseMinorPayload = {
  /** Null: the law keeps something of theirs. Nothing goes out from now on, and the rest is done as soon as that ends. */
  erasedAt?: Maybe<Scalars['DateTime']['output']>;
  userErrors: Array<UserError>;
};

export type ComplaintState =
  /** The company has it. */
  | 'OPEN'
  /** The company answered. */
  | 'ANSWERED'
  /** It went to the body outside. */
  | 'ESCALATED'
  /** Its words are erased. */
  | 'ERASED';

export type RightsRequestState =
  | 'OPEN'
  | 'GRANTED'
  /** Refused; it can be appealed once, in time. */
  | 'REFUSED'
  | 'APPEALED'
  /** Refused for good by this company. */
  | 'REFUSED_ON_APPEAL'
  | 'ERASED';

/** What somebody can ask for of what is held about them. */
export type Right = 'ACCESS' | 'CORRECTION' | 'DELETION';

/** The only two reasons for which a right is refused. */
export type RightsException =
  /** The burden or expense would be disproportionate to the risks to the person’s privacy. */
  | 'DISPROPORTIONATE_BURDEN'
  /** The rights of others would be violated. */
  | 'RIGHTS_OF_OTHERS';

/** All that are given must hold. */
export type ComplaintFilter = {
  state?: InputMaybe<ComplaintState>;
  partnerId?: InputMaybe<Scalars['ID']['input']>;
  /** Those that the office should have acknowledged or answered by now. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
};

/** All that are given must hold. */
export type RightsRequestFilter = {
  state?: InputMaybe<RightsRequestState>;
  /** Those that the office should have decided by now. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ComplaintConnection = {
  edges: Array<ComplaintEdge>;
  nodes: Array<Complaint>;
  pageInfo: PageInfo;
};

export type ComplaintEdge = {
  cursor: Scalars['String']['output'];
  node: Complaint;
};

export type Complaint = {
  id: Scalars['ID']['output'];
  state: ComplaintState;
  /** Whom it is about. Null: this company. */
  partner?: Maybe<Partner>;
  /** Whether the partner may see what is alleged. */
  shareDetails: Scalars['Boolean']['output'];
  /** Null: it was filed without an account. */
  subjectId?: Maybe<Scalars['ID']['output']>;
  filedAt: Scalars['DateTime']['output'];
  acknowledgeBy: Scalars['DateTime']['output'];
  acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  answerBy: Scalars['DateTime']['output'];
  answeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is due next. Null: nothing. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  overdue: Scalars['Boolean']['output'];
  escalatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The body outside, once it may be asked. */
  outsideBody?: Maybe<Scalars['String']['output']>;
  reads: Array<CaseRead>;
};

/** Words that somebody wrote to the office. */
export type CaseWords = {
  /** How to reach them. Null: by their account. */
  contact?: Maybe<Scalars['String']['output']>;
  text?: Maybe<Scalars['String']['output']>;
  answer?: Maybe<Scalars['String']['output']>;
  appeal?: Maybe<Scalars['String']['output']>;
  appealAnswer?: Maybe<Scalars['String']['output']>;
};

/** That the words of a case were read. */
export type CaseRead = {
  /** Who: `officer:NAME`, or `partner:ID`. */
  reader: Scalars['String']['output'];
  /** Null once erased. */
  reason?: Maybe<Scalars['String']['output']>;
  readAt: Scalars['DateTime']['output'];
};

export type RightsRequestConnection = {
  edges: Array<RightsRequestEdge>;
  nodes: Array<RightsRequest>;
  pageInfo: PageInfo;
};

export type RightsRequestEdge = {
  cursor: Scalars['String']['output'];
  node: RightsRequest;
};

export type RightsRequest = {
  id: Scalars['ID']['output'];
  state: RightsRequestState;
  right: Right;
  /** Null: it was made without an account. */
  subjectId?: Maybe<Scalars['ID']['output']>;
  filedAt: Scalars['DateTime']['output'];
  decideBy: Scalars['DateTime']['output'];
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  exception?: Maybe<RightsException>;
  appealBy?: Maybe<Scalars['DateTime']['output']>;
  appealedAt?: Maybe<Scalars['DateTime']['output']>;
  decideAppealBy?: Maybe<Scalars['DateTime']['output']>;
  appealDecidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is due next. Null: nothing. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  overdue: Scalars['Boolean']['output'];
  reads: Array<CaseRead>;
};

export type ReadCaseInput = {
  id: Scalars['ID']['input'];
  /** At least 10 characters. Whoever wrote it sees it. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ComplaintInput = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type AnswerComplaintInput = {
  id: Scalars['ID']['input'];
  answer: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type GrantRequestInput = {
  id: Scalars['ID']['input'];
  /** What was done. */
  answer: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RefuseRequestInput = {
  id: Scalars['ID']['input'];
  exception: RightsException;
  /** Why it holds here. The person reads it. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type DecideAppealInput = {
  id: Scalars['ID']['input'];
  granted: Scalars['Boolean']['input'];
  /** Wanted to refuse again. */
  exception?: InputMaybe<RightsException>;
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ComplaintPayload = {
  complaint?: Maybe<Complaint>;
  userErrors: Array<UserError>;
};

export type ReadComplaintPayload = {
  complaint?: Maybe<Complaint>;
  words?: Maybe<CaseWords>;
  userErrors: Array<UserError>;
};

export type RightsRequestPayload = {
  request?: Maybe<RightsRequest>;
  userErrors: Array<UserError>;
};

export type ReadRightsRequestPayload = {
  request?: Maybe<RightsRequest>;
  words?: Maybe<CaseWords>;
  userErrors: Array<UserError>;
};

/** What of a person a processor may be given. */
export type ProcessorField =
  | 'EMAIL'
  | 'NAME'
  | 'BIRTH_DATE'
  | 'PAYMENT'
  /** What was written. */
  | 'CORRESPONDENCE';

export type ProcessorConnection = {
  edges: Array<ProcessorEdge>;
  nodes: Array<Processor>;
  pageInfo: PageInfo;
};

export type ProcessorEdge = {
  cursor: Scalars['String']['output'];
  node: Processor;
};

export type Processor = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** What it is for. */
  purpose: Scalars['String']['output'];
  fields: Array<ProcessorField>;
  /** Whether it serves promotion; otherwise the service needs it. */
  promotional: Scalars['Boolean']['output'];
  country: Scalars['String']['output'];
  contact: Scalars['String']['output'];
  privacyPolicyUrl: Scalars['String']['output'];
  /** What people are told. Null: nothing yet, and nothing goes there. */
  notice?: Maybe<ProcessorNotice>;
  /** What they were told at any time, newest first. */
  notices: Array<ProcessorNotice>;
  registeredAt: Scalars['DateTime']['output'];
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
};

export type ProcessorNotice = {
  /** Counted from 1. */
  version: Scalars['Int']['output'];
  text: Scalars['String']['output'];
  givenAt: Scalars['DateTime']['output'];
};

export type RegisterProcessorInput = {
  /** 3 to 40 of a-z and 0-9, with single hyphens between them; never given before. */
  slug: Scalars['String']['input'];
  name: Scalars['String']['input'];
  purpose: Scalars['String']['input'];
  fields: Array<ProcessorField>;
  promotional: Scalars['Boolean']['input'];
  /** ISO 3166-1, two capital letters. */
  country: Scalars['String']['input'];
  /** An email address of the company. */
  contact: Scalars['String']['input'];
  privacyPolicyUrl: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type GiveProcessorNoticeInput = {
  processorId: Scalars['ID']['input'];
  /** At most 4,000 characters. */
  text: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RetireProcessorInput = {
  processorId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ProcessorPayload = {
  processor?: Maybe<Processor>;
  userErrors: Array<UserError>;
};

export type RetentionClass = {
  /** What kind of data. */
  data: Scalars['String']['output'];
  /** How long it is kept, and why. */
  rule: Scalars['String']['output'];
};

export type RetentionRunConnection = {
  edges: Array<RetentionRunEdge>;
  nodes: Array<RetentionRun>;
  pageInfo: PageInfo;
};

export type RetentionRunEdge = {
  cursor: Scalars['String']['output'];
  node: RetentionRun;
};

export type RetentionRun = {
  id: Scalars['ID']['output'];
  data: Scalars['String']['output'];
  /** The rule as it was then. */
  rule: Scalars['String']['output'];
  startedAt: Scalars['DateTime']['output'];
  /** Null: it is under way. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many rows, or records of the ledger, were destroyed. */
  destroyed: Scalars['Int']['output'];
  /** How many people were under a hold. */
  held: Scalars['Int']['output'];
  /** The entry of the ledger that says so. Null: nothing was destroyed, it was about nobody, or its steps have entries of their own. */
  ledgerEntryId?: Maybe<Scalars['ID']['output']>;
};

export type RetentionHoldConnection = {
  edges: Array<RetentionHoldEdge>;
  nodes: Array<RetentionHold>;
  pageInfo: PageInfo;
};

export type RetentionHoldEdge = {
  cursor: Scalars['String']['output'];
  node: RetentionHold;
};

export type RetentionHold = {
  id: Scalars['ID']['output'];
  subjectId: Scalars['ID']['output'];
  reason: Scalars['String']['output'];
  placedBy: Scalars['String']['output'];
  placedAt: Scalars['DateTime']['output'];
  /** Null: it is in force. */
  liftedAt?: Maybe<Scalars['DateTime']['output']>;
  liftedBy?: Maybe<Scalars['String']['output']>;
};

export type PlaceHoldInput = {
  /** A person, `sub_...`. */
  subjectId: Scalars['ID']['input'];
  /** 10 to 500 characters that name nobody: a case, a dispute. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type LiftHoldInput = {
  holdId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type HoldPayload = {
  hold?: Maybe<RetentionHold>;
  userErrors: Array<UserError>;
};

/** What of a person can be looked at, and an authority can be given. */
export type PersonField =
  | 'EMAIL'
  | 'BIRTH_DATE'
  /** When it was made, and the policy that was agreed to. */
  | 'ACCOUNT'
  | 'GRANTS'
  | 'RELEASES';

/** All that are given must hold. */
export type StaffReadFilter = {
  subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** Role and name, e.g. `officer:ada`. */
  staff?: InputMaybe<Scalars['String']['input']>;
  /** From then on. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before then. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type StaffReadConnection = {
  edges: Array<StaffReadEdge>;
  nodes: Array<StaffRead>;
  pageInfo: PageInfo;
};

export type StaffReadEdge = {
  cursor: Scalars['String']['output'];
  node: StaffRead;
};

export type StaffRead = {
  id: Scalars['ID']['output'];
  subjectId: Scalars['ID']['output'];
  /** Role and name of who looked. */
  staff: Scalars['String']['output'];
  fields: Array<PersonField>;
  /** Null: the person is erased, or the record is purged. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Of the matter that it was for. Null: none was named, or as `reason` is. */
  reference?: Maybe<Scalars['String']['output']>;
  /** The legal request that it was for. */
  legalRequestId?: Maybe<Scalars['ID']['output']>;
  at: Scalars['DateTime']['output'];
  /** The entry of the ledger that recorded it. */
  ledgerEntryId: Scalars['ID']['output'];
};

export type ReadPersonInput = {
  /** One of the two. */
  subjectId?: InputMaybe<Scalars['ID']['input']>;
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** What is needed; nothing else is opened. */
  fields: Array<PersonField>;
  /** 10 to 500 characters. The person reads it. */
  reason: Scalars['String']['input'];
  /** Of the matter that it is for, e.g. a complaint's number. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /**
   * An approved legal request about this person and these fields that it is for. While the person must not be told of that
   * one, this look is not shown either.
   */
  legalRequestId?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type ReadPersonPayload = {
  read?: Maybe<StaffRead>;
  person?: Maybe<ReadPerson>;
  userErrors: Array<UserError>;
};

/** A person's data, as far as it was asked for; the rest is null. */
export type ReadPerson = {
  id: Scalars['ID']['output'];
  email?: Maybe<Scalars['EmailAddress']['output']>;
  /** Null as `email` is. */
  emailVerified?: Maybe<Scalars['Boolean']['output']>;
  /** `YYYY-MM-DD` */
  birthDate?: Maybe<Scalars['String']['output']>;
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  policyVersion?: Maybe<Scalars['String']['output']>;
  /** Every yes, newest first. */
  grants?: Maybe<PersonGrantConnection>;
  /** Every release of the email, newest first. */
  releases?: Maybe<ReleaseConnection>;
};

/** A person's data, as far as it was asked for; the rest is null. */
export type ReadPersonGrantsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A person's data, as far as it was asked for; the rest is null. */
export type ReadPersonReleasesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type PersonGrantConnection = {
  edges: Array<PersonGrantEdge>;
  nodes: Array<PersonGrant>;
  pageInfo: PageInfo;
};

export type PersonGrantEdge = {
  cursor: Scalars['String']['output'];
  node: PersonGrant;
};

export type PersonGrant = {
  id: Scalars['ID']['output'];
  partner: Partner;
  app: App;
  purposes: Array<Purpose>;
  state: GrantState;
  grantedAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** All that are given must hold. */
export type ReleaseFilter = {
  subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** Looked up by a keyed hash; no email is opened. */
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  partnerId?: InputMaybe<Scalars['ID']['input']>;
  appId?: InputMaybe<Scalars['ID']['input']>;
  /** From then on. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before then. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type GrantState = 'ACTIVE' | 'ENDED';

export type ReleaseConnection = {
  edges: Array<ReleaseEdge>;
  nodes: Array<Release>;
  pageInfo: PageInfo;
};

export type ReleaseEdge = {
  cursor: Scalars['String']['output'];
  node: Release;
};

export type Release = {
  id: Scalars['ID']['output'];
  subjectId: Scalars['ID']['output'];
  partner: Partner;
  app: App;
  purposes: Array<Purpose>;
  disclosureHash: Scalars['String']['output'];
  textVersion: Scalars['String']['output'];
  policyVersion: Scalars['String']['output'];
  grantState: GrantState;
  grantedAt: Scalars['DateTime']['output'];
  releasedAt: Scalars['DateTime']['output'];
  /** The entry of the ledger that recorded it. */
  ledgerEntryId: Scalars['ID']['output'];
  /** A tlog-proof file (c2sp.org/tlog-proof) that the entry stands in the ledger; it opens nothing. Null until the ledger has taken it in, within a second. */
  proof?: Maybe<Scalars['String']['output']>;
  deliveries: Array<ReleaseDelivery>;
};

/** What happened to people's data, as a log that anyone can check. */
export type Ledger = {
  origin: Scalars['String']['output'];
  /** Keys that sign its checkpoints, newest first (c2sp.org/signed-note). */
  verifierKeys: Array<Scalars['String']['output']>;
  /** Entries in the tree. A decimal number. */
  size: Scalars['String']['output'];
  /** Of the tree, base64. */
  rootHash: Scalars['String']['output'];
  /** The newest checkpoint (c2sp.org/tlog-checkpoint) that is shown to everyone. */
  checkpoint: Scalars['String']['output'];
  checkpointAt: Scalars['DateTime']['output'];
  /** Whether enough witnesses cosigned it. */
  quorum: Scalars['Boolean']['output'];
  /** Entries that are committed and not in the tree yet. */
  pending: Scalars['Int']['output'];
  /** Since when the oldest of them waits. */
  pendingSince?: Maybe<Scalars['DateTime']['output']>;
  /** Rows that the program did not write; they do not get into the tree. */
  rejected: Scalars['Int']['output'];
  /** Why nothing gets into the tree any more; null: all is well. */
  halted?: Maybe<Scalars['String']['output']>;
  witnesses: Array<LedgerWitness>;
  /** Entries in the tree, newest first. */
  entries: LedgerEntryConnection;
};

/** What happened to people's data, as a log that anyone can check. */
export type LedgerEntriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** Somebody outside who has seen the ledger and will notice if it changes. */
export type LedgerWitness = {
  name: Scalars['String']['output'];
  verifierKey: Scalars['String']['output'];
  /** The size that it cosigned last. A decimal number. */
  size?: Maybe<Scalars['String']['output']>;
  cosignedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it did not cosign when it was asked last; null: it did. */
  problem?: Maybe<Scalars['String']['output']>;
};

export type LedgerEntryConnection = {
  edges: Array<LedgerEntryEdge>;
  nodes: Array<LedgerEntry>;
  pageInfo: PageInfo;
};

export type LedgerEntryEdge = {
  cursor: Scalars['String']['output'];
  node: LedgerEntry;
};

/** All that are given must hold. */
export type DeletionFilter = {
  partnerId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<DeletionState>;
  /** Those whose time is over and that are still open. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
};

export type DeletionState =
  /** The partner has to delete and say so. */
  | 'OPEN'
  /** The partner said so. */
  | 'ATTESTED'
  /** The person said yes again before. */
  | 'VOID';

export type DeletionCause = 'WITHDRAWN' | 'UNINSTALLED' | 'ERASED';

export type DeletionConnection = {
  edges: Array<DeletionEdge>;
  nodes: Array<Deletion>;
  pageInfo: PageInfo;
};

export type DeletionEdge = {
  cursor: Scalars['String']['output'];
  node: Deletion;
};

/** What a partner has to delete of a person for an app. */
export type Deletion = {
  id: Scalars['ID']['output'];
  partner: Partner;
  app: App;
  subjectId: Scalars['ID']['output'];
  cause: DeletionCause;
  state: DeletionState;
  overdue: Scalars['Boolean']['output'];
  openedAt: Scalars['DateTime']['output'];
  dueAt: Scalars['DateTime']['output'];
  attestedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type OverduePartner = {
  partner: Partner;
  /** How many deletions it owes. */
  count: Scalars['Int']['output'];
  oldestDueAt: Scalars['DateTime']['output'];
};

export type LedgerEvent =
  /** A person said yes; their email is released. */
  | 'RELEASE'
  /** A partner fetched a contact. */
  | 'FETCH'
  /** A letter was passed on between a person and a partner that has a relay address. */
  | 'RELAY'
  /** A partner said that it deleted what it had. */
  | 'ATTESTATION'
  /** A yes is over. */
  | 'WITHDRAWAL'
  /** A person said no to an offer. */
  | 'REFUSAL'
  /** A corrected email was sent to a partner. */
  | 'CORRECTION'
  /** A person was erased. */
  | 'ERASURE'
  /** Data was destroyed because its time was over. */
  | 'PURGE'
  /** A version of the policy was published. */
  | 'POLICY'
  /** Data was disclosed in a legal process. */
  | 'LEGAL'
  /** Staff read personal data. */
  | 'STAFF_READ';

export type LedgerEntry = {
  id: Scalars['ID']['output'];
  /** Its place in the tree. A decimal number. */
  index: Scalars['String']['output'];
  event: LedgerEvent;
  recordedAt: Scalars['DateTime']['output'];
  /** Whether the record was destroyed by an erasure or a purge. Its leaf stays. */
  destroyed: Scalars['Boolean']['output'];
  /** What it says, if it was published for everyone to read: canonical JSON. */
  published?: Maybe<Scalars['String']['output']>;
  /** A tlog-proof file; it opens nothing. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type ReleaseDelivery = {
  id: Scalars['ID']['output'];
  state: DeliveryState;
  attempts: Scalars['Int']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type Partner = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  legalName: Scalars['String']['output'];
};

export type App = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

export type PolicyConnection = {
  edges: Array<PolicyEdge>;
  nodes: Array<Policy>;
  pageInfo: PageInfo;
};

export type PolicyEdge = {
  cursor: Scalars['String']['output'];
  node: Policy;
};

export type Policy = {
  id: Scalars['ID']['output'];
  version: Scalars['String']['output'];
  text: Scalars['String']['output'];
  /** SHA-256 of the text, hex. */
  textHash: Scalars['String']['output'];
  /** Whether it changes what people were promised. */
  material: Scalars['Boolean']['output'];
  effectiveAt: Scalars['DateTime']['output'];
  publishedAt: Scalars['DateTime']['output'];
};

export type PublishPolicyInput = {
  /** 1 to 32 letters, digits, dots or dashes; never used before. */
  version: Scalars['String']['input'];
  text: Scalars['String']['input'];
  material: Scalars['Boolean']['input'];
  /** Left out: at once. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type PublishPolicyPayload = {
  policy?: Maybe<Policy>;
  userErrors: Array<UserError>;
};

/** How far the delivery of a message has come. */
export type DeliveryState =
  /** Waits for its next attempt. */
  | 'PENDING'
  /** An attempt is under way. */
  | 'SENDING'
  /** The partner confirmed it. */
  | 'DELIVERED'
  /** Waits because the partner cannot receive now. */
  | 'HELD'
  /** The grant ended before it went; it will not go. */
  | 'CANCELLED'
  /** Every attempt failed. */
  | 'EXHAUSTED';

/** What a partner may use an email for. */
export type Purpose =
  /** To create an account in the app. */
  | 'ACCOUNT_CREATION'
  /** To write about the app. */
  | 'COMMUNICATION';

/** Why a request was refused. */
export type UserErrorCode =
  /** The person would be under 18. */
  | 'AGE_RESTRICTED'
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field has a wrong value; `field` names it, the message says what it wants. */
  | 'INVALID_INPUT'
  /** There were as many of this as there may be; the message says how many. */
  | 'LIMIT_REACHED'
  /** There is nothing with this id. */
  | 'NOT_FOUND'
  /** Somebody other than who did the step before it has to do this. */
  | 'OWN_WORK'
  /** The request lacks what it needs to be obeyed: it can be refused only. */
  | 'REQUEST_DEFECTIVE'
  /** The slug is taken. */
  | 'SLUG_TAKEN'
  /** It is not in a state in which this can be done. */
  | 'WRONG_STATUS';

/** Who may ask. */
export type Access =
  /** Everybody, with or without a token. */
  | 'PUBLIC'
  /** A person who is logged in. */
  | 'USER'
  /** A partner, suspended ones too. */
  | 'PARTNER'
  /** A partner that is not suspended. */
  | 'ACTIVE_PARTNER'
  /** A partner, suspended ones too, that came in by an API key or its identity provider: with an access token, which is over in minutes, nobody makes a key that lasts. */
  | 'KEYHOLDER'
  /** Marketing staff. */
  | 'MARKETER'
  /** Staff of the catalogue. */
  | 'CURATOR'
  /** The privacy office. */
  | 'OFFICER';

/** Who may know a field, whatever the tokens. */
export type DataClass =
  /** Anybody: it is about no person, or a person published it. */
  | 'PUBLIC'
  /** The company or the partner that it belongs to. It is about no person. */
  | 'INTERNAL'
  /** About one person: never public. It carries what it was collected for. */
  | 'PRIVATE';

/** What something about a person was collected for, or is looked at for. */
export type DataPurpose =
  /** To show people what is held about them, and to let them change it. */
  | 'SUBJECT_ACCESS'
  /** What a person said yes to: an account in an app, letters about it. */
  | 'PARTNER_CONTACT'
  /** To find out, inside, whom an offer may be for. */
  | 'TARGETING'
  /** To answer for all of it: complaints, requests, legal process, audits. */
  | 'ACCOUNTABILITY'
  /** To be paid for a subscription. */
  | 'BILLING'
  /** To keep the service safe and running. */
  | 'OPERATION';

/** Where a page of a list starts and ends, and whether there is more. */
export type PageInfo = {
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** An expected no: the request was understood and refused, and nothing was stored. */
export type UserError = {
  /** Why, for a program. */
  code: UserErrorCode;
  /** The part of the input that it is about; empty if it is about none. */
  field: Array<Scalars['String']['output']>;
  /** Why, for a person. */
  message: Scalars['String']['output'];
};

/** Points: an operation costs one for each field of its answer, as if every list were as long as it may be. */
export type RateLimit = {
  limit: Scalars['Int']['output'];
  cost: Scalars['Int']['output'];
  remaining: Scalars['Int']['output'];
  /** When all of them are there again. */
  resetAt: Scalars['DateTime']['output'];
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = {}, TContext = {}, TArgs = {}> =
  ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = {}, TContext = {}, TArgs = {}> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = {}, TContext = {}> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo,
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = {}, TContext = {}> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = {}, TParent = {}, TContext = {}, TArgs = {}> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Mutation: ResolverTypeWrapper<{}>;
  CorrectPersonInput: CorrectPersonInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CorrectPersonPayload: ResolverTypeWrapper<CorrectPersonPayload>;
  Query: ResolverTypeWrapper<{}>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  LegalInstrument: LegalInstrument;
  LegalRequestState: LegalRequestState;
  LegalDefect: LegalDefect;
  LegalRequestConnection: ResolverTypeWrapper<
    Omit<LegalRequestConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['LegalRequestEdge']>;
      nodes: Array<ResolversTypes['LegalRequest']>;
    }
  >;
  LegalRequestEdge: ResolverTypeWrapper<
    Omit<LegalRequestEdge, 'node'> & { node: ResolversTypes['LegalRequest'] }
  >;
  LegalRequest: ResolverTypeWrapper<LegalCaseRow>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  LegalApproval: ResolverTypeWrapper<ApprovalRow>;
  OpenLegalRequestInput: OpenLegalRequestInput;
  GagInput: GagInput;
  ApproveLegalRequestInput: ApproveLegalRequestInput;
  RefuseLegalRequestInput: RefuseLegalRequestInput;
  WithdrawLegalRequestInput: WithdrawLegalRequestInput;
  DiscloseLegalRequestInput: DiscloseLegalRequestInput;
  ExtendGagInput: ExtendGagInput;
  OpenLegalRequestPayload: ResolverTypeWrapper<
    Omit<OpenLegalRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['LegalRequest']> }
  >;
  ApproveLegalRequestPayload: ResolverTypeWrapper<
    Omit<ApproveLegalRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['LegalRequest']> }
  >;
  RefuseLegalRequestPayload: ResolverTypeWrapper<
    Omit<RefuseLegalRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['LegalRequest']> }
  >;
  WithdrawLegalRequestPayload: ResolverTypeWrapper<
    Omit<WithdrawLegalRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['LegalRequest']> }
  >;
  ExtendGagPayload: ResolverTypeWrapper<
    Omit<ExtendGagPayload, 'request'> & { request?: Maybe<ResolversTypes['LegalRequest']> }
  >;
  DiscloseLegalRequestPayload: ResolverTypeWrapper<
    Omit<DiscloseLegalRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['LegalRequest']> }
  >;
  MinorReason: MinorReason;
  EraseMinorInput: EraseMinorInput;
  EraseMinorPayload: ResolverTypeWrapper<EraseMinorPayload>;
  ComplaintState: ComplaintState;
  RightsRequestState: RightsRequestState;
  Right: Right;
  RightsException: RightsException;
  ComplaintFilter: ComplaintFilter;
  RightsRequestFilter: RightsRequestFilter;
  ComplaintConnection: ResolverTypeWrapper<
    Omit<ComplaintConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ComplaintEdge']>;
      nodes: Array<ResolversTypes['Complaint']>;
    }
  >;
  ComplaintEdge: ResolverTypeWrapper<Omit<ComplaintEdge, 'node'> & { node: ResolversTypes['Complaint'] }>;
  Complaint: ResolverTypeWrapper<OfficeCaseRow>;
  CaseWords: ResolverTypeWrapper<CaseWordsRow>;
  CaseRead: ResolverTypeWrapper<PastReadRow>;
  RightsRequestConnection: ResolverTypeWrapper<
    Omit<RightsRequestConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['RightsRequestEdge']>;
      nodes: Array<ResolversTypes['RightsRequest']>;
    }
  >;
  RightsRequestEdge: ResolverTypeWrapper<
    Omit<RightsRequestEdge, 'node'> & { node: ResolversTypes['RightsRequest'] }
  >;
  RightsRequest: ResolverTypeWrapper<OfficeCaseRow>;
  ReadCaseInput: ReadCaseInput;
  ComplaintInput: ComplaintInput;
  AnswerComplaintInput: AnswerComplaintInput;
  GrantRequestInput: GrantRequestInput;
  RefuseRequestInput: RefuseRequestInput;
  DecideAppealInput: DecideAppealInput;
  ComplaintPayload: ResolverTypeWrapper<
    Omit<ComplaintPayload, 'complaint'> & { complaint?: Maybe<ResolversTypes['Complaint']> }
  >;
  ReadComplaintPayload: ResolverTypeWrapper<
    Omit<ReadComplaintPayload, 'complaint' | 'words'> & {
      complaint?: Maybe<ResolversTypes['Complaint']>;
      words?: Maybe<ResolversTypes['CaseWords']>;
    }
  >;
  RightsRequestPayload: ResolverTypeWrapper<
    Omit<RightsRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['RightsRequest']> }
  >;
  ReadRightsRequestPayload: ResolverTypeWrapper<
    Omit<ReadRightsRequestPayload, 'request' | 'words'> & {
      request?: Maybe<ResolversTypes['RightsRequest']>;
      words?: Maybe<ResolversTypes['CaseWords']>;
    }
  >;
  ProcessorField: ProcessorField;
  ProcessorConnection: ResolverTypeWrapper<
    Omit<ProcessorConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ProcessorEdge']>;
      nodes: Array<ResolversTypes['Processor']>;
    }
  >;
  ProcessorEdge: ResolverTypeWrapper<Omit<ProcessorEdge, 'node'> & { node: ResolversTypes['Processor'] }>;
  Processor: ResolverTypeWrapper<ProcessorRow>;
  ProcessorNotice: ResolverTypeWrapper<ProcessorNotice>;
  RegisterProcessorInput: RegisterProcessorInput;
  GiveProcessorNoticeInput: GiveProcessorNoticeInput;
  RetireProcessorInput: RetireProcessorInput;
  ProcessorPayload: ResolverTypeWrapper<
    Omit<ProcessorPayload, 'processor'> & { processor?: Maybe<ResolversTypes['Processor']> }
  >;
  RetentionClass: ResolverTypeWrapper<RetentionClass>;
  RetentionRunConnection: ResolverTypeWrapper<RetentionRunConnection>;
  RetentionRunEdge: ResolverTypeWrapper<RetentionRunEdge>;
  RetentionRun: ResolverTypeWrapper<RetentionRun>;
  RetentionHoldConnection: ResolverTypeWrapper<RetentionHoldConnection>;
  RetentionHoldEdge: ResolverTypeWrapper<RetentionHoldEdge>;
  RetentionHold: ResolverTypeWrapper<RetentionHold>;
  PlaceHoldInput: PlaceHoldInput;
  LiftHoldInput: LiftHoldInput;
  HoldPayload: ResolverTypeWrapper<HoldPayload>;
  PersonField: PersonField;
  StaffReadFilter: StaffReadFilter;
  StaffReadConnection: ResolverTypeWrapper<
    Omit<StaffReadConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['StaffReadEdge']>;
      nodes: Array<ResolversTypes['StaffRead']>;
    }
  >;
  StaffReadEdge: ResolverTypeWrapper<Omit<StaffReadEdge, 'node'> & { node: ResolversTypes['StaffRead'] }>;
  StaffRead: ResolverTypeWrapper<StaffReadRowRow>;
  ReadPersonInput: ReadPersonInput;
  ReadPersonPayload: ResolverTypeWrapper<
    Omit<ReadPersonPayload, 'read' | 'person'> & {
      read?: Maybe<ResolversTypes['StaffRead']>;
      person?: Maybe<ResolversTypes['ReadPerson']>;
    }
  >;
  ReadPerson: ResolverTypeWrapper<ShownPersonRow>;
  PersonGrantConnection: ResolverTypeWrapper<
    Omit<PersonGrantConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['PersonGrantEdge']>;
      nodes: Array<ResolversTypes['PersonGrant']>;
    }
  >;
  PersonGrantEdge: ResolverTypeWrapper<
    Omit<PersonGrantEdge, 'node'> & { node: ResolversTypes['PersonGrant'] }
  >;
  PersonGrant: ResolverTypeWrapper<GrantRow>;
  ReleaseFilter: ReleaseFilter;
  GrantState: GrantState;
  ReleaseConnection: ResolverTypeWrapper<
    Omit<ReleaseConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ReleaseEdge']>;
      nodes: Array<ResolversTypes['Release']>;
    }
  >;
  ReleaseEdge: ResolverTypeWrapper<Omit<ReleaseEdge, 'node'> & { node: ResolversTypes['Release'] }>;
  Release: ResolverTypeWrapper<ReleaseRow>;
  Ledger: ResolverTypeWrapper<LogStatusRow>;
  LedgerWitness: ResolverTypeWrapper<WitnessStatusRow>;
  LedgerEntryConnection: ResolverTypeWrapper<
    Omit<LedgerEntryConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['LedgerEntryEdge']>;
      nodes: Array<ResolversTypes['LedgerEntry']>;
    }
  >;
  LedgerEntryEdge: ResolverTypeWrapper<
    Omit<LedgerEntryEdge, 'node'> & { node: ResolversTypes['LedgerEntry'] }
  >;
  DeletionFilter: DeletionFilter;
  DeletionState: DeletionState;
  DeletionCause: DeletionCause;
  DeletionConnection: ResolverTypeWrapper<
    Omit<DeletionConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['DeletionEdge']>;
      nodes: Array<ResolversTypes['Deletion']>;
    }
  >;
  DeletionEdge: ResolverTypeWrapper<Omit<DeletionEdge, 'node'> & { node: ResolversTypes['Deletion'] }>;
  Deletion: ResolverTypeWrapper<DeletionDutyRow>;
  OverduePartner: ResolverTypeWrapper<OverduePartnerRow>;
  LedgerEvent: LedgerEvent;
  LedgerEntry: ResolverTypeWrapper<EntryRow>;
  ReleaseDelivery: ResolverTypeWrapper<DeliveryRow>;
  Partner: ResolverTypeWrapper<PartnerRow>;
  App: ResolverTypeWrapper<AppRow>;
  PolicyConnection: ResolverTypeWrapper<
    Omit<PolicyConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['PolicyEdge']>;
      nodes: Array<ResolversTypes['Policy']>;
    }
  >;
  PolicyEdge: ResolverTypeWrapper<Omit<PolicyEdge, 'node'> & { node: ResolversTypes['Policy'] }>;
  Policy: ResolverTypeWrapper<PolicyRow>;
  PublishPolicyInput: PublishPolicyInput;
  PublishPolicyPayload: ResolverTypeWrapper<
    Omit<PublishPolicyPayload, 'policy'> & { policy?: Maybe<ResolversTypes['Policy']> }
  >;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  DeliveryState: DeliveryState;
  Purpose: Purpose;
  UserErrorCode: UserErrorCode;
  Access: Access;
  DataClass: DataClass;
  DataPurpose: DataPurpose;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  UserError: ResolverTypeWrapper<UserError>;
  RateLimit: ResolverTypeWrapper<RateLimit>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Mutation: {};
  CorrectPersonInput: CorrectPersonInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  CorrectPersonPayload: CorrectPersonPayload;
  Query: {};
  Int: Scalars['Int']['output'];
  LegalRequestConnection: Omit<LegalRequestConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['LegalRequestEdge']>;
    nodes: Array<ResolversParentTypes['LegalRequest']>;
  };
  LegalRequestEdge: Omit<LegalRequestEdge, 'node'> & { node: ResolversParentTypes['LegalRequest'] };
  LegalRequest: LegalCaseRow;
  Boolean: Scalars['Boolean']['output'];
  LegalApproval: ApprovalRow;
  OpenLegalRequestInput: OpenLegalRequestInput;
  GagInput: GagInput;
  ApproveLegalRequestInput: ApproveLegalRequestInput;
  RefuseLegalRequestInput: RefuseLegalRequestInput;
  WithdrawLegalRequestInput: WithdrawLegalRequestInput;
  DiscloseLegalRequestInput: DiscloseLegalRequestInput;
  ExtendGagInput: ExtendGagInput;
  OpenLegalRequestPayload: Omit<OpenLegalRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['LegalRequest']>;
  };
  ApproveLegalRequestPayload: Omit<ApproveLegalRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['LegalRequest']>;
  };
  RefuseLegalRequestPayload: Omit<RefuseLegalRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['LegalRequest']>;
  };
  WithdrawLegalRequestPayload: Omit<WithdrawLegalRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['LegalRequest']>;
  };
  ExtendGagPayload: Omit<ExtendGagPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['LegalRequest']>;
  };
  DiscloseLegalRequestPayload: Omit<DiscloseLegalRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['LegalRequest']>;
  };
  EraseMinorInput: EraseMinorInput;
  EraseMinorPayload: EraseMinorPayload;
  ComplaintFilter: ComplaintFilter;
  RightsRequestFilter: RightsRequestFilter;
  ComplaintConnection: Omit<ComplaintConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ComplaintEdge']>;
    nodes: Array<ResolversParentTypes['Complaint']>;
  };
  ComplaintEdge: Omit<ComplaintEdge, 'node'> & { node: ResolversParentTypes['Complaint'] };
  Complaint: OfficeCaseRow;
  CaseWords: CaseWordsRow;
  CaseRead: PastReadRow;
  RightsRequestConnection: Omit<RightsRequestConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['RightsRequestEdge']>;
    nodes: Array<ResolversParentTypes['RightsRequest']>;
  };
  RightsRequestEdge: Omit<RightsRequestEdge, 'node'> & { node: ResolversParentTypes['RightsRequest'] };
  RightsRequest: OfficeCaseRow;
  ReadCaseInput: ReadCaseInput;
  ComplaintInput: ComplaintInput;
  AnswerComplaintInput: AnswerComplaintInput;
  GrantRequestInput: GrantRequestInput;
  RefuseRequestInput: RefuseRequestInput;
  DecideAppealInput: DecideAppealInput;
  ComplaintPayload: Omit<ComplaintPayload, 'complaint'> & {
    complaint?: Maybe<ResolversParentTypes['Complaint']>;
  };
  ReadComplaintPayload: Omit<ReadComplaintPayload, 'complaint' | 'words'> & {
    complaint?: Maybe<ResolversParentTypes['Complaint']>;
    words?: Maybe<ResolversParentTypes['CaseWords']>;
  };
  RightsRequestPayload: Omit<RightsRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['RightsRequest']>;
  };
  ReadRightsRequestPayload: Omit<ReadRightsRequestPayload, 'request' | 'words'> & {
    request?: Maybe<ResolversParentTypes['RightsRequest']>;
    words?: Maybe<ResolversParentTypes['CaseWords']>;
  };
  ProcessorConnection: Omit<ProcessorConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ProcessorEdge']>;
    nodes: Array<ResolversParentTypes['Processor']>;
  };
  ProcessorEdge: Omit<ProcessorEdge, 'node'> & { node: ResolversParentTypes['Processor'] };
  Processor: ProcessorRow;
  ProcessorNotice: ProcessorNotice;
  RegisterProcessorInput: RegisterProcessorInput;
  GiveProcessorNoticeInput: GiveProcessorNoticeInput;
  RetireProcessorInput: RetireProcessorInput;
  ProcessorPayload: Omit<ProcessorPayload, 'processor'> & {
    processor?: Maybe<ResolversParentTypes['Processor']>;
  };
  RetentionClass: RetentionClass;
  RetentionRunConnection: RetentionRunConnection;
  RetentionRunEdge: RetentionRunEdge;
  RetentionRun: RetentionRun;
  RetentionHoldConnection: RetentionHoldConnection;
  RetentionHoldEdge: RetentionHoldEdge;
  RetentionHold: RetentionHold;
  PlaceHoldInput: PlaceHoldInput;
  LiftHoldInput: LiftHoldInput;
  HoldPayload: HoldPayload;
  StaffReadFilter: StaffReadFilter;
  StaffReadConnection: Omit<StaffReadConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['StaffReadEdge']>;
    nodes: Array<ResolversParentTypes['StaffRead']>;
  };
  StaffReadEdge: Omit<StaffReadEdge, 'node'> & { node: ResolversParentTypes['StaffRead'] };
  StaffRead: StaffReadRowRow;
  ReadPersonInput: ReadPersonInput;
  ReadPersonPayload: Omit<ReadPersonPayload, 'read' | 'person'> & {
    read?: Maybe<ResolversParentTypes['StaffRead']>;
    person?: Maybe<ResolversParentTypes['ReadPerson']>;
  };
  ReadPerson: ShownPersonRow;
  PersonGrantConnection: Omit<PersonGrantConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PersonGrantEdge']>;
    nodes: Array<ResolversParentTypes['PersonGrant']>;
  };
  PersonGrantEdge: Omit<PersonGrantEdge, 'node'> & { node: ResolversParentTypes['PersonGrant'] };
  PersonGrant: GrantRow;
  ReleaseFilter: ReleaseFilter;
  ReleaseConnection: Omit<ReleaseConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ReleaseEdge']>;
    nodes: Array<ResolversParentTypes['Release']>;
  };
  ReleaseEdge: Omit<ReleaseEdge, 'node'> & { node: ResolversParentTypes['Release'] };
  Release: ReleaseRow;
  Ledger: LogStatusRow;
  LedgerWitness: WitnessStatusRow;
  LedgerEntryConnection: Omit<LedgerEntryConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['LedgerEntryEdge']>;
    nodes: Array<ResolversParentTypes['LedgerEntry']>;
  };
  LedgerEntryEdge: Omit<LedgerEntryEdge, 'node'> & { node: ResolversParentTypes['LedgerEntry'] };
  DeletionFilter: DeletionFilter;
  DeletionConnection: Omit<DeletionConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DeletionEdge']>;
    nodes: Array<ResolversParentTypes['Deletion']>;
  };
  DeletionEdge: Omit<DeletionEdge, 'node'> & { node: ResolversParentTypes['Deletion'] };
  Deletion: DeletionDutyRow;
  OverduePartner: OverduePartnerRow;
  LedgerEntry: EntryRow;
  ReleaseDelivery: DeliveryRow;
  Partner: PartnerRow;
  App: AppRow;
  PolicyConnection: Omit<PolicyConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PolicyEdge']>;
    nodes: Array<ResolversParentTypes['Policy']>;
  };
  PolicyEdge: Omit<PolicyEdge, 'node'> & { node: ResolversParentTypes['Policy'] };
  Policy: PolicyRow;
  PublishPolicyInput: PublishPolicyInput;
  PublishPolicyPayload: Omit<PublishPolicyPayload, 'policy'> & {
    policy?: Maybe<ResolversParentTypes['Policy']>;
  };
  EmailAddress: Scalars['EmailAddress']['output'];
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  UserError: UserError;
  RateLimit: RateLimit;
};

export type AuthDirectiveArgs = {
  requires: Array<Access>;
};

export type AuthDirectiveResolver<
  Result,
  Parent,
  ContextType = DoorContext,
  Args = AuthDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type DataDirectiveArgs = {
  class: DataClass;
  purposes?: Maybe<Array<DataPurpose>>;
};

export type DataDirectiveResolver<
  Result,
  Parent,
  ContextType = DoorContext,
  Args = DataDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PurposeDirectiveArgs = {
  is: DataPurpose;
};

export type PurposeDirectiveResolver<
  Result,
  Parent,
  ContextType = DoorContext,
  Args = PurposeDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type MutationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  correctPerson?: Resolver<
    ResolversTypes['CorrectPersonPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCorrectPersonArgs, 'input'>
  >;
  openLegalRequest?: Resolver<
    ResolversTypes['OpenLegalRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationOpenLegalRequestArgs, 'input'>
  >;
  approveLegalRequest?: Resolver<
    ResolversTypes['ApproveLegalRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationApproveLegalRequestArgs, 'input'>
  >;
  refuseLegalRequest?: Resolver<
    ResolversTypes['RefuseLegalRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRefuseLegalRequestArgs, 'input'>
  >;
  withdrawLegalRequest?: Resolver<
    ResolversTypes['WithdrawLegalRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationWithdrawLegalRequestArgs, 'input'>
  >;
  discloseLegalRequest?: Resolver<
    ResolversTypes['DiscloseLegalRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDiscloseLegalRequestArgs, 'input'>
  >;
  extendGag?: Resolver<
    ResolversTypes['ExtendGagPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationExtendGagArgs, 'input'>
  >;
  eraseMinor?: Resolver<
    ResolversTypes['EraseMinorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEraseMinorArgs, 'input'>
  >;
  readComplaint?: Resolver<
    ResolversTypes['ReadComplaintPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReadComplaintArgs, 'input'>
  >;
  acknowledgeComplaint?: Resolver<
    ResolversTypes['ComplaintPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAcknowledgeComplaintArgs, 'input'>
  >;
  answerComplaint?: Resolver<
    ResolversTypes['ComplaintPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAnswerComplaintArgs, 'input'>
  >;
  escalateComplaint?: Resolver<
    ResolversTypes['ComplaintPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEscalateComplaintArgs, 'input'>
  >;
  readRightsRequest?: Resolver<
    ResolversTypes['ReadRightsRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReadRightsRequestArgs, 'input'>
  >;
  grantRequest?: Resolver<
    ResolversTypes['RightsRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationGrantRequestArgs, 'input'>
  >;
  refuseRequest?: Resolver<
    ResolversTypes['RightsRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRefuseRequestArgs, 'input'>
  >;
  decideAppeal?: Resolver<
    ResolversTypes['RightsRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDecideAppealArgs, 'input'>
  >;
  registerProcessor?: Resolver<
    ResolversTypes['ProcessorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRegisterProcessorArgs, 'input'>
  >;
  giveProcessorNotice?: Resolver<
    ResolversTypes['ProcessorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationGiveProcessorNoticeArgs, 'input'>
  >;
  retireProcessor?: Resolver<
    ResolversTypes['ProcessorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRetireProcessorArgs, 'input'>
  >;
  placeHold?: Resolver<
    ResolversTypes['HoldPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPlaceHoldArgs, 'input'>
  >;
  liftHold?: Resolver<
    ResolversTypes['HoldPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationLiftHoldArgs, 'input'>
  >;
  readPerson?: Resolver<
    ResolversTypes['ReadPersonPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReadPersonArgs, 'input'>
  >;
  publishPolicy?: Resolver<
    ResolversTypes['PublishPolicyPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPublishPolicyArgs, 'input'>
  >;
};

export type CorrectPersonPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CorrectPersonPayload'] =
    ResolversParentTypes['CorrectPersonPayload'],
> = {
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  legalRequests?: Resolver<
    ResolversTypes['LegalRequestConnection'],
    ParentType,
    ContextType,
    Partial<QueryLegalRequestsArgs>
  >;
  complaints?: Resolver<
    ResolversTypes['ComplaintConnection'],
    ParentType,
    ContextType,
    Partial<QueryComplaintsArgs>
  >;
  complaint?: Resolver<
    Maybe<ResolversTypes['Complaint']>,
    ParentType,
    ContextType,
    RequireFields<QueryComplaintArgs, 'id'>
  >;
  rightsRequests?: Resolver<
    ResolversTypes['RightsRequestConnection'],
    ParentType,
    ContextType,
    Partial<QueryRightsRequestsArgs>
  >;
  rightsRequest?: Resolver<
    Maybe<ResolversTypes['RightsRequest']>,
    ParentType,
    ContextType,
    RequireFields<QueryRightsRequestArgs, 'id'>
  >;
  processors?: Resolver<
    ResolversTypes['ProcessorConnection'],
    ParentType,
    ContextType,
    Partial<QueryProcessorsArgs>
  >;
  retentionSchedule?: Resolver<Array<ResolversTypes['RetentionClass']>, ParentType, ContextType>;
  retentionRuns?: Resolver<
    ResolversTypes['RetentionRunConnection'],
    ParentType,
    ContextType,
    Partial<QueryRetentionRunsArgs>
  >;
  retentionHolds?: Resolver<
    ResolversTypes['RetentionHoldConnection'],
    ParentType,
    ContextType,
    Partial<QueryRetentionHoldsArgs>
  >;
  peopleByEmail?: Resolver<
    Array<ResolversTypes['ID']>,
    ParentType,
    ContextType,
    RequireFields<QueryPeopleByEmailArgs, 'email'>
  >;
  staffReads?: Resolver<
    ResolversTypes['StaffReadConnection'],
    ParentType,
    ContextType,
    Partial<QueryStaffReadsArgs>
  >;
  releases?: Resolver<
    ResolversTypes['ReleaseConnection'],
    ParentType,
    ContextType,
    Partial<QueryReleasesArgs>
  >;
  ledger?: Resolver<ResolversTypes['Ledger'], ParentType, ContextType>;
  deletions?: Resolver<
    ResolversTypes['DeletionConnection'],
    ParentType,
    ContextType,
    Partial<QueryDeletionsArgs>
  >;
  overduePartners?: Resolver<Array<ResolversTypes['OverduePartner']>, ParentType, ContextType>;
  policies?: Resolver<
    ResolversTypes['PolicyConnection'],
    ParentType,
    ContextType,
    Partial<QueryPoliciesArgs>
  >;
  rateLimit?: Resolver<ResolversTypes['RateLimit'], ParentType, ContextType>;
};

export type LegalRequestConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalRequestConnection'] =
    ResolversParentTypes['LegalRequestConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['LegalRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalRequestEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalRequestEdge'] = ResolversParentTypes['LegalRequestEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LegalRequest'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalRequestResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalRequest'] = ResolversParentTypes['LegalRequest'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LegalRequestState'], ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instrument?: Resolver<Maybe<ResolversTypes['LegalInstrument']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjectIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['PersonField']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gagUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  gagReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gagged?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  openedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  approvals?: Resolver<Array<ResolversTypes['LegalApproval']>, ParentType, ContextType>;
  defect?: Resolver<Maybe<ResolversTypes['LegalDefect']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalApprovalResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalApproval'] = ResolversParentTypes['LegalApproval'],
> = {
  officer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gagUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpenLegalRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OpenLegalRequestPayload'] =
    ResolversParentTypes['OpenLegalRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApproveLegalRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ApproveLegalRequestPayload'] =
    ResolversParentTypes['ApproveLegalRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefuseLegalRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RefuseLegalRequestPayload'] =
    ResolversParentTypes['RefuseLegalRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawLegalRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['WithdrawLegalRequestPayload'] =
    ResolversParentTypes['WithdrawLegalRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExtendGagPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ExtendGagPayload'] = ResolversParentTypes['ExtendGagPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DiscloseLegalRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DiscloseLegalRequestPayload'] =
    ResolversParentTypes['DiscloseLegalRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['LegalRequest']>, ParentType, ContextType>;
  bundle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EraseMinorPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['EraseMinorPayload'] = ResolversParentTypes['EraseMinorPayload'],
> = {
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComplaintConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ComplaintConnection'] =
    ResolversParentTypes['ComplaintConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ComplaintEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Complaint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComplaintEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ComplaintEdge'] = ResolversParentTypes['ComplaintEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Complaint'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComplaintResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Complaint'] = ResolversParentTypes['Complaint'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ComplaintState'], ParentType, ContextType>;
  partner?: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType>;
  shareDetails?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  acknowledgeBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  answerBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  escalatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outsideBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reads?: Resolver<Array<ResolversTypes['CaseRead']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaseWordsResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CaseWords'] = ResolversParentTypes['CaseWords'],
> = {
  contact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  appeal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  appealAnswer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaseReadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CaseRead'] = ResolversParentTypes['CaseRead'],
> = {
  reader?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsRequestConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RightsRequestConnection'] =
    ResolversParentTypes['RightsRequestConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RightsRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RightsRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsRequestEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RightsRequestEdge'] = ResolversParentTypes['RightsRequestEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RightsRequest'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsRequestResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RightsRequest'] = ResolversParentTypes['RightsRequest'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RightsRequestState'], ParentType, ContextType>;
  right?: Resolver<ResolversTypes['Right'], ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decideBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['RightsException']>, ParentType, ContextType>;
  appealBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  appealedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decideAppealBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  appealDecidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reads?: Resolver<Array<ResolversTypes['CaseRead']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ComplaintPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ComplaintPayload'] = ResolversParentTypes['ComplaintPayload'],
> = {
  complaint?: Resolver<Maybe<ResolversTypes['Complaint']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReadComplaintPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReadComplaintPayload'] =
    ResolversParentTypes['ReadComplaintPayload'],
> = {
  complaint?: Resolver<Maybe<ResolversTypes['Complaint']>, ParentType, ContextType>;
  words?: Resolver<Maybe<ResolversTypes['CaseWords']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RightsRequestPayload'] =
    ResolversParentTypes['RightsRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['RightsRequest']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReadRightsRequestPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReadRightsRequestPayload'] =
    ResolversParentTypes['ReadRightsRequestPayload'],
> = {
  request?: Resolver<Maybe<ResolversTypes['RightsRequest']>, ParentType, ContextType>;
  words?: Resolver<Maybe<ResolversTypes['CaseWords']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProcessorConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProcessorConnection'] =
    ResolversParentTypes['ProcessorConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ProcessorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Processor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProcessorEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProcessorEdge'] = ResolversParentTypes['ProcessorEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Processor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProcessorResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Processor'] = ResolversParentTypes['Processor'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['ProcessorField']>, ParentType, ContextType>;
  promotional?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contact?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['ProcessorNotice']>, ParentType, ContextType>;
  notices?: Resolver<Array<ResolversTypes['ProcessorNotice']>, ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProcessorNoticeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProcessorNotice'] = ResolversParentTypes['ProcessorNotice'],
> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  givenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProcessorPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProcessorPayload'] = ResolversParentTypes['ProcessorPayload'],
> = {
  processor?: Resolver<Maybe<ResolversTypes['Processor']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionClassResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionClass'] = ResolversParentTypes['RetentionClass'],
> = {
  data?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionRunConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionRunConnection'] =
    ResolversParentTypes['RetentionRunConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RetentionRunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RetentionRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionRunEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionRunEdge'] = ResolversParentTypes['RetentionRunEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RetentionRun'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionRunResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionRun'] = ResolversParentTypes['RetentionRun'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  destroyed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ledgerEntryId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionHoldConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionHoldConnection'] =
    ResolversParentTypes['RetentionHoldConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RetentionHoldEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RetentionHold']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionHoldEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionHoldEdge'] = ResolversParentTypes['RetentionHoldEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RetentionHold'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionHoldResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RetentionHold'] = ResolversParentTypes['RetentionHold'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  placedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  liftedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  liftedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['HoldPayload'] = ResolversParentTypes['HoldPayload'],
> = {
  hold?: Resolver<Maybe<ResolversTypes['RetentionHold']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StaffReadConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['StaffReadConnection'] =
    ResolversParentTypes['StaffReadConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['StaffReadEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StaffRead']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StaffReadEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['StaffReadEdge'] = ResolversParentTypes['StaffReadEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StaffRead'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StaffReadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['StaffRead'] = ResolversParentTypes['StaffRead'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  staff?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['PersonField']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  legalRequestId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ledgerEntryId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReadPersonPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReadPersonPayload'] = ResolversParentTypes['ReadPersonPayload'],
> = {
  read?: Resolver<Maybe<ResolversTypes['StaffRead']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['ReadPerson']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReadPersonResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReadPerson'] = ResolversParentTypes['ReadPerson'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  emailVerified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  grants?: Resolver<
    Maybe<ResolversTypes['PersonGrantConnection']>,
    ParentType,
    ContextType,
    Partial<ReadPersonGrantsArgs>
  >;
  releases?: Resolver<
    Maybe<ResolversTypes['ReleaseConnection']>,
    ParentType,
    ContextType,
    Partial<ReadPersonReleasesArgs>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonGrantConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonGrantConnection'] =
    ResolversParentTypes['PersonGrantConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['PersonGrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PersonGrant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonGrantEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonGrantEdge'] = ResolversParentTypes['PersonGrantEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PersonGrant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonGrantResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonGrant'] = ResolversParentTypes['PersonGrant'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['Purpose']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['GrantState'], ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReleaseConnection'] = ResolversParentTypes['ReleaseConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ReleaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Release']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReleaseEdge'] = ResolversParentTypes['ReleaseEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Release'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Release'] = ResolversParentTypes['Release'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['Purpose']>, ParentType, ContextType>;
  disclosureHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  grantState?: Resolver<ResolversTypes['GrantState'], ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  releasedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ledgerEntryId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliveries?: Resolver<Array<ResolversTypes['ReleaseDelivery']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Ledger'] = ResolversParentTypes['Ledger'],
> = {
  origin?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verifierKeys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rootHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  checkpointAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quorum?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pendingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  halted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  witnesses?: Resolver<Array<ResolversTypes['LedgerWitness']>, ParentType, ContextType>;
  entries?: Resolver<
    ResolversTypes['LedgerEntryConnection'],
    ParentType,
    ContextType,
    Partial<LedgerEntriesArgs>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerWitnessResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LedgerWitness'] = ResolversParentTypes['LedgerWitness'],
> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verifierKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cosignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerEntryConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LedgerEntryConnection'] =
    ResolversParentTypes['LedgerEntryConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['LedgerEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerEntryEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LedgerEntryEdge'] = ResolversParentTypes['LedgerEntryEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LedgerEntry'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeletionConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DeletionConnection'] = ResolversParentTypes['DeletionConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['DeletionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Deletion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeletionEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DeletionEdge'] = ResolversParentTypes['DeletionEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Deletion'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeletionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Deletion'] = ResolversParentTypes['Deletion'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['DeletionCause'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeletionState'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OverduePartnerResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OverduePartner'] = ResolversParentTypes['OverduePartner'],
> = {
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oldestDueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerEntryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['LedgerEvent'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  destroyed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  published?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseDeliveryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReleaseDelivery'] = ResolversParentTypes['ReleaseDelivery'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  legalName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['App'] = ResolversParentTypes['App'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PolicyConnection'] = ResolversParentTypes['PolicyConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['PolicyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Policy']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PolicyEdge'] = ResolversParentTypes['PolicyEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Policy'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Policy'] = ResolversParentTypes['Policy'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  material?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishPolicyPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublishPolicyPayload'] =
    ResolversParentTypes['PublishPolicyPayload'],
> = {
  policy?: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<
  ResolversTypes['EmailAddress'],
  any
> {
  name: 'EmailAddress';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type PageInfoResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError'],
> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RateLimitResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RateLimit'] = ResolversParentTypes['RateLimit'],
> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = DoorContext> = {
  Mutation?: MutationResolvers<ContextType>;
  CorrectPersonPayload?: CorrectPersonPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  LegalRequestConnection?: LegalRequestConnectionResolvers<ContextType>;
  LegalRequestEdge?: LegalRequestEdgeResolvers<ContextType>;
  LegalRequest?: LegalRequestResolvers<ContextType>;
  LegalApproval?: LegalApprovalResolvers<ContextType>;
  OpenLegalRequestPayload?: OpenLegalRequestPayloadResolvers<ContextType>;
  ApproveLegalRequestPayload?: ApproveLegalRequestPayloadResolvers<ContextType>;
  RefuseLegalRequestPayload?: RefuseLegalRequestPayloadResolvers<ContextType>;
  WithdrawLegalRequestPayload?: WithdrawLegalRequestPayloadResolvers<ContextType>;
  ExtendGagPayload?: ExtendGagPayloadResolvers<ContextType>;
  DiscloseLegalRequestPayload?: DiscloseLegalRequestPayloadResolvers<ContextType>;
  EraseMinorPayload?: EraseMinorPayloadResolvers<ContextType>;
  ComplaintConnection?: ComplaintConnectionResolvers<ContextType>;
  ComplaintEdge?: ComplaintEdgeResolvers<ContextType>;
  Complaint?: ComplaintResolvers<ContextType>;
  CaseWords?: CaseWordsResolvers<ContextType>;
  CaseRead?: CaseReadResolvers<ContextType>;
  RightsRequestConnection?: RightsRequestConnectionResolvers<ContextType>;
  RightsRequestEdge?: RightsRequestEdgeResolvers<ContextType>;
  RightsRequest?: RightsRequestResolvers<ContextType>;
  ComplaintPayload?: ComplaintPayloadResolvers<ContextType>;
  ReadComplaintPayload?: ReadComplaintPayloadResolvers<ContextType>;
  RightsRequestPayload?: RightsRequestPayloadResolvers<ContextType>;
  ReadRightsRequestPayload?: ReadRightsRequestPayloadResolvers<ContextType>;
  ProcessorConnection?: ProcessorConnectionResolvers<ContextType>;
  ProcessorEdge?: ProcessorEdgeResolvers<ContextType>;
  Processor?: ProcessorResolvers<ContextType>;
  ProcessorNotice?: ProcessorNoticeResolvers<ContextType>;
  ProcessorPayload?: ProcessorPayloadResolvers<ContextType>;
  RetentionClass?: RetentionClassResolvers<ContextType>;
  RetentionRunConnection?: RetentionRunConnectionResolvers<ContextType>;
  RetentionRunEdge?: RetentionRunEdgeResolvers<ContextType>;
  RetentionRun?: RetentionRunResolvers<ContextType>;
  RetentionHoldConnection?: RetentionHoldConnectionResolvers<ContextType>;
  RetentionHoldEdge?: RetentionHoldEdgeResolvers<ContextType>;
  RetentionHold?: RetentionHoldResolvers<ContextType>;
  HoldPayload?: HoldPayloadResolvers<ContextType>;
  StaffReadConnection?: StaffReadConnectionResolvers<ContextType>;
  StaffReadEdge?: StaffReadEdgeResolvers<ContextType>;
  StaffRead?: StaffReadResolvers<ContextType>;
  ReadPersonPayload?: ReadPersonPayloadResolvers<ContextType>;
  ReadPerson?: ReadPersonResolvers<ContextType>;
  PersonGrantConnection?: PersonGrantConnectionResolvers<ContextType>;
  PersonGrantEdge?: PersonGrantEdgeResolvers<ContextType>;
  PersonGrant?: PersonGrantResolvers<ContextType>;
  ReleaseConnection?: ReleaseConnectionResolvers<ContextType>;
  ReleaseEdge?: ReleaseEdgeResolvers<ContextType>;
  Release?: ReleaseResolvers<ContextType>;
  Ledger?: LedgerResolvers<ContextType>;
  LedgerWitness?: LedgerWitnessResolvers<ContextType>;
  LedgerEntryConnection?: LedgerEntryConnectionResolvers<ContextType>;
  LedgerEntryEdge?: LedgerEntryEdgeResolvers<ContextType>;
  DeletionConnection?: DeletionConnectionResolvers<ContextType>;
  DeletionEdge?: DeletionEdgeResolvers<ContextType>;
  Deletion?: DeletionResolvers<ContextType>;
  OverduePartner?: OverduePartnerResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  ReleaseDelivery?: ReleaseDeliveryResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  PolicyConnection?: PolicyConnectionResolvers<ContextType>;
  PolicyEdge?: PolicyEdgeResolvers<ContextType>;
  Policy?: PolicyResolvers<ContextType>;
  PublishPolicyPayload?: PublishPolicyPayloadResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  RateLimit?: RateLimitResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = DoorContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
  data?: DataDirectiveResolver<any, any, ContextType>;
  purpose?: PurposeDirectiveResolver<any, any, ContextType>;
};
