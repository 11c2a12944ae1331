import type { RequestHandler } from 'express';

/** Keeps answers out of every cache on the way. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
