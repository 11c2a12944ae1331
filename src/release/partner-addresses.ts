import { grantsById } from '../consent/index.ts';
import type { Reader } from '../platform/db/index.ts';
import { relayAddresses } from '../relay/index.ts';
import type { RelayAddress } from '../relay/index.ts';
import type { ReleasedEmail } from '../vault/open.ts';
import { openEntries } from './open-entries.ts';
import type { OpeningParts } from './open-entries.ts';
import type { Release } from './store.ts';

/** What a partner gets of a release: the person's own email, opened against a receipt, or a relay address. */
export type PartnerAddress = ReleasedEmail | RelayAddress;

/**
 * The addresses that partners get of these releases, by release id. `entryOf` names the entry of the ledger that lets an
 * email out. For a yes that gives a relay address nothing is opened.
 */
export async function partnerAddresses(
  reader: Reader,
  parts: OpeningParts,
  releases: readonly Release[],
  entryOf: (release: Release) => string,
): Promise<Map<string, PartnerAddress>> {
  const grants = await grantsById(
    reader,
    releases.map(({ grantId }) => grantId),
  );
  const kindOf = ({ grantId }: Release) => grants.get(grantId)?.address;
  const real = releases.filter((release) => kindOf(release) === 'real');
  const relayed = releases.filter((release) => kindOf(release) === 'relay');
  const emails = await openEntries(reader, parts, real.map(entryOf));
  const addressOf = await relayAddresses(reader, relayed);
  const found = releases.map((release) => {
    const own = kindOf(release) === 'relay' ? addressOf(release) : emails.get(entryOf(release));
    return [release.id, own ?? null] as const;
  });
  return new Map(found.flatMap(([id, address]) => (address === null ? [] : [[id, address]])));
}
