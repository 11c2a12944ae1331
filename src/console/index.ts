import { Router } from 'express';
import { readFileSync } from 'node:fs';

const files = {
  '/': ['page.html', 'text/html; charset=utf-8'],
  '/console.js': ['console.js', 'text/javascript; charset=utf-8'],
  '/console.css': ['console.css', 'text/css; charset=utf-8'],
} as const;

/** The web page: static, without a cookie, talking to the marketplace door with a bearer token. */
export function consolePages(): Router {
  const router = Router();
  for (const [path, [file, type]] of Object.entries(files)) {
    const bytes = readFileSync(new URL(`pages/${file}`, import.meta.url));
    router.get(path, (_request, response) => void response.type(type).send(bytes));
  }
  return router;
}
