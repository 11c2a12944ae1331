import DataLoader from 'dataloader';
import { listDuties } from '../../duties/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import { contactFeed, findContact } from '../../release/index.ts';
import type { Attestation, FetchContacts, Release } from '../../release/index.ts';
import type { DoorContext } from '../context.ts';
import type { Resolvers } from '../generated/partner.ts';
import { existing } from '../loaders.ts';
import { connection, lower, upper } from '../shapes.ts';
import { partnerPayload as payload } from './partner-payload.ts';

/** What a partner was released, fetched by itself, and what it has to delete. */
export function createContactResolvers(services: {
  readonly db: Database;
  readonly fetchContacts: FetchContacts;
  readonly attestDeletion: (
    partnerId: string,
    key: string,
    input: { readonly contactId: string; readonly appId: string },
  ) => Promise<Attestation | Refusal>;
}) {
  const { db, fetchContacts } = services;
  const loaders = new WeakMap<DoorContext, DataLoader<string, string | null>>();

  /** All emails that a request wants are recorded and opened together. */
  function emails(context: DoorContext): DataLoader<string, string | null> {
    let loader = loaders.get(context);
    if (loader === undefined) {
      loader = new DataLoader(async (releaseIds) => {
        const opened = await fetchContacts(context.partnerId(), releaseIds);
        return releaseIds.map((id) => opened.get(id)?.reveal() ?? null);
      });
      loaders.set(context, loader);
    }
    return loader;
  }

  const grantOf = (release: Release, context: DoorContext) =>
    existing(context.loaders.grants, release.grantId);

  return {
    Query: {
      contacts: async (_, page, context) => connection(await contactFeed(db, context.partnerId(), page)),
      contact: (_, { contactId, appId }, context) =>
        db.read((r) => findContact(r, context.partnerId(), contactId, appId)),
      deletions: async (_, { state, ...page }, context) => {
        const filter = {
          partnerId: context.partnerId(),
          state: state == null ? undefined : lower(state),
        };
        return connection(await db.read((r) => listDuties(r, filter, page)));
      },
    },
    Mutation: {
      attestDeletion: async (_, { input }, context) => {
        const { idempotencyKey: key, contactId, appId } = input;
        const attested = await services.attestDeletion(context.partnerId(), key, { contactId, appId });
        return payload(attested, ({ attestedAt }) => ({ attestedAt }));
      },
    },
    Contact: {
      app: (release, _, { loaders }) => existing(loaders.apps, release.appId),
      state: (release) => (release.endedAt === null ? 'ACTIVE' : 'ENDED'),
      email: (release, _, context) => (release.endedAt === null ? emails(context).load(release.id) : null),
      purposes: async (release, _, context) => (await grantOf(release, context)).purposes.map(upper),
    },
    Deletion: {
      app: (duty, _, { loaders }) => existing(loaders.apps, duty.appId),
      state: (duty) => upper(duty.state),
    },
  } satisfies Resolvers;
}
