import { Router } from 'express';
import { page } from './page.ts';
import { formBody } from './read-body.ts';

/** Takes the person of a link's token off the list; false when the token is none, or expired. */
export type Unsubscribe = (token: string) => Promise<boolean>;

const ASK = page(
  'No more offers by mail',
  '<form method="post"><button>Send me no more offers by mail</button></form>',
);
const DONE = page(
  'Done',
  '<p>You get no more offers by mail. You can ask for them again in your preferences.</p>',
);
const NOT_VALID = page(
  'This link does not work any more',
  '<p>Your preferences are where offers by mail end, too.</p>',
);

/**
 * `/unsubscribe/TOKEN`: asks on GET, which mail scanners follow, and acts on POST alone; a mail program posts there
 * without showing the page (RFC 8058).
 */
export function unsubscribeRoutes(unsubscribe: Unsubscribe): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/:token', (_request, response) => void response.type('html').send(ASK));
  router.post('/:token', ...formBody('1kb'), (request, response, next) => {
    unsubscribe(String(request.params['token'])).then((done) => {
      response
        .status(done ? 200 : 410)
        .type('html')
        .send(done ? DONE : NOT_VALID);
    }, next);
  });
  return router;
}
