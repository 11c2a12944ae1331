import type { IncomingMessage } from 'node:http';
import { WebhookError } from './webhook-error.ts';

/** A node request; a framework may have put the body on it. */
export type WebhookRequest = IncomingMessage & { readonly body?: unknown };

/** 256 kB; messages are about one. */
export const MAX_BODY_BYTES = 256 * 1_024;
/** Up to here a body that is too large is read and thrown away, so that its sender gets to see the answer. */
const MAX_DISCARDED_BYTES = 16 * MAX_BODY_BYTES;

const tooLarge = (): WebhookError => new WebhookError('BODY_TOO_LARGE', 'The body is larger than 256 kB.');
const cutOff = (): WebhookError => new WebhookError('INVALID_BODY', 'The request ended before its body did.');

function readStream(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer | string) => {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size <= MAX_BODY_BYTES) chunks.push(bytes);
      else chunks.length = 0;
      if (size > MAX_DISCARDED_BYTES) reject(tooLarge());
    });
    request.once('end', () => (size > MAX_BODY_BYTES ? reject(tooLarge()) : resolve(Buffer.concat(chunks))));
    request.once('error', () => reject(cutOff()));
    request.once('close', () => reject(cutOff()));
  });
}

/**
 * The body as it came: what a raw or text parser left on the request, or else read here. Throws `BODY_TOO_LARGE`, and
 * `BODY_LOST` where a JSON parser was there first: the bytes that were signed cannot be had back from an object.
 */
export async function readBody(request: WebhookRequest): Promise<string | Uint8Array> {
  const { body } = request;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    if (Buffer.byteLength(body) > MAX_BODY_BYTES) throw tooLarge();
    return body;
  }
  if (request.readableDidRead) {
    throw new WebhookError(
      'BODY_LOST',
      'A body parser came first: mount the webhook handler before express.json().',
    );
  }
  if (request.destroyed) throw cutOff();
  return readStream(request);
}
