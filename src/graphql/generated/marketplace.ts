// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { App as AppRow, Category as CategoryRow, Partner as PartnerRow } from '../../catalog/index.ts';
import type { Policy as PolicyRow, PolicyLines as PolicyLinesRow } from '../../policies/index.ts';
import type { Subject as SubjectRow, Agreement as AgreementRow } from '../../accounts/index.ts';
import type { DataExport as DataExportRow } from '../../exports/index.ts';
import type {
  ViewerOffer as ViewerOfferRow,
  OfferImage as OfferImageRow,
  Preferences as PreferencesRow,
} from '../../offers/index.ts';
import type {
  Erasure as ErasureRow,
  StaffReadRow as StaffReadRowRow,
  LegalDisclosure as LegalDisclosureRow,
} from '../../privacy/index.ts';
import type {
  Grant as GrantRow,
  Installation as InstallationRow,
  OfferRefusal as OfferRefusalRow,
  ShownDisclosure as ShownDisclosureRow,
} from '../../consent/index.ts';
import type { Release as ReleaseRow } from '../../release/index.ts';
import type { Delivery as DeliveryRow } from '../../delivery/index.ts';
import type { DeletionDuty as DeletionDutyRow } from '../../duties/index.ts';
import type { Entry as EntryRow } from '../../ledger/index.ts';
import type {
  Processor as ProcessorRow,
  PersonProcessor as PersonProcessorRow,
} from '../../processors/index.ts';
import type { OwnCase as OwnCaseRow, PastRead as PastReadRow } from '../../office/index.ts';
import type {
  ShownCorrection as ShownCorrectionRow,
  PublicProfile as PublicProfileRow,
  PublishedField as PublishedFieldRow,
  PublicationNotice as PublicationNoticeRow,
} from '../../profile/index.ts';
import type { Subscription as SubscriptionRow, ShownMethod as ShownMethodRow } from '../../billing/index.ts';
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
  /** A calendar date, `YYYY-MM-DD`. */
  Date: { input: string; output: string };
  /** An email address. */
  EmailAddress: { input: string; output: string };
  /** An absolute http or https URL. */
  URL: { input: string; output: string };
  /** An instant in UTC, RFC 3339 with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. */
  DateTime: { input: number; output: number };
};

/** The person who is logged in. Everything here is theirs alone. */
export type Viewer = {
  /** What the person pays for. Null: nothing, and never did. */
  subscription?: Maybe<PaidSubscription>;
  /** Copies of all that is held about the person, newest first. */
  exports: DataExportConnection;
  /** The erasure that the person is waiting for. Null: none. */
  erasure?: Maybe<PendingErasure>;
  /** What the person complained of, newest first. */
  complaints: ComplaintConnection;
  /** What the person asked for, newest first. */
  rightsRequests: RightsRequestConnection;
  /** When staff looked at the person's data, newest first. A look for a legal request shows once the person may be told of it. */
  staffReads: StaffReadConnection;
  /** What was disclosed about the person in a legal process, newest first. One under a gag shows when that ends. */
  legalDisclosures: LegalDisclosureConnection;
  /** What the person agreed to. */
  agreement: PolicyAgreement;
  /** Processors that something of the person may go to, or went to. */
  processors: Array<ViewerProcessor>;
  /** What the person made public. Null: nothing. */
  publicProfile?: Maybe<PublicProfile>;
  /** The same, with the notices that were confirmed. */
  published: Array<PublishedField>;
  id: Scalars['ID']['output'];
  /** The account's email. Each look at it is recorded. */
  email?: Maybe<Scalars['EmailAddress']['output']>;
  /** An unverified email is never released. */
  emailVerified: Scalars['Boolean']['output'];
  profile: Profile;
  /** Live offers for this person. */
  offers: OfferConnection;
  /** Every yes, newest first. */
  grants: GrantConnection;
  /** Every release of the email, newest first. */
  releases: ReleaseConnection;
  /** What the person wants of offers. */
  preferences: Preferences;
  /** Every no to an offer, newest first. */
  refusals: RefusalConnection;
  /** Every installation, newest first. */
  installations: InstallationConnection;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerExportsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerComplaintsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerRightsRequestsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerStaffReadsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerLegalDisclosuresArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerOffersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerGrantsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerReleasesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerRefusalsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** The person who is logged in. Everything here is theirs alone. */
export type ViewerInstallationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  /**
   * Subscribes to a plan, or changes what is subscribed to or paid with. The payment processor keeps the number of the card;
   * here goes its token.
   */
  setPaymentMethod: SubscriptionPayload;
  /** Ends the subscription, and forgets what it was paid with. */
  cancelSubscription: SubscriptionPayload;
  /**
   * Asks for a copy of all that is held about the person: a zip of JSON files, every release with its receipt and proof. It is
   * put together in the background; one that is under way is given again. At most 5 a day.
   */
  exportMyData: ExportMyDataPayload;
  /** Makes a link to a copy that is ready. It works once, until the copy expires, and takes the place of the one before. */
  createExportLink: CreateExportLinkPayload;
  /**
   * Erases the account and everything personal in it. Unless it is to be at once, the person has 14 days to change their mind:
   * nothing goes out meanwhile, and nothing new is said yes to. Once it is done there is no way back.
   */
  eraseAccount: EraseAccountPayload;
  /** The person stays: everything goes on where it stopped. */
  cancelErasure: CancelErasurePayload;
  /** Complains of how personal information was handled: to this company first. What is missing is refused by its name. */
  fileComplaint: FileComplaintPayload;
  /** Asks for what the fields of this door do not do by themselves. */
  requestRight: RightsRequestPayload;
  /** Appeals a refusal, once: somebody else than who refused decides. */
  appealRefusal: RightsRequestPayload;
  /** Says yes to the policy in force, once it was read. What waited for it goes on. */
  agreeToPolicy: AgreeToPolicyPayload;
  /** Says no to a processor: from now on nothing of the person goes there. What needs it then does not happen. */
  optOutOfProcessor: ProcessorChoicePayload;
  /** Takes that back. */
  optInToProcessor: ProcessorChoicePayload;
  /**
   * Corrects what is held about the person. What is left out stays as it is. Another email is unverified: until it is verified
   * nothing is released, neither to new partners nor to those that have the one before it.
   */
  correctProfile: CorrectProfilePayload;
  /** Verifies the email by the login: its token has to have the same address verified. What waited for it goes on. */
  verifyEmail: VerifyEmailPayload;
  /** Mails a link to the email that verifies it; at most 5 a day, the first one comes by itself. One that is verified needs none. */
  sendEmailVerification: SendEmailVerificationPayload;
  /** Makes public what a notice named, and nothing else. */
  publishFields: PublishFieldsPayload;
  /** Takes down what was made public, at once. */
  unpublishFields: UnpublishFieldsPayload;
  /** Makes an account for the login, with the email of its token. */
  createAccount: CreateAccountPayload;
  /** Says yes to an offer: releases the email to the app's partner. */
  acceptOffer: AcceptOfferPayload;
  /** Says what the person wants of offers. What is left out stays as it is. */
  setPreferences: SetPreferencesPayload;
  /** Says no to an offer that was read. Nothing is released, the partner learns nothing, and the offer is not shown again. */
  dismissOffer: DismissOfferPayload;
  /** Installs an app: releases the email to its partner. */
  installApp: InstallAppPayload;
  /** Uninstalls an app and ends what installing it allowed. */
  uninstallApp: UninstallAppPayload;
  /** Takes a yes back. No delivery starts after it. */
  withdrawGrant: WithdrawGrantPayload;
};

export type MutationSetPaymentMethodArgs = {
  input: SetPaymentMethodInput;
};

export type MutationCancelSubscriptionArgs = {
  input: CancelSubscriptionInput;
};

export type MutationExportMyDataArgs = {
  input: ExportMyDataInput;
};

export type MutationCreateExportLinkArgs = {
  input: CreateExportLinkInput;
};

export type MutationEraseAccountArgs = {
  input: EraseAccountInput;
};

export type MutationCancelErasureArgs = {
  input: CancelErasureInput;
};

export type MutationFileComplaintArgs = {
  input: FileComplaintInput;
};

export type MutationRequestRightArgs = {
  input: RequestRightInput;
};

export type MutationAppealRefusalArgs = {
  input: AppealRefusalInput;
};

export type MutationAgreeToPolicyArgs = {
  input: AgreeToPolicyInput;
};

export type MutationOptOutOfProcessorArgs = {
  input: ProcessorChoiceInput;
};

export type MutationOptInToProcessorArgs = {
  input: ProcessorChoiceInput;
};

export type MutationCorrectProfileArgs = {
  input: CorrectProfileInput;
};

export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};

export type MutationSendEmailVerificationArgs = {
  input: SendEmailVerificationInput;
};

export type MutationPublishFieldsArgs = {
  input: PublishFieldsInput;
};

export type MutationUnpublishFieldsArgs = {
  input: UnpublishFieldsInput;
};

export type MutationCreateAccountArgs = {
  input: CreateAccountInput;
};

export type MutationAcceptOfferArgs = {
  input: AcceptOfferInput;
};

export type MutationSetPreferencesArgs = {
  input: SetPreferencesInput;
};

export type MutationDismissOfferArgs = {
  input: DismissOfferInput;
};

export type MutationInstallAppArgs = {
  input: InstallAppInput;
};

export type MutationUninstallAppArgs = {
  input: UninstallAppInput;
};

export type MutationWithdrawGrantArgs = {
  input: WithdrawGrantInput;
};

export type SubscriptionPlan = 'PRO' | 'BUSINESS';

export type CardBrand = 'VISA' | 'MASTERCARD' | 'AMEX' | 'OTHER';

/** A subscription of the service, and what it is paid with. */
export type PaidSubscription = {
  plan: SubscriptionPlan;
  /** What it is paid with. Null once it is cancelled. */
  method?: Maybe<SubscriptionMethod>;
  startedAt: Scalars['DateTime']['output'];
  cancelledAt?: Maybe<Scalars['DateTime']['output']>;
};

/** All that is known of a card, beside the processor's token for it. */
export type SubscriptionMethod = {
  brand: CardBrand;
  /** The last four digits. */
  lastFour: Scalars['String']['output'];
  /** `YYYY-MM`. */
  expires: Scalars['String']['output'];
};

export type SetPaymentMethodInput = {
  plan: SubscriptionPlan;
  /** What the payment processor calls the card. The number of a card is refused, here as everywhere. */
  token: Scalars['String']['input'];
  brand: CardBrand;
  /** The last four digits. */
  lastFour: Scalars['String']['input'];
  /** The month in which the card expires, `YYYY-MM`. */
  expires: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CancelSubscriptionInput = {
  idempotencyKey: Scalars['ID']['input'];
};

export type SubscriptionPayload = {
  subscription?: Maybe<PaidSubscription>;
  userErrors: Array<UserError>;
};

export type DataExportState =
  /** Waits for its turn. */
  | 'QUEUED'
  /** Is being put together. */
  | 'RUNNING'
  /** Can be fetched until it expires, 24 hours after it was ready. */
  | 'READY'
  /** Its bytes are gone. */
  | 'EXPIRED'
  /** It could not be made. Ask again. */
  | 'FAILED';

export type DataExportConnection = {
  edges: Array<DataExportEdge>;
  nodes: Array<DataExport>;
  pageInfo: PageInfo;
};

export type DataExportEdge = {
  cursor: Scalars['String']['output'];
  node: DataExport;
};

/** A copy of all that is held about the person. */
export type DataExport = {
  id: Scalars['ID']['output'];
  state: DataExportState;
  /** How far it is, 0 to 100. */
  percent: Scalars['Int']['output'];
  requestedAt: Scalars['DateTime']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Bytes of the zip. Null until it is ready. */
  size?: Maybe<Scalars['Int']['output']>;
};

export type ExportMyDataInput = {
  idempotencyKey: Scalars['ID']['input'];
};

export type ExportMyDataPayload = {
  export?: Maybe<DataExport>;
  userErrors: Array<UserError>;
};

export type CreateExportLinkInput = {
  exportId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CreateExportLinkPayload = {
  /** A page that gives the zip to whoever presses its button, once. Null when the request was repeated: it is shown once. */
  url?: Maybe<Scalars['URL']['output']>;
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  userErrors: Array<UserError>;
};

export type PendingErasure = {
  requestedAt: Scalars['DateTime']['output'];
  /** The earliest moment. It is later where the law makes us wait, and nothing goes out until it is done. */
  erasesAt: Scalars['DateTime']['output'];
  /** To be kept: see `EraseAccountPayload.erasureReference`. */
  reference: Scalars['String']['output'];
};

export type EraseAccountInput = {
  /** Without time to change one's mind. */
  immediately?: Scalars['Boolean']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type EraseAccountPayload = {
  /** The earliest moment at which it is done. Null: it is done already, or was cancelled since. */
  erasesAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * To be kept: `POST /privacy/erasures` with it answers how far the erasure is and, once it is done and no login leads to it,
   * its receipt, for a year. Nobody else can ask. A repetition of the request gets it again.
   */
  erasureReference?: Maybe<Scalars['String']['output']>;
  erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The signed receipt of the erasure, with its proof. A repetition of the request gets it again. Null while it is not done, and if the ledger takes nothing in. */
  receipt?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type CancelErasureInput = {
  idempotencyKey: Scalars['ID']['input'];
};

export type CancelErasurePayload = {
  viewer?: Maybe<Viewer>;
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
  violation?: Maybe<Scalars['String']['output']>;
  contact?: Maybe<Scalars['String']['output']>;
  shareDetails: Scalars['Boolean']['output'];
  filedAt: Scalars['DateTime']['output'];
  acknowledgeBy: Scalars['DateTime']['output'];
  acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  answerBy: Scalars['DateTime']['output'];
  answer?: Maybe<Scalars['String']['output']>;
  answeredAt?: Maybe<Scalars['DateTime']['output']>;
  escalatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whom to turn to next: there once the company answered, or its time has passed. */
  outsideBody?: Maybe<Scalars['String']['output']>;
  /** Who else read it, and why. */
  reads: Array<CaseRead>;
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
  text?: Maybe<Scalars['String']['output']>;
  filedAt: Scalars['DateTime']['output'];
  decideBy: Scalars['DateTime']['output'];
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was done, if it was granted at once. */
  answer?: Maybe<Scalars['String']['output']>;
  refusal?: Maybe<RightsRefusal>;
  appeal?: Maybe<RightsAppeal>;
  reads: Array<CaseRead>;
};

/** Why a right is refused, and what can be done about it. */
export type RightsRefusal = {
  exception: RightsException;
  /** Why it holds here. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What to do against it. */
  howToAppeal: Scalars['String']['output'];
  appealBy: Scalars['DateTime']['output'];
};

export type RightsAppeal = {
  text?: Maybe<Scalars['String']['output']>;
  appealedAt: Scalars['DateTime']['output'];
  decideBy: Scalars['DateTime']['output'];
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null: not decided yet. */
  granted?: Maybe<Scalars['Boolean']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  /** Why it is refused again. */
  exception?: Maybe<RightsException>;
};

/** That somebody read what was written. */
export type CaseRead = {
  /** PRIVACY_OFFICE, or the partner that it was shared with. */
  by: CaseReader;
  reason?: Maybe<Scalars['String']['output']>;
  readAt: Scalars['DateTime']['output'];
};

export type CaseReader = 'PRIVACY_OFFICE' | 'PARTNER';

/** Each is needed; left out, it is asked for by its name. */
export type FileComplaintInput = {
  /** The company complained of: `us`, or the slug of a partner. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** What was done wrong. At most 4,000 characters. */
  violation?: InputMaybe<Scalars['String']['input']>;
  /** How you can be reached. */
  contact?: InputMaybe<Scalars['String']['input']>;
  /** Whether the company complained of may see what is alleged. */
  shareDetails?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type FileComplaintPayload = {
  complaint?: Maybe<Complaint>;
  userErrors: Array<UserError>;
};

export type RequestRightInput = {
  right: Right;
  text: Scalars['String']['input'];
  /** Left out: the answer stands here. */
  contact?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type AppealRefusalInput = {
  requestId: Scalars['ID']['input'];
  /** Why the refusal is wrong. */
  text: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RightsRequestPayload = {
  request?: Maybe<RightsRequest>;
  userErrors: Array<UserError>;
};

/** What of a person staff can look at, and an authority can be given. */
export type PersonField = 'EMAIL' | 'BIRTH_DATE' | 'ACCOUNT' | 'GRANTS' | 'RELEASES';

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
  at: Scalars['DateTime']['output'];
  /** One of the staff, under a name that is for this person only. */
  staff?: Maybe<Scalars['String']['output']>;
  /** What was looked at. */
  fields: Array<PersonField>;
  /** Null: the record is purged. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Of the matter that it was for. */
  reference?: Maybe<Scalars['String']['output']>;
  /** A tlog-proof file (c2sp.org/tlog-proof) of the look; it opens the record. Null as `Grant.receipt` is. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type LegalInstrument = 'COURT_ORDER' | 'SUBPOENA' | 'LAW' | 'REGULATION' | 'OTHER';

export type LegalDisclosureConnection = {
  edges: Array<LegalDisclosureEdge>;
  nodes: Array<LegalDisclosure>;
  pageInfo: PageInfo;
};

export type LegalDisclosureEdge = {
  cursor: Scalars['String']['output'];
  node: LegalDisclosure;
};

export type LegalDisclosure = {
  at: Scalars['DateTime']['output'];
  /** Null: the record is purged; so for the rest. */
  authority?: Maybe<Scalars['String']['output']>;
  instrument?: Maybe<LegalInstrument>;
  /** The authority's own, of its case. */
  reference?: Maybe<Scalars['String']['output']>;
  /** What was disclosed, and nothing else. */
  fields: Array<PersonField>;
  /** From when to when, of yeses and releases. */
  from?: Maybe<Scalars['DateTime']['output']>;
  until?: Maybe<Scalars['DateTime']['output']>;
  /** Until when the company must not tell; null: the person was told at once. */
  silentUntil?: Maybe<Scalars['DateTime']['output']>;
  /** A tlog-proof file of the disclosure; it opens the record. Null as `Grant.receipt` is. */
  proof?: Maybe<Scalars['String']['output']>;
};

/** What the marketplace's users can ask. */
export type Query = {
  /** The company's policy in force. */
  policy: Policy;
  /** The version that takes the place of the one in force, and when. Null: none is announced. */
  nextPolicy?: Maybe<Policy>;
  /** All versions, newest first, those that are announced included. None of them ever changes. */
  policies: PolicyConnection;
  /** What differs between two versions, line by line. Null: one of them is no version. */
  policyChanges?: Maybe<Array<PolicyLines>>;
  /** Companies that work with personal information for this one, with what people are told of each; newest first. */
  processors: ProcessorConnection;
  /** What somebody made public of themselves. Null: nothing is public under this handle. */
  publicProfile?: Maybe<PublicProfile>;
  /** What would become public, word for word. Showing it publishes nothing. */
  publicationNotice: PublicationNoticePayload;
  /** The domain of relay addresses. Null: there are none here, and `AddressKind.RELAY` is refused. */
  relayDomain?: Maybe<Scalars['String']['output']>;
  /** Whom the policy is for, and what each of them can ask. */
  subjectTypes: Array<SubjectTypeRights>;
  /** Listed apps. `search`: words that name, tagline or description contain, all of them. `category`: a slug. Give `first` or `last`, 1 to 100. */
  apps: AppConnection;
  /** One listed app. */
  app?: Maybe<App>;
  /** All categories, by name. */
  categories: Array<Category>;
  /** The exact text to show before a yes. Showing it consents to nothing. */
  disclosure: DisclosurePayload;
  /** The person who is logged in; null without an account. */
  viewer?: Maybe<Viewer>;
  /** Whatever has this id, if the asker may see it. */
  node?: Maybe<Node>;
  /** What this request costs, and what is left of the asker's points for this minute. */
  rateLimit: RateLimit;
};

/** What the marketplace's users can ask. */
export type QueryPoliciesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the marketplace's users can ask. */
export type QueryPolicyChangesArgs = {
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};

/** What the marketplace's users can ask. */
export type QueryProcessorsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the marketplace's users can ask. */
export type QueryPublicProfileArgs = {
  handle: Scalars['String']['input'];
};

/** What the marketplace's users can ask. */
export type QueryPublicationNoticeArgs = {
  input: PublicationNoticeInput;
};

/** What the marketplace's users can ask. */
export type QueryAppsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<Scalars['String']['input']>;
  order?: AppOrder;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What the marketplace's users can ask. */
export type QueryAppArgs = {
  slug: Scalars['String']['input'];
};

/** What the marketplace's users can ask. */
export type QueryDisclosureArgs = {
  input: DisclosureInput;
};

/** What the marketplace's users can ask. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** A version of the company's policy. */
export type Policy = {
  version: Scalars['String']['output'];
  text: Scalars['String']['output'];
  /** SHA-256 of the text, hex. */
  textHash: Scalars['String']['output'];
  /** Whether it changes what people were promised: then they have to agree to it. */
  material: Scalars['Boolean']['output'];
  effectiveAt: Scalars['DateTime']['output'];
  publishedAt: Scalars['DateTime']['output'];
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

export type LineChange = 'SAME' | 'ADDED' | 'REMOVED';

/** Lines of a policy that follow each other and were changed alike. */
export type PolicyLines = {
  change: LineChange;
  text: Scalars['String']['output'];
};

export type PolicyAgreement = {
  /** The version that the person agreed to last. */
  version: Scalars['String']['output'];
  agreedAt: Scalars['DateTime']['output'];
  /**
   * Whether what was promised has changed since. Until the person agrees anew nothing is released, and what waits to be sent
   * goes on waiting.
   */
  required: Scalars['Boolean']['output'];
  /** All of them with the texts that were agreed to, newest first. */
  history: Array<PastAgreement>;
};

export type PastAgreement = {
  policy: Policy;
  agreedAt: Scalars['DateTime']['output'];
};

export type AgreeToPolicyInput = {
  /** The version that was read. It has to be the one in force. */
  policyVersion: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type AgreeToPolicyPayload = {
  viewer?: Maybe<Viewer>;
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
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** What it is for. */
  purpose: Scalars['String']['output'];
  fields: Array<ProcessorField>;
  /** Whether it serves promotion; otherwise the service needs it. Both can be said no to. */
  promotional: Scalars['Boolean']['output'];
  country: Scalars['String']['output'];
  /** Where the company reads mail about privacy. */
  contact: Scalars['String']['output'];
  privacyPolicyUrl: Scalars['URL']['output'];
  notice?: Maybe<ProcessorNotice>;
  /** Null: it is in use. */
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What people are told of a processor, and since when. */
export type ProcessorNotice = {
  /** Counted from 1. */
  version: Scalars['Int']['output'];
  text: Scalars['String']['output'];
  givenAt: Scalars['DateTime']['output'];
};

/** A processor as it stands to one person. */
export type ViewerProcessor = {
  processor: Processor;
  optedOut: Scalars['Boolean']['output'];
  optedOutAt?: Maybe<Scalars['DateTime']['output']>;
  /** When something of the person went there last. Null: nothing ever. */
  lastTransferAt?: Maybe<Scalars['DateTime']['output']>;
};

export type ProcessorChoiceInput = {
  slug: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ProcessorChoicePayload = {
  processor?: Maybe<ViewerProcessor>;
  userErrors: Array<UserError>;
};

export type Profile = {
  /** Null: none was given. Each look at it is recorded. It is released to nobody and never public. */
  name?: Maybe<Scalars['String']['output']>;
  /** What was corrected, newest first, with what it was before. Each look at it is recorded. */
  corrections: ProfileCorrectionConnection;
  birthDate: Scalars['Date']['output'];
  /** The policy version that was accepted when the account was made. */
  policyVersion: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
};

export type ProfileCorrectionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A release of the person's email: to whom, why, what text, when, delivered or not. */
export type Release = Node & {
  /** That a corrected email was sent after it, newest first, 50 at most. */
  corrections: Array<ContactCorrection>;
  id: Scalars['ID']['output'];
  app: App;
  partner: Partner;
  /** The yes that it rests on. */
  grant: Grant;
  /** The exact text that was answered. */
  text: Scalars['String']['output'];
  releasedAt: Scalars['DateTime']['output'];
  /** Whether the partner confirmed that it has the email, or fetched it. */
  delivered: Scalars['Boolean']['output'];
  /** Where it stands, up to the partner's word that it deleted the email. */
  state: ReleaseState;
  /** When the first attempt to send it started, or the partner fetched it. Null: the partner cannot have it. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  receivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the partner has to delete since the yes is over. Null: nothing, or another yes to the same app is in force. */
  deletion?: Maybe<ReleaseDeletion>;
  /** The partner's own looks at the email, newest first, 50 at most. */
  fetches: Array<ContactFetch>;
  deliveries: Array<ReleaseDelivery>;
  /** A tlog-proof file (c2sp.org/tlog-proof) that the release stands in the ledger; it opens the record. Null as `Grant.receipt` is. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type ContactCorrection = {
  at: Scalars['DateTime']['output'];
  /** A tlog-proof file, as `Release.proof` is. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type ProfileField = 'NAME' | 'EMAIL' | 'BIRTH_DATE';

export type CorrectedBy =
  /** The person. */
  | 'PERSON'
  /** The company, for the person. */
  | 'OFFICE';

export type ProfileCorrectionConnection = {
  edges: Array<ProfileCorrectionEdge>;
  nodes: Array<ProfileCorrection>;
  pageInfo: PageInfo;
};

export type ProfileCorrectionEdge = {
  cursor: Scalars['String']['output'];
  node: ProfileCorrection;
};

export type ProfileCorrection = {
  id: Scalars['ID']['output'];
  field: ProfileField;
  /** The version that was corrected, from 1; 0: there was none. */
  fromVersion: Scalars['Int']['output'];
  correctedAt: Scalars['DateTime']['output'];
  by: CorrectedBy;
  /** Why the company did it. Null: the person did. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The name or the birth date before. Null: there was none, or it is an email. */
  former?: Maybe<Scalars['String']['output']>;
  /** The email before. */
  formerEmail?: Maybe<Scalars['EmailAddress']['output']>;
};

/** All that can be public of a person. */
export type PublicField = 'NICKNAME' | 'ABOUT';

/** What anybody can read of a person who made it public. */
export type PublicProfile = {
  /** Made up for this profile; it says nothing of the account. */
  handle: Scalars['String']['output'];
  nickname?: Maybe<Scalars['String']['output']>;
  about?: Maybe<Scalars['String']['output']>;
};

export type PublishedField = {
  field: PublicField;
  value: Scalars['String']['output'];
  publishedAt: Scalars['DateTime']['output'];
  /** The exact text that was confirmed. */
  notice?: Maybe<Scalars['String']['output']>;
};

/** What is to be public: one line each, without an email, a number of a phone, an IP address, a website or the person's name. */
export type PublicationNoticeInput = {
  /** At most 40 characters. */
  nickname?: InputMaybe<Scalars['String']['input']>;
  /** At most 500 characters. */
  about?: InputMaybe<Scalars['String']['input']>;
};

export type PublicationNotice = {
  /** Quotes all that becomes public. */
  text: Scalars['String']['output'];
  /** What publishing has to name: within 30 minutes, once. */
  hash: Scalars['String']['output'];
  fields: Array<PublicField>;
  expiresAt: Scalars['DateTime']['output'];
};

export type PublicationNoticePayload = {
  notice?: Maybe<PublicationNotice>;
  userErrors: Array<UserError>;
};

export type PublishFieldsInput = {
  /** Of the notice that was shown. */
  noticeHash: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type PublishFieldsPayload = {
  publicProfile?: Maybe<PublicProfile>;
  userErrors: Array<UserError>;
};

export type UnpublishFieldsInput = {
  fields: Array<PublicField>;
  idempotencyKey: Scalars['ID']['input'];
};

export type UnpublishFieldsPayload = {
  /** What is left. Null: nothing. */
  publicProfile?: Maybe<PublicProfile>;
  userErrors: Array<UserError>;
};

export type CorrectProfileInput = {
  /** At most 100 characters. Empty: there is to be none. */
  name?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  birthDate?: InputMaybe<Scalars['Date']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type CorrectProfilePayload = {
  viewer?: Maybe<Viewer>;
  userErrors: Array<UserError>;
};

export type VerifyEmailInput = {
  idempotencyKey: Scalars['ID']['input'];
};

export type VerifyEmailPayload = {
  viewer?: Maybe<Viewer>;
  userErrors: Array<UserError>;
};

export type SendEmailVerificationInput = {
  idempotencyKey: Scalars['ID']['input'];
};

export type SendEmailVerificationPayload = {
  viewer?: Maybe<Viewer>;
  userErrors: Array<UserError>;
};

/** Which address a partner gets. */
export type AddressKind =
  /** The account's own. */
  | 'REAL'
  /**
   * One that is made for this person and app. Mail to it is passed on while the yes is in force; answers go back through it, so
   * the partner never gets the account's own.
   */
  | 'RELAY';

/** The exact text to answer: for this person, within 30 minutes, once. */
export type Disclosure = {
  /** Which address a yes to this text gives; its hash covers it. */
  address: AddressKind;
  /** The partner's privacy policy, through the notice. */
  privacyPolicyLink?: Maybe<OutsideLink>;
  text: Scalars['String']['output'];
  /** What a yes has to name. */
  hash: Scalars['String']['output'];
  textVersion: Scalars['String']['output'];
  fields: Array<ReleasedField>;
  purposes: Array<Purpose>;
  app: App;
  partner: Partner;
  privacyPolicyUrl: Scalars['URL']['output'];
  policyVersion: Scalars['String']['output'];
  expiresAt: Scalars['DateTime']['output'];
};

/** A yes to one partner and one app. */
export type Grant = Node & {
  /** Which address the partner got. */
  address: AddressKind;
  /** The relay address, where the partner has one. It is the same for every yes to the same app. */
  relayAddress?: Maybe<Scalars['EmailAddress']['output']>;
  /** Letters that were passed on under this yes, newest first, 50 at most. */
  relayed: Array<RelayedLetter>;
  id: Scalars['ID']['output'];
  basis: GrantBasis;
  app: App;
  partner: Partner;
  fields: Array<ReleasedField>;
  purposes: Array<Purpose>;
  /** The exact text that was answered. */
  text: Scalars['String']['output'];
  textVersion: Scalars['String']['output'];
  disclosureHash: Scalars['String']['output'];
  /** The company's policy under which it was given. */
  policyVersion: Scalars['String']['output'];
  means: GrantMeans;
  state: GrantState;
  grantedAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  endReason?: Maybe<GrantEndReason>;
  /** The signed consent receipt, a JSON file that proves itself (`sluice verify`). Null until the ledger has taken it in, within a second, and once its record is purged. */
  receipt?: Maybe<Scalars['String']['output']>;
  /** The signed receipt that it was taken back. Null while it is in force. */
  withdrawalReceipt?: Maybe<Scalars['String']['output']>;
};

/** That a letter was passed on; nothing of what it said is kept. */
export type RelayedLetter = {
  at: Scalars['DateTime']['output'];
  /** A tlog-proof file, as `Release.proof` is; the record says in which direction it went. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type Preferences = {
  /**
   * Whether a signal of the person's browser (Global Privacy Control, `Sec-GPC: 1`) stands for a no to offers: none is shown,
   * mailed or accepted. It stands until the person sets `offers: true` themselves.
   */
  optedOutBySignal: Scalars['Boolean']['output'];
  /** When the signal was seen first. Null: never. */
  signalSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the person chose offers in spite of it. */
  signalOverruledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether offers are shown at all. */
  offers: Scalars['Boolean']['output'];
  /** Whether the company may send offers by mail. No, unless the person says yes. */
  offersByEmail: Scalars['Boolean']['output'];
  /** Partners whose offers are not shown. */
  blockedPartners: Array<Partner>;
};

/** Who runs an app and would receive an email. */
export type Partner = Node & {
  /** The partner's website, through the notice that another site is not under the company's policy. */
  websiteLink?: Maybe<OutsideLink>;
  /** The partner's privacy policy, through the same notice. */
  privacyPolicyLink?: Maybe<OutsideLink>;
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  legalName: Scalars['String']['output'];
  /** ISO 3166-1 alpha-2. */
  country: Scalars['String']['output'];
  website: Scalars['URL']['output'];
  /** Null: the partner has none, and nothing can be released to it. */
  privacyPolicyUrl?: Maybe<Scalars['URL']['output']>;
};

/** An app of a partner. Its words are the partner's. */
export type App = Node & {
  /** The links that the tagline and the description hold. */
  links: Array<OutsideLink>;
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  tagline: Scalars['String']['output'];
  description: Scalars['String']['output'];
  category: Category;
  partner: Partner;
  /** How many have it installed, rounded down; 0 below 10. */
  installs: Scalars['Int']['output'];
};

/** A promotional offer of an app. */
export type Offer = {
  /** The links that the title and the text hold. */
  links: Array<OutsideLink>;
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  text: Scalars['String']['output'];
  image?: Maybe<OfferImage>;
  app: App;
  endsAt: Scalars['DateTime']['output'];
};

/** A link to somebody else's site. A page links to the notice, which names the host, and never to the site itself. */
export type OutsideLink = {
  /** As it was written. */
  url: Scalars['URL']['output'];
  host: Scalars['String']['output'];
  /** The company's page that leads there. */
  notice: Scalars['URL']['output'];
};

/** The kinds of people that the policy is for. */
export type SubjectType =
  /** Who looks at the public pages, with an account or without. */
  | 'SITE_VISITOR'
  /** Who has an account. */
  | 'USER'
  /** Who visits the website of a user or of a partner. */
  | 'VISITOR_OF_USERS_SITE';

/** What is held about people of a kind, and how each of their rights is used. */
export type SubjectTypeRights = {
  type: SubjectType;
  /** What is held, in words. */
  held: Scalars['String']['output'];
  rights: Array<SubjectRight>;
};

export type SubjectRight = {
  right: SubjectRightKind;
  /** A field of this door, or a request by HTTP, and what comes of it. */
  how: Scalars['String']['output'];
};

export type SubjectRightKind = 'ACCESS' | 'CORRECTION' | 'ERASURE' | 'OBJECTION';

/** Something with an id. */
export type Node = {
  id: Scalars['ID']['output'];
};

/** The order of apps. */
export type AppOrder = 'NAME' | 'POPULAR' | 'NEWEST';

export type AppConnection = {
  edges: Array<AppEdge>;
  nodes: Array<App>;
  pageInfo: PageInfo;
};

export type AppEdge = {
  cursor: Scalars['String']['output'];
  node: App;
};

export type Category = Node & {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

export type OfferConnection = {
  edges: Array<OfferEdge>;
  nodes: Array<Offer>;
  pageInfo: PageInfo;
};

export type OfferEdge = {
  cursor: Scalars['String']['output'];
  node: Offer;
};

/** A picture from the company's own address. */
export type OfferImage = {
  url: Scalars['URL']['output'];
  /** In pixels. */
  width: Scalars['Int']['output'];
  /** In pixels. */
  height: Scalars['Int']['output'];
  /** What it shows, for those who do not see it. */
  alt: Scalars['String']['output'];
};

/** What a yes rests on. */
export type GrantBasis = 'OFFER' | 'INSTALL';

export type GrantState = 'ACTIVE' | 'ENDED';

export type GrantEndReason = 'WITHDRAWN' | 'UNINSTALLED' | 'ERASED';

/** How a yes was expressed. */
export type GrantMeans = 'ACCEPT_OFFER' | 'INSTALL_APP';

/** What can be released. */
export type ReleasedField = 'EMAIL';

export type GrantConnection = {
  edges: Array<GrantEdge>;
  nodes: Array<Grant>;
  pageInfo: PageInfo;
};

export type GrantEdge = {
  cursor: Scalars['String']['output'];
  node: Grant;
};

export type RefusalConnection = {
  edges: Array<RefusalEdge>;
  nodes: Array<Refusal>;
  pageInfo: PageInfo;
};

export type RefusalEdge = {
  cursor: Scalars['String']['output'];
  node: Refusal;
};

/** A no to an offer. It stays inside. */
export type Refusal = Node & {
  id: Scalars['ID']['output'];
  app: App;
  partner: Partner;
  /** The exact text that was answered. */
  text: Scalars['String']['output'];
  refusedAt: Scalars['DateTime']['output'];
  /** The signed receipt, a JSON file that proves itself. Null as `Grant.receipt` is. */
  receipt?: Maybe<Scalars['String']['output']>;
};

export type ReleaseConnection = {
  edges: Array<ReleaseEdge>;
  nodes: Array<Release>;
  pageInfo: PageInfo;
};

export type ReleaseEdge = {
  cursor: Scalars['String']['output'];
  node: Release;
};

export type ReleaseState =
  /** Recorded, and not sent yet. */
  | 'WAITING'
  /** An attempt to send it started; the partner has not confirmed it. */
  | 'SENT'
  /** The partner has it. */
  | 'RECEIVED'
  /** The yes ended before anything was sent. */
  | 'NEVER_SENT'
  /** The yes is over; another one to the same app is in force. */
  | 'ENDED'
  /** The partner has to delete it and say so. */
  | 'DELETION_DUE'
  /** The partner did not say so in time. Nothing new is released to it. */
  | 'DELETION_OVERDUE'
  /** The partner said that it deleted it. */
  | 'DELETED';

export type ReleaseDeletion = {
  dueAt: Scalars['DateTime']['output'];
  attestedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A tlog-proof file of the partner's word. Null until there is one, as `Grant.receipt` is. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type ContactFetch = {
  at: Scalars['DateTime']['output'];
  /** A tlog-proof file, as `Release.proof` is. */
  proof?: Maybe<Scalars['String']['output']>;
};

export type ReleaseDelivery = {
  state: DeliveryState;
  attempts: Scalars['Int']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type InstallationState = 'INSTALLED' | 'UNINSTALLED';

export type InstallationConnection = {
  edges: Array<InstallationEdge>;
  nodes: Array<Installation>;
  pageInfo: PageInfo;
};

export type InstallationEdge = {
  cursor: Scalars['String']['output'];
  node: Installation;
};

export type Installation = Node & {
  id: Scalars['ID']['output'];
  app: App;
  grant: Grant;
  state: InstallationState;
  installedAt: Scalars['DateTime']['output'];
  uninstalledAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What the yes would be to, `offerId` or `appId`, and which address would go. */
export type DisclosureInput = {
  offerId?: InputMaybe<Scalars['ID']['input']>;
  appId?: InputMaybe<Scalars['ID']['input']>;
  /** RELAY is refused with RELAY_UNAVAILABLE where there are no relay addresses: `relayDomain` is null. */
  address?: AddressKind;
};

export type DisclosurePayload = {
  disclosure?: Maybe<Disclosure>;
  userErrors: Array<UserError>;
};

export type CreateAccountInput = {
  birthDate: Scalars['Date']['input'];
  /** The version of the policy that was read and accepted. */
  policyVersion: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CreateAccountPayload = {
  viewer?: Maybe<Viewer>;
  userErrors: Array<UserError>;
};

export type SetPreferencesInput = {
  offers?: InputMaybe<Scalars['Boolean']['input']>;
  offersByEmail?: InputMaybe<Scalars['Boolean']['input']>;
  /** Ids of all partners whose offers are not wanted; at most 200. */
  blockedPartnerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  idempotencyKey: Scalars['ID']['input'];
};

export type SetPreferencesPayload = {
  preferences?: Maybe<Preferences>;
  userErrors: Array<UserError>;
};

export type AcceptOfferInput = {
  offerId: Scalars['ID']['input'];
  disclosureHash: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type AcceptOfferPayload = {
  grant?: Maybe<Grant>;
  userErrors: Array<UserError>;
};

export type DismissOfferInput = {
  offerId: Scalars['ID']['input'];
  disclosureHash: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type DismissOfferPayload = {
  refusal?: Maybe<Refusal>;
  userErrors: Array<UserError>;
};

export type InstallAppInput = {
  appId: Scalars['ID']['input'];
  disclosureHash: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type InstallAppPayload = {
  installation?: Maybe<Installation>;
  grant?: Maybe<Grant>;
  userErrors: Array<UserError>;
};

export type UninstallAppInput = {
  appId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type UninstallAppPayload = {
  installation?: Maybe<Installation>;
  userErrors: Array<UserError>;
};

export type WithdrawGrantInput = {
  grantId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type WithdrawGrantPayload = {
  grant?: Maybe<Grant>;
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
  /** The login has an account. */
  | 'ACCOUNT_EXISTS'
  /** The login has no account. */
  | 'ACCOUNT_REQUIRED'
  /** The birth date that the person gave, now or before in this session, does not allow it. */
  | 'AGE_RESTRICTED'
  /** The offer was accepted before and that is in force. */
  | 'ALREADY_ACCEPTED'
  /** The app is installed. */
  | 'ALREADY_INSTALLED'
  /** The shown text is too old, was answered before, or a policy has changed since: show it again. */
  | 'DISCLOSURE_EXPIRED'
  /** No text with this hash was shown to this person for this. */
  | 'DISCLOSURE_UNKNOWN'
  /** The login's token has no email address. */
  | 'EMAIL_REQUIRED'
  /** The email address is not verified. */
  | 'EMAIL_UNVERIFIED'
  /** Nothing of the person is waiting to be erased. */
  | 'ERASURE_NOT_PENDING'
  /** The person asked to be erased: nothing is released unless they cancel that. */
  | 'ERASURE_PENDING'
  /** The grant had ended before. */
  | 'GRANT_ENDED'
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field has a wrong value; `field` names it, the message says what it wants. */
  | 'INVALID_INPUT'
  /** There were as many of this as there may be; the message says how many. */
  | 'LIMIT_REACHED'
  /** There is nothing with this id. */
  | 'NOT_FOUND'
  /** The app is not installed. */
  | 'NOT_INSTALLED'
  /** The offer is not available. */
  | 'OFFER_NOT_AVAILABLE'
  /** The browser's signal (`Sec-GPC`) says no to offers, and the person did not choose otherwise. */
  | 'OPTED_OUT_BY_SIGNAL'
  /** The partner has not said in time that it deleted what others took back. */
  | 'PARTNER_OVERDUE'
  /** The partner has no privacy policy. */
  | 'PARTNER_POLICY_MISSING'
  /** What the person was promised has changed: they have to read the policy and agree to it. */
  | 'POLICY_AGREEMENT_REQUIRED'
  /** Another version of the policy is in force. */
  | 'POLICY_VERSION_STALE'
  /** There are no relay addresses here. */
  | 'RELAY_UNAVAILABLE'
  /** What it is about is in a state in which this cannot be done. */
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

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ReleaseRow | GrantRow | PartnerRow | AppRow | CategoryRow | OfferRefusalRow | InstallationRow;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Viewer: ResolverTypeWrapper<SubjectRow>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Mutation: ResolverTypeWrapper<{}>;
  SubscriptionPlan: SubscriptionPlan;
  CardBrand: CardBrand;
  PaidSubscription: ResolverTypeWrapper<SubscriptionRow>;
  SubscriptionMethod: ResolverTypeWrapper<ShownMethodRow>;
  SetPaymentMethodInput: SetPaymentMethodInput;
  CancelSubscriptionInput: CancelSubscriptionInput;
  SubscriptionPayload: ResolverTypeWrapper<
    Omit<SubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['PaidSubscription']> }
  >;
  DataExportState: DataExportState;
  DataExportConnection: ResolverTypeWrapper<
    Omit<DataExportConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['DataExportEdge']>;
      nodes: Array<ResolversTypes['DataExport']>;
    }
  >;
  DataExportEdge: ResolverTypeWrapper<Omit<DataExportEdge, 'node'> & { node: ResolversTypes['DataExport'] }>;
  DataExport: ResolverTypeWrapper<DataExportRow>;
  ExportMyDataInput: ExportMyDataInput;
  ExportMyDataPayload: ResolverTypeWrapper<
    Omit<ExportMyDataPayload, 'export'> & { export?: Maybe<ResolversTypes['DataExport']> }
  >;
  CreateExportLinkInput: CreateExportLinkInput;
  CreateExportLinkPayload: ResolverTypeWrapper<CreateExportLinkPayload>;
  PendingErasure: ResolverTypeWrapper<ErasureRow>;
  EraseAccountInput: EraseAccountInput;
  EraseAccountPayload: ResolverTypeWrapper<EraseAccountPayload>;
  CancelErasureInput: CancelErasureInput;
  CancelErasurePayload: ResolverTypeWrapper<
    Omit<CancelErasurePayload, 'viewer'> & { viewer?: Maybe<ResolversTypes['Viewer']> }
  >;
  ComplaintState: ComplaintState;
  RightsRequestState: RightsRequestState;
  Right: Right;
  RightsException: RightsException;
  ComplaintConnection: ResolverTypeWrapper<
    Omit<ComplaintConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ComplaintEdge']>;
      nodes: Array<ResolversTypes['Complaint']>;
    }
  >;
  ComplaintEdge: ResolverTypeWrapper<Omit<ComplaintEdge, 'node'> & { node: ResolversTypes['Complaint'] }>;
  Complaint: ResolverTypeWrapper<OwnCaseRow>;
  RightsRequestConnection: ResolverTypeWrapper<
    Omit<RightsRequestConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['RightsRequestEdge']>;
      nodes: Array<ResolversTypes['RightsRequest']>;
    }
  >;
  RightsRequestEdge: ResolverTypeWrapper<
    Omit<RightsRequestEdge, 'node'> & { node: ResolversTypes['RightsRequest'] }
  >;
  RightsRequest: ResolverTypeWrapper<OwnCaseRow>;
  RightsRefusal: ResolverTypeWrapper<RightsRefusal>;
  RightsAppeal: ResolverTypeWrapper<RightsAppeal>;
  CaseRead: ResolverTypeWrapper<PastReadRow>;
  CaseReader: CaseReader;
  FileComplaintInput: FileComplaintInput;
  FileComplaintPayload: ResolverTypeWrapper<
    Omit<FileComplaintPayload, 'complaint'> & { complaint?: Maybe<ResolversTypes['Complaint']> }
  >;
  RequestRightInput: RequestRightInput;
  AppealRefusalInput: AppealRefusalInput;
  RightsRequestPayload: ResolverTypeWrapper<
    Omit<RightsRequestPayload, 'request'> & { request?: Maybe<ResolversTypes['RightsRequest']> }
  >;
  PersonField: PersonField;
  StaffReadConnection: ResolverTypeWrapper<
    Omit<StaffReadConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['StaffReadEdge']>;
      nodes: Array<ResolversTypes['StaffRead']>;
    }
  >;
  StaffReadEdge: ResolverTypeWrapper<Omit<StaffReadEdge, 'node'> & { node: ResolversTypes['StaffRead'] }>;
  StaffRead: ResolverTypeWrapper<StaffReadRowRow>;
  LegalInstrument: LegalInstrument;
  LegalDisclosureConnection: ResolverTypeWrapper<
    Omit<LegalDisclosureConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['LegalDisclosureEdge']>;
      nodes: Array<ResolversTypes['LegalDisclosure']>;
    }
  >;
  LegalDisclosureEdge: ResolverTypeWrapper<
    Omit<LegalDisclosureEdge, 'node'> & { node: ResolversTypes['LegalDisclosure'] }
  >;
  LegalDisclosure: ResolverTypeWrapper<LegalDisclosureRow>;
  Query: ResolverTypeWrapper<{}>;
  Policy: ResolverTypeWrapper<PolicyRow>;
  PolicyConnection: ResolverTypeWrapper<
    Omit<PolicyConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['PolicyEdge']>;
      nodes: Array<ResolversTypes['Policy']>;
    }
  >;
  PolicyEdge: ResolverTypeWrapper<Omit<PolicyEdge, 'node'> & { node: ResolversTypes['Policy'] }>;
  LineChange: LineChange;
  PolicyLines: ResolverTypeWrapper<PolicyLinesRow>;
  PolicyAgreement: ResolverTypeWrapper<SubjectRow>;
  PastAgreement: ResolverTypeWrapper<AgreementRow>;
  AgreeToPolicyInput: AgreeToPolicyInput;
  AgreeToPolicyPayload: ResolverTypeWrapper<
    Omit<AgreeToPolicyPayload, 'viewer'> & { viewer?: Maybe<ResolversTypes['Viewer']> }
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
  ViewerProcessor: ResolverTypeWrapper<PersonProcessorRow>;
  ProcessorChoiceInput: ProcessorChoiceInput;
  ProcessorChoicePayload: ResolverTypeWrapper<
    Omit<ProcessorChoicePayload, 'processor'> & { processor?: Maybe<ResolversTypes['ViewerProcessor']> }
  >;
  Profile: ResolverTypeWrapper<SubjectRow>;
  Release: ResolverTypeWrapper<ReleaseRow>;
  ContactCorrection: ResolverTypeWrapper<EntryRow>;
  ProfileField: ProfileField;
  CorrectedBy: CorrectedBy;
  ProfileCorrectionConnection: ResolverTypeWrapper<
    Omit<ProfileCorrectionConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ProfileCorrectionEdge']>;
      nodes: Array<ResolversTypes['ProfileCorrection']>;
    }
  >;
  ProfileCorrectionEdge: ResolverTypeWrapper<
    Omit<ProfileCorrectionEdge, 'node'> & { node: ResolversTypes['ProfileCorrection'] }
  >;
  ProfileCorrection: ResolverTypeWrapper<ShownCorrectionRow>;
  PublicField: PublicField;
  PublicProfile: ResolverTypeWrapper<PublicProfileRow>;
  PublishedField: ResolverTypeWrapper<PublishedFieldRow>;
  PublicationNoticeInput: PublicationNoticeInput;
  PublicationNotice: ResolverTypeWrapper<PublicationNoticeRow>;
  PublicationNoticePayload: ResolverTypeWrapper<
    Omit<PublicationNoticePayload, 'notice'> & { notice?: Maybe<ResolversTypes['PublicationNotice']> }
  >;
  PublishFieldsInput: PublishFieldsInput;
  PublishFieldsPayload: ResolverTypeWrapper<
    Omit<PublishFieldsPayload, 'publicProfile'> & { publicProfile?: Maybe<ResolversTypes['PublicProfile']> }
  >;
  UnpublishFieldsInput: UnpublishFieldsInput;
  UnpublishFieldsPayload: ResolverTypeWrapper<
    Omit<UnpublishFieldsPayload, 'publicProfile'> & { publicProfile?: Maybe<ResolversTypes['PublicProfile']> }
  >;
  CorrectProfileInput: CorrectProfileInput;
  CorrectProfilePayload: ResolverTypeWrapper<
    Omit<CorrectProfilePayload, 'viewer'> & { viewer?: Maybe<ResolversTypes['Viewer']> }
  >;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: ResolverTypeWrapper<
    Omit<VerifyEmailPayload, 'viewer'> & { viewer?: Maybe<ResolversTypes['Viewer']> }
  >;
  SendEmailVerificationInput: SendEmailVerificationInput;
  SendEmailVerificationPayload: ResolverTypeWrapper<
    Omit<SendEmailVerificationPayload, 'viewer'> & { viewer?: Maybe<ResolversTypes['Viewer']> }
  >;
  AddressKind: AddressKind;
  Disclosure: ResolverTypeWrapper<ShownDisclosureRow>;
  Grant: ResolverTypeWrapper<GrantRow>;
  RelayedLetter: ResolverTypeWrapper<EntryRow>;
  Preferences: ResolverTypeWrapper<PreferencesRow>;
  Partner: ResolverTypeWrapper<PartnerRow>;
  App: ResolverTypeWrapper<AppRow>;
  Offer: ResolverTypeWrapper<ViewerOfferRow>;
  OutsideLink: ResolverTypeWrapper<OutsideLink>;
  SubjectType: SubjectType;
  SubjectTypeRights: ResolverTypeWrapper<SubjectTypeRights>;
  SubjectRight: ResolverTypeWrapper<SubjectRight>;
  SubjectRightKind: SubjectRightKind;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  AppOrder: AppOrder;
  AppConnection: ResolverTypeWrapper<
    Omit<AppConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['AppEdge']>;
      nodes: Array<ResolversTypes['App']>;
    }
  >;
  AppEdge: ResolverTypeWrapper<Omit<AppEdge, 'node'> & { node: ResolversTypes['App'] }>;
  Category: ResolverTypeWrapper<CategoryRow>;
  OfferConnection: ResolverTypeWrapper<
    Omit<OfferConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['OfferEdge']>;
      nodes: Array<ResolversTypes['Offer']>;
    }
  >;
  OfferEdge: ResolverTypeWrapper<Omit<OfferEdge, 'node'> & { node: ResolversTypes['Offer'] }>;
  OfferImage: ResolverTypeWrapper<OfferImageRow>;
  GrantBasis: GrantBasis;
  GrantState: GrantState;
  GrantEndReason: GrantEndReason;
  GrantMeans: GrantMeans;
  ReleasedField: ReleasedField;
  GrantConnection: ResolverTypeWrapper<
    Omit<GrantConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['GrantEdge']>;
      nodes: Array<ResolversTypes['Grant']>;
    }
  >;
  GrantEdge: ResolverTypeWrapper<Omit<GrantEdge, 'node'> & { node: ResolversTypes['Grant'] }>;
  RefusalConnection: ResolverTypeWrapper<
    Omit<RefusalConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['RefusalEdge']>;
      nodes: Array<ResolversTypes['Refusal']>;
    }
  >;
  RefusalEdge: ResolverTypeWrapper<Omit<RefusalEdge, 'node'> & { node: ResolversTypes['Refusal'] }>;
  Refusal: ResolverTypeWrapper<OfferRefusalRow>;
  ReleaseConnection: ResolverTypeWrapper<
    Omit<ReleaseConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ReleaseEdge']>;
      nodes: Array<ResolversTypes['Release']>;
    }
  >;
  ReleaseEdge: ResolverTypeWrapper<Omit<ReleaseEdge, 'node'> & { node: ResolversTypes['Release'] }>;
  ReleaseState: ReleaseState;
  ReleaseDeletion: ResolverTypeWrapper<DeletionDutyRow>;
  ContactFetch: ResolverTypeWrapper<EntryRow>;
  ReleaseDelivery: ResolverTypeWrapper<DeliveryRow>;
  InstallationState: InstallationState;
  InstallationConnection: ResolverTypeWrapper<
    Omit<InstallationConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['InstallationEdge']>;
      nodes: Array<ResolversTypes['Installation']>;
    }
  >;
  InstallationEdge: ResolverTypeWrapper<
    Omit<InstallationEdge, 'node'> & { node: ResolversTypes['Installation'] }
  >;
  Installation: ResolverTypeWrapper<InstallationRow>;
  DisclosureInput: DisclosureInput;
  DisclosurePayload: ResolverTypeWrapper<
    Omit<DisclosurePayload, 'disclosure'> & { disclosure?: Maybe<ResolversTypes['Disclosure']> }
  >;
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: ResolverTypeWrapper<
    Omit<CreateAccountPayload, 'viewer'> & { viewer?: Maybe<ResolversTypes['Viewer']> }
  >;
  SetPreferencesInput: SetPreferencesInput;
  SetPreferencesPayload: ResolverTypeWrapper<
    Omit<SetPreferencesPayload, 'preferences'> & { preferences?: Maybe<ResolversTypes['Preferences']> }
  >;
  AcceptOfferInput: AcceptOfferInput;
  AcceptOfferPayload: ResolverTypeWrapper<
    Omit<AcceptOfferPayload, 'grant'> & { grant?: Maybe<ResolversTypes['Grant']> }
  >;
  DismissOfferInput: DismissOfferInput;
  DismissOfferPayload: ResolverTypeWrapper<
    Omit<DismissOfferPayload, 'refusal'> & { refusal?: Maybe<ResolversTypes['Refusal']> }
  >;
  InstallAppInput: InstallAppInput;
  InstallAppPayload: ResolverTypeWrapper<
    Omit<InstallAppPayload, 'installation' | 'grant'> & {
      installation?: Maybe<ResolversTypes['Installation']>;
      grant?: Maybe<ResolversTypes['Grant']>;
    }
  >;
  UninstallAppInput: UninstallAppInput;
  UninstallAppPayload: ResolverTypeWrapper<
    Omit<UninstallAppPayload, 'installation'> & { installation?: Maybe<ResolversTypes['Installation']> }
  >;
  WithdrawGrantInput: WithdrawGrantInput;
  WithdrawGrantPayload: ResolverTypeWrapper<
    Omit<WithdrawGrantPayload, 'grant'> & { grant?: Maybe<ResolversTypes['Grant']> }
  >;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
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
  Viewer: SubjectRow;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  Mutation: {};
  PaidSubscription: SubscriptionRow;
  SubscriptionMethod: ShownMethodRow;
  SetPaymentMethodInput: SetPaymentMethodInput;
  CancelSubscriptionInput: CancelSubscriptionInput;
  SubscriptionPayload: Omit<SubscriptionPayload, 'subscription'> & {
    subscription?: Maybe<ResolversParentTypes['PaidSubscription']>;
  };
  DataExportConnection: Omit<DataExportConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DataExportEdge']>;
    nodes: Array<ResolversParentTypes['DataExport']>;
  };
  DataExportEdge: Omit<DataExportEdge, 'node'> & { node: ResolversParentTypes['DataExport'] };
  DataExport: DataExportRow;
  ExportMyDataInput: ExportMyDataInput;
  ExportMyDataPayload: Omit<ExportMyDataPayload, 'export'> & {
    export?: Maybe<ResolversParentTypes['DataExport']>;
  };
  CreateExportLinkInput: CreateExportLinkInput;
  CreateExportLinkPayload: CreateExportLinkPayload;
  PendingErasure: ErasureRow;
  EraseAccountInput: EraseAccountInput;
  EraseAccountPayload: EraseAccountPayload;
  CancelErasureInput: CancelErasureInput;
  CancelErasurePayload: Omit<CancelErasurePayload, 'viewer'> & {
    viewer?: Maybe<ResolversParentTypes['Viewer']>;
  };
  ComplaintConnection: Omit<ComplaintConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ComplaintEdge']>;
    nodes: Array<ResolversParentTypes['Complaint']>;
  };
  ComplaintEdge: Omit<ComplaintEdge, 'node'> & { node: ResolversParentTypes['Complaint'] };
  Complaint: OwnCaseRow;
  RightsRequestConnection: Omit<RightsRequestConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['RightsRequestEdge']>;
    nodes: Array<ResolversParentTypes['RightsRequest']>;
  };
  RightsRequestEdge: Omit<RightsRequestEdge, 'node'> & { node: ResolversParentTypes['RightsRequest'] };
  RightsRequest: OwnCaseRow;
  RightsRefusal: RightsRefusal;
  RightsAppeal: RightsAppeal;
  CaseRead: PastReadRow;
  FileComplaintInput: FileComplaintInput;
  FileComplaintPayload: Omit<FileComplaintPayload, 'complaint'> & {
    complaint?: Maybe<ResolversParentTypes['Complaint']>;
  };
  RequestRightInput: RequestRightInput;
  AppealRefusalInput: AppealRefusalInput;
  RightsRequestPayload: Omit<RightsRequestPayload, 'request'> & {
    request?: Maybe<ResolversParentTypes['RightsRequest']>;
  };
  StaffReadConnection: Omit<StaffReadConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['StaffReadEdge']>;
    nodes: Array<ResolversParentTypes['StaffRead']>;
  };
  StaffReadEdge: Omit<StaffReadEdge, 'node'> & { node: ResolversParentTypes['StaffRead'] };
  StaffRead: StaffReadRowRow;
  LegalDisclosureConnection: Omit<LegalDisclosureConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['LegalDisclosureEdge']>;
    nodes: Array<ResolversParentTypes['LegalDisclosure']>;
  };
  LegalDisclosureEdge: Omit<LegalDisclosureEdge, 'node'> & { node: ResolversParentTypes['LegalDisclosure'] };
  LegalDisclosure: LegalDisclosureRow;
  Query: {};
  Policy: PolicyRow;
  PolicyConnection: Omit<PolicyConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PolicyEdge']>;
    nodes: Array<ResolversParentTypes['Policy']>;
  };
  PolicyEdge: Omit<PolicyEdge, 'node'> & { node: ResolversParentTypes['Policy'] };
  PolicyLines: PolicyLinesRow;
  PolicyAgreement: SubjectRow;
  PastAgreement: AgreementRow;
  AgreeToPolicyInput: AgreeToPolicyInput;
  AgreeToPolicyPayload: Omit<AgreeToPolicyPayload, 'viewer'> & {
    viewer?: Maybe<ResolversParentTypes['Viewer']>;
  };
  ProcessorConnection: Omit<ProcessorConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ProcessorEdge']>;
    nodes: Array<ResolversParentTypes['Processor']>;
  };
  ProcessorEdge: Omit<ProcessorEdge, 'node'> & { node: ResolversParentTypes['Processor'] };
  Processor: ProcessorRow;
  ProcessorNotice: ProcessorNotice;
  ViewerProcessor: PersonProcessorRow;
  ProcessorChoiceInput: ProcessorChoiceInput;
  ProcessorChoicePayload: Omit<ProcessorChoicePayload, 'processor'> & {
    processor?: Maybe<ResolversParentTypes['ViewerProcessor']>;
  };
  Profile: SubjectRow;
  Release: ReleaseRow;
  ContactCorrection: EntryRow;
  ProfileCorrectionConnection: Omit<ProfileCorrectionConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ProfileCorrectionEdge']>;
    nodes: Array<ResolversParentTypes['ProfileCorrection']>;
  };
  ProfileCorrectionEdge: Omit<ProfileCorrectionEdge, 'node'> & {
    node: ResolversParentTypes['ProfileCorrection'];
  };
  ProfileCorrection: ShownCorrectionRow;
  PublicProfile: PublicProfileRow;
  PublishedField: PublishedFieldRow;
  PublicationNoticeInput: PublicationNoticeInput;
  PublicationNotice: PublicationNoticeRow;
  PublicationNoticePayload: Omit<PublicationNoticePayload, 'notice'> & {
    notice?: Maybe<ResolversParentTypes['PublicationNotice']>;
  };
  PublishFieldsInput: PublishFieldsInput;
  PublishFieldsPayload: Omit<PublishFieldsPayload, 'publicProfile'> & {
    publicProfile?: Maybe<ResolversParentTypes['PublicProfile']>;
  };
  UnpublishFieldsInput: UnpublishFieldsInput;
  UnpublishFieldsPayload: Omit<UnpublishFieldsPayload, 'publicProfile'> & {
    publicProfile?: Maybe<ResolversParentTypes['PublicProfile']>;
  };
  CorrectProfileInput: CorrectProfileInput;
  CorrectProfilePayload: Omit<CorrectProfilePayload, 'viewer'> & {
    viewer?: Maybe<ResolversParentTypes['Viewer']>;
  };
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: Omit<VerifyEmailPayload, 'viewer'> & { viewer?: Maybe<ResolversParentTypes['Viewer']> };
  SendEmailVerificationInput: SendEmailVerificationInput;
  SendEmailVerificationPayload: Omit<SendEmailVerificationPayload, 'viewer'> & {
    viewer?: Maybe<ResolversParentTypes['Viewer']>;
  };
  Disclosure: ShownDisclosureRow;
  Grant: GrantRow;
  RelayedLetter: EntryRow;
  Preferences: PreferencesRow;
  Partner: PartnerRow;
  App: AppRow;
  Offer: ViewerOfferRow;
  OutsideLink: OutsideLink;
  SubjectTypeRights: SubjectTypeRights;
  SubjectRight: SubjectRight;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  AppConnection: Omit<AppConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['AppEdge']>;
    nodes: Array<ResolversParentTypes['App']>;
  };
  AppEdge: Omit<AppEdge, 'node'> & { node: ResolversParentTypes['App'] };
  Category: CategoryRow;
  OfferConnection: Omit<OfferConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['OfferEdge']>;
    nodes: Array<ResolversParentTypes['Offer']>;
  };
  OfferEdge: Omit<OfferEdge, 'node'> & { node: ResolversParentTypes['Offer'] };
  OfferImage: OfferImageRow;
  GrantConnection: Omit<GrantConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['GrantEdge']>;
    nodes: Array<ResolversParentTypes['Grant']>;
  };
  GrantEdge: Omit<GrantEdge, 'node'> & { node: ResolversParentTypes['Grant'] };
  RefusalConnection: Omit<RefusalConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['RefusalEdge']>;
    nodes: Array<ResolversParentTypes['Refusal']>;
  };
  RefusalEdge: Omit<RefusalEdge, 'node'> & { node: ResolversParentTypes['Refusal'] };
  Refusal: OfferRefusalRow;
  ReleaseConnection: Omit<ReleaseConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ReleaseEdge']>;
    nodes: Array<ResolversParentTypes['Release']>;
  };
  ReleaseEdge: Omit<ReleaseEdge, 'node'> & { node: ResolversParentTypes['Release'] };
  ReleaseDeletion: DeletionDutyRow;
  ContactFetch: EntryRow;
  ReleaseDelivery: DeliveryRow;
  InstallationConnection: Omit<InstallationConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['InstallationEdge']>;
    nodes: Array<ResolversParentTypes['Installation']>;
  };
  InstallationEdge: Omit<InstallationEdge, 'node'> & { node: ResolversParentTypes['Installation'] };
  Installation: InstallationRow;
  DisclosureInput: DisclosureInput;
  DisclosurePayload: Omit<DisclosurePayload, 'disclosure'> & {
    disclosure?: Maybe<ResolversParentTypes['Disclosure']>;
  };
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: Omit<CreateAccountPayload, 'viewer'> & {
    viewer?: Maybe<ResolversParentTypes['Viewer']>;
  };
  SetPreferencesInput: SetPreferencesInput;
  SetPreferencesPayload: Omit<SetPreferencesPayload, 'preferences'> & {
    preferences?: Maybe<ResolversParentTypes['Preferences']>;
  };
  AcceptOfferInput: AcceptOfferInput;
  AcceptOfferPayload: Omit<AcceptOfferPayload, 'grant'> & { grant?: Maybe<ResolversParentTypes['Grant']> };
  DismissOfferInput: DismissOfferInput;
  DismissOfferPayload: Omit<DismissOfferPayload, 'refusal'> & {
    refusal?: Maybe<ResolversParentTypes['Refusal']>;
  };
  InstallAppInput: InstallAppInput;
  InstallAppPayload: Omit<InstallAppPayload, 'installation' | 'grant'> & {
    installation?: Maybe<ResolversParentTypes['Installation']>;
    grant?: Maybe<ResolversParentTypes['Grant']>;
  };
  UninstallAppInput: UninstallAppInput;
  UninstallAppPayload: Omit<UninstallAppPayload, 'installation'> & {
    installation?: Maybe<ResolversParentTypes['Installation']>;
  };
  WithdrawGrantInput: WithdrawGrantInput;
  WithdrawGrantPayload: Omit<WithdrawGrantPayload, 'grant'> & {
    grant?: Maybe<ResolversParentTypes['Grant']>;
  };
  Date: Scalars['Date']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  URL: Scalars['URL']['output'];
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

export type ViewerResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'],
> = {
  subscription?: Resolver<Maybe<ResolversTypes['PaidSubscription']>, ParentType, ContextType>;
  exports?: Resolver<
    ResolversTypes['DataExportConnection'],
    ParentType,
    ContextType,
    Partial<ViewerExportsArgs>
  >;
  erasure?: Resolver<Maybe<ResolversTypes['PendingErasure']>, ParentType, ContextType>;
  complaints?: Resolver<
    ResolversTypes['ComplaintConnection'],
    ParentType,
    ContextType,
    Partial<ViewerComplaintsArgs>
  >;
  rightsRequests?: Resolver<
    ResolversTypes['RightsRequestConnection'],
    ParentType,
    ContextType,
    Partial<ViewerRightsRequestsArgs>
  >;
  staffReads?: Resolver<
    ResolversTypes['StaffReadConnection'],
    ParentType,
    ContextType,
    Partial<ViewerStaffReadsArgs>
  >;
  legalDisclosures?: Resolver<
    ResolversTypes['LegalDisclosureConnection'],
    ParentType,
    ContextType,
    Partial<ViewerLegalDisclosuresArgs>
  >;
  agreement?: Resolver<ResolversTypes['PolicyAgreement'], ParentType, ContextType>;
  processors?: Resolver<Array<ResolversTypes['ViewerProcessor']>, ParentType, ContextType>;
  publicProfile?: Resolver<Maybe<ResolversTypes['PublicProfile']>, ParentType, ContextType>;
  published?: Resolver<Array<ResolversTypes['PublishedField']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  emailVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['Profile'], ParentType, ContextType>;
  offers?: Resolver<ResolversTypes['OfferConnection'], ParentType, ContextType, Partial<ViewerOffersArgs>>;
  grants?: Resolver<ResolversTypes['GrantConnection'], ParentType, ContextType, Partial<ViewerGrantsArgs>>;
  releases?: Resolver<
    ResolversTypes['ReleaseConnection'],
    ParentType,
    ContextType,
    Partial<ViewerReleasesArgs>
  >;
  preferences?: Resolver<ResolversTypes['Preferences'], ParentType, ContextType>;
  refusals?: Resolver<
    ResolversTypes['RefusalConnection'],
    ParentType,
    ContextType,
    Partial<ViewerRefusalsArgs>
  >;
  installations?: Resolver<
    ResolversTypes['InstallationConnection'],
    ParentType,
    ContextType,
    Partial<ViewerInstallationsArgs>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  setPaymentMethod?: Resolver<
    ResolversTypes['SubscriptionPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetPaymentMethodArgs, 'input'>
  >;
  cancelSubscription?: Resolver<
    ResolversTypes['SubscriptionPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelSubscriptionArgs, 'input'>
  >;
  exportMyData?: Resolver<
    ResolversTypes['ExportMyDataPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationExportMyDataArgs, 'input'>
  >;
  createExportLink?: Resolver<
    ResolversTypes['CreateExportLinkPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateExportLinkArgs, 'input'>
  >;
  eraseAccount?: Resolver<
    ResolversTypes['EraseAccountPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEraseAccountArgs, 'input'>
  >;
  cancelErasure?: Resolver<
    ResolversTypes['CancelErasurePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelErasureArgs, 'input'>
  >;
  fileComplaint?: Resolver<
    ResolversTypes['FileComplaintPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationFileComplaintArgs, 'input'>
  >;
  requestRight?: Resolver<
    ResolversTypes['RightsRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRequestRightArgs, 'input'>
  >;
  appealRefusal?: Resolver<
    ResolversTypes['RightsRequestPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAppealRefusalArgs, 'input'>
  >;
  agreeToPolicy?: Resolver<
    ResolversTypes['AgreeToPolicyPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAgreeToPolicyArgs, 'input'>
  >;
  optOutOfProcessor?: Resolver<
    ResolversTypes['ProcessorChoicePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationOptOutOfProcessorArgs, 'input'>
  >;
  optInToProcessor?: Resolver<
    ResolversTypes['ProcessorChoicePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationOptInToProcessorArgs, 'input'>
  >;
  correctProfile?: Resolver<
    ResolversTypes['CorrectProfilePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCorrectProfileArgs, 'input'>
  >;
  verifyEmail?: Resolver<
    ResolversTypes['VerifyEmailPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationVerifyEmailArgs, 'input'>
  >;
  sendEmailVerification?: Resolver<
    ResolversTypes['SendEmailVerificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSendEmailVerificationArgs, 'input'>
  >;
  publishFields?: Resolver<
    ResolversTypes['PublishFieldsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPublishFieldsArgs, 'input'>
  >;
  unpublishFields?: Resolver<
    ResolversTypes['UnpublishFieldsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUnpublishFieldsArgs, 'input'>
  >;
  createAccount?: Resolver<
    ResolversTypes['CreateAccountPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateAccountArgs, 'input'>
  >;
  acceptOffer?: Resolver<
    ResolversTypes['AcceptOfferPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAcceptOfferArgs, 'input'>
  >;
  setPreferences?: Resolver<
    ResolversTypes['SetPreferencesPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetPreferencesArgs, 'input'>
  >;
  dismissOffer?: Resolver<
    ResolversTypes['DismissOfferPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDismissOfferArgs, 'input'>
  >;
  installApp?: Resolver<
    ResolversTypes['InstallAppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationInstallAppArgs, 'input'>
  >;
  uninstallApp?: Resolver<
    ResolversTypes['UninstallAppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUninstallAppArgs, 'input'>
  >;
  withdrawGrant?: Resolver<
    ResolversTypes['WithdrawGrantPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationWithdrawGrantArgs, 'input'>
  >;
};

export type PaidSubscriptionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PaidSubscription'] = ResolversParentTypes['PaidSubscription'],
> = {
  plan?: Resolver<ResolversTypes['SubscriptionPlan'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['SubscriptionMethod']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionMethodResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SubscriptionMethod'] = ResolversParentTypes['SubscriptionMethod'],
> = {
  brand?: Resolver<ResolversTypes['CardBrand'], ParentType, ContextType>;
  lastFour?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expires?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SubscriptionPayload'] =
    ResolversParentTypes['SubscriptionPayload'],
> = {
  subscription?: Resolver<Maybe<ResolversTypes['PaidSubscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataExportConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DataExportConnection'] =
    ResolversParentTypes['DataExportConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['DataExportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DataExport']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataExportEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DataExportEdge'] = ResolversParentTypes['DataExportEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DataExport'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataExportResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DataExport'] = ResolversParentTypes['DataExport'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DataExportState'], ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportMyDataPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ExportMyDataPayload'] =
    ResolversParentTypes['ExportMyDataPayload'],
> = {
  export?: Resolver<Maybe<ResolversTypes['DataExport']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateExportLinkPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CreateExportLinkPayload'] =
    ResolversParentTypes['CreateExportLinkPayload'],
> = {
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PendingErasureResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PendingErasure'] = ResolversParentTypes['PendingErasure'],
> = {
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  erasesAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EraseAccountPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['EraseAccountPayload'] =
    ResolversParentTypes['EraseAccountPayload'],
> = {
  erasesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  erasureReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelErasurePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CancelErasurePayload'] =
    ResolversParentTypes['CancelErasurePayload'],
> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
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
  violation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shareDetails?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  acknowledgeBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  answerBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  escalatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outsideBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reads?: Resolver<Array<ResolversTypes['CaseRead']>, ParentType, ContextType>;
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
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decideBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['RightsRefusal']>, ParentType, ContextType>;
  appeal?: Resolver<Maybe<ResolversTypes['RightsAppeal']>, ParentType, ContextType>;
  reads?: Resolver<Array<ResolversTypes['CaseRead']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsRefusalResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RightsRefusal'] = ResolversParentTypes['RightsRefusal'],
> = {
  exception?: Resolver<ResolversTypes['RightsException'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  howToAppeal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  appealBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RightsAppealResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RightsAppeal'] = ResolversParentTypes['RightsAppeal'],
> = {
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  appealedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decideBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  granted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['RightsException']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CaseReadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CaseRead'] = ResolversParentTypes['CaseRead'],
> = {
  by?: Resolver<ResolversTypes['CaseReader'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FileComplaintPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['FileComplaintPayload'] =
    ResolversParentTypes['FileComplaintPayload'],
> = {
  complaint?: Resolver<Maybe<ResolversTypes['Complaint']>, ParentType, ContextType>;
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
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['PersonField']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalDisclosureConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalDisclosureConnection'] =
    ResolversParentTypes['LegalDisclosureConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['LegalDisclosureEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LegalDisclosure']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalDisclosureEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalDisclosureEdge'] =
    ResolversParentTypes['LegalDisclosureEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LegalDisclosure'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LegalDisclosureResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['LegalDisclosure'] = ResolversParentTypes['LegalDisclosure'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instrument?: Resolver<Maybe<ResolversTypes['LegalInstrument']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['PersonField']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  silentUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  policy?: Resolver<ResolversTypes['Policy'], ParentType, ContextType>;
  nextPolicy?: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  policies?: Resolver<
    ResolversTypes['PolicyConnection'],
    ParentType,
    ContextType,
    Partial<QueryPoliciesArgs>
  >;
  policyChanges?: Resolver<
    Maybe<Array<ResolversTypes['PolicyLines']>>,
    ParentType,
    ContextType,
    RequireFields<QueryPolicyChangesArgs, 'from' | 'to'>
  >;
  processors?: Resolver<
    ResolversTypes['ProcessorConnection'],
    ParentType,
    ContextType,
    Partial<QueryProcessorsArgs>
  >;
  publicProfile?: Resolver<
    Maybe<ResolversTypes['PublicProfile']>,
    ParentType,
    ContextType,
    RequireFields<QueryPublicProfileArgs, 'handle'>
  >;
  publicationNotice?: Resolver<
    ResolversTypes['PublicationNoticePayload'],
    ParentType,
    ContextType,
    RequireFields<QueryPublicationNoticeArgs, 'input'>
  >;
  relayDomain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjectTypes?: Resolver<Array<ResolversTypes['SubjectTypeRights']>, ParentType, ContextType>;
  apps?: Resolver<
    ResolversTypes['AppConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryAppsArgs, 'order'>
  >;
  app?: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType, RequireFields<QueryAppArgs, 'slug'>>;
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  disclosure?: Resolver<
    ResolversTypes['DisclosurePayload'],
    ParentType,
    ContextType,
    RequireFields<QueryDisclosureArgs, 'input'>
  >;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  rateLimit?: Resolver<ResolversTypes['RateLimit'], ParentType, ContextType>;
};

export type PolicyResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Policy'] = ResolversParentTypes['Policy'],
> = {
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  material?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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

export type PolicyLinesResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PolicyLines'] = ResolversParentTypes['PolicyLines'],
> = {
  change?: Resolver<ResolversTypes['LineChange'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyAgreementResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PolicyAgreement'] = ResolversParentTypes['PolicyAgreement'],
> = {
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  agreedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['PastAgreement']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PastAgreementResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PastAgreement'] = ResolversParentTypes['PastAgreement'],
> = {
  policy?: Resolver<ResolversTypes['Policy'], ParentType, ContextType>;
  agreedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgreeToPolicyPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AgreeToPolicyPayload'] =
    ResolversParentTypes['AgreeToPolicyPayload'],
> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
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
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['ProcessorField']>, ParentType, ContextType>;
  promotional?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contact?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['ProcessorNotice']>, ParentType, ContextType>;
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

export type ViewerProcessorResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ViewerProcessor'] = ResolversParentTypes['ViewerProcessor'],
> = {
  processor?: Resolver<ResolversTypes['Processor'], ParentType, ContextType>;
  optedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  optedOutAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastTransferAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProcessorChoicePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProcessorChoicePayload'] =
    ResolversParentTypes['ProcessorChoicePayload'],
> = {
  processor?: Resolver<Maybe<ResolversTypes['ViewerProcessor']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProfileResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Profile'] = ResolversParentTypes['Profile'],
> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  corrections?: Resolver<
    ResolversTypes['ProfileCorrectionConnection'],
    ParentType,
    ContextType,
    Partial<ProfileCorrectionsArgs>
  >;
  birthDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Release'] = ResolversParentTypes['Release'],
> = {
  corrections?: Resolver<Array<ResolversTypes['ContactCorrection']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  releasedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  delivered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReleaseState'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deletion?: Resolver<Maybe<ResolversTypes['ReleaseDeletion']>, ParentType, ContextType>;
  fetches?: Resolver<Array<ResolversTypes['ContactFetch']>, ParentType, ContextType>;
  deliveries?: Resolver<Array<ResolversTypes['ReleaseDelivery']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactCorrectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ContactCorrection'] = ResolversParentTypes['ContactCorrection'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProfileCorrectionConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProfileCorrectionConnection'] =
    ResolversParentTypes['ProfileCorrectionConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ProfileCorrectionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ProfileCorrection']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProfileCorrectionEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProfileCorrectionEdge'] =
    ResolversParentTypes['ProfileCorrectionEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProfileCorrection'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProfileCorrectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ProfileCorrection'] = ResolversParentTypes['ProfileCorrection'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['ProfileField'], ParentType, ContextType>;
  fromVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  correctedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['CorrectedBy'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  former?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  formerEmail?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublicProfileResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublicProfile'] = ResolversParentTypes['PublicProfile'],
> = {
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  about?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishedFieldResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublishedField'] = ResolversParentTypes['PublishedField'],
> = {
  field?: Resolver<ResolversTypes['PublicField'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublicationNoticeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublicationNotice'] = ResolversParentTypes['PublicationNotice'],
> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['PublicField']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublicationNoticePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublicationNoticePayload'] =
    ResolversParentTypes['PublicationNoticePayload'],
> = {
  notice?: Resolver<Maybe<ResolversTypes['PublicationNotice']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishFieldsPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublishFieldsPayload'] =
    ResolversParentTypes['PublishFieldsPayload'],
> = {
  publicProfile?: Resolver<Maybe<ResolversTypes['PublicProfile']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnpublishFieldsPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['UnpublishFieldsPayload'] =
    ResolversParentTypes['UnpublishFieldsPayload'],
> = {
  publicProfile?: Resolver<Maybe<ResolversTypes['PublicProfile']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrectProfilePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CorrectProfilePayload'] =
    ResolversParentTypes['CorrectProfilePayload'],
> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyEmailPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['VerifyEmailPayload'] = ResolversParentTypes['VerifyEmailPayload'],
> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendEmailVerificationPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SendEmailVerificationPayload'] =
    ResolversParentTypes['SendEmailVerificationPayload'],
> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisclosureResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Disclosure'] = ResolversParentTypes['Disclosure'],
> = {
  address?: Resolver<ResolversTypes['AddressKind'], ParentType, ContextType>;
  privacyPolicyLink?: Resolver<Maybe<ResolversTypes['OutsideLink']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['ReleasedField']>, ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['Purpose']>, ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Grant'] = ResolversParentTypes['Grant'],
> = {
  address?: Resolver<ResolversTypes['AddressKind'], ParentType, ContextType>;
  relayAddress?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  relayed?: Resolver<Array<ResolversTypes['RelayedLetter']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['GrantBasis'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['ReleasedField']>, ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['Purpose']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  disclosureHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policyVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  means?: Resolver<ResolversTypes['GrantMeans'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['GrantState'], ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['GrantEndReason']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withdrawalReceipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RelayedLetterResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RelayedLetter'] = ResolversParentTypes['RelayedLetter'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PreferencesResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Preferences'] = ResolversParentTypes['Preferences'],
> = {
  optedOutBySignal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  signalSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  signalOverruledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  offers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  offersByEmail?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  blockedPartners?: Resolver<Array<ResolversTypes['Partner']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner'],
> = {
  websiteLink?: Resolver<Maybe<ResolversTypes['OutsideLink']>, ParentType, ContextType>;
  privacyPolicyLink?: Resolver<Maybe<ResolversTypes['OutsideLink']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  legalName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  website?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['App'] = ResolversParentTypes['App'],
> = {
  links?: Resolver<Array<ResolversTypes['OutsideLink']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  installs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer'],
> = {
  links?: Resolver<Array<ResolversTypes['OutsideLink']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  image?: Resolver<Maybe<ResolversTypes['OfferImage']>, ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OutsideLinkResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OutsideLink'] = ResolversParentTypes['OutsideLink'],
> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notice?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubjectTypeRightsResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SubjectTypeRights'] = ResolversParentTypes['SubjectTypeRights'],
> = {
  type?: Resolver<ResolversTypes['SubjectType'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rights?: Resolver<Array<ResolversTypes['SubjectRight']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubjectRightResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SubjectRight'] = ResolversParentTypes['SubjectRight'],
> = {
  right?: Resolver<ResolversTypes['SubjectRightKind'], ParentType, ContextType>;
  how?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NodeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node'],
> = {
  __resolveType: TypeResolveFn<
    'Release' | 'Grant' | 'Partner' | 'App' | 'Category' | 'Refusal' | 'Installation',
    ParentType,
    ContextType
  >;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AppConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppConnection'] = ResolversParentTypes['AppConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['AppEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['App']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppEdge'] = ResolversParentTypes['AppEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferConnection'] = ResolversParentTypes['OfferConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['OfferEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Offer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferEdge'] = ResolversParentTypes['OfferEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Offer'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferImageResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferImage'] = ResolversParentTypes['OfferImage'],
> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  alt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['GrantConnection'] = ResolversParentTypes['GrantConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['GrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Grant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GrantEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['GrantEdge'] = ResolversParentTypes['GrantEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RefusalConnection'] = ResolversParentTypes['RefusalConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RefusalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Refusal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RefusalEdge'] = ResolversParentTypes['RefusalEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Refusal'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RefusalResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refusedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type ReleaseDeletionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReleaseDeletion'] = ResolversParentTypes['ReleaseDeletion'],
> = {
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactFetchResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ContactFetch'] = ResolversParentTypes['ContactFetch'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReleaseDeliveryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReleaseDelivery'] = ResolversParentTypes['ReleaseDelivery'],
> = {
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstallationConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['InstallationConnection'] =
    ResolversParentTypes['InstallationConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['InstallationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Installation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstallationEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['InstallationEdge'] = ResolversParentTypes['InstallationEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Installation'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstallationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Installation'] = ResolversParentTypes['Installation'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['Grant'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['InstallationState'], ParentType, ContextType>;
  installedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  uninstalledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DisclosurePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DisclosurePayload'] = ResolversParentTypes['DisclosurePayload'],
> = {
  disclosure?: Resolver<Maybe<ResolversTypes['Disclosure']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAccountPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CreateAccountPayload'] =
    ResolversParentTypes['CreateAccountPayload'],
> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetPreferencesPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SetPreferencesPayload'] =
    ResolversParentTypes['SetPreferencesPayload'],
> = {
  preferences?: Resolver<Maybe<ResolversTypes['Preferences']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AcceptOfferPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AcceptOfferPayload'] = ResolversParentTypes['AcceptOfferPayload'],
> = {
  grant?: Resolver<Maybe<ResolversTypes['Grant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DismissOfferPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DismissOfferPayload'] =
    ResolversParentTypes['DismissOfferPayload'],
> = {
  refusal?: Resolver<Maybe<ResolversTypes['Refusal']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstallAppPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['InstallAppPayload'] = ResolversParentTypes['InstallAppPayload'],
> = {
  installation?: Resolver<Maybe<ResolversTypes['Installation']>, ParentType, ContextType>;
  grant?: Resolver<Maybe<ResolversTypes['Grant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UninstallAppPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['UninstallAppPayload'] =
    ResolversParentTypes['UninstallAppPayload'],
> = {
  installation?: Resolver<Maybe<ResolversTypes['Installation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WithdrawGrantPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['WithdrawGrantPayload'] =
    ResolversParentTypes['WithdrawGrantPayload'],
> = {
  grant?: Resolver<Maybe<ResolversTypes['Grant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<
  ResolversTypes['EmailAddress'],
  any
> {
  name: 'EmailAddress';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
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
  Viewer?: ViewerResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PaidSubscription?: PaidSubscriptionResolvers<ContextType>;
  SubscriptionMethod?: SubscriptionMethodResolvers<ContextType>;
  SubscriptionPayload?: SubscriptionPayloadResolvers<ContextType>;
  DataExportConnection?: DataExportConnectionResolvers<ContextType>;
  DataExportEdge?: DataExportEdgeResolvers<ContextType>;
  DataExport?: DataExportResolvers<ContextType>;
  ExportMyDataPayload?: ExportMyDataPayloadResolvers<ContextType>;
  CreateExportLinkPayload?: CreateExportLinkPayloadResolvers<ContextType>;
  PendingErasure?: PendingErasureResolvers<ContextType>;
  EraseAccountPayload?: EraseAccountPayloadResolvers<ContextType>;
  CancelErasurePayload?: CancelErasurePayloadResolvers<ContextType>;
  ComplaintConnection?: ComplaintConnectionResolvers<ContextType>;
  ComplaintEdge?: ComplaintEdgeResolvers<ContextType>;
  Complaint?: ComplaintResolvers<ContextType>;
  RightsRequestConnection?: RightsRequestConnectionResolvers<ContextType>;
  RightsRequestEdge?: RightsRequestEdgeResolvers<ContextType>;
  RightsRequest?: RightsRequestResolvers<ContextType>;
  RightsRefusal?: RightsRefusalResolvers<ContextType>;
  RightsAppeal?: RightsAppealResolvers<ContextType>;
  CaseRead?: CaseReadResolvers<ContextType>;
  FileComplaintPayload?: FileComplaintPayloadResolvers<ContextType>;
  RightsRequestPayload?: RightsRequestPayloadResolvers<ContextType>;
  StaffReadConnection?: StaffReadConnectionResolvers<ContextType>;
  StaffReadEdge?: StaffReadEdgeResolvers<ContextType>;
  StaffRead?: StaffReadResolvers<ContextType>;
  LegalDisclosureConnection?: LegalDisclosureConnectionResolvers<ContextType>;
  LegalDisclosureEdge?: LegalDisclosureEdgeResolvers<ContextType>;
  LegalDisclosure?: LegalDisclosureResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Policy?: PolicyResolvers<ContextType>;
  PolicyConnection?: PolicyConnectionResolvers<ContextType>;
  PolicyEdge?: PolicyEdgeResolvers<ContextType>;
  PolicyLines?: PolicyLinesResolvers<ContextType>;
  PolicyAgreement?: PolicyAgreementResolvers<ContextType>;
  PastAgreement?: PastAgreementResolvers<ContextType>;
  AgreeToPolicyPayload?: AgreeToPolicyPayloadResolvers<ContextType>;
  ProcessorConnection?: ProcessorConnectionResolvers<ContextType>;
  ProcessorEdge?: ProcessorEdgeResolvers<ContextType>;
  Processor?: ProcessorResolvers<ContextType>;
  ProcessorNotice?: ProcessorNoticeResolvers<ContextType>;
  ViewerProcessor?: ViewerProcessorResolvers<ContextType>;
  ProcessorChoicePayload?: ProcessorChoicePayloadResolvers<ContextType>;
  Profile?: ProfileResolvers<ContextType>;
  Release?: ReleaseResolvers<ContextType>;
  ContactCorrection?: ContactCorrectionResolvers<ContextType>;
  ProfileCorrectionConnection?: ProfileCorrectionConnectionResolvers<ContextType>;
  ProfileCorrectionEdge?: ProfileCorrectionEdgeResolvers<ContextType>;
  ProfileCorrection?: ProfileCorrectionResolvers<ContextType>;
  PublicProfile?: PublicProfileResolvers<ContextType>;
  PublishedField?: PublishedFieldResolvers<ContextType>;
  PublicationNotice?: PublicationNoticeResolvers<ContextType>;
  PublicationNoticePayload?: PublicationNoticePayloadResolvers<ContextType>;
  PublishFieldsPayload?: PublishFieldsPayloadResolvers<ContextType>;
  UnpublishFieldsPayload?: UnpublishFieldsPayloadResolvers<ContextType>;
  CorrectProfilePayload?: CorrectProfilePayloadResolvers<ContextType>;
  VerifyEmailPayload?: VerifyEmailPayloadResolvers<ContextType>;
  SendEmailVerificationPayload?: SendEmailVerificationPayloadResolvers<ContextType>;
  Disclosure?: DisclosureResolvers<ContextType>;
  Grant?: GrantResolvers<ContextType>;
  RelayedLetter?: RelayedLetterResolvers<ContextType>;
  Preferences?: PreferencesResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  OutsideLink?: OutsideLinkResolvers<ContextType>;
  SubjectTypeRights?: SubjectTypeRightsResolvers<ContextType>;
  SubjectRight?: SubjectRightResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  AppConnection?: AppConnectionResolvers<ContextType>;
  AppEdge?: AppEdgeResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  OfferConnection?: OfferConnectionResolvers<ContextType>;
  OfferEdge?: OfferEdgeResolvers<ContextType>;
  OfferImage?: OfferImageResolvers<ContextType>;
  GrantConnection?: GrantConnectionResolvers<ContextType>;
  GrantEdge?: GrantEdgeResolvers<ContextType>;
  RefusalConnection?: RefusalConnectionResolvers<ContextType>;
  RefusalEdge?: RefusalEdgeResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  ReleaseConnection?: ReleaseConnectionResolvers<ContextType>;
  ReleaseEdge?: ReleaseEdgeResolvers<ContextType>;
  ReleaseDeletion?: ReleaseDeletionResolvers<ContextType>;
  ContactFetch?: ContactFetchResolvers<ContextType>;
  ReleaseDelivery?: ReleaseDeliveryResolvers<ContextType>;
  InstallationConnection?: InstallationConnectionResolvers<ContextType>;
  InstallationEdge?: InstallationEdgeResolvers<ContextType>;
  Installation?: InstallationResolvers<ContextType>;
  DisclosurePayload?: DisclosurePayloadResolvers<ContextType>;
  CreateAccountPayload?: CreateAccountPayloadResolvers<ContextType>;
  SetPreferencesPayload?: SetPreferencesPayloadResolvers<ContextType>;
  AcceptOfferPayload?: AcceptOfferPayloadResolvers<ContextType>;
  DismissOfferPayload?: DismissOfferPayloadResolvers<ContextType>;
  InstallAppPayload?: InstallAppPayloadResolvers<ContextType>;
  UninstallAppPayload?: UninstallAppPayloadResolvers<ContextType>;
  WithdrawGrantPayload?: WithdrawGrantPayloadResolvers<ContextType>;
  Date?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  URL?: GraphQLScalarType;
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
