import { Router } from 'express';
import { readFileSync } from 'node:fs';
import type { Door } from '../kernel/principal.ts';

/** Where a page says under which name the visitors' log holds this look at it; nothing: it does not. */
const VISIT = '%VISIT%';

type Files = Readonly<Record<string, string>>;

/** What every page uses. */
const shared = { '/page.js': 'page.js', '/console.css': 'console.css' };

/** Path by path, the file that is shown there. */
const filesOf = {
  marketplace: {
    '/': 'marketplace.html',
    '/marketplace.js': 'marketplace.js',
    '/copies.js': 'copies.js',
    '/leaving.js': 'leaving.js',
    ...shared,
  },
  marketing: { '/audience': 'audience.html', '/audience.js': 'audience.js', ...shared },
} satisfies Partial<Record<Door, Files>>;

function pagesOf(files: Files): Router {
  const router = Router();
  for (const [path, file] of Object.entries(files)) {
    const text = readFileSync(new URL(`pages/${file}`, import.meta.url), 'utf8');
    router.get(path, (_request, response) => {
      const visit: unknown = response.locals['visit'];
      const told = typeof visit === 'string' ? visit : '';
      response.type(file).send(text.replace(VISIT, told));
    });
  }
  return router;
}

/** The web pages, each beside the door that it asks. They are static; a session is begun at `/session`. */
export const consolePages = (): Partial<Record<Door, Router>> => ({
  marketplace: pagesOf(filesOf.marketplace),
  marketing: pagesOf(filesOf.marketing),
});
