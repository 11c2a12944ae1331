import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { AppError } from '../kernel/errors.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { noteRefusal, requestIdOf } from './observe.ts';

const statusOf: Readonly<Record<AppError['code'], number>> = {
  BAD_USER_INPUT: 400,
  CARD_NUMBER_REFUSED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
};

function answer(response: Response, status: number, code: string, message: string, errorId?: string): void {
  noteRefusal(response, code);
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  const extensions = { code, ...(errorId === undefined ? {} : { errorId }) };
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .json({ errors: [{ message, extensions }] });
}

export const notFound: RequestHandler = (_request, response) =>
  answer(response, 404, 'NOT_FOUND', 'There is nothing here.');

/** Errors before or beside GraphQL, in the same form as GraphQL's own. */
export function createErrorAnswer(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    if (error instanceof AppError) return answer(response, statusOf[error.code], error.code, error.message);
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
