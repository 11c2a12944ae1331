import express from 'express';
import type { Express, Router } from 'express';
import type { PublicSigningKey } from '../../delivery/index.ts';
import type { DownloadExport } from '../../exports/index.ts';
import type { Door } from '../../kernel/principal.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Log } from '../../platform/log.ts';
import type { OutsideLinks } from '../../platform/outside-links.ts';
import type { FindErasure } from '../../privacy/index.ts';
import type { VisitorLog } from '../../visits/index.ts';
import { errorHandler, notFound } from '../answer-errors.ts';
import type { AddressOf } from '../client-address.ts';
import { supportsOptOutSignal } from '../opt-out-signal.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { leavingRoutes } from './leaving-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import type { ServedLedger } from './ledger-routes.ts';
import { exportRoutes, unsubscribeRoutes, verifyEmailRoutes } from './link-routes.ts';
import type { Unsubscribe, VerifyByLink } from './link-routes.ts';
import { oauthMetadata, oauthRoutes } from './oauth-routes.ts';
import type { OAuthRoutes } from './oauth-routes.ts';
import { officeRoutes } from './office-routes.ts';
import type { OfficeRoutes } from './office-routes.ts';
import type { Readiness } from './readiness.ts';
import type { PageSessions } from './session-routes.ts';
import { noteVisit, visitRoutes } from './visit-routes.ts';

export interface BesideParts {
  readonly db: Database;
  readonly log: Log;
  readonly addressOf: AddressOf;
  readonly readiness: Readiness;
  readonly ledger: ServedLedger;
  /** Public keys of `v1a` webhook signatures. */
  readonly webhookKeys: readonly PublicSigningKey[];
  readonly unsubscribe: Unsubscribe;
  /** Opens the copy of a person's data that a link leads to. */
  readonly download: DownloadExport;
  readonly findErasure: FindErasure;
  readonly office: OfficeRoutes;
  readonly oauth: OAuthRoutes;
  readonly verifyEmail: VerifyByLink;
  readonly links: OutsideLinks;
  readonly visits: VisitorLog;
  /** Who runs this, as the notice of other sites says it. */
  readonly company: string;
  /** Web pages, shown where their door is open. */
  readonly pages: Partial<Readonly<Record<Door, Router>>>;
}

/** What answers beside the doors: what links lead to, forms, files of well-known names, pages. */
export function besideDoors(parts: BesideParts, doors: readonly Door[], sessions: PageSessions): Express {
  const { db, log, addressOf } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', parts.readiness.answer);
  app.get('/.well-known/jwks.json', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').json({ keys: parts.webhookKeys });
  });
  app.get('/.well-known/gpc.json', supportsOptOutSignal);
  app.use('/ledger', ledgerRoutes(db, parts.ledger));
  app.use('/images', imageRoutes(db));
  app.use('/export', exportRoutes(parts.download));
  app.use('/privacy/erasures', erasureRoutes(parts.findErasure));
  if (doors.includes('marketplace')) app.use('/privacy', officeRoutes(parts.office, addressOf));
  if (doors.includes('partner')) {
    app.use('/oauth', oauthRoutes(parts.oauth, addressOf));
    app.get('/.well-known/oauth-authorization-server', oauthMetadata(parts.oauth.publicUrl));
  }
  app.use('/verify-email', verifyEmailRoutes(parts.verifyEmail));
  const visited = noteVisit(parts.visits, addressOf);
  app.get('/unsubscribe/:token', visited('/unsubscribe/:token'));
  app.use('/unsubscribe', unsubscribeRoutes(parts.unsubscribe));
  app.use('/leaving', visited('/leaving'), leavingRoutes(parts.links, parts.company));
  app.use('/visits', visitRoutes(parts.visits));
  if (doors.includes('marketplace') && parts.pages.marketplace !== undefined) app.get('/', visited('/'));
  if (doors.includes('marketplace')) app.use('/session', sessions.routes());
  for (const door of doors) {
    const shown = parts.pages[door];
    if (shown !== undefined) app.use(shown);
  }
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}
