// Made from schema/*.graphql by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type {
  ApiKey as ApiKeyRow,
  App as AppRow,
  AppRevision as AppRevisionRow,
  Category as CategoryRow,
  Partner as PartnerRow,
  OAuthClient as OAuthClientRow,
  OAuthCredential as OAuthCredentialRow,
  PartnerPolicy as PartnerPolicyRow,
} from '../../catalog/index.ts';
import type { OfferReport as OfferReportRow } from '../../reports/index.ts';
import type {
  Endpoint as EndpointRow,
  Recovery as RecoveryRow,
  SandboxContact as SandboxContactRow,
  Delivery as DeliveryRow,
  Attempt as AttemptRow,
} from '../../delivery/index.ts';
import type { Release as ReleaseRow } from '../../release/index.ts';
import type { DeletionDuty as DeletionDutyRow } from '../../duties/index.ts';
import type { OfficeCase as OfficeCaseRow } from '../../office/index.ts';
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
  /** An absolute http or https URL. */
  URL: { input: string; output: string };
  /** An instant in UTC, RFC 3339 with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. */
  DateTime: { input: number; output: number };
};

/** What a partner can ask. It learns of people only what they released to it. */
export type Query = {
  /** Complaints about the partner of which it may see the details, newest first. Each look at them is recorded. */
  complaints: ComplaintConnection;
  /** The OAuth clients that get access tokens for you, oldest first. */
  oauthClients: Array<OAuthClient>;
  /** The partner whose token this is. */
  me: Partner;
  /** The partner's apps, by name. */
  apps: AppConnection;
  /** Where messages go. */
  webhookEndpoints: Array<WebhookEndpoint>;
  /** Messages to the partner, newest first. Kept for 35 days after they are finished. */
  deliveries: DeliveryConnection;
  /** People who said yes, in the order in which they came or changed: go on from the last cursor to miss nothing. One whose yes is over comes again, without email. Each `email` that is read is recorded for the person to see. */
  contacts: ContactConnection;
  /** One contact, by the ids that a message carries. Null: there is none, or it never got to you. */
  contact?: Maybe<Contact>;
  /** What you have to delete, newest first. */
  deletions: DeletionConnection;
  /** Recoveries, newest first. */
  recoveries: RecoveryConnection;
  /** How offers of an app of yours do: one report for each that has one. None for an app that is not there or not yours. The numbers carry noise, so that they tell nothing of any one person, and stay the same until the next week is over. */
  offerReport: Array<OfferReport>;
  /** The keys that open this door, oldest first. Not the keys themselves: those were shown once. */
  apiKeys: Array<ApiKey>;
  /** Where an app can stand, by name. */
  categories: Array<Category>;
  /** What this request costs, and what is left of the asker's points for this minute. */
  rateLimit: RateLimit;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryComplaintsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
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
  filter?: InputMaybe<DeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryContactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryContactArgs = {
  contactId: Scalars['String']['input'];
  appId: Scalars['ID']['input'];
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryDeletionsArgs = {
  state?: InputMaybe<DeletionState>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryRecoveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What a partner can ask. It learns of people only what they released to it. */
export type QueryOfferReportArgs = {
  appId: Scalars['ID']['input'];
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

/** What somebody complained of at the company that runs this. Answer the company; it answers them. */
export type Complaint = {
  id: Scalars['ID']['output'];
  /** What is alleged. Null once erased. Who complained, and how to reach them, is not told. */
  violation?: Maybe<Scalars['String']['output']>;
  filedAt: Scalars['DateTime']['output'];
  /** When the company has to have answered. */
  answerBy: Scalars['DateTime']['output'];
  answeredAt?: Maybe<Scalars['DateTime']['output']>;
};

export type Mutation = {
  /** Makes an OAuth client: a program of yours that gets itself access tokens at `/oauth/token`. At most 20 are in force. */
  createOAuthClient: OAuthClientSecretPayload;
  /** Makes a new secret. What the client proves itself by now is good for a while, too; what that had taken the place of ends at once. */
  rotateClientSecret: OAuthClientSecretPayload;
  /** Gives the client a key to prove itself by (`private_key_jwt`), in the place of its secret or of another key, which is good for a while, too. */
  setClientKey: OAuthClientPayload;
  /** Revokes a client. Neither it nor any token that it got opens anything from then on. */
  revokeOAuthClient: OAuthClientPayload;
  /** Registers a URL for messages. Nothing goes there before `verifyWebhookEndpoint`. */
  createWebhookEndpoint: WebhookSecretPayload;
  /** Sends the challenge, a signed `endpoint.ping`. When the endpoint repeats it, it is active; what waited for want of one goes there. */
  verifyWebhookEndpoint: WebhookEndpointPayload;
  /** Changes what is given. Another `url` has to answer the challenge first; if it does not, nothing changes. */
  updateWebhookEndpoint: WebhookEndpointPayload;
  /** Messages are held, not dropped, until it is resumed. */
  pauseWebhookEndpoint: WebhookEndpointPayload;
  /** Lets a paused endpoint go on. One that was disabled has to answer the challenge. */
  resumeWebhookEndpoint: WebhookEndpointPayload;
  /** Removes it for good. What waits for it waits for another one, unless you have one that got it too. */
  deleteWebhookEndpoint: WebhookEndpointPayload;
  /** Makes a new secret. Both sign for a while. */
  rotateWebhookSecret: WebhookSecretPayload;
  /** Sends one message about a made-up person to this endpoint: as the real one, with `test: true`. */
  sendTestEvent: SendTestEventPayload;
  /** A made-up person says yes to your app, listed or not. All that follows goes to your sandbox endpoints. */
  createSandboxContact: SandboxPayload;
  /** The made-up person changes their mind. */
  endSandboxContact: SandboxPayload;
  /** Sends a message of the last 30 days again, under the same `webhook-id`. What rests on a yes goes only while that is in force. */
  replayDelivery: ReplayDeliveryPayload;
  /** Sends again what an endpoint missed since an instant of the last 30 days. Goes on by itself until it is done. */
  recoverDeliveries: RecoverDeliveriesPayload;
  /** Says that you have deleted all you had of this person for this app. Due within 30 days; after that nothing new is released to you. */
  attestDeletion: AttestDeletionPayload;
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

export type MutationCreateOAuthClientArgs = {
  input: CreateOAuthClientInput;
};

export type MutationRotateClientSecretArgs = {
  input: RotateClientSecretInput;
};

export type MutationSetClientKeyArgs = {
  input: SetClientKeyInput;
};

export type MutationRevokeOAuthClientArgs = {
  input: RevokeOAuthClientInput;
};

export type MutationCreateWebhookEndpointArgs = {
  input: CreateWebhookEndpointInput;
};

export type MutationVerifyWebhookEndpointArgs = {
  input: VerifyWebhookEndpointInput;
};

export type MutationUpdateWebhookEndpointArgs = {
  input: UpdateWebhookEndpointInput;
};

export type MutationPauseWebhookEndpointArgs = {
  input: WebhookEndpointInput;
};

export type MutationResumeWebhookEndpointArgs = {
  input: WebhookEndpointInput;
};

export type MutationDeleteWebhookEndpointArgs = {
  input: WebhookEndpointInput;
};

export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};

export type MutationSendTestEventArgs = {
  input: SendTestEventInput;
};

export type MutationCreateSandboxContactArgs = {
  input: CreateSandboxContactInput;
};

export type MutationEndSandboxContactArgs = {
  input: EndSandboxContactInput;
};

export type MutationReplayDeliveryArgs = {
  input: ReplayDeliveryInput;
};

export type MutationRecoverDeliveriesArgs = {
  input: RecoverDeliveriesInput;
};

export type MutationAttestDeletionArgs = {
  input: AttestDeletionInput;
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

/** A program of yours that gets itself access tokens (RFC 6749 4.4). */
export type OAuthClient = {
  /** The `client_id`. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** What it can prove itself by now, the newest first: two at most. */
  credentials: Array<OAuthCredential>;
  createdAt: Scalars['DateTime']['output'];
  /** The hour in which it last got a token; null: never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type OAuthCredentialKind =
  /** A secret, shown once: `client_secret_basic`, `client_secret_post`. */
  | 'SECRET'
  /** A key, of which you gave the public half: `private_key_jwt`. */
  | 'KEY';

export type OAuthCredential = {
  kind: OAuthCredentialKind;
  /** The public JWK, JSON; null: it is a secret. */
  publicKey?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** Another took its place: it is good until then, and so are tokens that were got by it. Null: it is the current one. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

export type CreateOAuthClientInput = {
  /** What it is called, e.g. where it runs. */
  name: Scalars['String']['input'];
  /** A key as `setClientKey` takes it: the client has no secret then. */
  key?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['ID']['input'];
};

export type RotateClientSecretInput = {
  clientId: Scalars['ID']['input'];
  /** How long the one before it is good, too, 0 to 168. 0 ends its tokens, too. */
  overlapHours?: Scalars['Int']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type SetClientKeyInput = {
  clientId: Scalars['ID']['input'];
  /** The JSON of a public JWK: EC P-256 (ES256), or RSA of 2048 bits or more (RS256). */
  key: Scalars['String']['input'];
  /** How long the one before it is good, too, 0 to 168. 0 ends its tokens, too. */
  overlapHours?: Scalars['Int']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RevokeOAuthClientInput = {
  clientId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type OAuthClientSecretPayload = {
  client?: Maybe<OAuthClient>;
  /** The secret, `sls_...`. Shown now only; null when this request is repeated, or the client has a key. */
  clientSecret?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type OAuthClientPayload = {
  client?: Maybe<OAuthClient>;
  userErrors: Array<UserError>;
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

export type WebhookEndpointStatus =
  /** It has not answered the challenge; nothing goes there. */
  | 'UNVERIFIED'
  | 'ACTIVE'
  /** Paused by you; messages are held. */
  | 'PAUSED'
  /** Disabled by us; messages are held. `disabledReason` says why. */
  | 'DISABLED'
  /** Removed. */
  | 'REMOVED';

export type DisabledReason =
  /** Nothing but failures for five days, and ten of them at least. */
  | 'FAILING'
  /** It answered 410. */
  | 'GONE';

export type WebhookEndpoint = {
  id: Scalars['ID']['output'];
  url: Scalars['URL']['output'];
  status: WebhookEndpointStatus;
  disabledReason?: Maybe<DisabledReason>;
  /** Gets made-up people only; the others get real ones only. */
  sandbox: Scalars['Boolean']['output'];
  /** Null: all. */
  events?: Maybe<Array<WebhookEvent>>;
  /** Messages carry an id; the contact is fetched with it (`contact`). */
  thin: Scalars['Boolean']['output'];
  /** The public JWK to which `data` is encrypted, JSON. */
  encryptionKey?: Maybe<Scalars['String']['output']>;
  /** The most attempts a second. Null: as fast as it answers. */
  maxPerSecond?: Maybe<Scalars['Int']['output']>;
  /** Names of the headers of your own that each message carries. Their values are shown to nobody. */
  headerNames: Array<Scalars['String']['output']>;
  /** Whether we show the client certificate that you gave (mutual TLS). */
  hasClientCertificate: Scalars['Boolean']['output'];
  /** Failures since the last message that arrived. */
  consecutiveFailures: Scalars['Int']['output'];
  /** Since when nothing but failures came. After five days of it, and ten failures at least, it is disabled. */
  failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** After ten failures in a row it is left alone until then; after it one message at a time probes. */
  restsUntil?: Maybe<Scalars['DateTime']['output']>;
  verifiedAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
};

/** What a message is about. `schema/events/` has a JSON Schema for each. */
export type WebhookEvent =
  /** A person's email is released. */
  | 'CONTACT_RELEASED'
  /** A person whose email was released corrected it and verified the new one. */
  | 'CONTACT_CORRECTED'
  /** A person installed the app. */
  | 'APP_INSTALLED'
  /** A person took a yes back. */
  | 'CONSENT_WITHDRAWN'
  /** A person uninstalled the app. */
  | 'APP_UNINSTALLED'
  /** A person was erased. */
  | 'CONTACT_ERASED';

/** All that are given must hold. */
export type DeliveryFilter = {
  endpointId?: InputMaybe<Scalars['ID']['input']>;
  event?: InputMaybe<WebhookEvent>;
  state?: InputMaybe<DeliveryState>;
  sandbox?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ContactState =
  /** The yes is in force. */
  | 'ACTIVE'
  /** The yes is over: stop using the email; `deletion` says whether to delete it. */
  | 'ENDED';

export type ContactConnection = {
  edges: Array<ContactEdge>;
  nodes: Array<Contact>;
  pageInfo: PageInfo;
};

export type ContactEdge = {
  cursor: Scalars['String']['output'];
  node: Contact;
};

/** A person's yes to one of your apps. */
export type Contact = {
  /** The one name under which you know the person; another partner's is unrelated. */
  contactId: Scalars['String']['output'];
  app: App;
  state: ContactState;
  /** Null once the yes is over. That you read it is recorded, and the person sees it. */
  email?: Maybe<Scalars['EmailAddress']['output']>;
  /** What you may use it for, and nothing else. */
  purposes: Array<Purpose>;
  releasedAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What a partner may use an email for. */
export type Purpose =
  /** To create an account in the app. */
  | 'ACCOUNT_CREATION'
  /** To write about the app. */
  | 'COMMUNICATION';

/** How many people an offer reached. Nothing says which offer it is. */
export type OfferReport = {
  /** Where the last week ends that it is about: a Monday, 00:00 UTC. There are at most 8 weeks. */
  weekEnding: Scalars['DateTime']['output'];
  /** How many people saw the offer, to the nearest 50. Null: fewer than 1,000 after the noise. */
  reached?: Maybe<Scalars['Int']['output']>;
  /** How many of them dismissed it, to the nearest 50. Null: fewer than 1,000 after the noise. */
  dismissed?: Maybe<Scalars['Int']['output']>;
};

export type DeletionState =
  /** Delete it and say so (`attestDeletion`). */
  | 'OPEN'
  /** You said so. */
  | 'ATTESTED'
  /** The person said yes again: you may keep it. */
  | 'VOID';

export type DeletionConnection = {
  edges: Array<DeletionEdge>;
  nodes: Array<Deletion>;
  pageInfo: PageInfo;
};

export type DeletionEdge = {
  cursor: Scalars['String']['output'];
  node: Deletion;
};

/** What you have to delete of a person for an app. */
export type Deletion = {
  id: Scalars['ID']['output'];
  contactId: Scalars['String']['output'];
  app: App;
  state: DeletionState;
  openedAt: Scalars['DateTime']['output'];
  dueAt: Scalars['DateTime']['output'];
  attestedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type RecoveryState = 'RUNNING' | 'DONE';

export type RecoveryConnection = {
  edges: Array<RecoveryEdge>;
  nodes: Array<Recovery>;
  pageInfo: PageInfo;
};

export type RecoveryEdge = {
  cursor: Scalars['String']['output'];
  node: Recovery;
};

export type Recovery = {
  id: Scalars['ID']['output'];
  endpointId: Scalars['ID']['output'];
  since: Scalars['DateTime']['output'];
  until: Scalars['DateTime']['output'];
  /** Whether what arrived is sent again too. */
  everything: Scalars['Boolean']['output'];
  state: RecoveryState;
  /** Messages put on their way so far. */
  queued: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
};

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
  endpointId?: Maybe<Scalars['ID']['output']>;
  /** About a made-up person. */
  sandbox: Scalars['Boolean']['output'];
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
  | 'GONE'
  /** Something went wrong on our side; it goes again by the schedule. */
  | 'INTERNAL';

export type DeliveryAttempt = {
  number: Scalars['Int']['output'];
  startedAt: Scalars['DateTime']['output'];
  /** Null: no result yet. */
  outcome?: Maybe<AttemptOutcome>;
  /** The HTTP status, if one came. */
  status?: Maybe<Scalars['Int']['output']>;
  durationMs?: Maybe<Scalars['Int']['output']>;
};

/** A header of your own, as your server wants it. */
export type WebhookHeaderInput = {
  name: Scalars['String']['input'];
  /** Kept under seal; shown to nobody. */
  value: Scalars['String']['input'];
};

/** What we show your server (mutual TLS), PEM. Kept under seal. */
export type ClientCertificateInput = {
  certificate: Scalars['String']['input'];
  privateKey: Scalars['String']['input'];
};

export type CreateWebhookEndpointInput = {
  /** https on the public internet; in development also http to this machine, where SLUICE_LOOPBACK_WEBHOOKS allows it. */
  url: Scalars['URL']['input'];
  /** For made-up people. */
  sandbox?: Scalars['Boolean']['input'];
  /** Left out: all. */
  events?: InputMaybe<Array<WebhookEvent>>;
  thin?: Scalars['Boolean']['input'];
  encryptionKey?: InputMaybe<Scalars['String']['input']>;
  maxPerSecond?: InputMaybe<Scalars['Int']['input']>;
  headers?: InputMaybe<Array<WebhookHeaderInput>>;
  clientCertificate?: InputMaybe<ClientCertificateInput>;
  idempotencyKey: Scalars['ID']['input'];
};

/** Left out: as it is. Null: none, or its default. */
export type UpdateWebhookEndpointInput = {
  endpointId: Scalars['ID']['input'];
  url?: InputMaybe<Scalars['URL']['input']>;
  events?: InputMaybe<Array<WebhookEvent>>;
  thin?: InputMaybe<Scalars['Boolean']['input']>;
  encryptionKey?: InputMaybe<Scalars['String']['input']>;
  maxPerSecond?: InputMaybe<Scalars['Int']['input']>;
  headers?: InputMaybe<Array<WebhookHeaderInput>>;
  clientCertificate?: InputMaybe<ClientCertificateInput>;
  idempotencyKey: Scalars['ID']['input'];
};

export type VerifyWebhookEndpointInput = {
  endpointId: Scalars['ID']['input'];
};

export type WebhookEndpointInput = {
  endpointId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type WebhookEndpointPayload = {
  endpoint?: Maybe<WebhookEndpoint>;
  userErrors: Array<UserError>;
};

export type WebhookSecretPayload = {
  endpoint?: Maybe<WebhookEndpoint>;
  /** Signs every message (Standard Webhooks, `whsec_...`). Shown now and when this request is repeated, never else. */
  secret?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type RotateWebhookSecretInput = {
  endpointId: Scalars['ID']['input'];
  /** How long the old one signs too, 0 to 168. */
  overlapHours?: Scalars['Int']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type SandboxEnd = 'WITHDRAWN' | 'UNINSTALLED' | 'ERASED';

export type SendTestEventInput = {
  endpointId: Scalars['ID']['input'];
  /** Left out: the first of your apps. */
  appId?: InputMaybe<Scalars['ID']['input']>;
  event?: WebhookEvent;
  idempotencyKey: Scalars['ID']['input'];
};

export type CreateSandboxContactInput = {
  appId: Scalars['ID']['input'];
  /** Whether the made-up person installs the app, or agrees to be written to and no more. */
  install?: Scalars['Boolean']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type EndSandboxContactInput = {
  contactId: Scalars['String']['input'];
  reason?: SandboxEnd;
  idempotencyKey: Scalars['ID']['input'];
};

/** Somebody made up. */
export type SandboxContact = {
  contactId: Scalars['String']['output'];
  appId: Scalars['ID']['output'];
  email: Scalars['EmailAddress']['output'];
  createdAt: Scalars['DateTime']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  attestedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type SendTestEventPayload = {
  delivery?: Maybe<Delivery>;
  userErrors: Array<UserError>;
};

export type SandboxPayload = {
  contact?: Maybe<SandboxContact>;
  userErrors: Array<UserError>;
};

export type ReplayDeliveryInput = {
  deliveryId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type ReplayDeliveryPayload = {
  delivery?: Maybe<Delivery>;
  userErrors: Array<UserError>;
};

export type RecoverDeliveriesInput = {
  endpointId: Scalars['ID']['input'];
  since: Scalars['DateTime']['input'];
  /** Whether what arrived is sent again too. */
  everything?: Scalars['Boolean']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type RecoverDeliveriesPayload = {
  recovery?: Maybe<Recovery>;
  userErrors: Array<UserError>;
};

export type AttestDeletionInput = {
  contactId: Scalars['String']['input'];
  appId: Scalars['ID']['input'];
  idempotencyKey: Scalars['ID']['input'];
};

export type AttestDeletionPayload = {
  attestedAt?: Maybe<Scalars['DateTime']['output']>;
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
  /** The person has said yes again: there is nothing to delete. */
  | 'DELETION_NOT_DUE'
  /** The yes behind it is over. */
  | 'GRANT_ENDED'
  /** The idempotency key was used for another request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field has a wrong value; `field` names it, the message says what it wants. */
  | 'INVALID_INPUT'
  /** There is nothing of yours with this id. */
  | 'NOT_FOUND'
  /** The endpoint did not repeat the challenge. */
  | 'OWNERSHIP_UNPROVEN'
  /** The URL cannot be called. */
  | 'URL_NOT_ALLOWED'
  /** There is no open invitation with this code: it is wrong, used, expired or replaced. */
  | 'INVITATION_UNKNOWN'
  /** The last API key does not revoke itself. */
  | 'LAST_API_KEY'
  /** There are as many as there may be. */
  | 'LIMIT_REACHED'
  /** Publish a privacy policy first. */
  | 'PARTNER_POLICY_MISSING'
  /** A suspended partner can look, and keep its keys safe. */
  | 'PARTNER_SUSPENDED'
  /** The slug names something else already. */
  | 'SLUG_TAKEN'
  /** It is not where this can be done; the message says why. */
  | 'WRONG_STATUS';

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
  ComplaintConnection: ResolverTypeWrapper<
    Omit<ComplaintConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ComplaintEdge']>;
      nodes: Array<ResolversTypes['Complaint']>;
    }
  >;
  ComplaintEdge: ResolverTypeWrapper<Omit<ComplaintEdge, 'node'> & { node: ResolversTypes['Complaint'] }>;
  Complaint: ResolverTypeWrapper<OfficeCaseRow>;
  Mutation: ResolverTypeWrapper<{}>;
  OAuthClient: ResolverTypeWrapper<OAuthClientRow>;
  OAuthCredentialKind: OAuthCredentialKind;
  OAuthCredential: ResolverTypeWrapper<OAuthCredentialRow>;
  CreateOAuthClientInput: CreateOAuthClientInput;
  RotateClientSecretInput: RotateClientSecretInput;
  SetClientKeyInput: SetClientKeyInput;
  RevokeOAuthClientInput: RevokeOAuthClientInput;
  OAuthClientSecretPayload: ResolverTypeWrapper<
    Omit<OAuthClientSecretPayload, 'client'> & { client?: Maybe<ResolversTypes['OAuthClient']> }
  >;
  OAuthClientPayload: ResolverTypeWrapper<
    Omit<OAuthClientPayload, 'client'> & { client?: Maybe<ResolversTypes['OAuthClient']> }
  >;
  PartnerStatus: PartnerStatus;
  Partner: ResolverTypeWrapper<PartnerRow>;
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
  DisabledReason: DisabledReason;
  WebhookEndpoint: ResolverTypeWrapper<EndpointRow>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  WebhookEvent: WebhookEvent;
  DeliveryFilter: DeliveryFilter;
  ContactState: ContactState;
  ContactConnection: ResolverTypeWrapper<
    Omit<ContactConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['ContactEdge']>;
      nodes: Array<ResolversTypes['Contact']>;
    }
  >;
  ContactEdge: ResolverTypeWrapper<Omit<ContactEdge, 'node'> & { node: ResolversTypes['Contact'] }>;
  Contact: ResolverTypeWrapper<ReleaseRow>;
  Purpose: Purpose;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  OfferReport: ResolverTypeWrapper<OfferReportRow>;
  DeletionState: DeletionState;
  DeletionConnection: ResolverTypeWrapper<
    Omit<DeletionConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['DeletionEdge']>;
      nodes: Array<ResolversTypes['Deletion']>;
    }
  >;
  DeletionEdge: ResolverTypeWrapper<Omit<DeletionEdge, 'node'> & { node: ResolversTypes['Deletion'] }>;
  Deletion: ResolverTypeWrapper<DeletionDutyRow>;
  RecoveryState: RecoveryState;
  RecoveryConnection: ResolverTypeWrapper<
    Omit<RecoveryConnection, 'edges' | 'nodes'> & {
      edges: Array<ResolversTypes['RecoveryEdge']>;
      nodes: Array<ResolversTypes['Recovery']>;
    }
  >;
  RecoveryEdge: ResolverTypeWrapper<Omit<RecoveryEdge, 'node'> & { node: ResolversTypes['Recovery'] }>;
  Recovery: ResolverTypeWrapper<RecoveryRow>;
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
  WebhookHeaderInput: WebhookHeaderInput;
  ClientCertificateInput: ClientCertificateInput;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  UpdateWebhookEndpointInput: UpdateWebhookEndpointInput;
  VerifyWebhookEndpointInput: VerifyWebhookEndpointInput;
  WebhookEndpointInput: WebhookEndpointInput;
  WebhookEndpointPayload: ResolverTypeWrapper<
    Omit<WebhookEndpointPayload, 'endpoint'> & { endpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }
  >;
  WebhookSecretPayload: ResolverTypeWrapper<
    Omit<WebhookSecretPayload, 'endpoint'> & { endpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }
  >;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  SandboxEnd: SandboxEnd;
  SendTestEventInput: SendTestEventInput;
  CreateSandboxContactInput: CreateSandboxContactInput;
  EndSandboxContactInput: EndSandboxContactInput;
  SandboxContact: ResolverTypeWrapper<SandboxContactRow>;
  SendTestEventPayload: ResolverTypeWrapper<
    Omit<SendTestEventPayload, 'delivery'> & { delivery?: Maybe<ResolversTypes['Delivery']> }
  >;
  SandboxPayload: ResolverTypeWrapper<
    Omit<SandboxPayload, 'contact'> & { contact?: Maybe<ResolversTypes['SandboxContact']> }
  >;
  ReplayDeliveryInput: ReplayDeliveryInput;
  ReplayDeliveryPayload: ResolverTypeWrapper<
    Omit<ReplayDeliveryPayload, 'delivery'> & { delivery?: Maybe<ResolversTypes['Delivery']> }
  >;
  RecoverDeliveriesInput: RecoverDeliveriesInput;
  RecoverDeliveriesPayload: ResolverTypeWrapper<
    Omit<RecoverDeliveriesPayload, 'recovery'> & { recovery?: Maybe<ResolversTypes['Recovery']> }
  >;
  AttestDeletionInput: AttestDeletionInput;
  AttestDeletionPayload: ResolverTypeWrapper<AttestDeletionPayload>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  DeliveryState: DeliveryState;
  UserErrorCode: UserErrorCode;
  PrivacyPolicy: ResolverTypeWrapper<PartnerPolicyRow>;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  Category: ResolverTypeWrapper<CategoryRow>;
  AppRevisionState: AppRevisionState;
  AppRevision: ResolverTypeWrapper<AppRevisionRow>;
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
  ComplaintConnection: Omit<ComplaintConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ComplaintEdge']>;
    nodes: Array<ResolversParentTypes['Complaint']>;
  };
  ComplaintEdge: Omit<ComplaintEdge, 'node'> & { node: ResolversParentTypes['Complaint'] };
  Complaint: OfficeCaseRow;
  Mutation: {};
  OAuthClient: OAuthClientRow;
  OAuthCredential: OAuthCredentialRow;
  CreateOAuthClientInput: CreateOAuthClientInput;
  RotateClientSecretInput: RotateClientSecretInput;
  SetClientKeyInput: SetClientKeyInput;
  RevokeOAuthClientInput: RevokeOAuthClientInput;
  OAuthClientSecretPayload: Omit<OAuthClientSecretPayload, 'client'> & {
    client?: Maybe<ResolversParentTypes['OAuthClient']>;
  };
  OAuthClientPayload: Omit<OAuthClientPayload, 'client'> & {
    client?: Maybe<ResolversParentTypes['OAuthClient']>;
  };
  Partner: PartnerRow;
  AppConnection: Omit<AppConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['AppEdge']>;
    nodes: Array<ResolversParentTypes['App']>;
  };
  AppEdge: Omit<AppEdge, 'node'> & { node: ResolversParentTypes['App'] };
  App: AppRow;
  WebhookEndpoint: EndpointRow;
  Boolean: Scalars['Boolean']['output'];
  DeliveryFilter: DeliveryFilter;
  ContactConnection: Omit<ContactConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['ContactEdge']>;
    nodes: Array<ResolversParentTypes['Contact']>;
  };
  ContactEdge: Omit<ContactEdge, 'node'> & { node: ResolversParentTypes['Contact'] };
  Contact: ReleaseRow;
  EmailAddress: Scalars['EmailAddress']['output'];
  OfferReport: OfferReportRow;
  DeletionConnection: Omit<DeletionConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DeletionEdge']>;
    nodes: Array<ResolversParentTypes['Deletion']>;
  };
  DeletionEdge: Omit<DeletionEdge, 'node'> & { node: ResolversParentTypes['Deletion'] };
  Deletion: DeletionDutyRow;
  RecoveryConnection: Omit<RecoveryConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['RecoveryEdge']>;
    nodes: Array<ResolversParentTypes['Recovery']>;
  };
  RecoveryEdge: Omit<RecoveryEdge, 'node'> & { node: ResolversParentTypes['Recovery'] };
  Recovery: RecoveryRow;
  DeliveryConnection: Omit<DeliveryConnection, 'edges' | 'nodes'> & {
    edges: Array<ResolversParentTypes['DeliveryEdge']>;
    nodes: Array<ResolversParentTypes['Delivery']>;
  };
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  Delivery: DeliveryRow;
  DeliveryAttempt: AttemptRow;
  WebhookHeaderInput: WebhookHeaderInput;
  ClientCertificateInput: ClientCertificateInput;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  UpdateWebhookEndpointInput: UpdateWebhookEndpointInput;
  VerifyWebhookEndpointInput: VerifyWebhookEndpointInput;
  WebhookEndpointInput: WebhookEndpointInput;
  WebhookEndpointPayload: Omit<WebhookEndpointPayload, 'endpoint'> & {
    endpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']>;
  };
  WebhookSecretPayload: Omit<WebhookSecretPayload, 'endpoint'> & {
    endpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']>;
  };
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  SendTestEventInput: SendTestEventInput;
  CreateSandboxContactInput: CreateSandboxContactInput;
  EndSandboxContactInput: EndSandboxContactInput;
  SandboxContact: SandboxContactRow;
  SendTestEventPayload: Omit<SendTestEventPayload, 'delivery'> & {
    delivery?: Maybe<ResolversParentTypes['Delivery']>;
  };
  SandboxPayload: Omit<SandboxPayload, 'contact'> & {
    contact?: Maybe<ResolversParentTypes['SandboxContact']>;
  };
  ReplayDeliveryInput: ReplayDeliveryInput;
  ReplayDeliveryPayload: Omit<ReplayDeliveryPayload, 'delivery'> & {
    delivery?: Maybe<ResolversParentTypes['Delivery']>;
  };
  RecoverDeliveriesInput: RecoverDeliveriesInput;
  RecoverDeliveriesPayload: Omit<RecoverDeliveriesPayload, 'recovery'> & {
    recovery?: Maybe<ResolversParentTypes['Recovery']>;
  };
  AttestDeletionInput: AttestDeletionInput;
  AttestDeletionPayload: AttestDeletionPayload;
  URL: Scalars['URL']['output'];
  PrivacyPolicy: PartnerPolicyRow;
  ApiKey: ApiKeyRow;
  Category: CategoryRow;
  AppRevision: AppRevisionRow;
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
  complaints?: Resolver<
    ResolversTypes['ComplaintConnection'],
    ParentType,
    ContextType,
    Partial<QueryComplaintsArgs>
  >;
  oauthClients?: Resolver<Array<ResolversTypes['OAuthClient']>, ParentType, ContextType>;
  me?: Resolver<ResolversTypes['Partner'], ParentType, ContextType>;
  apps?: Resolver<ResolversTypes['AppConnection'], ParentType, ContextType, Partial<QueryAppsArgs>>;
  webhookEndpoints?: Resolver<Array<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  deliveries?: Resolver<
    ResolversTypes['DeliveryConnection'],
    ParentType,
    ContextType,
    Partial<QueryDeliveriesArgs>
  >;
  contacts?: Resolver<
    ResolversTypes['ContactConnection'],
    ParentType,
    ContextType,
    Partial<QueryContactsArgs>
  >;
  contact?: Resolver<
    Maybe<ResolversTypes['Contact']>,
    ParentType,
    ContextType,
    RequireFields<QueryContactArgs, 'contactId' | 'appId'>
  >;
  deletions?: Resolver<
    ResolversTypes['DeletionConnection'],
    ParentType,
    ContextType,
    Partial<QueryDeletionsArgs>
  >;
  recoveries?: Resolver<
    ResolversTypes['RecoveryConnection'],
    ParentType,
    ContextType,
    Partial<QueryRecoveriesArgs>
  >;
  offerReport?: Resolver<
    Array<ResolversTypes['OfferReport']>,
    ParentType,
    ContextType,
    RequireFields<QueryOfferReportArgs, 'appId'>
  >;
  apiKeys?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  rateLimit?: Resolver<ResolversTypes['RateLimit'], ParentType, ContextType>;
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
  violation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  answerBy?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  answeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  createOAuthClient?: Resolver<
    ResolversTypes['OAuthClientSecretPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateOAuthClientArgs, 'input'>
  >;
  rotateClientSecret?: Resolver<
    ResolversTypes['OAuthClientSecretPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRotateClientSecretArgs, 'input'>
  >;
  setClientKey?: Resolver<
    ResolversTypes['OAuthClientPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetClientKeyArgs, 'input'>
  >;
  revokeOAuthClient?: Resolver<
    ResolversTypes['OAuthClientPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRevokeOAuthClientArgs, 'input'>
  >;
  createWebhookEndpoint?: Resolver<
    ResolversTypes['WebhookSecretPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateWebhookEndpointArgs, 'input'>
  >;
  verifyWebhookEndpoint?: Resolver<
    ResolversTypes['WebhookEndpointPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationVerifyWebhookEndpointArgs, 'input'>
  >;
  updateWebhookEndpoint?: Resolver<
    ResolversTypes['WebhookEndpointPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateWebhookEndpointArgs, 'input'>
  >;
  pauseWebhookEndpoint?: Resolver<
    ResolversTypes['WebhookEndpointPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPauseWebhookEndpointArgs, 'input'>
  >;
  resumeWebhookEndpoint?: Resolver<
    ResolversTypes['WebhookEndpointPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationResumeWebhookEndpointArgs, 'input'>
  >;
  deleteWebhookEndpoint?: Resolver<
    ResolversTypes['WebhookEndpointPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteWebhookEndpointArgs, 'input'>
  >;
  rotateWebhookSecret?: Resolver<
    ResolversTypes['WebhookSecretPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRotateWebhookSecretArgs, 'input'>
  >;
  sendTestEvent?: Resolver<
    ResolversTypes['SendTestEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSendTestEventArgs, 'input'>
  >;
  createSandboxContact?: Resolver<
    ResolversTypes['SandboxPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateSandboxContactArgs, 'input'>
  >;
  endSandboxContact?: Resolver<
    ResolversTypes['SandboxPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEndSandboxContactArgs, 'input'>
  >;
  replayDelivery?: Resolver<
    ResolversTypes['ReplayDeliveryPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReplayDeliveryArgs, 'input'>
  >;
  recoverDeliveries?: Resolver<
    ResolversTypes['RecoverDeliveriesPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecoverDeliveriesArgs, 'input'>
  >;
  attestDeletion?: Resolver<
    ResolversTypes['AttestDeletionPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAttestDeletionArgs, 'input'>
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

export type OAuthClientResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OAuthClient'] = ResolversParentTypes['OAuthClient'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  credentials?: Resolver<Array<ResolversTypes['OAuthCredential']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthCredentialResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OAuthCredential'] = ResolversParentTypes['OAuthCredential'],
> = {
  kind?: Resolver<ResolversTypes['OAuthCredentialKind'], ParentType, ContextType>;
  publicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthClientSecretPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OAuthClientSecretPayload'] =
    ResolversParentTypes['OAuthClientSecretPayload'],
> = {
  client?: Resolver<Maybe<ResolversTypes['OAuthClient']>, ParentType, ContextType>;
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OAuthClientPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OAuthClientPayload'] = ResolversParentTypes['OAuthClientPayload'],
> = {
  client?: Resolver<Maybe<ResolversTypes['OAuthClient']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
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
  status?: Resolver<ResolversTypes['PartnerStatus'], ParentType, ContextType>;
  suspensionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  privacyPolicyUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  privacyPolicy?: Resolver<Maybe<ResolversTypes['PrivacyPolicy']>, ParentType, ContextType>;
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
  disabledReason?: Resolver<Maybe<ResolversTypes['DisabledReason']>, ParentType, ContextType>;
  sandbox?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  events?: Resolver<Maybe<Array<ResolversTypes['WebhookEvent']>>, ParentType, ContextType>;
  thin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  encryptionKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maxPerSecond?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  headerNames?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  hasClientCertificate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  consecutiveFailures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  restsUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  verifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ContactConnection'] = ResolversParentTypes['ContactConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['ContactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Contact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ContactEdge'] = ResolversParentTypes['ContactEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact'],
> = {
  contactId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ContactState'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  purposes?: Resolver<Array<ResolversTypes['Purpose']>, ParentType, ContextType>;
  releasedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<
  ResolversTypes['EmailAddress'],
  any
> {
  name: 'EmailAddress';
}

export type OfferReportResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['OfferReport'] = ResolversParentTypes['OfferReport'],
> = {
  weekEnding?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reached?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  dismissed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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
  contactId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  app?: Resolver<ResolversTypes['App'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeletionState'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecoveryConnectionResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RecoveryConnection'] = ResolversParentTypes['RecoveryConnection'],
> = {
  edges?: Resolver<Array<ResolversTypes['RecoveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Recovery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecoveryEdgeResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RecoveryEdge'] = ResolversParentTypes['RecoveryEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Recovery'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecoveryResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['Recovery'] = ResolversParentTypes['Recovery'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endpointId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  everything?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RecoveryState'], ParentType, ContextType>;
  queued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
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
  endpointId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sandbox?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type WebhookEndpointPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['WebhookEndpointPayload'] =
    ResolversParentTypes['WebhookEndpointPayload'],
> = {
  endpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookSecretPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['WebhookSecretPayload'] =
    ResolversParentTypes['WebhookSecretPayload'],
> = {
  endpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxContactResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SandboxContact'] = ResolversParentTypes['SandboxContact'],
> = {
  contactId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  appId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SendTestEventPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SendTestEventPayload'] =
    ResolversParentTypes['SendTestEventPayload'],
> = {
  delivery?: Resolver<Maybe<ResolversTypes['Delivery']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SandboxPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['SandboxPayload'] = ResolversParentTypes['SandboxPayload'],
> = {
  contact?: Resolver<Maybe<ResolversTypes['SandboxContact']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplayDeliveryPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['ReplayDeliveryPayload'] =
    ResolversParentTypes['ReplayDeliveryPayload'],
> = {
  delivery?: Resolver<Maybe<ResolversTypes['Delivery']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecoverDeliveriesPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['RecoverDeliveriesPayload'] =
    ResolversParentTypes['RecoverDeliveriesPayload'],
> = {
  recovery?: Resolver<Maybe<ResolversTypes['Recovery']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttestDeletionPayloadResolvers<
  ContextType = DoorContext,
  ParentType extends ResolversParentTypes['AttestDeletionPayload'] =
    ResolversParentTypes['AttestDeletionPayload'],
> = {
  attestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

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
  ComplaintConnection?: ComplaintConnectionResolvers<ContextType>;
  ComplaintEdge?: ComplaintEdgeResolvers<ContextType>;
  Complaint?: ComplaintResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  OAuthClient?: OAuthClientResolvers<ContextType>;
  OAuthCredential?: OAuthCredentialResolvers<ContextType>;
  OAuthClientSecretPayload?: OAuthClientSecretPayloadResolvers<ContextType>;
  OAuthClientPayload?: OAuthClientPayloadResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  AppConnection?: AppConnectionResolvers<ContextType>;
  AppEdge?: AppEdgeResolvers<ContextType>;
  App?: AppResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  ContactConnection?: ContactConnectionResolvers<ContextType>;
  ContactEdge?: ContactEdgeResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  OfferReport?: OfferReportResolvers<ContextType>;
  DeletionConnection?: DeletionConnectionResolvers<ContextType>;
  DeletionEdge?: DeletionEdgeResolvers<ContextType>;
  Deletion?: DeletionResolvers<ContextType>;
  RecoveryConnection?: RecoveryConnectionResolvers<ContextType>;
  RecoveryEdge?: RecoveryEdgeResolvers<ContextType>;
  Recovery?: RecoveryResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryAttempt?: DeliveryAttemptResolvers<ContextType>;
  WebhookEndpointPayload?: WebhookEndpointPayloadResolvers<ContextType>;
  WebhookSecretPayload?: WebhookSecretPayloadResolvers<ContextType>;
  SandboxContact?: SandboxContactResolvers<ContextType>;
  SendTestEventPayload?: SendTestEventPayloadResolvers<ContextType>;
  SandboxPayload?: SandboxPayloadResolvers<ContextType>;
  ReplayDeliveryPayload?: ReplayDeliveryPayloadResolvers<ContextType>;
  RecoverDeliveriesPayload?: RecoverDeliveriesPayloadResolvers<ContextType>;
  AttestDeletionPayload?: AttestDeletionPayloadResolvers<ContextType>;
  URL?: GraphQLScalarType;
  PrivacyPolicy?: PrivacyPolicyResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  AppRevision?: AppRevisionResolvers<ContextType>;
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  UpdatePartnerPayload?: UpdatePartnerPayloadResolvers<ContextType>;
  PublishPrivacyPolicyPayload?: PublishPrivacyPolicyPayloadResolvers<ContextType>;
  AppPayload?: AppPayloadResolvers<ContextType>;
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
