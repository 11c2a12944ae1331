import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

/** Whether a request carries the signal of Global Privacy Control (w3.org/TR/gpc, section 3.3): `1` and nothing else. */
export const hasOptOutSignal = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['sec-gpc'] === '1';

/** When what the signal does here was changed last. */
const LAST_UPDATE = '2026-11-26';

/** `/.well-known/gpc.json`: that the signal is heeded (w3.org/TR/gpc, section 4.1). */
export const supportsOptOutSignal: RequestHandler = (_request, response) =>
  void response.set('Cache-Control', 'public, max-age=86400').json({ gpc: true, lastUpdate: LAST_UPDATE });
