import { findByLogin } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import { createLoaders } from '../../graphql/index.ts';
import type { DoorContext, Loaders } from '../../graphql/index.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Login, Principal } from '../../kernel/principal.ts';
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

/** Makes what one request's resolvers share. */
export function createContexts({ db, hashes, receipts }: ContextParts): (request: Known) => DoorContext {
  const loadersOfRequest = createLoaders(db, receipts);
  return (request) => contextOf(request, { db, hashes, loaders: loadersOfRequest() });
}

function contextOf(
  request: Known,
  { db, hashes, loaders }: Pick<ContextParts, 'db' | 'hashes'> & { readonly loaders: Loaders },
): DoorContext {
  const { signal, ...own } = request;
  const { principal } = own;
  let subject: Promise<Subject | null> | null = null;
  const user = (): Extract<Principal, { kind: 'user' }> => {
    if (principal.kind !== 'user') throw unauthenticated();
    return principal;
  };
  const login = (): Login => user().login;
  const heed = (subjectId: string): Promise<void> => (signal ? heedSignal(db, subjectId) : Promise.resolve());
  async function find(): Promise<Subject | null> {
    const { issuer, sub } = login();
    const found = await db.read((reader) => findByLogin(reader, hashes.loginIndex(issuer, sub)));
    if (found !== null) await heed(found.id);
    return found;
  }
  return {
    ...own,
    heedSignal: heed,
    loaders,
    login,
    session: () => user().session,
    subject() {
      subject ??= find();
      return subject;
    },
    partnerId() {
      if (principal.kind !== 'partner') throw unauthenticated();
      return principal.partnerId;
    },
    staff() {
      if (!('name' in principal)) throw unauthenticated();
      return `${principal.kind}:${principal.name}`;
    },
  };
}
