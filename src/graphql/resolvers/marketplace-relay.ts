import type { Database } from '../../platform/db/index.ts';
import { relayAddresses } from '../../relay/index.ts';
import type { Resolvers } from '../generated/marketplace.ts';
import { upper } from '../shapes.ts';

const MAX_LETTERS = 50;

export interface RelayServices {
  readonly db: Database;
  /** Null: there are no relay addresses. */
  readonly relayDomain: string | null;
}

/** The marketplace door's fields for addresses that stand for people's own. */
export function createRelayResolvers({ db, relayDomain }: RelayServices) {
  return {
    Query: { relayDomain: () => relayDomain },
    Disclosure: { address: ({ address }) => upper(address) },
    Grant: {
      address: ({ address }) => upper(address),
      relayAddress: async (grant) => {
        if (grant.address === 'real') return null;
        const addressOf = await db.read((r) => relayAddresses(r, [grant]));
        return addressOf(grant)?.reveal() ?? null;
      },
      relayed: async (grant, _, { loaders }) =>
        [...(await loaders.relayed.load(grant.id))].reverse().slice(0, MAX_LETTERS),
    },
    RelayedLetter: {
      at: (entry) => entry.recordedAt,
      proof: (entry, _, { loaders }) => loaders.openedProofs.load(entry.id),
    },
  } satisfies Resolvers;
}
