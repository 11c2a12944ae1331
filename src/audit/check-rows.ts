import type { Grant, OfferRefusal } from '../consent/index.ts';
import { entriesAbout, entriesById } from '../ledger/index.ts';
import type { Entry } from '../ledger/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import type { Policy } from '../policies/index.ts';
import type { Release } from '../release/index.ts';
import { answerOfGrant, answerOfRefusal, checkDisclosures } from './check-disclosures.ts';
import { checkOwed } from './check-duties.ts';
import { failing, problem } from './problems.ts';
import type { Problem } from './problems.ts';

/** Rows that want an entry of the ledger, against the entries: the way back from `check-entries.ts`. */

/** Grants against the ledger, and against the texts that they answered. */
export async function checkGrants(at: Queryable, grants: readonly Grant[]): Promise<Problem[]> {
  const entries = await entriesAbout(
    at,
    ['release', 'withdrawal'],
    grants.map(({ id }) => id),
  );
  const count = (grantId: string, event: Entry['event']): number =>
    entries.filter((entry) => entry.about === grantId && entry.event === event).length;
  const rows = grants.flatMap((grant) =>
    failing(`grants ${grant.id}`, [
      [grant.state === 'active' || grant.state === 'ended', 'it is neither active nor ended'],
      [(grant.state === 'ended') === (grant.endedAt !== null), 'it says otherwise when it ended'],
      [(grant.state === 'ended') === (grant.endReason !== null), 'it says otherwise why it ended'],
      [count(grant.id, 'release') === 1, 'the ledger has no release of it, or more than one'],
      [
        count(grant.id, 'withdrawal') === (grant.state === 'ended' ? 1 : 0),
        grant.state === 'ended'
          ? 'it has ended, and the ledger does not say so once'
          : 'it is active, and the ledger says that it has ended',
      ],
    ]),
  );
  return [...rows, ...(await checkDisclosures(at, grants.map(answerOfGrant)))];
}

/** Releases against the ledger, and against what is to be deleted since. */
export async function checkReleases(at: Queryable, releases: readonly Release[]): Promise<Problem[]> {
  const found = await entriesById(
    at,
    releases.map(({ ledgerEntryId }) => ledgerEntryId),
  );
  const rows = releases.flatMap((release) =>
    failing(`releases ${release.id}`, [
      [found.get(release.ledgerEntryId)?.event === 'release', 'its entry of the ledger is not there'],
    ]),
  );
  return [...rows, ...(await checkOwed(at, releases))];
}

async function unrecorded(
  at: Queryable,
  table: string,
  event: Entry['event'],
  rows: readonly { readonly id: string }[],
): Promise<Problem[]> {
  const entries = await entriesAbout(
    at,
    [event],
    rows.map(({ id }) => id),
  );
  const recorded = new Set(entries.map((entry) => entry.about));
  return rows
    .filter(({ id }) => !recorded.has(id))
    .map(({ id }) => problem(`${table} ${id}`, 'the ledger does not have it'));
}

/** Refusals against the ledger, and against the texts that they answered. */
export async function checkRefusals(at: Queryable, refusals: readonly OfferRefusal[]): Promise<Problem[]> {
  return [
    ...(await unrecorded(at, 'offer_refusals', 'refusal', refusals)),
    ...(await checkDisclosures(at, refusals.map(answerOfRefusal))),
  ];
}

/** Policies against the ledger. */
export const checkPolicies = (at: Queryable, policies: readonly Policy[]): Promise<Problem[]> =>
  unrecorded(at, 'policies', 'policy', policies);
