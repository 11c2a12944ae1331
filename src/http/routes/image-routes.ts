import { Router } from 'express';
import { imageBytes } from '../../offers/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { notFound } from '../answer-errors.ts';

/** `/images/ID`: the pictures of offers, which never change. They hold nothing personal, and say nothing of who looks. */
export function imageRoutes(db: Database): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/:id', (request, response, next) => {
    db.read((reader) => imageBytes(reader, request.params.id)).then((image) => {
      if (image === null) return void notFound(request, response, next);
      response
        .set({
          // A cache that many share would know which offers are looked at.
          'Cache-Control': 'private, max-age=31536000, immutable',
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cross-Origin-Resource-Policy': 'same-site',
        })
        .type(image.type)
        .send(image.bytes);
    }, next);
  });
  return router;
}
