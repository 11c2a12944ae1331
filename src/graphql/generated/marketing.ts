// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  App as AppRow,
  AppReview as AppReviewRow,
  AppWords as AppWordsRow,
  Partner as PartnerRow,
} from '../../catalog/index.ts';
import type { Offer as OfferRow } from '../../offers/index.ts';
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
  /** An instant in UTC, RFC 3339 with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. */
  DateTime: { input: number; output: number };
  /** A value whose shape depends on the trait or the criterion. */
  JSON: { input: JsonValue; output: JsonValue };
  /** An absolute http or https URL. */
  URL: { input: string; output: string };
  /** An email address. */
  EmailAddress: { input: string; output: string };
};

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
  /** Marketing staff. */
  | 'MARKETER'
  /** Staff of the catalogue. */
  | 'CURATOR'
  /** The privacy office. */
  | 'OFFICER';

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

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type Query = {
  /** What can be known about a person for targeting, by name. */
  traits: Array<Trait>;
  /** What people can have done, for targeting, by name. */
  eventKinds: Array<EventKind>;
  /** Lists of people, newest first. */
  lists: PersonListConnection;
  /** All offers, newest first. */
  offers: OfferConnection;
  /** What partners submitted for a review, longest waiting first. */
  appsToReview: AppReviewConnection;
  /** All partners, by name. */
  partners: PartnerConnection;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryListsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What marketing (role marketer) and the staff of the catalogue (role catalog) can ask. What they decide here stays inside. */
export type QueryOffersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
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

export type Mutation = {
  /** Makes an offer. It is live from `startsAt` until `endsAt`. */
  createOffer: CreateOfferPayload;
  /** Ends an offer now. What was accepted stays accepted. */
  endOffer: EndOfferPayload;
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
};

export type MutationCreateOfferArgs = {
  input: CreateOfferInput;
};

export type MutationEndOfferArgs = {
  input: EndOfferInput;
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

export type OfferConnection = {
  edges: Array<OfferEdge>;
  nodes: Array<Offer>;
  pageInfo: PageInfo;
};

export type OfferEdge = {
  cursor: Scalars['String']['output'];
  node: Offer;
};

export type Offer = {
  id: Scalars['ID']['output'];
  app: App;
  title: Scalars['String']['output'];
  text: Scalars['String']['output'];
  /** Who it is for: the JSON form of its criterion. */
  criterion: Scalars['JSON']['output'];
  startsAt: Scalars['DateTime']['output'];
  endsAt: Scalars['DateTime']['output'];
  live: Scalars['Boolean']['output'];
};

export type CreateOfferInput = {
  appId: Scalars['ID']['input'];
  title: Scalars['String']['input'];
  text: Scalars['String']['input'];
  /** One key, the operator: eq, in, lt, lte, gt, gte over one trait; and, or, not over criteria. */
  criterion: Scalars['JSON']['input'];
  startsAt: Scalars['DateTime']['input'];
  endsAt: Scalars['DateTime']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CreateOfferPayload = {
  offer?: Maybe<Offer>;
  userErrors: Array<UserError>;
};

export type EndOfferInput = {
  offerId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type EndOfferPayload = {
  offer?: Maybe<Offer>;
  userErrors: Array<UserError>;
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

/** Why a request was refused. */
export type UserErrorCode =
  /** The audience criterion is not well formed; the message names each place. */
  | 'CRITERION_INVALID'
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field has a wrong value; `field` names it, the message says what it wants. */
  | 'INVALID_INPUT'
  /** There is nothing with this id. */
  | 'NOT_FOUND'
  /** The slug names something else already. */
  | 'SLUG_TAKEN'
  /** It is not where this can be done; the message says why. */
  | 'WRONG_STATUS';

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
  Access: Access;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  UserError: ResolverTypeWrapper<UserError>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Query: ResolverTypeWrapper<{}>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<{}>;
  TraitType: TraitType;
  TraitSubject: TraitSubject;
  Trait: ResolverTypeWrapper<TraitRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  EventKind: ResolverTypeWrapper<EventKindRow>;
  PersonList: ResolverTypeWrapper<PersonListRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  PersonListConnection: ResolverTypeWrapper<
    Omit<PersonListConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['PersonListEdge']>;
      nodes: Array<ResolversTypes['PersonList']>;
    }
  >;
  PersonListEdge: ResolverTypeWrapper<Omit<PersonListEdge, 'node'> & { node: ResolversTypes['PersonList'] }>;
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
  OfferConnection: ResolverTypeWrapper<
    Omit<OfferConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['OfferEdge']>;
      nodes: Array<ResolversTypes['Offer']>;
    }
  >;
  OfferEdge: ResolverTypeWrapper<Omit<OfferEdge, 'node'> & { node: ResolversTypes['Offer'] }>;
  Offer: ResolverTypeWrapper<OfferRow>;
  CreateOfferInput: CreateOfferInput;
  CreateOfferPayload: ResolverTypeWrapper<
    Omit<CreateOfferPayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }
  >;
  EndOfferInput: EndOfferInput;
  EndOfferPayload: ResolverTypeWrapper<
    Omit<EndOfferPayload, 'offer'> & { offer?: Maybe<ResolversTypes['Offer']> }
  >;
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
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  UserError: UserError;
  JSON: Scalars['JSON']['output'];
  URL: Scalars['URL']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Query: {};
  Int: Scalars['Int']['output'];
  Mutation: {};
  Trait: TraitRow;
  Float: Scalars['Float']['output'];
  EventKind: EventKindRow;
  PersonList: PersonListRow;
  ID: Scalars['ID']['output'];
  PersonListConnection: Omit<PersonListConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['PersonListEdge']>;
    nodes: Array<ResolversParentTypes['PersonList']>;
  };
  PersonListEdge: Omit<PersonListEdge, 'node'> & { node: ResolversParentTypes['PersonList'] };
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
  OfferConnection: Omit<OfferConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['OfferEdge']>;
    nodes: Array<ResolversParentTypes['Offer']>;
  };
  OfferEdge: Omit<OfferEdge, 'node'> & { node: ResolversParentTypes['Offer'] };
  Offer: OfferRow;
  CreateOfferInput: CreateOfferInput;
  CreateOfferPayload: Omit<CreateOfferPayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
  EndOfferInput: EndOfferInput;
  EndOfferPayload: Omit<EndOfferPayload, 'offer'> & { offer?: Maybe<ResolversParentTypes['Offer']> };
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

export type QueryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  traits?: Resolver<Array<ResolversTypes['Trait']>, ParentType, ContextType>;
  eventKinds?: Resolver<Array<ResolversTypes['EventKind']>, ParentType, ContextType>;
  lists?: Resolver<ResolversTypes['PersonListConnection'], ParentType, ContextType, Partial<QueryListsArgs>>;
  offers?: Resolver<ResolversTypes['OfferConnection'], ParentType, ContextType, Partial<QueryOffersArgs>>;
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
};

export type MutationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  createOffer?: Resolver<
    ResolversTypes['CreateOfferPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateOfferArgs, 'input'>
  >;
  endOffer?: Resolver<
    ResolversTypes['EndOfferPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEndOfferArgs, 'input'>
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

export type OfferResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Offer'] = ResolversParentTypes['Offer'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  criterion?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  live?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateOfferPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CreateOfferPayload'] = ResolversParentTypes['CreateOfferPayload'],
> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndOfferPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['EndOfferPayload'] = ResolversParentTypes['EndOfferPayload'],
> = {
  offer?: Resolver<Maybe<ResolversTypes['Offer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type Resolvers<ContextType = DoorContext> = {
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Trait?: TraitResolvers<ContextType>;
  EventKind?: EventKindResolvers<ContextType>;
  PersonList?: PersonListResolvers<ContextType>;
  PersonListConnection?: PersonListConnectionResolvers<ContextType>;
  PersonListEdge?: PersonListEdgeResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  AppWords?: AppWordsResolvers<ContextType>;
  AppReview?: AppReviewResolvers<ContextType>;
  AppReviewConnection?: AppReviewConnectionResolvers<ContextType>;
  AppReviewEdge?: AppReviewEdgeResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  PartnerConnection?: PartnerConnectionResolvers<ContextType>;
  PartnerEdge?: PartnerEdgeResolvers<ContextType>;
  OfferConnection?: OfferConnectionResolvers<ContextType>;
  OfferEdge?: OfferEdgeResolvers<ContextType>;
  Offer?: OfferResolvers<ContextType>;
  CreateOfferPayload?: CreateOfferPayloadResolvers<ContextType>;
  EndOfferPayload?: EndOfferPayloadResolvers<ContextType>;
  InvitePartnerPayload?: InvitePartnerPayloadResolvers<ContextType>;
  ReviewAppPayload?: ReviewAppPayloadResolvers<ContextType>;
  PartnerPayload?: PartnerPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = DoorContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
