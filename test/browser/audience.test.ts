import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { consolePages } from '../../src/console/index.ts';
import { hasBrowser, openBrowser, openPage } from '../support/browser.ts';
import { rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

describe('the page of marketing, in a real browser', () => {
  let marketplace: Marketplace;
  let browser: Browser;
  let page: Page;
  const surprises: string[] = [];

  before(async function () {
    if (!hasBrowser) return this.skip();
    marketplace = await startMarketplace('sqlite', {
      people: 3_000,
      pages: consolePages(),
      environment: { SLUICE_STAFF_PORT: '0' },
    });
    browser = await openBrowser();
    page = await openPage(browser, surprises);
  });
  after(async () => {
    await browser?.close();
    await marketplace?.stop();
  });

  it('stands where the marketing door is, and there alone', async () => {
    const { url, staffUrl } = marketplace.serving;
    assert.notEqual(url, staffUrl);
    assert.equal((await fetch(`${url}/audience`)).status, 404);
    assert.equal((await fetch(`${staffUrl}/`)).status, 404);
    await page.goto(`${staffUrl}/audience`);
    await page.getByLabel('Token for the marketing door').fill(marketplace.staffToken('marketing'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'site_count' }).waitFor();
  });

  it('says how large an audience is while it is written, and where it is not well formed', async () => {
    const criterion = page.getByLabel('Criterion');
    await criterion.pressSequentially('plan = ');
    await page.getByText('Line 1, column 8: wants').waitFor();
    await criterion.pressSequentially('"free"');
    await page.getByText(/^People now: [0-9,]+ to [0-9,]+$/).waitFor();
    assert.equal(await page.locator('#problems li').count(), 0);
    await criterion.fill('plan = "free" and country = "DE" and device = "tablet" and site_count = 77');
    await page.getByText('People now: fewer than 300, or nobody').waitFor();
    // Half a word was never a question.
    const questions = await rowsOf(marketplace, 'audience_queries');
    assert.equal(questions.length, 2);
  });

  it('draws a breakdown, and shows no cell that is small', async () => {
    await page.getByLabel('Criterion').fill('plan in ("free", "starter", "pro")');
    await page.getByText(/^People now: [0-9,]+ to/).waitFor();
    await page.getByLabel('Break it down by').selectOption('device');
    const rows = page.locator('#cells tbody tr');
    await rows.first().waitFor();
    const devices = await rows.allTextContents();
    assert.ok(
      devices.some((row) => /^desktop[0-9,]+ to [0-9,]+$/.test(row)),
      devices.join('; '),
    );
    assert.equal(
      await page.locator('#cells meter').count(),
      devices.filter((row) => !row.endsWith('withheld')).length,
    );
    // Of 249 countries most have fewer people than are told of.
    await page.getByLabel('Break it down by').selectOption('country');
    await rows.filter({ hasText: /others\s*withheld/ }).waitFor();
    for (const row of await rows.allTextContents()) {
      assert.match(row, /withheld$|fewer than 300, or nobody$|[3-9][0-9]{2} to|[0-9],[0-9]{3} to/);
    }
  });

  it('keeps a criterion as a segment, and says why when it cannot', async () => {
    await page.getByLabel('Name').fill('No business');
    await page.getByRole('button', { name: 'Keep' }).click();
    const segment = page.locator('#segments li', { hasText: 'No business' });
    await segment.getByText('plan in ("free", "starter", "pro")').waitFor();
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.locator('#told', { hasText: 'name' }).waitFor();
    await page.getByLabel('Criterion').fill('');
    await segment.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText(/^People now: [0-9,]+ to/).waitFor();
  });

  it('sets no cookie, puts nothing into the URL, and runs without an error', async () => {
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(page.url(), `${marketplace.serving.staffUrl}/audience`);
    assert.deepEqual(surprises, []);
  });
});
