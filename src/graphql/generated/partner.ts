// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  ApiKey as ApiKeyRow,
  App as AppRow,
  AppRevision as AppRevisionRow,
  Category as CategoryRow,
  Partner as PartnerRow,
  PartnerPolicy as PartnerPolicyRow,
  Endpoint as EndpointRow,
} from '../../catalog/index.ts';
import type { Delivery as DeliveryRow, Attempt as AttemptRow } from '../../delivery/index.ts';
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

/** What a partner can ask. It learns of people only what they released to it. */
export type Query = {
  /** The partner whose token this is. */
  me: Partner;
  /** The keys that open this door, oldest first. Not the keys themselves: those were shown once. */
  apiKeys: Array<ApiKey>;
  /** Where an app can stand, by name. */
  categories: Array<Category>;
  /** The partner's apps, by name. */
  apps: AppConnection;
  /** Where messages go. */
  webhookEndpoints: Array<WebhookEndpoint>;
  /** Messages to the partner, newest first. */
  deliveries: DeliveryConnection;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryAppsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  /** Registers a URL for messages. What waited for want of one is sent to it. */
  createWebhookEndpoint: CreateWebhookEndpointPayload;
  /** Accepts an invitation by its code and makes the first API key. The one field here that needs no token. */
  acceptInvitation: AcceptInvitationPayload;
  /** Makes another API key. At most 5 are in force. */
  createApiKey: CreateApiKeyPayload;
  /** Revokes an API key; it opens nothing from then on. The last one does not revoke itself. */
  revokeApiKey: RevokeApiKeyPayload;
  /** Changes what the partner says about itself. The legal name and the country stay: people said yes to that legal person. */
  updatePartner: UpdatePartnerPayload;
  /** Publishes a version of the partner's privacy policy, in force at once. It never changes afterwards. */
  publishPrivacyPolicy: PublishPrivacyPolicyPayload;
  /** Drafts an app. */
  createApp: AppPayload;
  /** Changes the words of an app. What is listed stays as it is until the new words are approved; what is under review is withdrawn. */
  updateApp: AppPayload;
  /** Asks for a review: of a draft, or to list an app again. */
  submitApp: AppPayload;
  /** Takes an app down. What people said yes to stays in force. What was under review is withdrawn. */
  unlistApp: AppPayload;
};

export type MutationCreateWebhookEndpointArgs = {
  input: CreateWebhookEndpointInput;
};

export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};

export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};

export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};

export type MutationUpdatePartnerArgs = {
  input: UpdatePartnerInput;
};

export type MutationPublishPrivacyPolicyArgs = {
  input: PublishPrivacyPolicyInput;
};

export type MutationCreateAppArgs = {
  input: CreateAppInput;
};

export type MutationUpdateAppArgs = {
  input: UpdateAppInput;
};

export type MutationSubmitAppArgs = {
  input: SubmitAppInput;
};

export type MutationUnlistAppArgs = {
  input: UnlistAppInput;
};

export type PartnerStatus =
  /** Has not accepted its invitation. */
  | 'INVITED'
  | 'ACTIVE'
  /** Can look and keep its keys safe. Receives nothing; its apps are nowhere to be seen. */
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
  status: PartnerStatus;
  /** Why the partner is suspended; null: it is not. */
  suspensionReason?: Maybe<Scalars['String']['output']>;
  /** Null: without one, no email is released. */
  privacyPolicyUrl?: Maybe<Scalars['URL']['output']>;
  /** The version in force. */
  privacyPolicy?: Maybe<PrivacyPolicy>;
};

/** A version of the partner's own privacy policy. */
export type PrivacyPolicy = {
  id: Scalars['ID']['output'];
  version: Scalars['String']['output'];
  url: Scalars['URL']['output'];
  /** SHA-256 of its text (UTF-8), hex. Each yes is bound to it. */
  textHash: Scalars['String']['output'];
};

export type ApiKey = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** The hour in which it was last used; null: never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type Category = {
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

export type AppStatus =
  /** Being written; nobody else sees it. */
  | 'DRAFT'
  /** Waits for its review. */
  | 'SUBMITTED'
  /** Everybody sees its approved words, whatever else is drafted. */
  | 'LISTED'
  /** Was refused; its revision says why. Edit it or not, and submit it again. */
  | 'REJECTED'
  /** Taken down by the partner. Submit it to list it again. */
  | 'UNLISTED';

export type AppRevisionState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'APPROVED'
  | 'REJECTED'
  /** Taken back before anybody decided. */
  | 'WITHDRAWN';

/** Words of an app that are not live: the draft, what is under review, or what was rejected. */
export type AppRevision = {
  id: Scalars['ID']['output'];
  state: AppRevisionState;
  name: Scalars['String']['output'];
  tagline: Scalars['String']['output'];
  description: Scalars['String']['output'];
  category: Category;
  /** What the reviewer said. */
  reason?: Maybe<Scalars['String']['output']>;
  submittedAt?: Maybe<Scalars['DateTime']['output']>;
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type AppConnection = {
  edges: Array<AppEdge>;
  nodes: Array<App>;
  pageInfo: PageInfo;
};

export type AppEdge = {
  cursor: Scalars['String']['output'];
  node: App;
};

export type App = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  tagline: Scalars['String']['output'];
  description: Scalars['String']['output'];
  category: Category;
  status: AppStatus;
  /** The newest words, unless they are approved; null: nothing is pending. An app is its partner's for good. */
  revision?: Maybe<AppRevision>;
  /** How many have it installed, rounded down; 0 below 10. */
  installs: Scalars['Int']['output'];
};

export type WebhookEndpointStatus = 'ACTIVE' | 'DISABLED';

export type WebhookEndpoint = {
  id: Scalars['ID']['output'];
  url: Scalars['URL']['output'];
  status: WebhookEndpointStatus;
  createdAt: Scalars['DateTime']['output'];
};

/** What a message is about. */
export type WebhookEvent =
  /** A person's email is released. */
  | 'CONTACT_RELEASED'
  /** A person took a yes back. */
  | 'CONSENT_WITHDRAWN'
  /** A person was erased. */
  | 'CONTACT_ERASED'
  /** A person uninstalled the app. */
  | 'APP_UNINSTALLED';

export type DeliveryConnection = {
  edges: Array<DeliveryEdge>;
  nodes: Array<Delivery>;
  pageInfo: PageInfo;
};

export type DeliveryEdge = {
  cursor: Scalars['String']['output'];
  node: Delivery;
};

/** A message to the partner. Its `id` is the `webhook-id` of every attempt. */
export type Delivery = {
  id: Scalars['ID']['output'];
  event: WebhookEvent;
  app: App;
  /** The one name under which this partner knows the person. */
  contactId: Scalars['String']['output'];
  state: DeliveryState;
  createdAt: Scalars['DateTime']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  attempts: Array<DeliveryAttempt>;
};

export type AttemptOutcome =
  /** Answered with a status of 200 to 299. */
  | 'DELIVERED'
  /** Answered with another status. */
  | 'STATUS'
  /** Answered with a redirect, which is not followed. */
  | 'REDIRECT'
  | 'TIMEOUT'
  | 'CONNECTION'
  /** The address is not one that may be called. */
  | 'BLOCKED'
  /** Lost on our side before anything was sent. */
  | 'LAPSED'
  /** There was nothing left to send. */
  | 'GONE';

export type DeliveryAttempt = {
  number: Scalars['Int']['output'];
  startedAt: Scalars['DateTime']['output'];
  /** Null: no result yet. */
  outcome?: Maybe<AttemptOutcome>;
  /** The HTTP status, if one came. */
  status?: Maybe<Scalars['Int']['output']>;
  durationMs?: Maybe<Scalars['Int']['output']>;
};

export type CreateWebhookEndpointInput = {
  /** https; in development also http to this machine, where SLUICE_LOOPBACK_WEBHOOKS allows it. */
  url: Scalars['URL']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CreateWebhookEndpointPayload = {
  endpoint?: Maybe<WebhookEndpoint>;
  /** Signs every message (Standard Webhooks, `whsec_...`). Shown now and when this request is repeated, never else. */
  secret?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type AcceptInvitationInput = {
  /** `sli_...`, as the company gave it to you. Good for 7 days, once. */
  code: Scalars['String']['input'];
  /** What the first API key is called. */
  keyName?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};

export type AcceptInvitationPayload = {
  /** The slug of the partner that you are now. The key below opens the rest. */
  partnerSlug?: Maybe<Scalars['String']['output']>;
  /** The first API key, `slk_...`: send it as `Authorization: Bearer`. Shown now only; null when this request is repeated. */
  apiKey?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type CreateApiKeyInput = {
  /** What it is called, e.g. where it is used. */
  name: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type CreateApiKeyPayload = {
  key?: Maybe<ApiKey>;
  /** The key itself, `slk_...`. Shown now only; null when this request is repeated. */
  apiKey?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type RevokeApiKeyInput = {
  apiKeyId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RevokeApiKeyPayload = {
  key?: Maybe<ApiKey>;
  userErrors: Array<UserError>;
};

/** What is left out stays. */
export type UpdatePartnerInput = {
  /** At most 60 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  website?: InputMaybe<Scalars['URL']['input']>;
  contactEmail?: InputMaybe<Scalars['EmailAddress']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type UpdatePartnerPayload = {
  partner?: Maybe<Partner>;
  userErrors: Array<UserError>;
};

export type PublishPrivacyPolicyInput = {
  /** 1 to 32 letters, digits, dots or dashes; each once. */
  version: Scalars['String']['input'];
  /** Where people read it: https. */
  url: Scalars['URL']['input'];
  /** The whole text, at most 60,000 characters. */
  text: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type PublishPrivacyPolicyPayload = {
  policy?: Maybe<PrivacyPolicy>;
  userErrors: Array<UserError>;
};

export type CreateAppInput = {
  /** 3 to 40 of a-z and 0-9, with single hyphens between them. It never changes. */
  slug: Scalars['String']['input'];
  /** At most 60 characters. */
  name: Scalars['String']['input'];
  /** At most 120 characters. */
  tagline: Scalars['String']['input'];
  /**
   * At most 4,000 characters; lines end with `
   * `.
   */
  description: Scalars['String']['input'];
  categorySlug: Scalars['String']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

/** What is left out stays. */
export type UpdateAppInput = {
  appId: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  tagline?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  categorySlug?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type SubmitAppInput = {
  appId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type UnlistAppInput = {
  appId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type AppPayload = {
  app?: Maybe<App>;
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

/** Why a request was refused. */
export type UserErrorCode =
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field has a wrong value; `field` names it, the message says what it wants. */
  | 'INVALID_INPUT'
  /** There is no open invitation with this code: it is wrong, used, expired or replaced. */
  | 'INVITATION_UNKNOWN'
  /** The last API key does not revoke itself. */
  | 'LAST_API_KEY'
  /** There are as many as there may be. */
  | 'LIMIT_REACHED'
  /** There is nothing of yours with this id. */
  | 'NOT_FOUND'
  /** Publish a privacy policy first. */
  | 'PARTNER_POLICY_MISSING'
  /** A suspended partner can look, and keep its keys safe. */
  | 'PARTNER_SUSPENDED'
  /** The slug names something else already. */
  | 'SLUG_TAKEN'
  /** The URL cannot be called. */
  | 'URL_NOT_ALLOWED'
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
  Query: ResolverTypeWrapper<{}>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<{}>;
  PartnerStatus: PartnerStatus;
  Partner: ResolverTypeWrapper<PartnerRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  PrivacyPolicy: ResolverTypeWrapper<PartnerPolicyRow>;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  Category: ResolverTypeWrapper<CategoryRow>;
  AppStatus: AppStatus;
  AppRevisionState: AppRevisionState;
  AppRevision: ResolverTypeWrapper<AppRevisionRow>;
  AppConnection: ResolverTypeWrapper<
    Omit<AppConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['AppEdge']>;
      nodes: Array<ResolversTypes['App']>;
    }
  >;
  AppEdge: ResolverTypeWrapper<Omit<AppEdge, 'node'> & { node: ResolversTypes['App'] }>;
  App: ResolverTypeWrapper<AppRow>;
  WebhookEndpointStatus: WebhookEndpointStatus;
  WebhookEndpoint: ResolverTypeWrapper<EndpointRow>;
  WebhookEvent: WebhookEvent;
  DeliveryConnection: ResolverTypeWrapper<
    Omit<DeliveryConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['DeliveryEdge']>;
      nodes: Array<ResolversTypes['Delivery']>;
    }
  >;
  DeliveryEdge: ResolverTypeWrapper<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  Delivery: ResolverTypeWrapper<DeliveryRow>;
  AttemptOutcome: AttemptOutcome;
  DeliveryAttempt: ResolverTypeWrapper<AttemptRow>;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: ResolverTypeWrapper<
    Omit<CreateWebhookEndpointPayload, 'endpoint'> & { endpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }
  >;
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationPayload: ResolverTypeWrapper<AcceptInvitationPayload>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<
    Omit<CreateApiKeyPayload, 'key'> & { key?: Maybe<ResolversTypes['ApiKey']> }
  >;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<
    Omit<RevokeApiKeyPayload, 'key'> & { key?: Maybe<ResolversTypes['ApiKey']> }
  >;
  UpdatePartnerInput: UpdatePartnerInput;
  UpdatePartnerPayload: ResolverTypeWrapper<
    Omit<UpdatePartnerPayload, 'partner'> & { partner?: Maybe<ResolversTypes['Partner']> }
  >;
  PublishPrivacyPolicyInput: PublishPrivacyPolicyInput;
  PublishPrivacyPolicyPayload: ResolverTypeWrapper<
    Omit<PublishPrivacyPolicyPayload, 'policy'> & { policy?: Maybe<ResolversTypes['PrivacyPolicy']> }
  >;
  CreateAppInput: CreateAppInput;
  UpdateAppInput: UpdateAppInput;
  SubmitAppInput: SubmitAppInput;
  UnlistAppInput: UnlistAppInput;
  AppPayload: ResolverTypeWrapper<Omit<AppPayload, 'app'> & { app?: Maybe<ResolversTypes['App']> }>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  DeliveryState: DeliveryState;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  UserError: UserError;
  Query: {};
  Int: Scalars['Int']['output'];
  Mutation: {};
  Partner: PartnerRow;
  ID: Scalars['ID']['output'];
  PrivacyPolicy: PartnerPolicyRow;
  ApiKey: ApiKeyRow;
  Category: CategoryRow;
  AppRevision: AppRevisionRow;
  AppConnection: Omit<AppConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['AppEdge']>;
    nodes: Array<ResolversParentTypes['App']>;
  };
  AppEdge: Omit<AppEdge, 'node'> & { node: ResolversParentTypes['App'] };
  App: AppRow;
  WebhookEndpoint: EndpointRow;
  DeliveryConnection: Omit<DeliveryConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DeliveryEdge']>;
    nodes: Array<ResolversParentTypes['Delivery']>;
  };
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  Delivery: DeliveryRow;
  DeliveryAttempt: AttemptRow;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: Omit<CreateWebhookEndpointPayload, 'endpoint'> & {
    endpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']>;
  };
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationPayload: AcceptInvitationPayload;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: Omit<CreateApiKeyPayload, 'key'> & { key?: Maybe<ResolversParentTypes['ApiKey']> };
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'key'> & { key?: Maybe<ResolversParentTypes['ApiKey']> };
  UpdatePartnerInput: UpdatePartnerInput;
  UpdatePartnerPayload: Omit<UpdatePartnerPayload, 'partner'> & {
    partner?: Maybe<ResolversParentTypes['Partner']>;
  };
  PublishPrivacyPolicyInput: PublishPrivacyPolicyInput;
  PublishPrivacyPolicyPayload: Omit<PublishPrivacyPolicyPayload, 'policy'> & {
    policy?: Maybe<ResolversParentTypes['PrivacyPolicy']>;
  };
  CreateAppInput: CreateAppInput;
  UpdateAppInput: UpdateAppInput;
  SubmitAppInput: SubmitAppInput;
  UnlistAppInput: UnlistAppInput;
  AppPayload: Omit<AppPayload, 'app'> & { app?: Maybe<ResolversParentTypes['App']> };
  URL: Scalars['URL']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
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

export type QueryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  me?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  apiKeys?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  apps?: Resolver<ResolversTypes['AppConnection'], ParentType, ContextType, Partial<QueryAppsArgs>>;
  webhookEndpoints?: Resolver<Array<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  deliveries?: Resolver<
    ResolversTypes['DeliveryConnection'],
    ParentType,
    ContextType,
    Partial<QueryDeliveriesArgs>
  >;
};

export type MutationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  createWebhookEndpoint?: Resolver<
    ResolversTypes['CreateWebhookEndpointPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateWebhookEndpointArgs, 'input'>
  >;
  acceptInvitation?: Resolver<
    ResolversTypes['AcceptInvitationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAcceptInvitationArgs, 'input'>
  >;
  createApiKey?: Resolver<
    ResolversTypes['CreateApiKeyPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateApiKeyArgs, 'input'>
  >;
  revokeApiKey?: Resolver<
    ResolversTypes['RevokeApiKeyPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRevokeApiKeyArgs, 'input'>
  >;
  updatePartner?: Resolver<
    ResolversTypes['UpdatePartnerPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdatePartnerArgs, 'input'>
  >;
  publishPrivacyPolicy?: Resolver<
    ResolversTypes['PublishPrivacyPolicyPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPublishPrivacyPolicyArgs, 'input'>
  >;
  createApp?: Resolver<
    ResolversTypes['AppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateAppArgs, 'input'>
  >;
  updateApp?: Resolver<
    ResolversTypes['AppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateAppArgs, 'input'>
  >;
  submitApp?: Resolver<
    ResolversTypes['AppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSubmitAppArgs, 'input'>
  >;
  unlistApp?: Resolver<
    ResolversTypes['AppPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUnlistAppArgs, 'input'>
  >;
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
  status?: Resolver<ResolversTypes['PartnerStatus'], ParentType, ContextType>;
  suspensionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  privacyPolicy?: Resolver<Maybe<ResolversTypes['PrivacyPolicy']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PrivacyPolicyResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PrivacyPolicy'] = ResolversParentTypes['PrivacyPolicy'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  textHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'],
> = {
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppRevisionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppRevision'] = ResolversParentTypes['AppRevision'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppRevisionState'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  submittedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type AppResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['App'] = ResolversParentTypes['App'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AppStatus'], ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['AppRevision']>, ParentType, ContextType>;
  installs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookEndpointResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['WebhookEndpoint'] = ResolversParentTypes['WebhookEndpoint'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WebhookEndpointStatus'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['WebhookEvent'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  contactId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['DeliveryAttempt']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryAttemptResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['DeliveryAttempt'] = ResolversParentTypes['DeliveryAttempt'],
> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['AttemptOutcome']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateWebhookEndpointPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CreateWebhookEndpointPayload'] =
    ResolversParentTypes['CreateWebhookEndpointPayload'],
> = {
  endpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AcceptInvitationPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AcceptInvitationPayload'] =
    ResolversParentTypes['AcceptInvitationPayload'],
> = {
  partnerSlug?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  apiKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['CreateApiKeyPayload'] =
    ResolversParentTypes['CreateApiKeyPayload'],
> = {
  key?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  apiKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] =
    ResolversParentTypes['RevokeApiKeyPayload'],
> = {
  key?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdatePartnerPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['UpdatePartnerPayload'] =
    ResolversParentTypes['UpdatePartnerPayload'],
> = {
  partner?: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PublishPrivacyPolicyPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['PublishPrivacyPolicyPayload'] =
    ResolversParentTypes['PublishPrivacyPolicyPayload'],
> = {
  policy?: Resolver<Maybe<ResolversTypes['PrivacyPolicy']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AppPayload'] = ResolversParentTypes['AppPayload'],
> = {
  app?: Resolver<Maybe<ResolversTypes['App']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<
  ResolversTypes['EmailAddress'],
  any
> {
  name: 'EmailAddress';
}

export type Resolvers<ContextType = DoorContext> = {
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  PrivacyPolicy?: PrivacyPolicyResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  AppRevision?: AppRevisionResolvers<ContextType>;
  AppConnection?: AppConnectionResolvers<ContextType>;
  AppEdge?: AppEdgeResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryAttempt?: DeliveryAttemptResolvers<ContextType>;
  CreateWebhookEndpointPayload?: CreateWebhookEndpointPayloadResolvers<ContextType>;
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  UpdatePartnerPayload?: UpdatePartnerPayloadResolvers<ContextType>;
  PublishPrivacyPolicyPayload?: PublishPrivacyPolicyPayloadResolvers<ContextType>;
  AppPayload?: AppPayloadResolvers<ContextType>;
  URL?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = DoorContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
