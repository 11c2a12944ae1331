import { Router } from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { PROOF_ALGORITHM } from '../../catalog/index.ts';
import type { IssueToken } from '../../catalog/index.ts';
import { MINUTE } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { AddressOf } from '../client-address.ts';
import { formBody } from '../read-body.ts';
import { createRateLimit } from './rate-limit.ts';
import { clientRefused, proofRefused, readTokenRequest } from './token-request.ts';
import type { RefusedToken } from './token-request.ts';

export interface OAuthRoutes {
  readonly clock: Clock;
  readonly random: Random;
  readonly issueToken: IssueToken;
  /** Where clients reach this, without a slash at its end. */
  readonly publicUrl: string;
}

/** An assertion of an RSA key of 8,192 bits fits. */
const BODY = '16kb';

/** A client asks every 15 minutes; all of a partner's may start at once, and again, from behind one address. */
const LIMIT = { window: MINUTE, each: 60, all: 6_000 };

/** Who issues tokens, and where: an assertion is for one of them. */
export const oauthEndpoints = (publicUrl: string) => ({
  issuer: publicUrl,
  tokenEndpoint: `${publicUrl}/oauth/token`,
});

/** `/.well-known/oauth-authorization-server` (RFC 8414): what the token endpoint takes. */
export function oauthMetadata(publicUrl: string): RequestHandler {
  const { issuer, tokenEndpoint } = oauthEndpoints(publicUrl);
  const metadata = {
    ...{ issuer, token_endpoint: tokenEndpoint },
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256'],
    dpop_signing_alg_values_supported: [PROOF_ALGORITHM],
  };
  return (_request, response) => void response.set('Cache-Control', 'public, max-age=300').json(metadata);
}

const unstored: RequestHandler = (_request, response, next) => {
  // RFC 6749 5.1.
  response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
  next();
};

function refuse(response: Response, { error, description }: RefusedToken): void {
  // A 401 always says how to come in (RFC 9110 15.5.2), so all who are refused get the same bytes.
  if (error === 'invalid_client') response.set('WWW-Authenticate', 'Basic realm="oauth"');
  response.status(error === 'invalid_client' ? 401 : 400).json({ error, error_description: description });
}

/** Bodies that cannot be read, and secrets that cannot be checked now, in the form of RFC 6749 5.2, too. */
const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof AppError && error.code === 'UNAVAILABLE') {
    response.status(503).set('Retry-After', '2');
    response.json({ error: 'temporarily_unavailable', error_description: error.message });
    return;
  }
  const description =
    error instanceof AppError ? error.message : 'The body wants to be a form in UTF-8, at most 16 KB.';
  const isOfBody = typeof (error as { type?: unknown }).type === 'string';
  if (!isOfBody && !(error instanceof AppError)) return next(error);
  refuse(response, { error: 'invalid_request', description });
};

/** `POST /oauth/token`: access tokens for clients of partners (RFC 6749 4.4). */
export function oauthRoutes(routes: OAuthRoutes, addressOf: AddressOf): Router {
  const { tokenEndpoint } = oauthEndpoints(routes.publicUrl);

  async function answer(request: Request, response: Response): Promise<void> {
    // What stands in a URL is logged on the way; nobody is to get used to secrets there.
    if (Object.keys(request.query).length > 0) {
      const description = 'Parameters go into the body.';
      return refuse(response, { error: 'invalid_request', description });
    }
    const asked = readTokenRequest(request.headers.authorization, request.body);
    if ('error' in asked) return refuse(response, asked);
    const proof = request.get('dpop');
    const sent = proof === undefined ? null : { proof, method: request.method, url: tokenEndpoint };
    const issued = await routes.issueToken(asked, sent);
    if ('refused' in issued) {
      return refuse(response, issued.refused === 'client' ? clientRefused() : proofRefused());
    }
    const { accessToken, expiresIn, isBound } = issued;
    const type = isBound ? 'DPoP' : 'Bearer';
    response.json({ access_token: accessToken, token_type: type, expires_in: expiresIn });
  }

  const router = Router({ caseSensitive: true, strict: true });
  router.post(
    '/token',
    unstored,
    createRateLimit({ ...routes, addressOf }, LIMIT),
    ...formBody(BODY),
    (request, response, next) => {
      answer(request, response).catch(next);
    },
  );
  router.use(answerErrors);
  return router;
}
