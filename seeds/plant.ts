import { insertSubjects } from '../src/accounts/index.ts';
import { insertApps, insertCategories, insertPartners } from '../src/catalog/index.ts';
import { DAY } from '../src/kernel/clock.ts';
import { isRefusal } from '../src/kernel/errors.ts';
import { SealedEmail } from '../src/kernel/sealed-email.ts';
import { insertOffers, parseCriterion } from '../src/offers/index.ts';
import type { Database, Tx } from '../src/platform/db/index.ts';
import { textHash } from '../src/policies/index.ts';
import { publishPolicy } from '../src/privacy/index.ts';
import { addPeople, recordValues, traitRegistry } from '../src/traits/index.ts';
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
  const traits = await traitRegistry(tx);
  await insertOffers(
    tx,
    offers.map(([app, title, text, json]) => {
      const parsed = parseCriterion(json, traits);
      if ('problems' in parsed)
        throw new Error(`seeds/offers.ts: ${title}: ${JSON.stringify(parsed.problems)}`);
      return {
        id: id('offer'),
        appId: appIds.get(app) ?? '',
        title,
        text,
        criterion: parsed.criterion,
        startsAt: tx.now - DAY,
        endsAt: tx.now + 365 * DAY,
        createdAt: tx.now,
      };
    }),
  );
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
