// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  App as AppRow,
  AppReview as AppReviewRow,
  AppWords as AppWordsRow,
  Partner as PartnerRow,
} from '../../catalog/index.ts';
import type {
  Campaign as CampaignRow,
  CampaignVersion as CampaignVersionRow,
  CampaignRun as CampaignRunRow,
  OfferExplanation as OfferExplanationRow,
  OfferImage as OfferImageRow,
  Variant as VariantRow,
} from '../../offers/index.ts';
import type { CampaignReport as CampaignReportRow } from '../../reports/index.ts';
import type { Explained as ExplainedRow, Segment as SegmentRow } from '../../targeting/index.ts';
import type {
  Trait as TraitRow,
  EventKind as EventKindRow,
  PersonList as PersonListRow,
} from '../../traits/index.ts';
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
  /** A value whose shape depends on the trait or the criterion. */
  JSON: { input: JsonValue; output: JsonValue };
  /** An absolute http or https URL. */
  URL: { input: string; output: string };
  /** An email address. */
  EmailAddress: { input: string; output: string };
  /** A calendar date, `YYYY-MM-DD`. */
  Date: { input: string; output: string };
  /** An instant in UTC, RFC 3339 with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. */
  DateTime: { input: number; output: number };
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type Query = {
  /** All campaigns, newest first. */
  campaigns: CampaignConnection;
  campaign?: Maybe<Campaign>;
  /**
   * Why a person is shown an offer, or is not. Null: there is no such person, or no version of the campaign was ever
   * approved.
   */
  explainOffer?: Maybe<OfferExplanation>;
  /** How a campaign does, in numbers that give nobody away. Null: there is no campaign with this id. */
  campaignReport?: Maybe<CampaignReport>;
  /** What partners submitted for a review, longest waiting first. */
  appsToReview: AppReviewConnection;
  /** All partners, by name. */
  partners: PartnerConnection;
  /** A picture of offers. Null: there is none with this id. */
  offerImage?: Maybe<OfferImage>;
  /** Segments in use, newest first; with `archived` those that were archived. */
  segments: SegmentConnection;
  segment?: Maybe<Segment>;
  /** Checks a criterion, and gives both of its forms. */
  criterion: CriterionCheck;
  /**
   * How many people a criterion is true of, now. Every question is kept for 30 days, with who asked it. While it is, nobody
   * is told of an audience that differs from it by 1 to 299 people, or of the same people by another criterion.
   */
  previewAudience: PreviewAudiencePayload;
  /** What can be known about a person for targeting, by name. */
  traits: Array<Trait>;
  /** What people can have done, for targeting, by name. */
  eventKinds: Array<EventKind>;
  /** Lists of people, newest first. */
  lists: PersonListConnection;
  /** What this request costs, and what is left of the asker's points for this minute. */
  rateLimit: RateLimit;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryCampaignsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryCampaignArgs = {
  id: Scalars['ID']['input'];
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryExplainOfferArgs = {
  campaignId: Scalars['ID']['input'];
  subjectId: Scalars['ID']['input'];
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryCampaignReportArgs = {
  campaignId: Scalars['ID']['input'];
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryAppsToReviewArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryPartnersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryOfferImageArgs = {
  id: Scalars['ID']['input'];
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QuerySegmentsArgs = {
  archived?: Scalars['Boolean']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QuerySegmentArgs = {
  id: Scalars['ID']['input'];
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryCriterionArgs = {
  input: CriterionInput;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryPreviewAudienceArgs = {
  input: PreviewAudienceInput;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryListsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  /** Writes a campaign down as a draft. */
  createCampaign: CampaignPayload;
  /** Writes another version. The one in force stays until this one is approved. */
  reviseCampaign: CampaignPayload;
  /** Hands the version written last in for approval. */
  submitCampaign: CampaignPayload;
  /** Puts what was submitted in force. Nobody approves what they wrote or handed in. */
  approveCampaign: CampaignPayload;
  /** Sends what was submitted back to its author. */
  returnCampaign: CampaignPayload;
  /** Shows it to nobody until it is resumed. */
  pauseCampaign: CampaignPayload;
  resumeCampaign: CampaignPayload;
  /** Ends it for good. What was accepted stays accepted. */
  endCampaign: CampaignPayload;
  /** Makes a partner that can do nothing until it accepts. */
  invitePartner: InvitePartnerPayload;
  /** Gives a new code to a partner that has not accepted; the old one opens nothing any more. */
  renewInvitation: InvitePartnerPayload;
  /** Decides on the words that a partner submitted. Approved ones are live at once. */
  reviewApp: ReviewAppPayload;
  /** From now on the partner receives nothing, and its apps are nowhere to be seen. */
  suspendPartner: PartnerPayload;
  /** Ends a suspension. */
  reinstatePartner: PartnerPayload;
  /** Takes in a picture, to be shown with offers. It is served from the company's own address and never changes. */
  addOfferImage: OfferImagePayload;
  /** Gives a criterion a name, by which others can name it. */
  createSegment: SegmentPayload;
  /** Makes the next version of a segment. Whatever names the segment means that from now on. */
  updateSegment: SegmentPayload;
  /** Puts a segment out of use, unless something in use rests on it. */
  archiveSegment: SegmentPayload;
  /** Says what can be known about people from now on. A trait stays as it was registered. */
  registerTrait: RegisterTraitPayload;
  /** Says what people can have done. It stays as it was registered. */
  registerEvent: RegisterEventPayload;
  /** Records what is known about people: all of it, or nothing. */
  recordTraits: RecordPayload;
  /** Adds to what people did: all of it, or nothing. */
  recordEvents: RecordPayload;
  /** Makes an empty list of people. */
  createList: PersonListPayload;
  /** Puts people on a list; those who are on it stay. */
  addToList: PersonListPayload;
  /** Takes people off a list. */
  removeFromList: PersonListPayload;
};

export type MutationCreateCampaignArgs = {
  input: CreateCampaignInput;
};

export type MutationReviseCampaignArgs = {
  input: ReviseCampaignInput;
};

export type MutationSubmitCampaignArgs = {
  input: CampaignInput;
};

export type MutationApproveCampaignArgs = {
  input: ApproveCampaignInput;
};

export type MutationReturnCampaignArgs = {
  input: ReturnCampaignInput;
};

export type MutationPauseCampaignArgs = {
  input: CampaignInput;
};

export type MutationResumeCampaignArgs = {
  input: CampaignInput;
};

export type MutationEndCampaignArgs = {
  input: CampaignInput;
};

export type MutationInvitePartnerArgs = {
  input: InvitePartnerInput;
};

export type MutationRenewInvitationArgs = {
  input: RenewInvitationInput;
};

export type MutationReviewAppArgs = {
  input: ReviewAppInput;
};

export type MutationSuspendPartnerArgs = {
  input: SuspendPartnerInput;
};

export type MutationReinstatePartnerArgs = {
  input: ReinstatePartnerInput;
};

export type MutationAddOfferImageArgs = {
  input: AddOfferImageInput;
};

export type MutationCreateSegmentArgs = {
  input: CreateSegmentInput;
};

export type MutationUpdateSegmentArgs = {
  input: UpdateSegmentInput;
};

export type MutationArchiveSegmentArgs = {
  input: ArchiveSegmentInput;
};

export type MutationRegisterTraitArgs = {
  input: RegisterTraitInput;
};

export type MutationRegisterEventArgs = {
  input: RegisterEventInput;
};

export type MutationRecordTraitsArgs = {
  input: RecordTraitsInput;
};

export type MutationRecordEventsArgs = {
  input: RecordEventsInput;
};

export type MutationCreateListArgs = {
  input: CreateListInput;
};

export type MutationAddToListArgs = {
  input: ChangeListInput;
};

export type MutationRemoveFromListArgs = {
  input: ChangeListInput;
};

export type CampaignStatus =
  | 'DRAFT'
  /** Waits for the approval of somebody else. */
  | 'SUBMITTED'
  /** Approved; its window has not opened. */
  | 'SCHEDULED'
  | 'LIVE'
  | 'PAUSED'
  | 'ENDED';

export type CampaignVersionState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'APPROVED'
  /** Sent back to its author. */
  | 'RETURNED';

export type Channel =
  /** `viewer.offers` of the marketplace. */
  | 'SITE'
  /** Mail from the company itself, to those who asked for it. */
  | 'EMAIL';

export type CampaignConnection = {
  edges: Array<CampaignEdge>;
  nodes: Array<Campaign>;
  pageInfo: PageInfo;
};

export type CampaignEdge = {
  cursor: Scalars['String']['output'];
  node: Campaign;
};

export type Campaign = {
  /** Also the id of the offer that people see. */
  id: Scalars['ID']['output'];
  app: App;
  /** For the company's own eyes. */
  name: Scalars['String']['output'];
  status: CampaignStatus;
  /** The approved version. */
  inForce?: Maybe<CampaignVersion>;
  /** The version written last. */
  latest: CampaignVersion;
  /** All versions, oldest first. None is ever changed. */
  versions: Array<CampaignVersion>;
  createdAt: Scalars['DateTime']['output'];
  /** What was sent by mail: a run for each version that goes by mail. */
  runs: Array<CampaignRun>;
};

/** A version that was sent by mail. Its audience is kept, so that it can be looked at again. */
export type CampaignRun = {
  id: Scalars['ID']['output'];
  version: Scalars['Int']['output'];
  /** SHA-256 of the criterion's canonical JSON, segments in place. */
  criterionHash: Scalars['String']['output'];
  /** How far changes of people were known when the audience was looked up. */
  watermark: Scalars['String']['output'];
  /** SHA-256 over the run and its audience; another run to the same people has another one. */
  digest: Scalars['String']['output'];
  /** How many people the audience has. */
  people: AudienceSize;
  /** How many of them had asked for offers by mail. */
  queued: AudienceSize;
  /** Null: it is not through. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  startedAt: Scalars['DateTime']['output'];
  /** The digest of the audience as it is kept: the same, or else somebody changed it. */
  replayedDigest: Scalars['String']['output'];
};

export type CampaignVersion = {
  number: Scalars['Int']['output'];
  state: CampaignVersionState;
  /** Who wrote it. */
  author: Scalars['String']['output'];
  submittedBy?: Maybe<Scalars['String']['output']>;
  /** Who approved it or sent it back. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was sent back. */
  reason?: Maybe<Scalars['String']['output']>;
  variants: Array<CampaignVariant>;
  /** Who it is for: the JSON form of its criterion. */
  criterion: Scalars['JSON']['output'];
  /** The same as text. */
  criterionText: Scalars['String']['output'];
  startsLocal: Scalars['String']['output'];
  endsLocal: Scalars['String']['output'];
  timeZone: Scalars['String']['output'];
  startsAt: Scalars['DateTime']['output'];
  endsAt: Scalars['DateTime']['output'];
  priority: Scalars['Int']['output'];
  frequencyCap?: Maybe<FrequencyCap>;
  maxAcceptances?: Maybe<Scalars['Int']['output']>;
  budget?: Maybe<CampaignBudget>;
  holdoutPercent: Scalars['Float']['output'];
  suppressionLists: Array<Scalars['ID']['output']>;
  channels: Array<Channel>;
  quietHours?: Maybe<QuietHours>;
  spreadHours: Scalars['Int']['output'];
  report: Scalars['Boolean']['output'];
};

export type CampaignVariant = {
  key: Scalars['String']['output'];
  weight: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  text: Scalars['String']['output'];
  image?: Maybe<OfferImage>;
};

export type FrequencyCap = {
  times: Scalars['Int']['output'];
  days: Scalars['Int']['output'];
};

export type CampaignBudget = {
  perAcceptance: Scalars['Float']['output'];
  total: Scalars['Float']['output'];
  currency: Scalars['String']['output'];
};

export type QuietHours = {
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
};

export type CampaignVariantInput = {
  /** A small letter, then up to 19 small letters, digits, hyphens. */
  key: Scalars['String']['input'];
  /** Its part among the weights of all variants, 1 to 100. */
  weight?: Scalars['Int']['input'];
  /** At most 80 characters. */
  title: Scalars['String']['input'];
  /** At most 500 characters. */
  text: Scalars['String']['input'];
  /** See `addOfferImage`. */
  imageId?: InputMaybe<Scalars['ID']['input']>;
};

export type FrequencyCapInput = {
  times: Scalars['Int']['input'];
  /** Today included. */
  days: Scalars['Int']['input'];
};

/** In whole units of the smallest coin. */
export type CampaignBudgetInput = {
  perAcceptance: Scalars['Float']['input'];
  total: Scalars['Float']['input'];
  /** ISO 4217. */
  currency: Scalars['String']['input'];
};

/** Times of day such as `21:00` and `08:00`, on the clocks of the campaign's time zone. */
export type QuietHoursInput = {
  from: Scalars['String']['input'];
  to: Scalars['String']['input'];
};

/** What a campaign offers to whom, and when. */
export type CampaignContentInput = {
  /** Words that some of the people see, drawn by weight; 1 to 10 of them. */
  variants: Array<CampaignVariantInput>;
  /** Who it is for, in the JSON form; or else `criterionText`. */
  criterion?: InputMaybe<Scalars['JSON']['input']>;
  /** Who it is for, as text. */
  criterionText?: InputMaybe<Scalars['String']['input']>;
  /** Local date and time, `2026-03-01T09:00`. */
  startsLocal: Scalars['String']['input'];
  /** Not part of it any more. */
  endsLocal: Scalars['String']['input'];
  /** A name of the IANA time zone database, `Europe/Berlin`. */
  timeZone: Scalars['String']['input'];
  /** 0 to 100; the greater one is shown first. */
  priority?: Scalars['Int']['input'];
  /** No more shows than this to one person. */
  frequencyCap?: InputMaybe<FrequencyCapInput>;
  /** At most so many people can accept. */
  maxAcceptances?: InputMaybe<Scalars['Int']['input']>;
  budget?: InputMaybe<CampaignBudgetInput>;
  /** A part of the audience that is never shown the offer, 0 to 90. */
  holdoutPercent?: Scalars['Float']['input'];
  /** People on these lists are left out. */
  suppressionLists?: Array<Scalars['ID']['input']>;
  channels?: Array<Channel>;
  /** When no mail goes. */
  quietHours?: InputMaybe<QuietHoursInput>;
  /** Contacts go to the partner shuffled, within so many hours; 0: at once. */
  spreadHours?: Scalars['Int']['input'];
  /** Whether the partner gets the report with noise. */
  report?: Scalars['Boolean']['input'];
};

export type CreateCampaignInput = {
  appId: Scalars['ID']['input'];
  /** At most 80 characters. */
  name: Scalars['String']['input'];
  content: CampaignContentInput;
  idempotencyKey: Scalars['ID']['input'];
};

export type ReviseCampaignInput = {
  campaignId: Scalars['ID']['input'];
  content: CampaignContentInput;
  idempotencyKey: Scalars['ID']['input'];
};

export type CampaignInput = {
  campaignId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ApproveCampaignInput = {
  campaignId: Scalars['ID']['input'];
  /** The number of the version that was read; no other is approved. */
  version: Scalars['Int']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ReturnCampaignInput = {
  campaignId: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
  /** Its author reads it. At most 500 characters. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CampaignPayload = {
  campaign?: Maybe<Campaign>;
  userErrors: Array<UserError>;
};

/** Why an offer is not shown. */
export type NotShownReason =
  | 'PAUSED'
  | 'NOT_STARTED'
  | 'OVER'
  /** Its cap or its budget is used up. */
  | 'EXHAUSTED'
  /** The app is not listed or its partner not active. */
  | 'APP_NOT_OPEN'
  | 'NOT_ON_SITE'
  | 'OPTED_OUT'
  | 'OPTED_OUT_OF_PARTNER'
  /** The person is on a suppression list. */
  | 'SUPPRESSED'
  | 'NOT_TARGETED'
  | 'HELD_OUT'
  | 'DISMISSED'
  | 'ACCEPTED'
  /** The frequency cap is reached. */
  | 'SEEN_ENOUGH';

export type OfferExplanation = {
  shown: Scalars['Boolean']['output'];
  /** Every reason against it, not the first alone. */
  reasons: Array<NotShownReason>;
  /** How the criterion came out, from the whole to its parts. */
  criterion: ExplainedCriterion;
  /** The version that was asked. */
  version: Scalars['Int']['output'];
  /** The key of the words that the person sees or would see. */
  variant: Scalars['String']['output'];
};

export type Truth =
  | 'TRUE'
  | 'FALSE'
  /** What it asks for is not known of the person. */
  | 'UNKNOWN';

export type ExplainedCriterion = {
  /** This part as text. */
  text: Scalars['String']['output'];
  truth: Truth;
  /** The value that decided. */
  value?: Maybe<Scalars['JSON']['output']>;
  /** How often that trait was recorded for the person. */
  valueVersion?: Maybe<Scalars['Int']['output']>;
  parts: Array<ExplainedCriterion>;
};

/** Numbers of people: 0 below 300, else the band that they lie in. */
export type CampaignReport = {
  campaign: Campaign;
  reached: AudienceSize;
  accepted: AudienceSize;
  dismissed: AudienceSize;
};

/** See `AppStatus` of the partner door. */
export type AppStatus = 'DRAFT' | 'SUBMITTED' | 'LISTED' | 'REJECTED' | 'UNLISTED';

export type App = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  status: AppStatus;
};

/** What a partner says about an app. */
export type AppWords = {
  name: Scalars['String']['output'];
  tagline: Scalars['String']['output'];
  description: Scalars['String']['output'];
  category: Scalars['String']['output'];
};

/** Words that wait for a review. Its `id` is the revision's. */
export type AppReview = {
  id: Scalars['ID']['output'];
  app: App;
  partner: Partner;
  submittedAt: Scalars['DateTime']['output'];
  /** The approved words, which these would replace; null: none were approved yet. */
  current?: Maybe<AppWords>;
  submitted: AppWords;
};

export type AppReviewConnection = {
  edges: Array<AppReviewEdge>;
  nodes: Array<AppReview>;
  pageInfo: PageInfo;
};

export type AppReviewEdge = {
  cursor: Scalars['String']['output'];
  node: AppReview;
};

export type PartnerStatus =
  /** Has not accepted its invitation. */
  | 'INVITED'
  | 'ACTIVE'
  /** Receives nothing; its apps are nowhere to be seen. */
  | 'SUSPENDED';

export type Partner = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  legalName: Scalars['String']['output'];
  /** ISO 3166-1 alpha-2. */
  country: Scalars['String']['output'];
  website: Scalars['URL']['output'];
  /** Where operational notices go. */
  contactEmail?: Maybe<Scalars['EmailAddress']['output']>;
  /** Whether it pays the company when somebody says yes. */
  compensates: Scalars['Boolean']['output'];
  /** Null: it has none, and nothing can be released to it. */
  privacyPolicyUrl?: Maybe<Scalars['URL']['output']>;
  status: PartnerStatus;
  /** Why it is suspended; null: it is not. */
  suspensionReason?: Maybe<Scalars['String']['output']>;
  suspendedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type PartnerConnection = {
  edges: Array<PartnerEdge>;
  nodes: Array<Partner>;
  pageInfo: PageInfo;
};

export type PartnerEdge = {
  cursor: Scalars['String']['output'];
  node: Partner;
};

export type InvitePartnerInput = {
  /** 3 to 40 of a-z and 0-9, with single hyphens between them. It never changes. */
  slug: Scalars['String']['input'];
  /** At most 60 characters. */
  name: Scalars['String']['input'];
  /** The legal person to whom people will say yes, at most 80 characters. It never changes. */
  legalName: Scalars['String']['input'];
  /** Its country, ISO 3166-1 alpha-2. It never changes. */
  country: Scalars['String']['input'];
  website: Scalars['URL']['input'];
  /** Where operational notices go. */
  contactEmail: Scalars['EmailAddress']['input'];
  /** Whether it pays the company when somebody says yes; a disclosure says so. */
  compensates: Scalars['Boolean']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RenewInvitationInput = {
  partnerId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type InvitePartnerPayload = {
  partner?: Maybe<Partner>;
  /** The code to give to the partner, `sli_...`. Shown now only; null when this request is repeated. */
  invitation?: Maybe<Scalars['String']['output']>;
  invitationExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  userErrors: Array<UserError>;
};

export type ReviewAppInput = {
  appId: Scalars['ID']['input'];
  /** The `id` of the AppReview whose words were read; others that were submitted meanwhile are not decided on. */
  revisionId: Scalars['ID']['input'];
  approve: Scalars['Boolean']['input'];
  /** Needed for a no; the partner reads it. At most 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type ReviewAppPayload = {
  app?: Maybe<App>;
  userErrors: Array<UserError>;
};

export type SuspendPartnerInput = {
  partnerId: Scalars['ID']['input'];
  /** The partner reads it. At most 500 characters. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ReinstatePartnerInput = {
  partnerId: Scalars['ID']['input'];
  /** At most 500 characters. */
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type PartnerPayload = {
  partner?: Maybe<Partner>;
  userErrors: Array<UserError>;
};

/** A picture that offers are shown with. Mails show none. */
export type OfferImage = {
  id: Scalars['ID']['output'];
  /** On the company's own address. It tells of no offer. */
  url: Scalars['URL']['output'];
  /** In pixels. */
  width: Scalars['Int']['output'];
  /** In pixels. */
  height: Scalars['Int']['output'];
  /** What it shows, for those who do not see it. */
  alt: Scalars['String']['output'];
  author: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
};

export type AddOfferImageInput = {
  /** A PNG, JPEG or WebP of at most 500,000 bytes and 4,096 pixels in each direction, in base64. */
  data: Scalars['String']['input'];
  /** What it shows, for those who do not see it: 1 to 200 characters. */
  alt: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type OfferImagePayload = {
  image?: Maybe<OfferImage>;
  userErrors: Array<UserError>;
};

/** A criterion that has a name. */
export type Segment = {
  id: Scalars['ID']['output'];
  /** No other segment in use has it. */
  name: Scalars['String']['output'];
  description: Scalars['String']['output'];
  /** Its criterion's JSON form. */
  criterion: Scalars['JSON']['output'];
  /** Its criterion as a sentence. */
  text: Scalars['String']['output'];
  /** From 1, one more with each change. */
  version: Scalars['Int']['output'];
  /** Who wrote this version. */
  author: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** Null: it is in use. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it said at any time, oldest first. */
  versions: Array<SegmentVersion>;
};

export type SegmentVersion = {
  version: Scalars['Int']['output'];
  criterion: Scalars['JSON']['output'];
  text: Scalars['String']['output'];
  author: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
};

export type SegmentConnection = {
  edges: Array<SegmentEdge>;
  nodes: Array<Segment>;
  pageInfo: PageInfo;
};

export type SegmentEdge = {
  cursor: Scalars['String']['output'];
  node: Segment;
};

/** A criterion in one of its two forms. */
export type CriterionInput = {
  /** One key, the operator: `{ "and": [{ "eq": { "trait": "plan", "value": "pro" } }, ...] }`. */
  json?: InputMaybe<Scalars['JSON']['input']>;
  /** A sentence: `plan = "pro" and not did "login" at least once in 30 days`. */
  text?: InputMaybe<Scalars['String']['input']>;
};

export type CriterionCheck = {
  /** Null: it cannot be read. */
  json?: Maybe<Scalars['JSON']['output']>;
  /** Null: it cannot be read. */
  text?: Maybe<Scalars['String']['output']>;
  /** All that keeps it from being used; none: it can be. */
  problems: Array<CriterionProblem>;
};

export type CriterionProblem = {
  /** Where in the JSON form, e.g. `and[1].lt.value`; null: it was given as a text. */
  at?: Maybe<Scalars['String']['output']>;
  /** Where in the text, from 1; null: it was given as JSON. */
  line?: Maybe<Scalars['Int']['output']>;
  column?: Maybe<Scalars['Int']['output']>;
  /** What there would have to be, in words that follow "wants". */
  wants: Scalars['String']['output'];
};

export type CreateSegmentInput = {
  /** 1 to 80 characters. */
  name: Scalars['String']['input'];
  /** At most 500 characters. */
  description?: Scalars['String']['input'];
  criterion: CriterionInput;
  idempotencyKey: Scalars['ID']['input'];
};

/** What is left out stays as it is. */
export type UpdateSegmentInput = {
  segmentId: Scalars['ID']['input'];
  /** The version that was looked at. If there is a later one, nothing is changed. */
  expectedVersion: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  criterion?: InputMaybe<CriterionInput>;
  idempotencyKey: Scalars['ID']['input'];
};

export type ArchiveSegmentInput = {
  segmentId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type SegmentPayload = {
  segment?: Maybe<Segment>;
  userErrors: Array<UserError>;
};

export type PreviewAudienceInput = {
  criterion: CriterionInput;
  /** A trait: how many of the audience have which of its values. Not a text that can be anything, a version or an address. */
  breakdownBy?: InputMaybe<Scalars['String']['input']>;
};

export type PreviewAudiencePayload = {
  audience?: Maybe<Audience>;
  userErrors: Array<UserError>;
};

export type Audience = {
  size: AudienceSize;
  /** Null: none was asked for. */
  breakdown?: Maybe<Array<AudienceCell>>;
};

/** `from` people or more, and fewer than `to`. From 0: fewer than 300, or nobody. */
export type AudienceSize = {
  from: Scalars['Int']['output'];
  to: Scalars['Int']['output'];
};

/** Those of an audience who have a value, have one in a range, or of whom none is known. */
export type AudienceCell = {
  /** Null: a range, or not known. */
  value?: Maybe<Scalars['JSON']['output']>;
  /** The least and the greatest value of a range, both in it; null: it has no such end. */
  from?: Maybe<Scalars['JSON']['output']>;
  to?: Maybe<Scalars['JSON']['output']>;
  known: Scalars['Boolean']['output'];
  /** Null: withheld. It is small, nearly everybody is in it, or it would tell of one that is. */
  size?: Maybe<AudienceSize>;
};

export type TraitType =
  /** One of its `values`, or any of 1 to 200 characters. */
  | 'TEXT'
  /** From `min` to `max`, with at most so many `decimals`. */
  | 'NUMBER'
  | 'FLAG'
  /** A calendar day, e.g. `2026-11-23`, UTC. */
  | 'DATE'
  /** Semantic Versioning 2.0.0, e.g. `1.4.2`. */
  | 'VERSION'
  /** An IPv4 or IPv6 address. */
  | 'IP'
  /** ISO 3166-1 alpha-2. */
  | 'COUNTRY';

/** What a trait is about. Nothing sensitive is among it: health, religion, politics, sexuality, ethnicity, children. */
export type TraitSubject = 'ACCOUNT' | 'USAGE' | 'PURCHASES' | 'DEVICE' | 'PLACE' | 'BUSINESS';

export type Trait = {
  name: Scalars['String']['output'];
  type: TraitType;
  about: TraitSubject;
  /** Why the company keeps it, in words for the person. */
  purpose: Scalars['String']['output'];
  /** A value is forgotten so many days after it was last recorded. */
  retentionDays: Scalars['Int']['output'];
  /** The values of a text; null: any text. */
  values?: Maybe<Array<Scalars['String']['output']>>;
  /** The least value of a number. */
  min?: Maybe<Scalars['Float']['output']>;
  /** The greatest value of a number. */
  max?: Maybe<Scalars['Float']['output']>;
  /** How many decimals a number has at most. */
  decimals?: Maybe<Scalars['Int']['output']>;
  registeredAt: Scalars['DateTime']['output'];
};

/** Something that people do in the company's own product. Kept as a count for each day. */
export type EventKind = {
  name: Scalars['String']['output'];
  /** Why the company keeps it, in words for the person. */
  purpose: Scalars['String']['output'];
  /** A day is forgotten after so many days. */
  retentionDays: Scalars['Int']['output'];
  registeredAt: Scalars['DateTime']['output'];
};

/** A list of people that marketing keeps by hand. */
export type PersonList = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Why the company keeps it, in words for the person. */
  purpose: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
};

export type PersonListConnection = {
  edges: Array<PersonListEdge>;
  nodes: Array<PersonList>;
  pageInfo: PageInfo;
};

export type PersonListEdge = {
  cursor: Scalars['String']['output'];
  node: PersonList;
};

export type RegisterTraitInput = {
  /** A letter of a-z, then at most 39 of a-z, 0-9 and `_`. It is never given to another trait. */
  name: Scalars['String']['input'];
  type: TraitType;
  about: TraitSubject;
  /** Why the company keeps it, in words for the person. At most 200 characters. */
  purpose: Scalars['String']['input'];
  /** A value is forgotten so many days after it was last recorded, 1 to 3,650. */
  retentionDays: Scalars['Int']['input'];
  /** For a text: its values, at most 200; left out: any text of 1 to 200 characters. */
  values?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Needed for a number. */
  min?: InputMaybe<Scalars['Float']['input']>;
  /** Needed for a number. */
  max?: InputMaybe<Scalars['Float']['input']>;
  /** For a number: 0 to 4; 0 if left out. */
  decimals?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type RegisterTraitPayload = {
  trait?: Maybe<Trait>;
  userErrors: Array<UserError>;
};

export type RegisterEventInput = {
  /** A letter of a-z, then at most 39 of a-z, 0-9 and `_`. It is never given to another event. */
  name: Scalars['String']['input'];
  /** Why the company keeps it, in words for the person. At most 200 characters. */
  purpose: Scalars['String']['input'];
  /** A day is forgotten after so many days, 1 to 3,650. */
  retentionDays: Scalars['Int']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RegisterEventPayload = {
  eventKind?: Maybe<EventKind>;
  userErrors: Array<UserError>;
};

export type TraitValueInput = {
  /** A person, `sub_...`. */
  subjectId: Scalars['ID']['input'];
  trait: Scalars['String']['input'];
  /** As the trait's type wants it. Null forgets the value; it is never left out. */
  value?: InputMaybe<Scalars['JSON']['input']>;
};

export type RecordTraitsInput = {
  /** 1 to 1,000. Of several for one trait of a person the last one holds. */
  values: Array<TraitValueInput>;
  idempotencyKey: Scalars['ID']['input'];
};

export type EventDayInput = {
  /** A person, `sub_...`. */
  subjectId: Scalars['ID']['input'];
  event: Scalars['String']['input'];
  /** UTC; not in the future, and not longer ago than the event is kept. */
  day: Scalars['Date']['input'];
  /** How often, at least 1; it is added to what is there for the day. */
  count: Scalars['Int']['input'];
};

export type RecordEventsInput = {
  /** 1 to 1,000. */
  events: Array<EventDayInput>;
  idempotencyKey: Scalars['ID']['input'];
};

export type RecordPayload = {
  /** How many were recorded: all. */
  recorded?: Maybe<Scalars['Int']['output']>;
  userErrors: Array<UserError>;
};

export type CreateListInput = {
  /** At most 80 characters. No other list has it. */
  name: Scalars['String']['input'];
  /** Why the company keeps it, in words for the person. At most 200 characters. */
  purpose: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ChangeListInput = {
  listId: Scalars['ID']['input'];
  /** 1 to 1,000 people, `sub_...`. */
  subjectIds: Array<Scalars['ID']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type PersonListPayload = {
  list?: Maybe<PersonList>;
  userErrors: Array<UserError>;
};

/** Why a request was refused. */
export type UserErrorCode =
  /** Nearly the same people were asked about in the last 30 days; a second size would tell of the few who differ. */
  | 'AUDIENCE_TOO_CLOSE'
  /** The audience criterion is not well formed; the message names each place. */
  | 'CRITERION_INVALID'
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field has a wrong value; `field` names it, the message says what it wants. */
  | 'INVALID_INPUT'
  /** Asked too often; the message says what the limit is. */
  | 'LIMIT_REACHED'
  /** The name is given to something else already. */
  | 'NAME_TAKEN'
  /** There is nothing with this id. */
  | 'NOT_FOUND'
  /** Somebody other than its author has to do this. */
  | 'OWN_WORK'
  /** Something in use rests on the segment. */
  | 'SEGMENT_IN_USE'
  /** The slug names something else already. */
  | 'SLUG_TAKEN'
  /** Somebody changed it since; look at it again. */
  | 'VERSION_STALE'
  /** It is not where this can be done; the message says why. */
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
  Query: ResolverTypeWrapper<{}>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Mutation: ResolverTypeWrapper<{}>;
  CampaignStatus: CampaignStatus;
  CampaignVersionState: CampaignVersionState;
  Channel: Channel;
  CampaignConnection: ResolverTypeWrapper<
    Omit<CampaignConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['CampaignEdge']>;
      nodes: Array<ResolversTypes['Campaign']>;
    }
  >;
  CampaignEdge: ResolverTypeWrapper<Omit<CampaignEdge, 'node'> & { node: ResolversTypes['Campaign'] }>;
  Campaign: ResolverTypeWrapper<CampaignRow>;
  CampaignRun: ResolverTypeWrapper<CampaignRunRow>;
  CampaignVersion: ResolverTypeWrapper<CampaignVersionRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CampaignVariant: ResolverTypeWrapper<VariantRow>;
  FrequencyCap: ResolverTypeWrapper<FrequencyCap>;
  CampaignBudget: ResolverTypeWrapper<CampaignBudget>;
  QuietHours: ResolverTypeWrapper<QuietHours>;
  CampaignVariantInput: CampaignVariantInput;
  FrequencyCapInput: FrequencyCapInput;
  CampaignBudgetInput: CampaignBudgetInput;
  QuietHoursInput: QuietHoursInput;
  CampaignContentInput: CampaignContentInput;
  CreateCampaignInput: CreateCampaignInput;
  ReviseCampaignInput: ReviseCampaignInput;
  CampaignInput: CampaignInput;
  ApproveCampaignInput: ApproveCampaignInput;
  ReturnCampaignInput: ReturnCampaignInput;
  CampaignPayload: ResolverTypeWrapper<
    Omit<CampaignPayload, 'campaign'> & { campaign?: Maybe<ResolversTypes['Campaign']> }
  >;
  NotShownReason: NotShownReason;
  OfferExplanation: ResolverTypeWrapper<OfferExplanationRow>;
  Truth: Truth;
  ExplainedCriterion: ResolverTypeWrapper<ExplainedRow>;
  CampaignReport: ResolverTypeWrapper<CampaignReportRow>;
  AppStatus: AppStatus;
  App: ResolverTypeWrapper<AppRow>;
  AppWords: ResolverTypeWrapper<AppWordsRow>;
  AppReview: ResolverTypeWrapper<AppReviewRow>;
  AppReviewConnection: ResolverTypeWrapper<
    Omit<AppReviewConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['AppReviewEdge']>;
      nodes: Array<ResolversTypes['AppReview']>;
    }
  >;
  AppReviewEdge: ResolverTypeWrapper<Omit<AppReviewEdge, 'node'> & { node: ResolversTypes['AppReview'] }>;
  PartnerStatus: PartnerStatus;
  Partner: ResolverTypeWrapper<PartnerRow>;
  PartnerConnection: ResolverTypeWrapper<
    Omit<PartnerConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['PartnerEdge']>;
      nodes: Array<ResolversTypes['Partner']>;
    }
  >;
  PartnerEdge: ResolverTypeWrapper<Omit<PartnerEdge, 'node'> & { node: ResolversTypes['Partner'] }>;
  InvitePartnerInput: InvitePartnerInput;
  RenewInvitationInput: RenewInvitationInput;
  InvitePartnerPayload: ResolverTypeWrapper<
    Omit<InvitePartnerPayload, 'partner'> & { partner?: Maybe<ResolversTypes['Partner']> }
  >;
  ReviewAppInput: ReviewAppInput;
  ReviewAppPayload: ResolverTypeWrapper<
    Omit<ReviewAppPayload, 'app'> & { app?: Maybe<ResolversTypes['App']> }
  >;
  SuspendPartnerInput: SuspendPartnerInput;
  ReinstatePartnerInput: ReinstatePartnerInput;
  PartnerPayload: ResolverTypeWrapper<
    Omit<PartnerPayload, 'partner'> & { partner?: Maybe<ResolversTypes['Partner']> }
  >;
  OfferImage: ResolverTypeWrapper<OfferImageRow>;
  AddOfferImageInput: AddOfferImageInput;
  OfferImagePayload: ResolverTypeWrapper<
    Omit<OfferImagePayload, 'image'> & { image?: Maybe<ResolversTypes['OfferImage']> }
  >;
  Segment: ResolverTypeWrapper<SegmentRow>;
  SegmentVersion: ResolverTypeWrapper<SegmentVersion>;
  SegmentConnection: ResolverTypeWrapper<
    Omit<SegmentConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['SegmentEdge']>;
      nodes: Array<ResolversTypes['Segment']>;
    }
  >;
  SegmentEdge: ResolverTypeWrapper<Omit<SegmentEdge, 'node'> & { node: ResolversTypes['Segment'] }>;
  CriterionInput: CriterionInput;
  CriterionCheck: ResolverTypeWrapper<CriterionCheck>;
  CriterionProblem: ResolverTypeWrapper<CriterionProblem>;
  CreateSegmentInput: CreateSegmentInput;
  UpdateSegmentInput: UpdateSegmentInput;
  ArchiveSegmentInput: ArchiveSegmentInput;
  SegmentPayload: ResolverTypeWrapper<
    Omit<SegmentPayload, 'segment'> & { segment?: Maybe<ResolversTypes['Segment']> }
  >;
  PreviewAudienceInput: PreviewAudienceInput;
  PreviewAudiencePayload: ResolverTypeWrapper<PreviewAudiencePayload>;
  Audience: ResolverTypeWrapper<Audience>;
  AudienceSize: ResolverTypeWrapper<AudienceSize>;
  AudienceCell: ResolverTypeWrapper<AudienceCell>;
  TraitType: TraitType;
  TraitSubject: TraitSubject;
  Trait: ResolverTypeWrapper<TraitRow>;
  EventKind: ResolverTypeWrapper<EventKindRow>;
  PersonList: ResolverTypeWrapper<PersonListRow>;
  PersonListConnection: ResolverTypeWrapper<
    Omit<PersonListConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['PersonListEdge']>;
      nodes: Array<ResolversTypes['PersonList']>;
    }
  >;
  PersonListEdge: ResolverTypeWrapper<Omit<PersonListEdge, 'node'> & { node: ResolversTypes['PersonList'] }>;
  RegisterTraitInput: RegisterTraitInput;
  RegisterTraitPayload: ResolverTypeWrapper<
    Omit<RegisterTraitPayload, 'trait'> & { trait?: Maybe<ResolversTypes['Trait']> }
  >;
  RegisterEventInput: RegisterEventInput;
  RegisterEventPayload: ResolverTypeWrapper<
    Omit<RegisterEventPayload, 'eventKind'> & { eventKind?: Maybe<ResolversTypes['EventKind']> }
  >;
  TraitValueInput: TraitValueInput;
  RecordTraitsInput: RecordTraitsInput;
  EventDayInput: EventDayInput;
  RecordEventsInput: RecordEventsInput;
  RecordPayload: ResolverTypeWrapper<RecordPayload>;
  CreateListInput: CreateListInput;
  ChangeListInput: ChangeListInput;
  PersonListPayload: ResolverTypeWrapper<
    Omit<PersonListPayload, 'list'> & { list?: Maybe<ResolversTypes['PersonList']> }
  >;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
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
  Query: {};
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  Mutation: {};
  CampaignConnection: Omit<CampaignConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['CampaignEdge']>;
    nodes: Array<ResolversParentTypes['Campaign']>;
  };
  CampaignEdge: Omit<CampaignEdge, 'node'> & { node: ResolversParentTypes['Campaign'] };
  Campaign: CampaignRow;
  CampaignRun: CampaignRunRow;
  CampaignVersion: CampaignVersionRow;
  Float: Scalars['Float']['output'];
  CampaignVariant: VariantRow;
  FrequencyCap: FrequencyCap;
  CampaignBudget: CampaignBudget;
  QuietHours: QuietHours;
  CampaignVariantInput: CampaignVariantInput;
  FrequencyCapInput: FrequencyCapInput;
  CampaignBudgetInput: CampaignBudgetInput;
  QuietHoursInput: QuietHoursInput;
  CampaignContentInput: CampaignContentInput;
  CreateCampaignInput: CreateCampaignInput;
  ReviseCampaignInput: ReviseCampaignInput;
  CampaignInput: CampaignInput;
  ApproveCampaignInput: ApproveCampaignInput;
  ReturnCampaignInput: ReturnCampaignInput;
  CampaignPayload: Omit<CampaignPayload, 'campaign'> & { campaign?: Maybe<ResolversParentTypes['Campaign']> };
  OfferExplanation: OfferExplanationRow;
  ExplainedCriterion: ExplainedRow;
  CampaignReport: CampaignReportRow;
  App: AppRow;
  AppWords: AppWordsRow;
  AppReview: AppReviewRow;
  AppReviewConnection: Omit<AppReviewConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['AppReviewEdge']>;
    nodes: Array<ResolversParentTypes['AppReview']>;
  };
  AppReviewEdge: Omit<AppReviewEdge, 'node'> & { node: ResolversParentTypes['AppReview'] };
  Partner: PartnerRow;
  PartnerConnection: Omit<PartnerConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PartnerEdge']>;
    nodes: Array<ResolversParentTypes['Partner']>;
  };
  PartnerEdge: Omit<PartnerEdge, 'node'> & { node: ResolversParentTypes['Partner'] };
  InvitePartnerInput: InvitePartnerInput;
  RenewInvitationInput: RenewInvitationInput;
  InvitePartnerPayload: Omit<InvitePartnerPayload, 'partner'> & {
    partner?: Maybe<ResolversParentTypes['Partner']>;
  };
  ReviewAppInput: ReviewAppInput;
  ReviewAppPayload: Omit<ReviewAppPayload, 'app'> & { app?: Maybe<ResolversParentTypes['App']> };
  SuspendPartnerInput: SuspendPartnerInput;
  ReinstatePartnerInput: ReinstatePartnerInput;
  PartnerPayload: Omit<PartnerPayload, 'partner'> & { partner?: Maybe<ResolversParentTypes['Partner']> };
  OfferImage: OfferImageRow;
  AddOfferImageInput: AddOfferImageInput;
  OfferImagePayload: Omit<OfferImagePayload, 'image'> & { image?: Maybe<ResolversParentTypes['OfferImage']> };
  Segment: SegmentRow;
  SegmentVersion: SegmentVersion;
  SegmentConnection: Omit<SegmentConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['SegmentEdge']>;
    nodes: Array<ResolversParentTypes['Segment']>;
  };
  SegmentEdge: Omit<SegmentEdge, 'node'> & { node: ResolversParentTypes['Segment'] };
  CriterionInput: CriterionInput;
  CriterionCheck: CriterionCheck;
  CriterionProblem: CriterionProblem;
  CreateSegmentInput: CreateSegmentInput;
  UpdateSegmentInput: UpdateSegmentInput;
  ArchiveSegmentInput: ArchiveSegmentInput;
  SegmentPayload: Omit<SegmentPayload, 'segment'> & { segment?: Maybe<ResolversParentTypes['Segment']> };
  PreviewAudienceInput: PreviewAudienceInput;
  PreviewAudiencePayload: PreviewAudiencePayload;
  Audience: Audience;
  AudienceSize: AudienceSize;
  AudienceCell: AudienceCell;
  Trait: TraitRow;
  EventKind: EventKindRow;
  PersonList: PersonListRow;
  PersonListConnection: Omit<PersonListConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PersonListEdge']>;
    nodes: Array<ResolversParentTypes['PersonList']>;
  };
  PersonListEdge: Omit<PersonListEdge, 'node'> & { node: ResolversParentTypes['PersonList'] };
  RegisterTraitInput: RegisterTraitInput;
  RegisterTraitPayload: Omit<RegisterTraitPayload, 'trait'> & {
    trait?: Maybe<ResolversParentTypes['Trait']>;
  };
  RegisterEventInput: RegisterEventInput;
  RegisterEventPayload: Omit<RegisterEventPayload, 'eventKind'> & {
    eventKind?: Maybe<ResolversParentTypes['EventKind']>;
  };
  TraitValueInput: TraitValueInput;
  RecordTraitsInput: RecordTraitsInput;
  EventDayInput: EventDayInput;
  RecordEventsInput: RecordEventsInput;
  RecordPayload: RecordPayload;
  CreateListInput: CreateListInput;
  ChangeListInput: ChangeListInput;
  PersonListPayload: Omit<PersonListPayload, 'list'> & { list?: Maybe<ResolversParentTypes['PersonList']> };
  JSON: Scalars['JSON']['output'];
  URL: Scalars['URL']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Date: Scalars['Date']['output'];
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

export type QueryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  campaigns?: Resolver<
    ResolversTypes['CampaignConnection'],
    ParentType,
    ContextType,
    Partial<QueryCampaignsArgs>
  >;
  campaign?: Resolver<
    Maybe<ResolversTypes['Campaign']>,
    ParentType,
    ContextType,
    RequireFields<QueryCampaignArgs, 'id'>
  >;
  explainOffer?: Resolver<
    Maybe<ResolversTypes['OfferExplanation']>,
    ParentType,
    ContextType,
    RequireFields<QueryExplainOfferArgs, 'campaignId' | 'subjectId'>
  >;
  campaignReport?: Resolver<
    Maybe<ResolversTypes['CampaignReport']>,
    ParentType,
    ContextType,
    RequireFields<QueryCampaignReportArgs, 'campaignId'>
  >;
  appsToReview?: Resolver<
    ResolversTypes['AppReviewConnection'],
    ParentType,
    ContextType,
    Partial<QueryAppsToReviewArgs>
  >;
  partners?: Resolver<
    ResolversTypes['PartnerConnection'],
    ParentType,
    ContextType,
    Partial<QueryPartnersArgs>
  >;
  offerImage?: Resolver<
    Maybe<ResolversTypes['OfferImage']>,
    ParentType,
    ContextType,
    RequireFields<QueryOfferImageArgs, 'id'>
  >;
  segments?: Resolver<
    ResolversTypes['SegmentConnection'],
    ParentType,
    ContextType,
    RequireFields<QuerySegmentsArgs, 'archived'>
  >;
  segment?: Resolver<
    Maybe<ResolversTypes['Segment']>,
    ParentType,
    ContextType,
    RequireFields<QuerySegmentArgs, 'id'>
  >;
  criterion?: Resolver<
    ResolversTypes['CriterionCheck'],
    ParentType,
    ContextType,
    RequireFields<QueryCriterionArgs, 'input'>
  >;
  previewAudience?: Resolver<
    ResolversTypes['PreviewAudiencePayload'],
    ParentType,
    ContextType,
    RequireFields<QueryPreviewAudienceArgs, 'input'>
  >;
  traits?: Resolver<Array<ResolversTypes['Trait']>, ParentType, ContextType>;
  eventKinds?: Resolver<Array<ResolversTypes['EventKind']>, ParentType, ContextType>;
  lists?: Resolver<ResolversTypes['PersonListConnection'], ParentType, ContextType, Partial<QueryListsArgs>>;
  rateLimit?: Resolver<ResolversTypes['RateLimit'], ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  createCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateCampaignArgs, 'input'>
  >;
  reviseCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReviseCampaignArgs, 'input'>
  >;
  submitCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSubmitCampaignArgs, 'input'>
  >;
  approveCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationApproveCampaignArgs, 'input'>
  >;
  returnCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReturnCampaignArgs, 'input'>
  >;
  pauseCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPauseCampaignArgs, 'input'>
  >;
  resumeCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationResumeCampaignArgs, 'input'>
  >;
  endCampaign?: Resolver<
    ResolversTypes['CampaignPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEndCampaignArgs, 'input'>
  >;
  invitePartner?: Resolver<
    ResolversTypes['InvitePartnerPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationInvitePartnerArgs, 'input'>
  >;
  renewInvitation?: Resolver<
    ResolversTypes['InvitePartnerPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRenewInvitationArgs, 'input'>
  >;
  reviewApp?: Resolver<
    ResolversTypes['ReviewAppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReviewAppArgs, 'input'>
  >;
  suspendPartner?: Resolver<
    ResolversTypes['PartnerPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSuspendPartnerArgs, 'input'>
  >;
  reinstatePartner?: Resolver<
    ResolversTypes['PartnerPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReinstatePartnerArgs, 'input'>
  >;
  addOfferImage?: Resolver<
    ResolversTypes['OfferImagePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAddOfferImageArgs, 'input'>
  >;
  createSegment?: Resolver<
    ResolversTypes['SegmentPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateSegmentArgs, 'input'>
  >;
  updateSegment?: Resolver<
    ResolversTypes['SegmentPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateSegmentArgs, 'input'>
  >;
  archiveSegment?: Resolver<
    ResolversTypes['SegmentPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationArchiveSegmentArgs, 'input'>
  >;
  registerTrait?: Resolver<
    ResolversTypes['RegisterTraitPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRegisterTraitArgs, 'input'>
  >;
  registerEvent?: Resolver<
    ResolversTypes['RegisterEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRegisterEventArgs, 'input'>
  >;
  recordTraits?: Resolver<
    ResolversTypes['RecordPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecordTraitsArgs, 'input'>
  >;
  recordEvents?: Resolver<
    ResolversTypes['RecordPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecordEventsArgs, 'input'>
  >;
  createList?: Resolver<
    ResolversTypes['PersonListPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateListArgs, 'input'>
  >;
  addToList?: Resolver<
    ResolversTypes['PersonListPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAddToListArgs, 'input'>
  >;
  removeFromList?: Resolver<
    ResolversTypes['PersonListPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRemoveFromListArgs, 'input'>
  >;
};

export type CampaignConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignConnection'] = ResolversParentTypes['CampaignConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['CampaignEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Campaign']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignEdge'] = ResolversParentTypes['CampaignEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Campaign'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Campaign'] = ResolversParentTypes['Campaign'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CampaignStatus'], ParentType, ContextType>;
  inForce?: Resolver<Maybe<ResolversTypes['CampaignVersion']>, ParentType, ContextType>;
  latest?: Resolver<ResolversTypes['CampaignVersion'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['CampaignVersion']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  runs?: Resolver<Array<ResolversTypes['CampaignRun']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignRunResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignRun'] = ResolversParentTypes['CampaignRun'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  criterionHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  watermark?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  people?: Resolver<ResolversTypes['AudienceSize'], ParentType, ContextType>;
  queued?: Resolver<ResolversTypes['AudienceSize'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  replayedDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignVersionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignVersion'] = ResolversParentTypes['CampaignVersion'],
> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CampaignVersionState'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submittedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['CampaignVariant']>, ParentType, ContextType>;
  criterion?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  criterionText?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsLocal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endsLocal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  frequencyCap?: Resolver<Maybe<ResolversTypes['FrequencyCap']>, ParentType, ContextType>;
  maxAcceptances?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  budget?: Resolver<Maybe<ResolversTypes['CampaignBudget']>, ParentType, ContextType>;
  holdoutPercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  suppressionLists?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  channels?: Resolver<Array<ResolversTypes['Channel']>, ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
  spreadHours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  report?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignVariantResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignVariant'] = ResolversParentTypes['CampaignVariant'],
> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  image?: Resolver<Maybe<ResolversTypes['OfferImage']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FrequencyCapResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['FrequencyCap'] = ResolversParentTypes['FrequencyCap'],
> = {
  times?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  days?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignBudgetResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignBudget'] = ResolversParentTypes['CampaignBudget'],
> = {
  perAcceptance?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuietHoursResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours'],
> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignPayload'] = ResolversParentTypes['CampaignPayload'],
> = {
  campaign?: Resolver<Maybe<ResolversTypes['Campaign']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferExplanationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferExplanation'] = ResolversParentTypes['OfferExplanation'],
> = {
  shown?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['NotShownReason']>, ParentType, ContextType>;
  criterion?: Resolver<ResolversTypes['ExplainedCriterion'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExplainedCriterionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ExplainedCriterion'] = ResolversParentTypes['ExplainedCriterion'],
> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  truth?: Resolver<ResolversTypes['Truth'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  valueVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['ExplainedCriterion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CampaignReportResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CampaignReport'] = ResolversParentTypes['CampaignReport'],
> = {
  campaign?: Resolver<ResolversTypes['Campaign'], ParentType, ContextType>;
  reached?: Resolver<ResolversTypes['AudienceSize'], ParentType, ContextType>;
  accepted?: Resolver<ResolversTypes['AudienceSize'], ParentType, ContextType>;
  dismissed?: Resolver<ResolversTypes['AudienceSize'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['App'] = ResolversParentTypes['App'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AppStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppWordsResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppWords'] = ResolversParentTypes['AppWords'],
> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppReviewResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppReview'] = ResolversParentTypes['AppReview'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  partner?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['AppWords']>, ParentType, ContextType>;
  submitted?: Resolver<ResolversTypes['AppWords'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppReviewConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppReviewConnection'] =
    ResolversParentTypes['AppReviewConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['AppReviewEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AppReview']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppReviewEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppReviewEdge'] = ResolversParentTypes['AppReviewEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AppReview'], ParentType, ContextType>;
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
  country?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  website?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  contactEmail?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  compensates?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PartnerStatus'], ParentType, ContextType>;
  suspensionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  suspendedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PartnerConnection'] = ResolversParentTypes['PartnerConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['PartnerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Partner']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PartnerEdge'] = ResolversParentTypes['PartnerEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitePartnerPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['InvitePartnerPayload'] =
    ResolversParentTypes['InvitePartnerPayload'],
> = {
  partner?: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  invitationExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReviewAppPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReviewAppPayload'] = ResolversParentTypes['ReviewAppPayload'],
> = {
  app?: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PartnerPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PartnerPayload'] = ResolversParentTypes['PartnerPayload'],
> = {
  partner?: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferImageResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferImage'] = ResolversParentTypes['OfferImage'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  alt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferImagePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferImagePayload'] = ResolversParentTypes['OfferImagePayload'],
> = {
  image?: Resolver<Maybe<ResolversTypes['OfferImage']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  criterion?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['SegmentVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentVersionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SegmentVersion'] = ResolversParentTypes['SegmentVersion'],
> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  criterion?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SegmentConnection'] = ResolversParentTypes['SegmentConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['SegmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Segment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SegmentEdge'] = ResolversParentTypes['SegmentEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CriterionCheckResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CriterionCheck'] = ResolversParentTypes['CriterionCheck'],
> = {
  json?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['CriterionProblem']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CriterionProblemResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CriterionProblem'] = ResolversParentTypes['CriterionProblem'],
> = {
  at?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  wants?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SegmentPayload'] = ResolversParentTypes['SegmentPayload'],
> = {
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PreviewAudiencePayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PreviewAudiencePayload'] =
    ResolversParentTypes['PreviewAudiencePayload'],
> = {
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AudienceResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Audience'] = ResolversParentTypes['Audience'],
> = {
  size?: Resolver<ResolversTypes['AudienceSize'], ParentType, ContextType>;
  breakdown?: Resolver<Maybe<Array<ResolversTypes['AudienceCell']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AudienceSizeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AudienceSize'] = ResolversParentTypes['AudienceSize'],
> = {
  from?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AudienceCellResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AudienceCell'] = ResolversParentTypes['AudienceCell'],
> = {
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  known?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['AudienceSize']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TraitResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Trait'] = ResolversParentTypes['Trait'],
> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TraitType'], ParentType, ContextType>;
  about?: Resolver<ResolversTypes['TraitSubject'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retentionDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  decimals?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EventKindResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['EventKind'] = ResolversParentTypes['EventKind'],
> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retentionDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonListResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonList'] = ResolversParentTypes['PersonList'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonListConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonListConnection'] =
    ResolversParentTypes['PersonListConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['PersonListEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PersonList']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonListEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonListEdge'] = ResolversParentTypes['PersonListEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PersonList'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterTraitPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RegisterTraitPayload'] =
    ResolversParentTypes['RegisterTraitPayload'],
> = {
  trait?: Resolver<Maybe<ResolversTypes['Trait']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisterEventPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RegisterEventPayload'] =
    ResolversParentTypes['RegisterEventPayload'],
> = {
  eventKind?: Resolver<Maybe<ResolversTypes['EventKind']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecordPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RecordPayload'] = ResolversParentTypes['RecordPayload'],
> = {
  recorded?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonListPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PersonListPayload'] = ResolversParentTypes['PersonListPayload'],
> = {
  list?: Resolver<Maybe<ResolversTypes['PersonList']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<
  ResolversTypes['EmailAddress'],
  any
> {
  name: 'EmailAddress';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
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
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  CampaignConnection?: CampaignConnectionResolvers<ContextType>;
  CampaignEdge?: CampaignEdgeResolvers<ContextType>;
  Campaign?: CampaignResolvers<ContextType>;
  CampaignRun?: CampaignRunResolvers<ContextType>;
  CampaignVersion?: CampaignVersionResolvers<ContextType>;
  CampaignVariant?: CampaignVariantResolvers<ContextType>;
  FrequencyCap?: FrequencyCapResolvers<ContextType>;
  CampaignBudget?: CampaignBudgetResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  CampaignPayload?: CampaignPayloadResolvers<ContextType>;
  OfferExplanation?: OfferExplanationResolvers<ContextType>;
  ExplainedCriterion?: ExplainedCriterionResolvers<ContextType>;
  CampaignReport?: CampaignReportResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  AppWords?: AppWordsResolvers<ContextType>;
  AppReview?: AppReviewResolvers<ContextType>;
  AppReviewConnection?: AppReviewConnectionResolvers<ContextType>;
  AppReviewEdge?: AppReviewEdgeResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  PartnerConnection?: PartnerConnectionResolvers<ContextType>;
  PartnerEdge?: PartnerEdgeResolvers<ContextType>;
  InvitePartnerPayload?: InvitePartnerPayloadResolvers<ContextType>;
  ReviewAppPayload?: ReviewAppPayloadResolvers<ContextType>;
  PartnerPayload?: PartnerPayloadResolvers<ContextType>;
  OfferImage?: OfferImageResolvers<ContextType>;
  OfferImagePayload?: OfferImagePayloadResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  SegmentVersion?: SegmentVersionResolvers<ContextType>;
  SegmentConnection?: SegmentConnectionResolvers<ContextType>;
  SegmentEdge?: SegmentEdgeResolvers<ContextType>;
  CriterionCheck?: CriterionCheckResolvers<ContextType>;
  CriterionProblem?: CriterionProblemResolvers<ContextType>;
  SegmentPayload?: SegmentPayloadResolvers<ContextType>;
  PreviewAudiencePayload?: PreviewAudiencePayloadResolvers<ContextType>;
  Audience?: AudienceResolvers<ContextType>;
  AudienceSize?: AudienceSizeResolvers<ContextType>;
  AudienceCell?: AudienceCellResolvers<ContextType>;
  Trait?: TraitResolvers<ContextType>;
  EventKind?: EventKindResolvers<ContextType>;
  PersonList?: PersonListResolvers<ContextType>;
  PersonListConnection?: PersonListConnectionResolvers<ContextType>;
  PersonListEdge?: PersonListEdgeResolvers<ContextType>;
  RegisterTraitPayload?: RegisterTraitPayloadResolvers<ContextType>;
  RegisterEventPayload?: RegisterEventPayloadResolvers<ContextType>;
  RecordPayload?: RecordPayloadResolvers<ContextType>;
  PersonListPayload?: PersonListPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Date?: GraphQLScalarType;
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
