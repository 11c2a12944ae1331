import assert from 'node:assert/strict';
import { engines, newKey } from '../support/marketplace.ts';
import type { UserErrors } from '../support/marketplace.ts';
import { marketing } from '../support/marketing.ts';
import { grey } from '../support/png.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

interface ImageView {
  readonly id: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };

for (const dialect of engines) {
  describe(`pictures of offers, on ${dialect},`, () => {
    let stage: Stage;
    let staff: ReturnType<typeof marketing>;
    let appId: string;

    before(async () => {
      stage = await openStage(dialect);
      staff = marketing(stage.marketplace);
      appId = await stage.act.appId('fern-shop');
    });
    after(() => stage.close());

    async function add(data: string, alt = 'A grey field', key = newKey()) {
      const { addOfferImage } = await staff.ask<{ addOfferImage: { image: ImageView | null } & UserErrors }>(
        `mutation ($input: AddOfferImageInput!) { addOfferImage(input: $input) {
          image { id url width height alt } userErrors { code field message } } }`,
        { input: { data, alt, idempotencyKey: key } },
      );
      return addOfferImage;
    }
    const served = (url: string): Promise<Response> =>
      fetch(`${stage.marketplace.serving.url}${new URL(url).pathname}`);
    const variants = (imageId: string) => [{ key: 'a', title: 'Seen', text: 'With a picture', imageId }];

    it('are served from the company’s own address, which tells of no offer and sends nobody on', async () => {
      const bytes = grey(30, 20);
      const { image, userErrors } = await add(bytes.toString('base64'));
      assert.deepEqual(userErrors, []);
      assert.ok(image);
      assert.deepEqual([image.width, image.height, image.alt], [30, 20, 'A grey field']);
      const offerId = await staff.launch(appId, { criterion: everybody, variants: variants(image.id) });

      const plain = await staff.launch(appId, { criterion: everybody });
      const person = await stage.person();
      const { data } = await stage.marketplace.ask<{
        viewer: { offers: { nodes: { id: string; image: Omit<ImageView, 'id'> | null }[] } };
      }>(
        'marketplace',
        person.token,
        '{ viewer { offers(first: 50) { nodes { id image { url width height alt } } } } }',
      );
      const { nodes } = data.viewer.offers;
      const { id: _, ...shown } = image;
      assert.deepEqual(nodes.find(({ id }) => id === offerId)?.image, shown);
      assert.equal(nodes.find(({ id }) => id === plain)?.image, null);
      assert.match(new URL(image.url).pathname, /^\/images\/[0-9a-f]{32}$/);

      const response = await served(image.url);
      assert.equal(response.status, 200);
      assert.ok(Buffer.from(await response.arrayBuffer()).equals(bytes));
      const header = (name: string): string | null => response.headers.get(name);
      assert.equal(header('content-type'), 'image/png');
      assert.equal(header('x-content-type-options'), 'nosniff');
      assert.equal(header('referrer-policy'), 'no-referrer');
      assert.equal(header('content-security-policy'), "default-src 'none'; sandbox");
      assert.equal(header('set-cookie'), null);
      assert.match(header('cache-control') ?? '', /^private/);
    });

    it('say the same of an unknown one as of a path that is not there', async () => {
      const unknown = await served(`http://x/images/${'0'.repeat(32)}`);
      const nowhere = await served('http://x/nothing/here');
      assert.deepEqual([unknown.status, await unknown.text()], [nowhere.status, await nowhere.text()]);
      assert.equal(unknown.status, 404);
    });

    it('are pictures: anything else is refused with what is wanted, and nothing is kept', async () => {
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
      const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
      const bad: [string, string, string][] = [
        ['not base64!', 'x', 'data'],
        ['', 'x', 'data'],
        [svg.toString('base64'), 'x', 'data'],
        [gif.toString('base64'), 'x', 'data'],
        [grey(5_000, 1).toString('base64'), 'x', 'data'],
        [grey(9, 9).subarray(0, 20).toString('base64'), 'x', 'data'],
        [Buffer.concat([grey(9, 9), Buffer.alloc(500_000)]).toString('base64'), 'x', 'data'],
        [grey(9, 9).toString('base64'), ' ', 'alt'],
        [grey(9, 9).toString('base64'), 'x'.repeat(201), 'alt'],
      ];
      for (const [data, alt, field] of bad) {
        const { image, userErrors } = await add(data, alt);
        assert.equal(image, null, field);
        assert.deepEqual(
          userErrors.map(({ code, field: at }) => [code, at]),
          [['INVALID_INPUT', ['input', field]]],
        );
        assert.match(userErrors[0]?.message ?? '', new RegExp(`^${field} wants `));
      }
    });

    it('are added once for a key, and named by offers only when they are there', async () => {
      const key = newKey();
      const data = grey(4, 4).toString('base64');
      const [one, other] = [await add(data, 'Four', key), await add(data, 'Four', key)];
      assert.equal(one.image?.id, other.image?.id);
      const different = await add(data, 'Five', key);
      assert.deepEqual(
        different.userErrors.map(({ code }) => code),
        ['IDEMPOTENCY_CONFLICT'],
      );
      const missing = await staff.create(appId, { variants: variants('f'.repeat(32)) });
      assert.deepEqual(
        missing.userErrors.map(({ code, field }) => [code, field]),
        [['NOT_FOUND', ['input', 'content', 'variants', '0', 'imageId']]],
      );
    });
  });
}
