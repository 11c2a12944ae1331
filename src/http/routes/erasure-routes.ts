import { Router } from 'express';
import type { ErasureState, FindErasure } from '../../privacy/index.ts';
import { notFound } from '../answer-errors.ts';
import { jsonBody } from '../read-body.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** Instants as text, as everywhere else. */
const shown = (erasure: ErasureState): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(erasure).map(([name, value]) => [name, typeof value === 'number' ? iso(value) : value]),
  ) as Record<string, string | null>;

/**
 * `POST /privacy/erasures` with `{"reference": "..."}`: how far the erasure has come, and its receipt. No token: its
 * person has no account any more. The reference stands in the body, where no log of URLs sees it; one that is none is
 * answered as one that was forgotten.
 */
export function erasureRoutes(findErasure: FindErasure): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.post('/', ...jsonBody('1kb'), (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const { reference } = (request.body ?? {}) as { reference?: unknown };
    if (typeof reference !== 'string' || reference === '') return notFound(request, response, next);
    findErasure(reference).then((erasure) => {
      if (erasure === null) notFound(request, response, next);
      else response.json(shown(erasure));
    }, next);
  });
  return router;
}
