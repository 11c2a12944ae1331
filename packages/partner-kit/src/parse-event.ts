import type { ReceivedEvent, WebhookEvent } from './events.ts';
import { WebhookError } from './webhook-error.ts';

const known: Readonly<Record<WebhookEvent['type'], true>> = {
  'app.installed': true,
  'app.uninstalled': true,
  'consent.withdrawn': true,
  'contact.corrected': true,
  'contact.erased': true,
  'contact.released': true,
  'endpoint.ping': true,
};

/** Whether this version of the package knows the type; the marketplace may come to send others. */
export const isKnownType = (type: string): type is WebhookEvent['type'] => Object.hasOwn(known, type);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The envelope is checked, the data is not: who signed it answers for its shape, and fields that a later version adds
 * have to pass. Of a type that is not known, only the type is.
 */
export function isEvent(value: unknown): value is ReceivedEvent {
  if (!isObject(value)) return false;
  const { type, timestamp, data, encrypted } = value;
  if (typeof type !== 'string') return false;
  if (!isKnownType(type)) return true;
  if (typeof timestamp !== 'string') return false;
  // What its receiver has to say back is never encrypted.
  if (type === 'endpoint.ping') return isObject(data) && typeof data['challenge'] === 'string';
  return isObject(data) !== (typeof encrypted === 'string');
}

/** Throws `INVALID_BODY`, without what the JSON parser says: it quotes the text. */
export function parseEvent(body: string | Uint8Array): ReceivedEvent {
  let value: unknown;
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body);
    value = JSON.parse(text);
  } catch {
    throw new WebhookError('INVALID_BODY', 'The body is not JSON in UTF-8.');
  }
  if (!isEvent(value)) throw new WebhookError('INVALID_BODY', 'The body is not an event.');
  return value;
}
