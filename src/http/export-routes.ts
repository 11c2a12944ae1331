import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Response } from 'express';
import type { Download, DownloadExport } from '../exports/index.ts';
import { page } from './page.ts';

const ASK = page(
  'Your data',
  `<p>This link works once. Have the file saved somewhere where only you can read it.</p>
<form method="post"><button>Download the zip</button></form>`,
);
const NOT_VALID = page(
  'This link does not work any more',
  '<p>It was used, its time is over, or it never was one. Sign in and make another one.</p>',
);

async function send(response: Response, { size, finishedAt, bytes }: Download): Promise<void> {
  const day = new Date(finishedAt).toISOString().slice(0, 10);
  response.status(200).type('application/zip');
  response.set('Content-Length', String(size));
  response.set('Content-Disposition', `attachment; filename="my-data-${day}.zip"`);
  await pipeline(Readable.from(bytes, { objectMode: false }), response);
}

/**
 * `/export/TOKEN`: asks on GET, which mail scanners and previews follow, and gives the zip on POST, once. A fetch that
 * breaks off has used its link: its person makes another one.
 */
export function exportRoutes(download: DownloadExport): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/:token', (_request, response) => void response.type('html').send(ASK));
  router.post('/:token', (request, response, next) => {
    download(request.params['token'] ?? '')
      .then((found) =>
        found === null ? void response.status(410).type('html').send(NOT_VALID) : send(response, found),
      )
      .catch(next);
  });
  return router;
}
