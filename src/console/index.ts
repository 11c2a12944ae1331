import { Router } from 'express';
import { readFileSync } from 'node:fs';
import { operationsOf, operationsScript } from './operations.ts';
import type { PagesDoor } from './operations.ts';

export { operationsOf } from './operations.ts';

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
} satisfies Record<PagesDoor, Files>;

function routesOf(door: PagesDoor): Router {
  const router = Router();
  const script = operationsScript(door);
  router.get(`/${door}-operations.js`, (_request, response) => {
    response.type('js').send(script);
  });
  const files: Files = filesOf[door];
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

const pagesOf = (door: PagesDoor) => ({
  router: routesOf(door),
  documents: [...operationsOf(door).values()],
});

/**
 * The web pages, each beside the door that it asks, and the documents by which they ask it. They are static; a session
 * is begun at `/session`.
 */
export const consolePages = () => ({ marketplace: pagesOf('marketplace'), marketing: pagesOf('marketing') });
