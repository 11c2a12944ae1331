import type { ActiveGrant } from '../consent/index.ts';
import { SealedEmail } from '../kernel/sealed-email.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import * as store from './store.ts';
import type { Pair } from './types.ts';

let make: (row: store.AddressRow) => RelayAddress;

/** An address that stands for a person. Only `relayAddresses` makes one, of what was kept; nothing is opened for it. */
export class RelayAddress extends SealedEmail {
  readonly #kept = true;

  private constructor(row: store.AddressRow) {
    super(`${row.name}@${row.domain}`);
  }

  static {
    make = (row) => new RelayAddress(row);
  }

  static isGenuine(value: unknown): value is RelayAddress {
    return typeof value === 'object' && value !== null && #kept in value;
  }
}

/** What the address of a person for an app of a partner is made of: nobody else ever gets the same one. */
const nameFor = (hashes: Pick<KeyedHashes, 'relayName'>, { subjectId, partnerId, appId }: Pair): string =>
  hashes.relayName(JSON.stringify(['address', partnerId, appId, subjectId]));

/** Makes the addresses that these grants want, if they are not there. Two yeses to one app share one. */
export async function makeRelayAddresses(
  tx: Tx,
  parts: { readonly hashes: Pick<KeyedHashes, 'relayName'>; readonly domain: string | null },
  grants: readonly ActiveGrant[],
): Promise<void> {
  const { hashes, domain } = parts;
  // Without a domain no such yes is taken; what waited since there was one has its address.
  if (domain === null) return;
  const rows = grants
    .filter(({ address }) => address === 'relay')
    .map((grant) => ({
      name: nameFor(hashes, grant),
      domain,
      subject_id: grant.subjectId,
      partner_id: grant.partnerId,
      app_id: grant.appId,
      made_at: tx.now,
    }));
  await store.keepAddresses(tx, [...new Map(rows.map((row) => [row.name, row])).values()]);
}

/** The addresses that partners have in place of people's own; null for a pair that has none. */
export async function relayAddresses(
  at: Queryable,
  pairs: readonly Pair[],
): Promise<(pair: Pair) => RelayAddress | null> {
  const rows = await store.addressesOf(
    at,
    pairs.map(({ subjectId }) => subjectId),
  );
  const kept = new Map(rows.map((row) => [store.pairKey(store.toPair(row)), make(row)]));
  return (pair) => kept.get(store.pairKey(pair)) ?? null;
}
