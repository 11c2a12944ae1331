import assert from 'node:assert/strict';
import { engines, newKey } from '../support/marketplace.ts';
import { marketing } from '../support/marketing.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const TEXT = 'Half price at https://calmly-shop.example/deal?for=ada@mail.example, this week.';

interface Link {
  readonly url: string;
  readonly host: string;
  readonly notice: string;
}

for (const dialect of engines) {
  describe(`leaving for another site, on ${dialect},`, () => {
    let stage: Stage;

    before(async () => {
      stage = await openStage(dialect);
    });
    after(() => stage.close());

    /** A notice as this test's own server gives it: the public URL of a development run is another port. */
    const at = (notice: string): Promise<Response> => {
      const { pathname, search } = new URL(notice);
      return fetch(`${stage.marketplace.serving.url}${pathname}${search}`, { redirect: 'manual' });
    };

    it('P20 partners’ website and policy are true addresses, each with the notice that leads there', async () => {
      const { data } = await stage.marketplace.ask<{
        app: {
          partner: {
            website: string;
            privacyPolicyUrl: string;
            websiteLink: Link;
            privacyPolicyLink: Link;
          };
        };
      }>(
        'marketplace',
        null,
        `{ app(slug: "calmly-booking") { partner { website privacyPolicyUrl
           websiteLink { url host notice } privacyPolicyLink { url host notice } } } }`,
      );
      const { website, privacyPolicyUrl, websiteLink, privacyPolicyLink } = data.app.partner;
      assert.deepEqual([websiteLink.url, privacyPolicyLink.url], [website, privacyPolicyUrl]);
      for (const { host, url, notice } of [websiteLink, privacyPolicyLink]) {
        const response = await at(notice);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('location'), null);
        assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
        assert.equal(response.headers.get('cache-control'), 'no-store');
        assert.deepEqual(response.headers.getSetCookie(), []);
        const page = await response.text();
        assert.ok(page.includes(`<strong>${host}</strong>`) && page.includes('does not apply there'));
        assert.match(page, /rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"/);
        assert.ok(page.includes(`href="${new URL(url).href}"`));
        assert.ok(!/http-equiv|<script/.test(page));
      }
    });

    it('P20 the page leads nowhere that this service did not link to, and repeats nothing it was given', async () => {
      const evil = encodeURIComponent('https://evil.example/"><script>');
      const { data } = await stage.marketplace.ask<{ app: { partner: { websiteLink: Link } } }>(
        'marketplace',
        null,
        '{ app(slug: "calmly-booking") { partner { websiteLink { url host notice } } } }',
      );
      const sig = new URL(data.app.partner.websiteLink.notice).searchParams.get('sig') ?? '';
      for (const query of [
        '',
        `?to=${evil}`,
        `?to=${evil}&sig=${sig}`,
        `?to=https%3A%2F%2Fevil.example%2F&to=x&sig=${sig}`,
        `?to[a]=x&sig=${sig}`,
        `?to=javascript%3Aalert(1)&sig=${sig}`,
      ]) {
        const response = await fetch(`${stage.marketplace.serving.url}/leaving${query}`, {
          redirect: 'manual',
        });
        assert.equal(response.status, 404, query);
        const page = await response.text();
        assert.ok(!page.includes('evil') && !page.includes('<a '), query);
      }
    });

    it('P20 links in the words of an offer go through it, on the page and in a mail, without who they are for', async () => {
      const person = await stage.person();
      const staff = marketing(stage.marketplace);
      await stage.marketplace.ask(
        'marketplace',
        person.token,
        'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { userErrors { code } } }',
        { input: { offersByEmail: true, idempotencyKey: newKey() } },
      );
      await staff.launch(await stage.act.appId('calmly-booking'), {
        criterion: everybody,
        channels: ['SITE', 'EMAIL'],
        variants: [{ key: 'a', title: 'Of links', text: TEXT }],
      });
      const { data } = await stage.marketplace.ask<{
        viewer: { offers: { nodes: { title: string; text: string; links: Link[] }[] } };
      }>(
        'marketplace',
        person.token,
        '{ viewer { offers(first: 50) { nodes { title text links { url host notice } } } } }',
      );
      const offer = data.viewer.offers.nodes.find(({ title }) => title === 'Of links');
      const [link] = offer?.links ?? [];
      assert.equal(offer?.text, TEXT);
      assert.equal(link?.url, 'https://calmly-shop.example/deal?for=ada@mail.example');
      assert.ok(!decodeURIComponent(link.notice).includes('ada@'));
      assert.ok((await (await at(link.notice)).text()).includes('href="https://calmly-shop.example/deal"'));

      const ours = () =>
        stage
          .mails()
          .find((mail) => mail.header('to') === person.email && mail.header('subject') === 'Of links');
      await until(() => ours() !== undefined, 'the mail', 20_000);
      const text = ours()?.text.replaceAll('\r', '') ?? '';
      assert.ok(!/https?:\/\/calmly-shop/.test(text) && !text.includes('ada@'));
      const notice = /Half price at (\S+\/leaving\?\S+), this week\./.exec(text)?.[1];
      assert.equal((await at(notice ?? 'http://none.example')).status, 200);
    });
  });
}
