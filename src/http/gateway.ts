import type { ApolloServer } from '@apollo/server';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { DoorContext, TrustedDocuments } from '../graphql/index.ts';
import type { Door, Principal } from '../kernel/principal.ts';
import type { SessionDesk } from '../sessions/index.ts';
import { createErrorAnswer } from './answer-errors.ts';
import type { Authenticate } from './doors/authenticate.ts';
import type { Entrance } from './doors/entrance.ts';
import { createGraphqlDoor } from './doors/graphql-door.ts';
import type { PreparedAnswers } from './doors/prepared-answers.ts';
import type { ContextParts } from './doors/request-context.ts';
import { doorAt, placeOf } from './places.ts';
import { refuseCardsInUrl } from './read-body.ts';
import { besideDoors } from './routes/beside-doors.ts';
import type { BesideParts } from './routes/beside-doors.ts';
import { createSessionCookie } from './routes/session-cookie.ts';
import { createPageSessions } from './routes/session-routes.ts';
import { createSecurityHeaders } from './security-headers.ts';

export interface GatewayParts extends ContextParts, BesideParts {
  readonly authenticate: Authenticate;
  /** Started servers by door, the documents that each knows, and what lets a request in. */
  readonly servers: Readonly<Record<Door, ApolloServer<DoorContext>>>;
  readonly trusted: Readonly<Record<Door, TrustedDocuments>>;
  readonly enter: Entrance;
  /** Answers of the marketplace door that are the same for everybody. */
  readonly prepared: PreparedAnswers;
  readonly sessions: SessionDesk;
  /** Where people reach this, without a slash at its end. */
  readonly publicUrl: string;
  /** Whether the world reaches this by https. */
  readonly https: boolean;
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
      return isPage ? pages.principalOf(request) : authenticate(door, request);
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
