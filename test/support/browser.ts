import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = process.env['CHROMIUM_PATH'] ?? BROWSERS.find((path) => existsSync(path));

/** A browser is no npm package; where the machine has none, there is nothing to drive. */
export const hasBrowser = found !== undefined;

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ ...(found === undefined ? {} : { executablePath: found }), args: QUIET });

/** A page whose errors are added to `surprises`. */
export async function openPage(browser: Browser, surprises: string[]): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => surprises.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) surprises.push(message.text());
  });
  return page;
}
