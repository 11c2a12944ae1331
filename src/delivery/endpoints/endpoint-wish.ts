import { isRefusal } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { WebhookEvent } from '../types.ts';
import { readEncryptionKey, readEvents, refuseClient, refuseHeaders, refuseRate } from './options.ts';
import type { EndpointOptions, EndpointPrivate, Header } from './types.ts';

/** What a partner asks of an endpoint. Left out: as it is, or its default. */
export interface EndpointWish {
  readonly events?: readonly WebhookEvent[] | null | undefined;
  readonly thin?: boolean | undefined;
  readonly encryptionKey?: string | null | undefined;
  readonly maxPerSecond?: number | null | undefined;
  readonly headers?: readonly Header[] | undefined;
  readonly clientCertificate?: EndpointPrivate['client'] | undefined;
}

/** A wish that may be granted: what is stored as it is, and what is kept under seal. */
export interface ReadWish {
  readonly options: Partial<EndpointOptions>;
  readonly kept: Partial<EndpointPrivate>;
}

/** Checks a wish whole before anything is changed. */
export function readWish(wish: EndpointWish): ReadWish | Refusal {
  const { events, thin, encryptionKey, maxPerSecond, headers, clientCertificate: client } = wish;
  const chosen = events === undefined ? undefined : readEvents(events);
  const key = encryptionKey == null ? encryptionKey : readEncryptionKey(encryptionKey);
  if (isRefusal(chosen)) return chosen;
  if (isRefusal(key)) return key;
  const refusal =
    refuseRate(maxPerSecond ?? null) ??
    refuseHeaders(headers ?? []) ??
    (client ? refuseClient(client) : null);
  if (refusal !== null) return refusal;
  return {
    options: {
      ...(chosen === undefined ? {} : { events: chosen }),
      ...(thin === undefined ? {} : { thin }),
      ...(key === undefined ? {} : { encryptionKey: key }),
      ...(maxPerSecond === undefined ? {} : { maxPerSecond }),
    },
    kept: {
      ...(headers === undefined ? {} : { headers }),
      ...(client === undefined ? {} : { client }),
    },
  };
}
