import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import type { RequestListener } from 'node:http';
import type { RequestHandler, Router } from 'express';
import type { PublicSigningKey } from '../delivery/index.ts';
import type { DoorContext, TrustedDocuments } from '../graphql/index.ts';
import type { Door, Principal } from '../kernel/principal.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import type { Log } from '../platform/log.ts';
import type { FindErasure, ReceiptParts } from '../privacy/index.ts';
import type { DownloadExport } from '../exports/index.ts';
import type { OutsideLinks } from '../platform/outside-links.ts';
import type { SessionDesk } from '../sessions/index.ts';
import type { VisitorLog } from '../visits/index.ts';
import { createErrorAnswer, notFound } from './answer-errors.ts';
import type { Authenticate } from './authenticate.ts';
import type { Entrance } from './entrance.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { hasOptOutSignal, supportsOptOutSignal } from './opt-out-signal.ts';
import { imageRoutes } from './image-routes.ts';
import { leavingRoutes } from './leaving-routes.ts';
import { exportRoutes, unsubscribeRoutes, verifyEmailRoutes } from './link-routes.ts';
import type { Unsubscribe, VerifyByLink } from './link-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import type { ServedLedger } from './ledger-routes.ts';
import { namedDocuments } from './named-documents.ts';
import { oauthMetadata, oauthRoutes } from './oauth-routes.ts';
import type { OAuthRoutes } from './oauth-routes.ts';
import { requestIdOf } from './observe.ts';
import { officeRoutes } from './office-routes.ts';
import type { OfficeRoutes } from './office-routes.ts';
import { pathOf } from './places.ts';
import type { PreparedAnswers } from './prepared-answers.ts';
import { jsonBody, refuseCardsInUrl } from './read-body.ts';
import type { Readiness } from './readiness.ts';
import { createRequestContext } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createPageSessions } from './session-routes.ts';
import { noteVisit, visitRoutes } from './visit-routes.ts';

/** Marketing records a thousand facts a call. */
const bodyLimitOf: Readonly<Record<Door, string>> = {
  marketplace: '100kb',
  partner: '100kb',
  marketing: '1mb',
  privacy: '100kb',
};

export interface GatewayParts {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly log: Log;
  readonly authenticate: Authenticate;
  /** Started servers by door, the documents that each knows, and what lets a request in. */
  readonly servers: Readonly<Record<Door, ApolloServer<DoorContext>>>;
  readonly trusted: Readonly<Record<Door, TrustedDocuments>>;
  readonly enter: Entrance;
  /** Answers of the marketplace door that are the same for everybody. */
  readonly prepared: PreparedAnswers;
  readonly readiness: Readiness;
  readonly receipts: ReceiptParts;
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
  readonly sessions: SessionDesk;
  readonly links: OutsideLinks;
  readonly visits: VisitorLog;
  /** Who runs this, as the notice of other sites says it. */
  readonly company: string;
  /** Where people reach this, without a slash at its end. */
  readonly publicUrl: string;
  /** Whose word about where a request came from is believed (`X-Forwarded-For`): addresses and networks. */
  readonly trustedProxies: readonly string[];
  /** Whether the world reaches this by https. */
  readonly https: boolean;
  /** Web pages, shown where their door is open. */
  readonly pages: Partial<Readonly<Record<Door, Router>>>;
}

/** What answers at these doors. Doors that are not named are not there: 404. */
export function createGateway(parts: GatewayParts, doors: readonly Door[]): RequestListener {
  const { db, log, authenticate, servers } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...parts.trustedProxies]);
  app.use(securityHeaders(parts.https));
  app.use(refuseCardsInUrl);
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
  if (doors.includes('marketplace')) app.use('/privacy', officeRoutes(parts.office));
  if (doors.includes('partner')) {
    app.use('/oauth', oauthRoutes(parts.oauth));
    app.get('/.well-known/oauth-authorization-server', oauthMetadata(parts.oauth.publicUrl));
  }
  app.use('/verify-email', verifyEmailRoutes(parts.verifyEmail));
  const visited = noteVisit(parts.visits);
  app.get('/unsubscribe/:token', visited('/unsubscribe/:token'));
  app.use('/unsubscribe', unsubscribeRoutes(parts.unsubscribe));
  app.use('/leaving', visited('/leaving'), leavingRoutes(parts.links, parts.company));
  app.use('/visits', visitRoutes(parts.visits));
  if (doors.includes('marketplace') && parts.pages.marketplace !== undefined) app.get('/', visited('/'));

  const pages = createPageSessions({ ...parts, cookie: createSessionCookie(parts) });
  if (doors.includes('marketplace')) app.use('/session', pages.routes());

  const principals = new WeakMap<object, Principal>();
  const identify =
    (door: Door): RequestHandler =>
    (request, response, next) => {
      response.set('Cache-Control', 'no-store');
      const { authorization } = request.headers;
      const isPage = door === 'marketplace' && authorization === undefined;
      const asked = isPage ? pages.principalOf(request) : authenticate(door, authorization);
      asked.then((principal) => {
        principals.set(request, principal);
        next();
      }, next);
    };
  for (const door of doors) {
    app.all(
      pathOf[door],
      identify(door),
      ...jsonBody(bodyLimitOf[door]),
      namedDocuments(parts.trusted[door]),
      expressMiddleware(servers[door], {
        // The server makes a context before it runs anything, so what is refused here never runs.
        async context({ req, res }) {
          const principal = principals.get(req) ?? { kind: 'anonymous' };
          const { budget, isForEverybody } = parts.enter(door, principal, req, res);
          const mayKeep = isForEverybody && principal.kind === 'anonymous';
          const prepare = mayKeep ? await parts.prepared.prepare(req, res, budget) : null;
          return createRequestContext(parts, {
            ...{ principal, budget, prepare },
            signal: hasOptOutSignal(req),
            requestId: requestIdOf(res),
          });
        },
      }),
    );
  }
  for (const door of doors) {
    const shown = parts.pages[door];
    if (shown !== undefined) app.use(shown);
  }
  app.use(notFound);
  app.use(createErrorAnswer(log));
  return doors.includes('marketplace') ? parts.prepared.ahead(app) : app;
}
