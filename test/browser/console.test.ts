import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { consolePages } from '../../src/console/index.ts';
import { verifyReceipt } from '../../src/ledger/index.ts';
import { hasBrowser, openBrowser, openPage } from '../support/browser.ts';
import { unzip } from '../support/exports.ts';
import { LOCKED_CLAUSE } from '../../src/policies/index.ts';
import { publishPolicy } from '../../src/privacy/index.ts';
import { acts, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace, Person } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Receiver } from '../support/receiver.ts';

describe('the console, in a real browser', () => {
  let marketplace: Marketplace;
  let receiver: Receiver;
  let browser: Browser;
  let page: Page;
  let ada: Person;
  const surprises: string[] = [];

  before(async function () {
    if (!hasBrowser) return this.skip();
    marketplace = await startMarketplace('sqlite', { pages: consolePages() });
    receiver = await startReceiver();
    const act = acts(marketplace);
    for (const slug of ['juniper-chat', 'mosaic-lab', 'acorn-desk']) await act.connect(slug, receiver.url);
    ada = marketplace.login('demo-user', 'ada.demo@mail.example');
    browser = await openBrowser();
    page = await openPage(browser, surprises);
  });
  after(async () => {
    await browser?.close();
    await marketplace?.stop();
    await receiver?.close();
  });

  it('shows apps to anybody and searches them', async () => {
    await page.goto(marketplace.serving.url);
    await page.getByRole('heading', { name: 'Ember Contact Form' }).waitFor();
    await page.getByLabel('Search').fill('newsletters');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { name: 'Birch Newsletter' }).waitFor();
    await page.locator('#apps li').nth(1).waitFor({ state: 'detached' });
    assert.equal(await page.locator('#apps li').count(), 1);
  });

  it('looking, reading and saying no release nothing; saying yes does, and takes one click back', async () => {
    await page.getByLabel('Token for the marketplace door').fill(ada.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signed in as ada.demo@mail.example').waitFor();
    await page.getByText('Nobody. Nothing was ever released.').waitFor();

    const offer = page.locator('#offers li', { hasText: 'Live chat for shops' });
    await offer.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('we give your email address to “Juniper Chat S.L.” (ES)').waitFor();
    await page.getByRole('button', { name: 'No, give nothing' }).click();
    assert.equal(receiver.hooks.length, 0);

    await offer.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('button', { name: 'Yes, give my email' }).click();
    const release = page.locator('#releases li', { hasText: 'Juniper Chat S.L., for Juniper Live Chat' });
    await release.waitFor();
    await receiver.received(1);
    assert.match(receiver.hooks[0]?.body ?? '', /ada\.demo@mail\.example/);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      release.getByRole('button', { name: 'Save receipt' }).click(),
    ]);
    const [{ key }] = marketplace.services.receipts.identity.signers;
    const receipt = readFileSync(await download.path(), 'utf8');
    assert.equal(verifyReceipt(receipt, [key]).state, 'given');

    await release.getByRole('button', { name: 'Take it back', exact: true }).click();
    await release.getByText('You took it back').waitFor();
    await release.getByText('They have to delete it by').waitFor();
    await receiver.received(2);
    assert.match(receiver.hooks[1]?.body ?? '', /consent\.withdrawn/);
  });

  it('a no that is meant for good hides the offer, tells nobody, and has a receipt', async () => {
    const before = receiver.hooks.length;
    const offer = page.locator('#offers li').first();
    const title = await offer.getByRole('heading').textContent();
    await offer.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('button', { name: 'No, and do not show it again' }).click();
    const refusal = page.locator('#refusals li').first();
    await refusal.getByText('they were not told').waitFor();
    assert.equal(await page.locator('#offers li', { hasText: title ?? '?' }).count(), 0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      refusal.getByRole('button', { name: 'Save receipt' }).click(),
    ]);
    const [{ key }] = marketplace.services.receipts.identity.signers;
    assert.equal(verifyReceipt(readFileSync(await download.path(), 'utf8'), [key]).state, 'refused');
    assert.equal(receiver.hooks.length, before);
  });

  it('P24 gives a copy of all that is held, by a link that works once', async () => {
    await page.getByRole('button', { name: 'Ask for a copy of my data' }).click();
    await page.getByText(/A copy is ready until/).waitFor();
    await page.getByRole('button', { name: 'Make a link to it' }).click();
    const [asked] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Fetch it: this link works once' }).click(),
    ]);
    const [download] = await Promise.all([
      asked.waitForEvent('download'),
      asked.getByRole('button', { name: 'Download the zip' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^my-data-\d{4}-\d\d-\d\d\.zip$/);
    const files = await unzip(readFileSync(await download.path()));
    assert.ok(files.get('profile.json')?.includes('ada.demo@mail.example'));
    await asked.getByRole('button', { name: 'Download the zip' }).click();
    await asked.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await asked.close();
  });

  it('P24 somebody leaves, sees until when they can stay, and stays', async () => {
    await page.getByRole('button', { name: 'Erase my account in 14 days' }).click();
    await page.getByText('Until then nothing is given to anybody.').waitFor();
    await page.locator('#offers li').first().waitFor({ state: 'detached' });
    await page.getByText('Keep this reference').waitFor();
    await page.getByRole('button', { name: 'Stay after all' }).click();
    await page.getByRole('button', { name: 'Erase my account in 14 days' }).waitFor();
    await page.locator('#offers li').first().waitFor();
  });

  it('P26 shows what changed in the policy, and asks to agree before anything is given', async () => {
    const { db, surroundings, clock } = marketplace;
    const { ledger } = marketplace.serving.sluice;
    const text = `1. ${LOCKED_CLAUSE}\n2. Something else is promised now.\n`;
    const effectiveAt = clock.now() + 1_000;
    await db.transact((tx) =>
      publishPolicy(tx, ledger, { version: 'p26', text, material: true, effectiveAt }),
    );
    assert.ok(surroundings.clock.now() < effectiveAt);
    clock.advance(2_000);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'What we promised you has changed' }).waitFor();
    await page.getByText('+ 2. Something else is promised now.').waitFor();
    await page.locator('#offers li').first().getByRole('button', { name: 'Look at it' }).click();
    await page.locator('#who', { hasText: 'agree to it' }).waitFor();
    await page.getByRole('button', { name: 'I have read it; I agree' }).click();
    await page.locator('#renewal').waitFor({ state: 'hidden' });
    await page.locator('#offers li').first().getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('button', { name: 'No, give nothing' }).click();
  });

  it('P12 stays signed in by a cookie that says nothing, and P14 without it shows what it shows to anybody', async () => {
    await page.reload();
    await page.getByText('Signed in as ada.demo@mail.example').waitFor();
    assert.equal(await page.getByLabel('Token for the marketplace door').inputValue(), '');
    const cookies = await page.context().cookies();
    assert.deepEqual(
      cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]),
      [['sluice-session', true, 'Strict']],
    );
    assert.match(cookies[0]?.value ?? '', /^[A-Za-z0-9_-]{43}$/);
    await page.context().clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'Ember Contact Form' }).waitFor();
    assert.ok(!(await page.getByText('Signed in as').isVisible()));
    await page.getByLabel('Token for the marketplace door').fill(ada.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#refusals li').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('#mine').waitFor({ state: 'hidden' });
    assert.deepEqual(await page.context().cookies(), []);
  });

  it('P13 works in a browser that keeps no cookies', async () => {
    const context = await browser.newContext();
    await context.route('**/session', (route) => route.fulfill({ status: 204, headers: {} }));
    const bare = await context.newPage();
    await bare.goto(marketplace.serving.url);
    await bare.getByLabel('Token for the marketplace door').fill(ada.token);
    await bare.getByRole('button', { name: 'Sign in' }).click();
    await bare.getByText('Signed in as ada.demo@mail.example').waitFor();
    await bare.locator('#offers li').first().getByRole('button', { name: 'Look at it' }).click();
    await bare.getByRole('button', { name: 'No, give nothing' }).click();
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });

  it('puts nothing personal into the URL, and runs without an error', async () => {
    assert.equal(page.url(), `${marketplace.serving.url}/`);
    assert.deepEqual(surprises, []);
  });
});
