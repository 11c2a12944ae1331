import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { apps } from '../../seeds/catalog.ts';
import { acts, engines, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace, UserErrors } from '../support/marketplace.ts';

interface Page {
  readonly nodes: readonly { readonly slug: string; readonly name: string; readonly installs: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

for (const dialect of engines) {
  describe(`catalogue, accounts and offers on ${dialect}`, () => {
    let marketplace: Marketplace;

    before(async () => {
      marketplace = await startMarketplace(dialect);
    });
    after(() => marketplace.stop());

    async function list(args: string): Promise<Page> {
      const { data, errors } = await marketplace.ask<{ apps: Page }>(
        'marketplace',
        null,
        `{ apps(${args}) { nodes { slug name installs } pageInfo { hasNextPage endCursor } } }`,
      );
      assert.deepEqual(errors, []);
      return data.apps;
    }

    it('pages through all apps in each order, every one once', async () => {
      for (const order of ['NAME', 'POPULAR', 'NEWEST']) {
        const found: Page['nodes'][number][] = [];
        let after: string | null = null;
        do {
          const page: Page = await list(
            `order: ${order}, first: 7${after === null ? '' : `, after: "${after}"`}`,
          );
          found.push(...page.nodes);
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        } while (after !== null);
        assert.equal(found.length, apps.length);
        assert.equal(new Set(found.map((app) => app.slug)).size, apps.length);
        if (order === 'POPULAR') {
          assert.deepEqual(
            found.map((app) => app.installs),
            found.map((app) => app.installs).sort((a, b) => b - a),
          );
        }
      }
    });

    it('searches name and text, all words, within a category, and takes wildcards as letters', async () => {
      const slugs = async (args: string): Promise<string[]> =>
        (await list(`${args}, first: 50`)).nodes.map((app) => app.slug).sort();
      assert.deepEqual(await slugs('search: "NEWSLETTERS site"'), ['birch-newsletter']);
      assert.deepEqual(await slugs('search: "ember", category: "community"'), [
        'ember-contact',
        'ember-signup',
        'ember-surveys',
        'kite-members',
      ]);
      assert.deepEqual(await slugs('search: "%"'), await slugs(''));
      assert.deepEqual(await slugs('search: "a_c"'), await slugs('search: "a c"'));
      assert.deepEqual(await slugs('search: "zzz"'), []);
      assert.deepEqual(await slugs(`search: "' or 1=1 --"`), []);
      assert.deepEqual(await slugs('category: "no-such"'), []);
    });

    it('shows an app with its partner and that one’s privacy policy, and blurs install counts', async () => {
      const { data } = await marketplace.ask<{ app: object; none: null }>(
        'marketplace',
        null,
        '{ app(slug: "odd-counter") { name installs partner { name privacyPolicyUrl } } none: app(slug: "x") { id } }',
      );
      assert.deepEqual(data, {
        app: {
          name: 'Oddments Counter',
          installs: 840,
          partner: { name: 'Oddments', privacyPolicyUrl: null },
        },
        none: null,
      });
    });

    it('counts an install and forgets it again', async () => {
      const act = acts(marketplace);
      const appId = await act.appId('odd-guestbook');
      const raw = async (): Promise<number> =>
        Number((await rowsOf(marketplace, 'apps')).find((row) => row['slug'] === 'ink-proof')?.['installs']);
      const before = await raw();
      assert.ok(appId);
      const person = marketplace.login('counter', 'counter@mail.example');
      await act.createAccount(person);
      const id = await act.appId('ink-proof');
      const { disclosure } = await act.disclosure(person, { appId: id });
      await act.installApp(person, id, disclosure?.hash ?? '');
      assert.equal(await raw(), before + 1);
      await act.uninstallApp(person, id);
      assert.equal(await raw(), before);
    });

    it('makes an account once for a login, of the token’s email, which rests encrypted', async () => {
      const act = acts(marketplace);
      const person = marketplace.login('new-login', 'Grace.New@mail.example');
      const key = newKey();
      const codes = ({ userErrors }: UserErrors) => userErrors.map((error) => error.code);
      const first = await act.createAccount(person, '1990-05-05', key);
      assert.deepEqual(codes(first), []);
      assert.deepEqual(await act.createAccount(person, '1990-05-05', key), first);
      assert.deepEqual(codes(await act.createAccount(person, '1991-05-05', key)), ['IDEMPOTENCY_CONFLICT']);
      assert.deepEqual(codes(await act.createAccount(person)), ['ACCOUNT_EXISTS']);
      const { data } = await marketplace.ask<{ viewer: object }>(
        'marketplace',
        person.token,
        '{ viewer { email emailVerified profile { birthDate policyVersion } } }',
      );
      assert.deepEqual(data.viewer, {
        email: 'Grace.New@mail.example',
        emailVerified: true,
        profile: { birthDate: '1990-05-05', policyVersion: '2026-11' },
      });
      const id = first.viewer?.id;
      const views = (await rowsOf(marketplace, 'vault_subject_views')).filter(
        (row) => row['subject_id'] === id,
      );
      assert.equal(views.length, 1, 'a look at the own email is recorded');
      const sealed = (await rowsOf(marketplace, 'vault_emails')).find((row) => row['subject_id'] === id);
      assert.ok(!Buffer.from(sealed?.['ciphertext'] as Buffer).includes('Grace'));
    });

    it('makes one account of many requests at once', async () => {
      const act = acts(marketplace);
      const person = marketplace.login('in-a-hurry', 'hurry@mail.example');
      const answers = await Promise.all(Array.from({ length: 6 }, () => act.createAccount(person)));
      assert.equal(answers.filter((answer) => answer.userErrors.length === 0).length, 1);
      assert.ok(answers.every(({ userErrors }) => userErrors.every(({ code }) => code === 'ACCOUNT_EXISTS')));
    });

    it('names the field of bad input', async () => {
      const act = acts(marketplace);
      const nobody = marketplace.login('bad-input', 'bad@mail.example');
      await assert.rejects(act.createAccount(nobody, '1990-02-30'), /Date wants a calendar date/);
      const noEmail = { ...nobody, token: marketplace.token({ door: 'marketplace', sub: 'no-email' }) };
      assert.equal((await act.createAccount(noEmail)).userErrors[0]?.code, 'EMAIL_REQUIRED');
    });

    it('makes offers for an audience, and names every place of a criterion that is wrong', async () => {
      const { data: catalog } = await marketplace.ask<{ app: { id: string } }>(
        'marketplace',
        null,
        '{ app(slug: "fern-shop") { id } }',
      );
      const staff = marketing(marketplace);
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const criterion = {
        and: [{ eq: { trait: 'plan', value: 'pro' } }, { gte: { trait: 'site_count', value: 3 } }],
      };
      const id = await staff.launch(catalog.app.id, { criterion });
      assert.ok((await acts(marketplace).offers(ada)).some((offer) => offer.id === id));
      const others = await staff.launch(catalog.app.id, { criterion: { not: criterion } });
      assert.ok(!(await acts(marketplace).offers(ada)).some((offer) => offer.id === others));
    });

    it('P16 keeps targeting out of the partner door: no such type, no such word', async () => {
      const { data } = await marketplace.ask<{ __schema: object }>(
        'partner',
        marketplace.partnerToken('calmly'),
        '{ __schema { types { name fields { name args { name } } inputFields { name } enumValues { name } } } }',
      );
      // The report under noise is the sole exception, and names no offer.
      const all = JSON.stringify(data).replaceAll(/"[oO]fferReport"/g, '');
      assert.equal(/offer|criteri|trait|segment|audience|campaign/i.exec(all), null);
    });

    it('shows a partner its own deliveries, apps and endpoints and nobody else’s', async () => {
      const { data } = await marketplace.ask<{
        apps: { nodes: { slug: string }[] };
        webhookEndpoints: object[];
      }>(
        'partner',
        marketplace.partnerToken('calmly'),
        '{ apps(first: 50) { nodes { slug } } webhookEndpoints { id } deliveries(first: 5) { nodes { id } } }',
      );
      assert.deepEqual(data.apps.nodes.map((app) => app.slug).sort(), [
        'calmly-booking',
        'calmly-classes',
        'calmly-rooms',
      ]);
    });

    it('refuses endpoints that are not on the public internet, naming what it wants', async () => {
      const act = acts(marketplace);
      for (const url of [
        'http://partner.example/x',
        'https://10.0.0.1/x',
        'https://0xa000001/',
        'https://u:p@partner.example/',
      ]) {
        await assert.rejects(act.connect('calmly', url), /url wants/);
      }
      const key = newKey();
      const create = async (): Promise<string | null> => {
        const { data } = await marketplace.ask<{ createWebhookEndpoint: { secret: string | null } }>(
          'partner',
          marketplace.partnerToken('calmly'),
          'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret } }',
          { input: { url: 'https://partner.example/hooks', idempotencyKey: key } },
        );
        return data.createWebhookEndpoint.secret;
      };
      const secret = await create();
      assert.match(secret ?? '', /^whsec_[A-Za-z0-9+/]{43}=$/);
      assert.equal(await create(), secret);
    });
  });
}

for (const dialect of engines) {
  describe(`forged cursors on ${dialect}`, () => {
    it('are bad input, whatever they decode to', async () => {
      const marketplace = await startMarketplace(dialect);
      try {
        const forged = [
          '[1.5,"a"]',
          '[1e300,"a"]',
          '[1e999,"a"]',
          '["a\\u0000","a"]',
          '[1,"\\u0000"]',
          '[]',
          '{}',
          'x',
        ];
        for (const json of forged) {
          const after = Buffer.from(json).toString('base64url');
          for (const order of ['NAME', 'POPULAR']) {
            const query = `{ apps(first: 1, order: ${order}, after: "${after}") { nodes { id } } }`;
            const { errors } = await marketplace.ask('marketplace', null, query);
            assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT', `${order} ${json}`);
          }
        }
      } finally {
        await marketplace.stop();
      }
    });
  });
}
