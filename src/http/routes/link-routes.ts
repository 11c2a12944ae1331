import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Response } from 'express';
import type { Download, DownloadExport } from '../../exports/index.ts';
import { formBody } from '../read-body.ts';
import { noStore } from './no-store.ts';
import { page } from './page.ts';

/** Takes the person of a link's token off the list; false when the token is none, or expired. */
export type Unsubscribe = (token: string) => Promise<boolean>;

/** Verifies the email that a link was mailed to; false when its token is none, or expired, or used. */
export type VerifyByLink = (token: string) => Promise<boolean>;

interface Link {
  /** The page that asks. */
  readonly ask: string;
  /** The page of a token that is none, or no more. */
  readonly notValid: string;
  /** Does what the link is for and answers; false, and no answer: the token is none, or no more. */
  readonly act: (token: string, response: Response) => Promise<boolean>;
}

/** `/TOKEN`: asks on GET, which mail scanners and previews follow, and acts on POST alone. */
function linkRoutes({ ask, notValid, act }: Link): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(noStore);
  router.get('/:token', (_request, response) => void response.type('html').send(ask));
  router.post('/:token', ...formBody('1kb'), (request, response, next) => {
    act(String(request.params['token']), response)
      .then((done) => {
        if (!done) response.status(410).type('html').send(notValid);
      })
      .catch(next);
  });
  return router;
}

/** Acts by a token, and shows `done` where it was one. */
const showing =
  (act: (token: string) => Promise<boolean>, done: string): Link['act'] =>
  async (token, response) => {
    const valid = await act(token);
    if (valid) response.type('html').send(done);
    return valid;
  };

/** `/unsubscribe/TOKEN`; a mail program posts there without showing the page (RFC 8058). */
export const unsubscribeRoutes = (unsubscribe: Unsubscribe): Router =>
  linkRoutes({
    ask: page(
      'No more offers by mail',
      '<form method="post"><button>Send me no more offers by mail</button></form>',
    ),
    notValid: page(
      'This link does not work any more',
      '<p>Your preferences are where offers by mail end, too.</p>',
    ),
    act: showing(
      unsubscribe,
      page('Done', '<p>You get no more offers by mail. You can ask for them again in your preferences.</p>'),
    ),
  });

/** `/verify-email/TOKEN`. */
export const verifyEmailRoutes = (verify: VerifyByLink): Router =>
  linkRoutes({
    ask: page(
      'Is this your email address?',
      '<p>If you did not give it to us as yours, close this page.</p>' +
        '<form method="post"><button>Yes, it is mine</button></form>',
    ),
    notValid: page(
      'This link does not work any more',
      '<p>Ask for another one in your profile, or log in with this address.</p>',
    ),
    act: showing(verify, page('Done', '<p>This address is yours now. You can close this page.</p>')),
  });

async function sendZip(response: Response, { size, finishedAt, bytes }: Download): Promise<void> {
  const day = new Date(finishedAt).toISOString().slice(0, 10);
  response.status(200).type('application/zip');
  response.set('Content-Length', String(size));
  response.set('Content-Disposition', `attachment; filename="my-data-${day}.zip"`);
  await pipeline(Readable.from(bytes, { objectMode: false }), response);
}

/** `/export/TOKEN`: gives the zip once. A fetch that breaks off has used its link: its person makes another one. */
export const exportRoutes = (download: DownloadExport): Router =>
  linkRoutes({
    ask: page(
      'Your data',
      `<p>This link works once. Have the file saved somewhere where only you can read it.</p>
<form method="post"><button>Download the zip</button></form>`,
    ),
    notValid: page(
      'This link does not work any more',
      '<p>It was used, its time is over, or it never was one. Sign in and make another one.</p>',
    ),
    async act(token, response) {
      const found = await download(token);
      if (found !== null) await sendZip(response, found);
      return found !== null;
    },
  });
