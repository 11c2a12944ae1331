import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { Clock } from '../../kernel/clock.ts';
import { currentHead, readTilePath } from '../../ledger/index.ts';
import type { TrustPolicy } from '../../ledger/index.ts';
import type { Database } from '../../platform/db/index.ts';

/** What the ledger shows to everyone. */
export interface ServedLedger {
  readonly clock: Clock;
  readonly trust: TrustPolicy;
  /** Whom to trust about this log (C2SP tlog-policy). */
  readonly policyText: string;
}

const FOREVER = 'public, max-age=31536000, immutable';
const TEXT = 'text/plain; charset=utf-8';

/** Anybody may read a log, from any page: it names nobody. */
const openToAll: RequestHandler = (_request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*');
  response.set('Cross-Origin-Resource-Policy', 'cross-origin');
  response.set('Cache-Control', 'no-cache');
  next();
};

/**
 * The log as C2SP tlog-tiles describes it: `checkpoint`, `tile/L/N[.p/W]`, `tile/entries/N[.p/W]`; and `policy`. What
 * lies at a tile's path never changes. Bundles are not compressed: they are keyed hashes, and do not get smaller.
 */
export function ledgerRoutes(db: Database, { clock, trust, policyText }: ServedLedger): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(openToAll);
  router.get('/checkpoint', (_request, response, next) => {
    db.read((reader) => currentHead(reader, trust, clock.now())).then((head) => {
      if (head === null) return next();
      response.set('Content-Type', TEXT).send(head.note);
    }, next);
  });
  router.get('/policy', (_request, response) => void response.set('Content-Type', TEXT).send(policyText));
  router.get(/^\/tile\//, (request, response, next) => {
    db.read((reader) => readTilePath(reader, request.path.slice(1))).then((bytes) => {
      if (bytes === null) return next();
      response.set('Cache-Control', FOREVER).set('Content-Type', 'application/octet-stream').send(bytes);
    }, next);
  });
  return router;
}
