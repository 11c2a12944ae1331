import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { consolePages } from '../../src/console/index.ts';
import { hasBrowser, openBrowser, openPage } from '../support/browser.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

describe('the website, in a real browser', () => {
  let marketplace: Marketplace;
  let browser: Browser;
  const surprises: string[] = [];

  before(async function () {
    if (!hasBrowser) return this.skip();
    marketplace = await startMarketplace('sqlite', { pages: consolePages() });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await marketplace?.stop();
  });

  async function signIn(page: Page): Promise<void> {
    const { token } = marketplace.login('demo-user', 'ada.demo@mail.example');
    await page.goto(marketplace.serving.url);
    await page.getByLabel('Token for the marketplace door').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signed in as').waitFor();
  }

  it('P20 a link to another site leads through the notice, and the other site learns nothing', async () => {
    const page = await openPage(browser, surprises);
    await signIn(page);
    const link = page.locator('#apps li a').first();
    const host = (await link.textContent()) ?? '';
    assert.match(host, /\.example$/);
    const hrefs = await page
      .locator('a[href]')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    assert.deepEqual(
      hrefs.filter((href) => !href?.startsWith('/')),
      [],
    );
    const asked: Record<string, string>[] = [];
    await page.context().route(`https://${host}/**`, async (route) => {
      asked.push(await route.request().allHeaders());
      await route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Another site</title>' });
    });
    const [notice] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await notice.getByText('does not apply there').waitFor();
    await notice.getByRole('heading', { name: `You are leaving for ${host}` }).waitFor();
    assert.ok(!/ada|mail\.example|sub_/.test(decodeURIComponent(notice.url())));
    assert.deepEqual(asked, []);
    const gone = notice.getByRole('link', { name: `Go on to ${host}` });
    await gone.click();
    await notice.waitForURL(`https://${host}/**`);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.['referer'], undefined);
    assert.equal(asked[0]?.['cookie'], undefined);
    assert.equal(await notice.evaluate('document.referrer + String(window.opener)'), 'null');
    await page.context().close();
  });

  it('P27 a browser that opts out is shown no offers, is told why, and may choose them; P09 it is not logged', async () => {
    const context = await browser.newContext({ extraHTTPHeaders: { 'sec-gpc': '1' } });
    const page = await context.newPage();
    await signIn(page);
    await page.getByText('Your browser says that you want no offers').waitFor();
    await page.getByText('This look at the page is in no log of ours.').waitFor();
    assert.equal(await page.locator('#offers li').count(), 0);
    await page.getByRole('button', { name: 'Show me offers all the same' }).click();
    await page.locator('#offers li').first().waitFor();
    assert.ok(!(await page.locator('#signal').isVisible()));
    await context.close();
  });

  it('P06 the page says under which name the log holds the visit, and what that is', async () => {
    const page = await openPage(browser, surprises);
    await page.goto(marketplace.serving.url);
    await page.getByText('is in our log for 30 days').waitFor();
    assert.deepEqual(surprises, []);
    // What is shown there is JSON, which has no icon.
    await page.getByRole('link', { name: 'what it says' }).click();
    await page.getByText('SITE_VISITOR').waitFor();
    await page.context().close();
  });
});
