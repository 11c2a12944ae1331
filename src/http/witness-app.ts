import express from 'express';
import type { ErrorRequestHandler, Express, Response } from 'express';
import helmet from 'helmet';
import type { Log } from '../platform/log.ts';
import type { Answer, Witness } from '../witness/index.ts';
import { errorHandler, notFound } from './answer-errors.ts';

/** Sixteen of the largest signatures of today (ML-DSA-87, in base64) and a proof fit; C2SP signed-note wants those read. */
const MAX_BODY = 128 * 1024;
const TEXT = 'text/plain; charset=utf-8';

/** Past Express, which would add a charset to a content type that the specification spells without one. */
function send(
  response: Response,
  { status, contentType, body }: Omit<Answer, 'status'> & { status: number },
) {
  const headers = { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, headers).end(body);
}

/** A body that could not be received, by its sender's fault; whatever else went wrong is for the next to answer. */
const unreadable: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const { expose, status } = error as { expose?: unknown; status?: unknown };
  if (expose !== true) return next(error);
  const body = `wants a body of at most ${MAX_BODY} bytes\n`;
  send(response, { status: status === 413 ? 413 : 400, contentType: TEXT, body });
};

export interface WitnessAppParts {
  readonly witness: Witness;
  readonly log: Log;
}

/**
 * A witness for HTTP (C2SP tlog-witness): `POST /add-checkpoint`, `GET /SHA-256 OF ORIGIN/checkpoint`. The submission
 * prefix and the monitoring prefix are both the root. `sign-subtree` is not there: Ed25519 cannot cosign subtrees.
 */
export function createWitnessApp({ witness, log }: WitnessAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' }, strictTransportSecurity: false }));
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.post(
    '/add-checkpoint',
    express.raw({ limit: MAX_BODY, type: () => true }),
    (request, response, next) => {
      response.set('Cache-Control', 'no-store');
      const body: unknown = request.body;
      witness.addCheckpoint(body instanceof Uint8Array ? body : new Uint8Array()).then((answer) => {
        const { status } = answer;
        // Somebody's mistake, or a log that signed two trees: worth a look.
        if (status === 422) log.warn('checkpoint not consistent', { status });
        else log.info('checkpoint submitted', { status });
        send(response, answer);
      }, next);
    },
  );
  app.get(/^\/([0-9a-f]{64})\/checkpoint$/, (request, response, next) => {
    witness.lastCheckpoint(String(request.params[0])).then((note) => {
      if (note === null) return next();
      // Monitors may read it from any page.
      response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
      send(response, { status: 200, contentType: TEXT, body: note });
    }, next);
  });
  app.use(notFound);
  app.use(unreadable);
  app.use(errorHandler(log));
  return app;
}
