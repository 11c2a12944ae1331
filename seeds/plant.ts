import { insertSubjects } from '../src/accounts/index.ts';
import { insertApps, insertCategories, insertPartners } from '../src/catalog/index.ts';
import { DAY } from '../src/kernel/clock.ts';
import type { JsonValue } from '../src/kernel/canonical-json.ts';
import { isRefusal } from '../src/kernel/errors.ts';
import { SealedEmail } from '../src/kernel/sealed-email.ts';
import { insertCampaigns, insertVersions, plainContent, putInForce } from '../src/offers/index.ts';
import type { CampaignVersion } from '../src/offers/index.ts';
import type { Database, Tx } from '../src/platform/db/index.ts';
import { textHash } from '../src/policies/index.ts';
import { publishPolicy } from '../src/privacy/index.ts';
import { admitCriterion } from '../src/targeting/index.ts';
import { addPeople, recordValues } from '../src/traits/index.ts';
import { sealEmails } from '../src/vault/index.ts';
import type { VaultParts } from '../src/vault/index.ts';
import { apps, categories, partners } from './catalog.ts';
import { seededIds } from './deterministic.ts';
import { offers } from './offers.ts';
import { demoPerson, factsOf, people } from './people.ts';
import type { PersonSeed } from './people.ts';
import { demoPolicy } from './policy.ts';

export interface Soil {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly ledger: Parameters<typeof publishPolicy>[1];
  /** The `iss` under which the seeded people log in. */
  readonly issuer: string;
}

const PEOPLE_AT_ONCE = 1_000;

async function plantCatalog(tx: Tx): Promise<void> {
  const id = seededIds(1);
  const categoryIds = new Map(categories.map(([slug]) => [slug, id('category')]));
  await insertCategories(
    tx,
    categories.map(([slug, name]) => ({ id: categoryIds.get(slug) ?? '', slug, name })),
  );
  const partnerIds = new Map(partners.map(({ slug }) => [slug, id('partner')]));
  await insertPartners(
    tx,
    partners.map(({ slug, name, legalName, country, compensates, hasPolicy }) => {
      const website = `https://${slug}.example`;
      const text = `${legalName} uses addresses it receives for the purposes named when they were released.`;
      const policy = {
        id: id('partnerPolicy'),
        version: '2026-1',
        url: `${website}/privacy`,
        text,
        textHash: textHash(text),
      };
      return {
        ...{ id: partnerIds.get(slug) ?? '', slug, name, legalName, country, compensates, website },
        status: 'active' as const,
        contactEmail: `ops@${slug}.example`,
        policy: hasPolicy ? policy : null,
      };
    }),
  );
  const appIds = new Map(apps.map(([slug]) => [slug, id('app')]));
  await insertApps(
    tx,
    apps.map(([slug, name, partner, category, tagline, installs], i) => ({
      id: appIds.get(slug) ?? '',
      slug,
      name,
      tagline,
      description: `${tagline}. ${name} is added to your site in a minute and removed as fast.`,
      categoryId: categoryIds.get(category) ?? '',
      partnerId: partnerIds.get(partner) ?? '',
      status: 'listed' as const,
      installs,
      createdAt: tx.now - (apps.length - i) * DAY,
    })),
  );
  for (const [app, title, text, json] of offers) {
    await plantCampaign(tx, { id: id('offer'), appId: appIds.get(app) ?? '' }, { title, text, json });
  }
}

const AUTHOR = 'staff:seeds';
const SECOND_PAIR_OF_EYES = 'staff:seeds-review';

const localMinute = (at: number): string => new Date(at).toISOString().slice(0, 16);

/** A campaign that runs for a year, approved as every other one has to be. */
async function plantCampaign(
  tx: Tx,
  { id, appId }: { readonly id: string; readonly appId: string },
  { title, text, json }: { readonly title: string; readonly text: string; readonly json: JsonValue },
): Promise<void> {
  const admitted = await admitCriterion(tx, { json });
  if (admitted.expanded === null) throw new Error(`seeds/offers.ts: ${title}: wrong criterion`);
  const { criterion, expanded } = admitted;
  const content = {
    ...{ ...plainContent, criterion, timeZone: 'UTC' },
    variants: [{ key: 'a', weight: 1, imageId: null, title, text }],
    startsLocal: localMinute(tx.now - DAY),
    endsLocal: localMinute(tx.now + 365 * DAY),
  };
  const salt = id.slice(-16);
  await insertCampaigns(tx, [
    { id, appId, name: title, standing: 'running', salt, inForce: null, latest: 1, createdAt: tx.now },
  ]);
  const version: CampaignVersion = {
    ...{ campaignId: id, number: 1, content, state: 'approved', author: AUTHOR, createdAt: tx.now },
    ...{ submittedBy: AUTHOR, decidedBy: SECOND_PAIR_OF_EYES, decidedAt: tx.now, reason: null, expanded },
  };
  await insertVersions(tx, [version]);
  await putInForce(tx, version);
}

async function plantPeople(
  tx: Tx,
  { vault, issuer }: Soil,
  persons: readonly PersonSeed[],
  id: ReturnType<typeof seededIds>,
): Promise<void> {
  const subjects = persons.map((person) => ({ ...person, id: id('subject') }));
  await insertSubjects(
    tx,
    subjects.map(({ id, sub, birthDate }) => ({
      ...{ id, birthDate },
      loginIndex: vault.hashes.loginIndex(issuer, sub),
      policyVersion: demoPolicy.version,
    })),
  );
  await addPeople(
    tx,
    subjects.map(({ id }) => id),
  );
  await recordValues(
    tx,
    subjects.flatMap((person) => factsOf(person.id, person)),
  );
  await sealEmails(
    tx,
    vault,
    subjects.map(({ id, email }) => ({ subjectId: id, email: new SealedEmail(email), verified: true })),
  );
}

/** Fills an empty database with a made-up marketplace; does nothing to one that has a policy already. */
export async function plant(soil: Soil, count = 5_000): Promise<boolean> {
  const { db, ledger } = soil;
  const id = seededIds(2);
  const isNew = await db.transact(async (tx) => {
    const [policies] = (await tx.q('policies').count({ n: '*' })) as { n: number }[];
    if (Number(policies?.n) > 0) return false;
    const published = await publishPolicy(tx, ledger, { ...demoPolicy, effectiveAt: null });
    if (isRefusal(published)) throw new Error('seeds/policy.ts was refused');
    await plantCatalog(tx);
    await plantPeople(tx, soil, [demoPerson], id);
    return true;
  });
  if (!isNew) return false;
  const everybody = people(count);
  for (let i = 0; i < everybody.length; i += PEOPLE_AT_ONCE) {
    await db.transact((tx) => plantPeople(tx, soil, everybody.slice(i, i + PEOPLE_AT_ONCE), id));
  }
  return true;
}
