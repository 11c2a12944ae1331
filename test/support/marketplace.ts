import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { plant } from '../../seeds/plant.ts';
import { serve } from '../../src/app/index.ts';
import type { Serving, Surroundings } from '../../src/app/index.ts';
import { issueToken } from '../../src/cli/issue-token.ts';
import type { WorkerSettings } from '../../src/delivery/index.ts';
import { pathOf, staffRoles } from '../../src/http/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Door } from '../../src/kernel/principal.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import type { Database, Dialect } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { newDatabaseUrl, temporaryFolder } from './databases.ts';

/** An answer of a door, with the bytes that carried it. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly { message: string; extensions: { code: string } }[];
  readonly raw: string;
}

export interface Person {
  readonly sub: string;
  readonly email: string;
  readonly token: string;
}

/** A clock that tests move by hand; it stands still otherwise unless it runs along with the real one. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function runningClock(): TestClock {
  let offset = 0;
  return { now: () => systemClock.now() + offset, advance: (ms) => void (offset += ms) };
}

let keys = 0;
/** Letters part the digits: one key in thousands would pass for a card number otherwise, and be refused. */
export const newKey = (): string => `key-${(keys += 1)}-k${randomBytes(4).toString('hex')}`;

/** The whole product, started as `sluice serve` does, with a small made-up marketplace. */
export async function startMarketplace(
  dialect: Dialect,
  options: {
    readonly people?: number;
    readonly worker?: Partial<WorkerSettings>;
    readonly databaseUrl?: string;
    readonly environment?: Record<string, string>;
    readonly pages?: Surroundings['pages'];
    readonly trustedDocuments?: readonly string[];
    readonly ledgerPolicy?: Surroundings['ledgerPolicy'];
    readonly webhookCa?: string;
  } = {},
) {
  const dataDir = temporaryFolder();
  const databaseUrl = options.databaseUrl ?? (await newDatabaseUrl(dialect));
  const environment = {
    SLUICE_PORT: '0',
    SLUICE_DATA_DIR: dataDir,
    SLUICE_DATABASE_URL: databaseUrl,
    SLUICE_LOOPBACK_WEBHOOKS: 'true',
    // Stories that wait ask again and again, more than anybody may.
    SLUICE_RATE_POINTS: '999999999',
    ...options.environment,
  };
  const config = readConfig(environment);
  const secrets = readSecrets(environment, config, systemRandom);
  const logLines: string[] = [];
  const log = createLog(
    'debug',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        logLines.push(chunk.toString());
        done();
      },
    }),
  );
  const clock = runningClock();
  const surroundings: Surroundings = {
    config,
    secrets,
    clock,
    random: systemRandom,
    log,
    ...(options.worker === undefined ? {} : { worker: options.worker }),
    ...(options.pages === undefined ? {} : { pages: options.pages }),
    ...(options.trustedDocuments === undefined ? {} : { trustedDocuments: options.trustedDocuments }),
    ...(options.ledgerPolicy === undefined ? {} : { ledgerPolicy: options.ledgerPolicy }),
    ...(options.webhookCa === undefined ? {} : { webhookCa: options.webhookCa }),
  };
  const serving: Serving = await serve(surroundings, async ({ db, services, ledger }) => {
    await plant({ db, vault: services.vault, ledger, issuer: config.jwt.issuer }, options.people ?? 20);
  });
  /** Every answer that was given, for scans. */
  const transcript: string[] = [];

  const token = (request: Parameters<typeof issueToken>[2]): string =>
    issueToken(config.jwt, secrets, request);

  async function ask<Data = Record<string, never>>(
    door: Door,
    bearer: string | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<Data>> {
    const response = await fetch(`${serving.url}${pathOf[door]}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    transcript.push(text);
    // What is left of the asker's points is another in every answer.
    const raw = text.replace(/,"extensions":\{"cost":\{[^}]*\}\}/, '');
    const { data, errors = [] } = JSON.parse(raw) as { data: Data; errors?: Answer<Data>['errors'] };
    return { status: response.status, data, errors, raw };
  }

  return {
    serving,
    db: serving.sluice.db,
    services: serving.sluice.services,
    surroundings,
    clock,
    dataDir,
    databaseUrl,
    logLines,
    transcript,
    token,
    ask,
    staffToken: (door: 'marketing' | 'privacy') =>
      token({ door, sub: `test-${door}`, role: staffRoles[door] }),
    /** Staff of the catalogue: the marketing door's other role. */
    catalogToken: () => token({ door: 'marketing', sub: 'test-catalog', role: 'catalog' }),
    partnerToken: (slug: string) => token({ door: 'partner', sub: slug }),
    login: (sub: string, email: string, emailVerified = true): Person => ({
      sub,
      email,
      token: token({ door: 'marketplace', sub, email, emailVerified }),
    }),
    stop: () => serving.stop(),
  };
}

export type Marketplace = Awaited<ReturnType<typeof startMarketplace>>;

export interface UserErrors {
  readonly userErrors: readonly { code: string; field: string[]; message: string }[];
}

/** The type of a mutation's input, which is named after it at every door. */
export const inputTypeOf = (mutation: string): string =>
  `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;

/** A mutation with its input as a variable, which asks for these fields and for what was refused. */
export const mutationText = (name: string, fields: string, type = inputTypeOf(name)): string =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code field message } } }`;

type Payload<Name extends string, Fields> = Record<Name, Fields & UserErrors>;

/** What a person does, in the words of the marketplace door. */
export function acts(marketplace: Marketplace) {
  const { ask } = marketplace;
  const mutate = async <Fields>(
    person: Person,
    name: string,
    type: string,
    fields: string,
    input: object,
  ) => {
    const { data, errors } = await ask<Payload<string, Fields>>(
      'marketplace',
      person.token,
      mutationText(name, fields, type),
      { input },
    );
    if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
    return data[name] as Fields & UserErrors;
  };
  interface GrantAnswer {
    grant: { id: string; state: string; app: { id: string } } | null;
  }
  return {
    createAccount: (person: Person, birthDate = '1990-05-05', key = newKey(), policyVersion = '2026-11') =>
      mutate<{ viewer: { id: string } | null }>(
        person,
        'createAccount',
        'CreateAccountInput',
        'viewer { id }',
        {
          birthDate,
          policyVersion,
          idempotencyKey: key,
        },
      ),
    async disclosure(
      person: Person,
      input: ({ offerId: string } | { appId: string }) & { address?: 'REAL' | 'RELAY' },
    ) {
      const { data, errors } = await ask<
        Payload<'disclosure', { disclosure: { text: string; hash: string } | null }>
      >(
        'marketplace',
        person.token,
        'query ($input: DisclosureInput!) { disclosure(input: $input) { disclosure { text hash } userErrors { code field message } } }',
        { input },
      );
      if (errors.length > 0) throw new Error(`disclosure: ${errors[0]?.message}`);
      return data.disclosure;
    },
    acceptOffer: (person: Person, offerId: string, disclosureHash: string, key = newKey()) =>
      mutate<GrantAnswer>(person, 'acceptOffer', 'AcceptOfferInput', 'grant { id state app { id } }', {
        offerId,
        disclosureHash,
        idempotencyKey: key,
      }),
    dismissOffer: (person: Person, offerId: string, disclosureHash: string, key = newKey()) =>
      mutate<{ refusal: { id: string } | null }>(
        person,
        'dismissOffer',
        'DismissOfferInput',
        'refusal { id }',
        {
          offerId,
          disclosureHash,
          idempotencyKey: key,
        },
      ),
    installApp: (person: Person, appId: string, disclosureHash: string, key = newKey()) =>
      mutate<GrantAnswer & { installation: { id: string; state: string } | null }>(
        person,
        'installApp',
        'InstallAppInput',
        'grant { id state app { id } } installation { id state }',
        { appId, disclosureHash, idempotencyKey: key },
      ),
    withdrawGrant: (person: Person, grantId: string, key = newKey()) =>
      mutate<GrantAnswer>(person, 'withdrawGrant', 'WithdrawGrantInput', 'grant { id state app { id } }', {
        grantId,
        idempotencyKey: key,
      }),
    uninstallApp: (person: Person, appId: string, key = newKey()) =>
      mutate<{ installation: { id: string; state: string } | null }>(
        person,
        'uninstallApp',
        'UninstallAppInput',
        'installation { id state }',
        { appId, idempotencyKey: key },
      ),
    eraseAccount: (person: Person, key = newKey()) =>
      mutate<{ erasedAt: string | null; receipt: string | null }>(
        person,
        'eraseAccount',
        'EraseAccountInput',
        'erasedAt receipt',
        { immediately: true, idempotencyKey: key },
      ),
    async appId(slug: string): Promise<string> {
      const { data } = await ask<{ app: { id: string } }>(
        'marketplace',
        null,
        `{ app(slug: "${slug}") { id } }`,
      );
      return data.app.id;
    },
    async offers(person: Person): Promise<{ id: string; title: string; app: { slug: string } }[]> {
      const { data } = await ask<{
        viewer: { offers: { nodes: { id: string; title: string; app: { slug: string } }[] } };
      }>(
        'marketplace',
        person.token,
        '{ viewer { offers(first: 100) { nodes { id title app { slug } } } } }',
      );
      return data.viewer.offers.nodes;
    },
    /** Registers an endpoint and answers its challenge, as a partner does; returns the signing secret. */
    async connect(
      slug: string,
      url: string,
      {
        bearer = marketplace.partnerToken(slug),
        ...wish
      }: { bearer?: string | null; [option: string]: unknown } = {},
    ): Promise<string> {
      const made = await ask<
        Payload<'createWebhookEndpoint', { endpoint: { id: string } | null; secret: string | null }>
      >(
        'partner',
        bearer,
        'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { endpoint { id } secret userErrors { code message } } }',
        { input: { url, idempotencyKey: newKey(), ...wish } },
      );
      if (made.errors.length > 0) throw new Error(`connect: ${made.errors[0]?.message}`);
      const { endpoint, secret, userErrors } = made.data.createWebhookEndpoint;
      if (endpoint === null || secret === null) throw new Error(`connect: ${userErrors[0]?.message}`);
      const verified = await ask<Payload<'verifyWebhookEndpoint', object>>(
        'partner',
        bearer,
        'mutation ($input: VerifyWebhookEndpointInput!) { verifyWebhookEndpoint(input: $input) { userErrors { code message } } }',
        { input: { endpointId: endpoint.id } },
      );
      const [refusal] = verified.data.verifyWebhookEndpoint.userErrors;
      if (refusal) throw new Error(`connect: ${refusal.message}`);
      return secret;
    },
  };
}

/** For an endpoint that does not want to hear of each installation beside the contact itself. */
export const exceptInstalled = {
  events: ['CONTACT_RELEASED', 'CONSENT_WITHDRAWN', 'APP_UNINSTALLED', 'CONTACT_ERASED'],
};

export type Acts = ReturnType<typeof acts>;

export const engines: readonly Dialect[] = ['sqlite', 'postgres'];

/** Rows of a table in a service's own database. */
export function rowsOf<Row = Record<string, unknown>>(
  { db }: { readonly db: Database },
  table: string,
): Promise<Row[]> {
  return db.read(async (reader) => (await reader.q(table)) as Row[]);
}

/** Resolves when a failed attempt for this grant is written down; only then may the clock be moved to its retry. */
export async function failuresRecorded(marketplace: Marketplace, grantId: string): Promise<void> {
  const end = Date.now() + 5_000;
  for (;;) {
    const messages = (await rowsOf(marketplace, 'outbox')).filter((row) => row['grant_id'] === grantId);
    if (messages.some((row) => Number(row['failures']) > 0)) return;
    if (Date.now() > end) throw new Error('no failure was recorded');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
