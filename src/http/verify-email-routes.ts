import { Router } from 'express';
import { page } from './page.ts';
import { formBody } from './read-body.ts';

/** Verifies the email that a link was mailed to; false when its token is none, or expired, or used. */
export type VerifyByLink = (token: string) => Promise<boolean>;

const ASK = page(
  'Is this your email address?',
  '<p>If you did not give it to us as yours, close this page.</p>' +
    '<form method="post"><button>Yes, it is mine</button></form>',
);
const DONE = page('Done', '<p>This address is yours now. You can close this page.</p>');
const NOT_VALID = page(
  'This link does not work any more',
  '<p>Ask for another one in your profile, or log in with this address.</p>',
);

/** `/verify-email/TOKEN`: asks on GET, which mail scanners follow, and acts on POST alone. */
export function verifyEmailRoutes(verify: VerifyByLink): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/:token', (_request, response) => void response.type('html').send(ASK));
  router.post('/:token', ...formBody('1kb'), (request, response, next) => {
    verify(String(request.params['token'])).then((done) => {
      response
        .status(done ? 200 : 410)
        .type('html')
        .send(done ? DONE : NOT_VALID);
    }, next);
  });
  return router;
}
