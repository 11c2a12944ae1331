import type { ApolloServer } from '@apollo/server';
import express from 'express';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Express, Router } from 'express';
import type { PublicSigningKey } from '../delivery/index.ts';
import type { DoorContext, TrustedDocuments } from '../graphql/index.ts';
import type { Door, Principal } from '../kernel/principal.ts';
import type { Log } from '../platform/log.ts';
import type { FindErasure } from '../privacy/index.ts';
import type { DownloadExport } from '../exports/index.ts';
import type { OutsideLinks } from '../platform/outside-links.ts';
import type { SessionDesk } from '../sessions/index.ts';
import type { VisitorLog } from '../visits/index.ts';
import { createErrorAnswer, errorHandler, notFound } from './answer-errors.ts';
import type { Authenticate } from './authenticate.ts';
import type { Entrance } from './entrance.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { supportsOptOutSignal } from './opt-out-signal.ts';
import { createGraphqlDoor } from './graphql-door.ts';
import { imageRoutes } from './image-routes.ts';
import { leavingRoutes } from './leaving-routes.ts';
import { exportRoutes, unsubscribeRoutes, verifyEmailRoutes } from './link-routes.ts';
import type { Unsubscribe, VerifyByLink } from './link-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import type { ServedLedger } from './ledger-routes.ts';
import { oauthMetadata, oauthRoutes } from './oauth-routes.ts';
import type { OAuthRoutes } from './oauth-routes.ts';
import { officeRoutes } from './office-routes.ts';
import type { OfficeRoutes } from './office-routes.ts';
import { doorAt, placeOf } from './places.ts';
import type { PreparedAnswers } from './prepared-answers.ts';
import { refuseCardsInUrl } from './read-body.ts';
import type { Readiness } from './readiness.ts';
import type { ContextParts } from './request-context.ts';
import { createSecurityHeaders } from './security-headers.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createPageSessions } from './session-routes.ts';
import type { PageSessions } from './session-routes.ts';
import { noteVisit, visitRoutes } from './visit-routes.ts';

export interface GatewayParts extends ContextParts {
  readonly log: Log;
  readonly authenticate: Authenticate;
  /** Started servers by door, the documents that each knows, and what lets a request in. */
  readonly servers: Readonly<Record<Door, ApolloServer<DoorContext>>>;
  readonly trusted: Readonly<Record<Door, TrustedDocuments>>;
  readonly enter: Entrance;
  readonly addressOf: (request: IncomingMessage) => string | undefined;
  /** Answers of the marketplace door that are the same for everybody. */
  readonly prepared: PreparedAnswers;
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

/** What answers beside the doors: what links lead to, forms, files of well-known names, pages. */
function besideDoors(parts: GatewayParts, doors: readonly Door[], pages: PageSessions): Express {
  const { db, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...parts.trustedProxies]);
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
  if (doors.includes('marketplace')) app.use('/session', pages.routes());
  for (const door of doors) {
    const shown = parts.pages[door];
    if (shown !== undefined) app.use(shown);
  }
  app.use(notFound);
  app.use(errorHandler(log));
  return app;
}

/** What answers at these doors, and beside them. Doors that are not named are not there: 404. */
export function createGateway(parts: GatewayParts, doors: readonly Door[]): RequestListener {
  const { authenticate } = parts;
  const pages = createPageSessions({ ...parts, cookie: createSessionCookie(parts) });
  const identify =
    (door: Door) =>
    (request: IncomingMessage): Promise<Principal> => {
      const { authorization } = request.headers;
      const isPage = door === 'marketplace' && authorization === undefined;
      return isPage ? pages.principalOf(request) : authenticate(door, authorization);
    };
  const answerAt = new Map<Door | null, ReturnType<typeof createGraphqlDoor>>(
    doors.map((door) => [
      door,
      createGraphqlDoor(door, {
        ...parts,
        ...{ server: parts.servers[door], trusted: parts.trusted[door], identify: identify(door) },
      }),
    ]),
  );
  const beside = besideDoors(parts, doors, pages);
  const setHeaders = createSecurityHeaders(parts.https);
  const answerError = createErrorAnswer(parts.log);

  const gateway: RequestListener = (request, response) => {
    const url = request.url ?? '';
    const answer = answerAt.get(doorAt(placeOf(url)));
    setHeaders(response, answer === undefined ? 'page' : 'data');
    try {
      refuseCardsInUrl(url);
    } catch (error) {
      return answerError(error, response);
    }
    if (answer === undefined) return beside(request, response);
    answer(request, response).catch((error: unknown) => answerError(error, response));
  };
  return doors.includes('marketplace') ? parts.prepared.ahead(gateway) : gateway;
}
