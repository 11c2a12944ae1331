import { grantsById } from '../consent/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { AddressKind } from '../policies/index.ts';
import { relayAddresses } from '../relay/index.ts';
import type { RelayAddress } from '../relay/index.ts';
import type { ReleasedEmail } from '../vault/open.ts';
import { openEntries } from './open-entries.ts';
import type { OpeningParts } from './open-entries.ts';
import type { Release } from './store.ts';

/** What a partner gets of a release: the person's own email, opened against a receipt, or a relay address. */
export type PartnerAddress = ReleasedEmail | RelayAddress;

/** A release on its way, and the entry of the ledger that lets its email out. */
export interface OutgoingRelease {
  readonly key: string;
  readonly release: Release;
  readonly entryId: string;
}

/** The addresses that partners get of these releases, by key. For a yes that gives a relay address nothing is opened. */
export async function partnerAddresses(
  reader: Reader,
  parts: OpeningParts,
  outgoing: readonly OutgoingRelease[],
): Promise<Map<string, PartnerAddress>> {
  const grants = await grantsById(
    reader,
    outgoing.map(({ release }) => release.grantId),
  );
  const ofKind = (kind: AddressKind): OutgoingRelease[] =>
    outgoing.filter(({ release }) => grants.get(release.grantId)?.address === kind);
  const [real, relayed] = [ofKind('real'), ofKind('relay')];
  const emails = await openEntries(
    reader,
    parts,
    real.map(({ entryId }) => entryId),
  );
  const addressOf = await relayAddresses(
    reader,
    relayed.map(({ release }) => release),
  );
  const found = [
    ...real.map(({ key, entryId }) => [key, emails.get(entryId) ?? null] as const),
    ...relayed.map(({ key, release }) => [key, addressOf(release) ?? null] as const),
  ];
  return new Map(found.flatMap(([key, address]) => (address === null ? [] : [[key, address]])));
}
