import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { PROOF_ALGORITHM } from '../catalog/index.ts';
import { AppError } from '../kernel/errors.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { noteRefusal, requestIdOf } from './observe.ts';
import { placeOf } from './places.ts';

const statusOf: Readonly<Record<AppError['code'], number>> = {
  BAD_USER_INPUT: 400,
  CARD_NUMBER_REFUSED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** By what a token may be shown here (RFC 9110 15.5.2; RFC 9449 7.1). */
const challengeAt = (url: string): string =>
  placeOf(url) === 'partner' ? `Bearer, DPoP algs="${PROOF_ALGORITHM}"` : 'Bearer';

function answer(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  errorId?: string,
): void {
  noteRefusal(response, code);
  if (status === 401) response.setHeader('WWW-Authenticate', challengeAt(response.req.url ?? ''));
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.statusCode = status;
  const extensions = { code, ...(errorId === undefined ? {} : { errorId }) };
  // Of one piece its length is known.
  response.end(JSON.stringify({ errors: [{ message, extensions }] }));
}

export const notFound: RequestHandler = (_request, response) =>
  answer(response, 404, 'NOT_FOUND', 'There is nothing here.');

/** Answers errors before or beside GraphQL, in the same form as GraphQL's own. */
export function createErrorAnswer(log: Log): (error: unknown, response: ServerResponse) => void {
  return (error, response) => {
    if (error instanceof AppError) {
      const { code, message, retryAfter } = error;
      if (retryAfter !== null) response.setHeader('Retry-After', String(retryAfter));
      return answer(response, statusOf[code], code, message);
    }
    const { type, limit } = error as { type?: unknown; limit?: unknown };
    if (type === 'entity.too.large') {
      return answer(response, 413, 'BAD_USER_INPUT', `The body wants at most ${Number(limit) / 1_024} KB.`);
    }
    if (typeof type === 'string') {
      return answer(response, 400, 'BAD_USER_INPUT', 'The body wants to be a JSON object in UTF-8.');
    }
    const errorId = randomUUID();
    const requestId = requestIdOf(response);
    log.error('request failed', {
      ...{ errorId, ...describeError(error) },
      ...(requestId === null ? {} : { requestId }),
    });
    // Express would print what came too late to be answered, message and all.
    if (response.headersSent) return void response.destroy();
    answer(response, 500, 'INTERNAL', 'Internal error.', errorId);
  };
}

/** The same as the last of an Express app's handlers. */
export function errorHandler(log: Log): ErrorRequestHandler {
  const answerError = createErrorAnswer(log);
  return (error: unknown, _request, response, _next) => answerError(error, response);
}
