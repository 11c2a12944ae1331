import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { LoggedPage, VisitorLog } from '../../visits/index.ts';
import type { AddressOf } from '../client-address.ts';
import { hasOptOutSignal } from '../opt-out-signal.ts';
import { noStore } from './no-store.ts';

/** Makes what logs a look at a public page. A browser that opts out is not logged; the page is told the entry's name. */
export const noteVisit =
  (visits: Pick<VisitorLog, 'note'>, addressOf: AddressOf) =>
  (page: LoggedPage): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'GET' && !hasOptOutSignal(request)) {
      const address = addressOf(request);
      const userAgent = request.headers['user-agent'];
      response.locals['visit'] = visits.note(page, {
        ...(address === undefined ? {} : { address }),
        ...(userAgent === undefined ? {} : { userAgent }),
      });
    }
    next();
  };

const NOBODY =
  'Nothing that is held says whose it is, so nothing can be found by who asks. Under the name that a page showed there is one entry: GET or DELETE /visits/NAME.';
const NETWORK =
  'a name that said which network it was on that day only; the key to it is destroyed within an hour of its end';

/** `/visits/NAME`: what the visitors' log holds under a name, for whoever was told it; DELETE forgets it. */
export function visitRoutes(visits: Pick<VisitorLog, 'held' | 'forget'>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(noStore);
  router.get('/', (_request, response) => void response.json({ held: null, message: NOBODY }));
  router.get('/:id', (request, response, next) => {
    visits.held(request.params.id).then((visit) => {
      const held = visit && {
        ...visit,
        at: new Date(visit.at).toISOString(),
        keptUntil: new Date(visit.keptUntil).toISOString(),
        network: NETWORK,
      };
      response.json({ subjectType: 'SITE_VISITOR', held });
    }, next);
  });
  router.delete('/:id', (request, response, next) => {
    visits
      .forget(request.params.id)
      .then((erased) => void response.json({ subjectType: 'SITE_VISITOR', erased }), next);
  });
  return router;
}
