import type { IncomingMessage } from 'node:http';
import { Router } from 'express';
import type { RequestHandler } from 'express';
import { AppError } from '../../kernel/errors.ts';
import { parseUrl } from '../../kernel/parse-url.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { SessionDesk } from '../../sessions/index.ts';
import type { Authenticate } from '../doors/authenticate.ts';
import { tokenRefused } from '../doors/verify-token.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Says that a script of one of our pages asks: no form and no other site can send it without asking first (CORS). */
const PAGE = 'sluice-page';

/** Whether a page of ours asks, as far as the browser says where a request comes from. */
function isOwnPage(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (request.headers[PAGE] !== '1' || (site !== undefined && site !== 'same-origin')) return false;
  if (origin === undefined || origin === parseUrl(publicUrl)?.origin) return true;
  return parseUrl(origin)?.host === host;
}

/** How the web pages stay signed in, and who asks with a cookie. */
export function createPageSessions(parts: {
  readonly sessions: SessionDesk;
  readonly cookie: SessionCookie;
  readonly authenticate: Authenticate;
  readonly publicUrl: string;
}) {
  const { sessions, cookie, authenticate, publicUrl } = parts;

  const ownPagesOnly: RequestHandler = (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    if (isOwnPage(request, publicUrl)) return next();
    next(
      new AppError(
        'FORBIDDEN',
        'This wants to be asked by a page of this site, with the header Sluice-Page: 1.',
      ),
    );
  };

  async function begin(request: IncomingMessage): Promise<string> {
    const principal = await authenticate('marketplace', request);
    if (principal.kind !== 'user') throw tokenRefused();
    const { issuer, sub } = principal.login;
    return sessions.begin({ issuer, sub, session: principal.session }, cookie.read(request));
  }

  return {
    /** `POST /session` with a bearer token signs in, `DELETE /session` signs out; neither says anything. */
    routes(): Router {
      const router = Router({ caseSensitive: true, strict: true });
      router.use(ownPagesOnly);
      router.post('/', (request, response, next) => {
        begin(request).then((secret) => {
          cookie.set(response, secret);
          response.status(204).end();
        }, next);
      });
      router.delete('/', (request, response, next) => {
        const secret = cookie.read(request);
        (secret === null ? Promise.resolve() : sessions.end(secret)).then(() => {
          cookie.clear(response);
          response.status(204).end();
        }, next);
      });
      return router;
    },

    /** Who asks the marketplace door without a token. A cookie alone is nobody: a page of ours has to ask, by POST. */
    async principalOf(request: IncomingMessage): Promise<Principal> {
      const secret = request.method === 'POST' && isOwnPage(request, publicUrl) ? cookie.read(request) : null;
      const found = secret === null ? null : await sessions.loginOf(secret);
      if (found === null) return { kind: 'anonymous' };
      const { session, ...login } = found;
      return { kind: 'user', login: { ...login, email: null, emailVerified: false }, session };
    },
  };
}

export type PageSessions = ReturnType<typeof createPageSessions>;
