import { subjectsById } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import { appsById, partnersById } from '../../catalog/index.ts';
import { grantsOfSubjects } from '../../consent/index.ts';
import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Reader } from '../../platform/db/index.ts';
import { listReleases } from '../../release/index.ts';
import type { OpenedForLegal, Release } from '../../release/index.ts';
import type { LegalOpening, PersonField } from '../../vault/index.ts';

const iso = (at: Millis | null): string | null => (at === null ? null : new Date(at).toISOString());

async function naming(
  reader: Reader,
  some: readonly { readonly appId: string; readonly partnerId: string }[],
) {
  const apps = await appsById(
    reader,
    some.map(({ appId }) => appId),
  );
  const partners = await partnersById(
    reader,
    some.map(({ partnerId }) => partnerId),
  );
  return ({ appId, partnerId }: { readonly appId: string; readonly partnerId: string }) => ({
    app: apps.get(appId)?.name ?? appId,
    partner: partners.get(partnerId)?.legalName ?? partnerId,
  });
}

/** Yeses that were given in the time that is asked about. */
async function grantsIn(reader: Reader, { subjectId, from, until }: LegalOpening): Promise<JsonValue> {
  const all = await grantsOfSubjects(reader, [subjectId]);
  const grants = all
    .filter(({ grantedAt }) => grantedAt >= (from ?? Infinity) && grantedAt < (until ?? -Infinity))
    .sort((a, b) => a.grantedAt - b.grantedAt);
  const named = await naming(reader, grants);
  return grants.map((grant) => ({
    ...named(grant),
    purposes: grant.purposes,
    givenAt: iso(grant.grantedAt),
    endedAt: iso(grant.endedAt),
  }));
}

const PAGE = 100;

async function releasesIn(reader: Reader, { subjectId, from, until }: LegalOpening): Promise<JsonValue> {
  if (from === null || until === null) return [];
  const filter = { subjectIds: [subjectId], since: from, until };
  const releases: Release[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo } = await listReleases(reader, filter, { first: PAGE, after });
    releases.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const named = await naming(reader, releases);
  return releases.reverse().map((release) => ({
    ...named(release),
    releasedAt: iso(release.releasedAt),
    sentAt: iso(release.sentAt),
    receivedAt: iso(release.receivedAt),
  }));
}

/** What each field is made of. Only those that the ledger's record of the disclosure names are asked. */
const sections: Readonly<
  Record<PersonField, (reader: Reader, one: OpenedForLegal, subject: Subject) => Promise<JsonValue>>
> = {
  email: (_, { email, verified }) =>
    Promise.resolve(email === null ? null : { address: email.reveal(), verified }),
  birth_date: (_, __, { birthDate }) => Promise.resolve(birthDate),
  account: (_, __, { createdAt, policyVersion }) =>
    Promise.resolve({ createdAt: iso(createdAt), policyVersion }),
  grants: (reader, { opening }) => grantsIn(reader, opening),
  releases: (reader, { opening }) => releasesIn(reader, opening),
};

/** What goes to the authority, as JSON text, in memory alone. Who was erased meanwhile is not in it. */
export async function bundleOf(
  reader: Reader,
  requestId: string,
  opened: readonly OpenedForLegal[],
): Promise<string> {
  const subjects = await subjectsById(
    reader,
    opened.map(({ opening }) => opening.subjectId),
  );
  const people: JsonValue[] = [];
  for (const one of opened) {
    const subject = subjects.get(one.opening.subjectId);
    if (subject === undefined) continue;
    const made: [PersonField, JsonValue][] = [];
    for (const field of one.opening.fields) made.push([field, await sections[field](reader, one, subject)]);
    people.push({ id: subject.id, ...Object.fromEntries(made) });
  }
  return `${JSON.stringify({ request: requestId, people }, null, 2)}\n`;
}
