import { findByLogin } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import { createLoaders } from '../../graphql/index.ts';
import type { Budget, DoorContext, Loaders, Prepare } from '../../graphql/index.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Login, Principal, Session } from '../../kernel/principal.ts';
import { heedSignal } from '../../offers/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { ReceiptParts } from '../../privacy/index.ts';

const unauthenticated = (): AppError =>
  new AppError('UNAUTHENTICATED', 'This wants a token: Authorization: Bearer ...');

export interface ContextParts {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly receipts: ReceiptParts;
}

/** What is known of a request before it runs. */
export interface Known extends Pick<DoorContext, 'principal' | 'budget' | 'prepare' | 'requestId'> {
  /** Whether the browser says that its person wants no offers. */
  readonly signal: boolean;
}

type Shared = Pick<ContextParts, 'db' | 'hashes'>;

/**
 * A class, for one is made for each request: functions of its own would be made with it. The server runs a copy (own
 * properties on the same prototype), so nothing of it is private by `#`.
 */
class RequestContext implements DoorContext {
  private readonly shared: Shared;
  private readonly signal: boolean;
  private found: Promise<Subject | null> | null = null;
  readonly principal: Principal;
  readonly budget: Budget;
  readonly prepare: Prepare;
  readonly requestId: string | null;
  readonly loaders: Loaders;

  constructor(shared: Shared, known: Known, loaders: Loaders) {
    this.shared = shared;
    this.signal = known.signal;
    this.principal = known.principal;
    this.budget = known.budget;
    this.prepare = known.prepare;
    this.requestId = known.requestId;
    this.loaders = loaders;
  }

  private user(): Extract<Principal, { kind: 'user' }> {
    if (this.principal.kind !== 'user') throw unauthenticated();
    return this.principal;
  }

  login(): Login {
    return this.user().login;
  }

  session(): Session {
    return this.user().session;
  }

  subject(): Promise<Subject | null> {
    this.found ??= this.findSubject();
    return this.found;
  }

  private async findSubject(): Promise<Subject | null> {
    const { issuer, sub } = this.login();
    const { db, hashes } = this.shared;
    const found = await db.read((reader) => findByLogin(reader, hashes.loginIndex(issuer, sub)));
    if (found !== null) await this.heedSignal(found.id);
    return found;
  }

  async heedSignal(subjectId: string): Promise<void> {
    if (this.signal) await heedSignal(this.shared.db, subjectId);
  }

  partnerId(): string {
    if (this.principal.kind !== 'partner') throw unauthenticated();
    return this.principal.partnerId;
  }

  staff(): string {
    const { principal } = this;
    if (!('name' in principal)) throw unauthenticated();
    return `${principal.kind}:${principal.name}`;
  }
}

/** Makes what one request's resolvers share. */
export function createContexts({ db, hashes, receipts }: ContextParts): (known: Known) => DoorContext {
  const loadersOfRequest = createLoaders(db, receipts);
  const shared = { db, hashes };
  return (known) => new RequestContext(shared, known, loadersOfRequest());
}
