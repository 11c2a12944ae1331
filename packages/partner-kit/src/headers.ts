import { WebhookError } from './webhook-error.ts';

/** A fetch `Headers`, or anything that reads like one. */
export interface HeaderGetter {
  get(name: string): string | null;
}

/** Headers as they come: a fetch `Headers`, node's `request.headers`, or a plain object with names in any case. */
export type WebhookHeaders = HeaderGetter | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the three headers say, its form checked, nothing of it believed yet. */
export interface SignedHeaders {
  readonly id: string;
  /** Unix seconds, as written: what was signed is the text. */
  readonly timestamp: string;
  readonly signatures: readonly string[];
}

/** Visible ASCII without the full stop, which separates the id from the rest of what is signed. */
const ID = /^[!-\-/-~]{1,256}$/;
const UNIX_SECONDS = /^\d{1,12}$/;
/** Public key signatures cost work before they prove anything; no sender has reason to send more than these. */
const MOST_SIGNATURES = 16;

const isGetter = (headers: object): headers is HeaderGetter =>
  'get' in headers && typeof headers.get === 'function';

function valuesOf(headers: unknown, name: string): readonly unknown[] {
  if (typeof headers !== 'object' || headers === null) return [];
  const found = isGetter(headers)
    ? headers.get(name)
    : Object.entries(headers).flatMap(([key, value]: [string, unknown]) =>
        key.toLowerCase() === name ? value : [],
      );
  return (Array.isArray(found) ? found : [found]).filter((value) => value !== undefined && value !== null);
}

function read(headers: unknown, name: string): string {
  const [value, ...others] = valuesOf(headers, name);
  if (value === undefined) throw new WebhookError('MISSING_HEADER', `There is no ${name} header.`);
  if (typeof value !== 'string' || others.length > 0) {
    throw new WebhookError('INVALID_HEADER', `There is to be one ${name} header, and it is a text.`);
  }
  return value;
}

export function readHeaders(headers: unknown): SignedHeaders {
  const id = read(headers, 'webhook-id');
  const timestamp = read(headers, 'webhook-timestamp');
  const signatures = read(headers, 'webhook-signature').split(' ');
  if (!ID.test(id))
    throw new WebhookError('INVALID_HEADER', 'webhook-id is up to 256 visible characters, no full stop.');
  if (!UNIX_SECONDS.test(timestamp))
    throw new WebhookError('INVALID_HEADER', 'webhook-timestamp is Unix seconds.');
  if (signatures.length > MOST_SIGNATURES) {
    throw new WebhookError('INVALID_HEADER', `webhook-signature has at most ${MOST_SIGNATURES} signatures.`);
  }
  return { id, timestamp, signatures };
}
