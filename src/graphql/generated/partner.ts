// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { App as AppRow, Partner as PartnerRow, Endpoint as EndpointRow } from '../../catalog/index.ts';
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
};

/** Who may ask. */
export type Access =
  /** Everybody, with or without a token. */
  | 'PUBLIC'
  /** A person who is logged in. */
  | 'USER'
  /** A partner. */
  | 'PARTNER'
  /** Marketing staff. */
  | 'MARKETER'
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
};

export type MutationCreateWebhookEndpointArgs = {
  input: CreateWebhookEndpointInput;
};

export type PartnerStatus = 'ACTIVE' | 'SUSPENDED';

export type Partner = {
  id: Scalars['ID']['output'];
  slug: Scalars['String']['output'];
  name: Scalars['String']['output'];
  legalName: Scalars['String']['output'];
  status: PartnerStatus;
  /** Null: without one, no email is released. */
  privacyPolicyUrl?: Maybe<Scalars['URL']['output']>;
};

export type AppStatus = 'LISTED' | 'UNLISTED';

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
  status: AppStatus;
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
  /** The URL cannot be called. */
  | 'URL_NOT_ALLOWED';

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
  AppStatus: AppStatus;
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
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
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
  URL: Scalars['URL']['output'];
};

export type AuthDirectiveArgs = {
  requires: Access;
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
};

export type PartnerResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  legalName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PartnerStatus'], ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
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
  status?: Resolver<ResolversTypes['AppStatus'], ParentType, ContextType>;
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

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type Resolvers<ContextType = DoorContext> = {
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  AppConnection?: AppConnectionResolvers<ContextType>;
  AppEdge?: AppEdgeResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryAttempt?: DeliveryAttemptResolvers<ContextType>;
  CreateWebhookEndpointPayload?: CreateWebhookEndpointPayloadResolvers<ContextType>;
  URL?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = DoorContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
};
