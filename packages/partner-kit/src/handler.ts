import type { ServerResponse } from 'node:http';
import { decrypt } from './decrypt.ts';
import type { DecryptionKey } from './decrypt.ts';
import { createDeduplicator } from './deduplicator.ts';
import type { ReceivedEvent, WebhookEvent } from './events.ts';
import { isKnownType } from './parse-event.ts';
import { readBody } from './read-body.ts';
import type { WebhookRequest } from './read-body.ts';
import { createMemorySeenStore } from './seen-store.ts';
import type { SeenStore } from './seen-store.ts';
import { createVerifier } from './verify.ts';
import type { VerifiedMessage, VerifyOptions } from './verify.ts';
import { WebhookError } from './webhook-error.ts';
import type { WebhookErrorCode } from './webhook-error.ts';

/** The events that you handle; `endpoint.ping` is answered for you. */
export type HandledType = Exclude<WebhookEvent['type'], 'endpoint.ping'>;
export type EventOf<T extends WebhookEvent['type']> = Extract<WebhookEvent, { type: T }>;

/** What to do with each event. A type without a function is acknowledged and forgotten. */
export type EventHandlers = {
  readonly [T in HandledType]?:
    ((event: EventOf<T>, message: VerifiedMessage) => Promise<void> | void) | undefined;
};

export interface RefusedMessage {
  /** The status that it was answered with. */
  readonly status: number;
  /** Absent where the signature did not hold: then it is anybody's word. */
  readonly id?: string;
  readonly type?: string;
}

export interface WebhookHandlerOptions extends VerifyOptions {
  readonly on: EventHandlers;
  /** Your private key or keys, if you gave the marketplace a public one. */
  readonly decryptionKey?: DecryptionKey | readonly DecryptionKey[] | undefined;
  /** In memory unless you say otherwise, which forgets at a restart. */
  readonly seen?: SeenStore | undefined;
  /** Told of every message that was not acknowledged. Without it, what your side failed at is a process warning. */
  readonly onError?: ((error: unknown, message: RefusedMessage) => void) | undefined;
}

/** A node request listener; Express takes it as a handler. */
export type WebhookHandler = (request: WebhookRequest, response: ServerResponse) => void;

type Act = (event: WebhookEvent, message: VerifiedMessage) => Promise<void> | void;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Readonly<Record<string, unknown>>;
}

const statusOf: Readonly<Record<WebhookErrorCode, number>> = {
  INVALID_OPTIONS: 500,
  MISSING_HEADER: 400,
  INVALID_HEADER: 400,
  TIMESTAMP_TOO_OLD: 401,
  TIMESTAMP_TOO_NEW: 401,
  NO_MATCHING_SIGNATURE: 401,
  INVALID_BODY: 400,
  BODY_TOO_LARGE: 413,
  BODY_LOST: 500,
  NO_DECRYPTION_KEY: 500,
  DECRYPTION_FAILED: 500,
};

/** The error's class alone: its message is yours and may name a person. */
function warn(error: unknown, { status, id, type }: RefusedMessage): void {
  if (status < 500) return;
  const what =
    error instanceof WebhookError ? error.message : error instanceof Error ? error.name : typeof error;
  process.emitWarning(`${type ?? 'message'} ${id ?? ''} was not handled: ${what}`, {
    type: 'WebhookWarning',
  });
}

/** A misspelt name would be acknowledged and forgotten. */
function checkHandlers(on: unknown): void {
  const wrong = Object.entries(on ?? {}).find(
    ([type, act]) =>
      !isKnownType(type) || type === 'endpoint.ping' || (act !== undefined && typeof act !== 'function'),
  );
  if (typeof on === 'object' && on !== null && wrong === undefined) return;
  throw new WebhookError(
    'INVALID_OPTIONS',
    `on wants a function for each event type${wrong ? `: ${wrong[0]}` : ''}.`,
  );
}

function send(response: ServerResponse, { status, headers, json }: Answer): void {
  // Whoever asked may be gone.
  if (response.destroyed || response.headersSent) return;
  const type = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response
    .writeHead(status, { ...type, ...headers })
    .end(json === undefined ? undefined : JSON.stringify(json));
}

/**
 * Receives webhooks: verifies, answers `endpoint.ping`, de-duplicates, decrypts, calls your function. Answers 204 after
 * it succeeded (or for a copy of what was handled, or a type that you do not handle), 401 where no signature holds, 400
 * for what is no message, 413 above 256 kB, 503 while another process is at a copy, and 500 where your function threw:
 * all but 2xx is sent again. Throws `INVALID_OPTIONS` at once if a key is wrong.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { verify } = createVerifier(options);
  const { on, decryptionKey = [], seen = createMemorySeenStore(), onError = warn } = options;
  checkHandlers(on);
  const once = createDeduplicator(seen);

  function refuse(error: unknown, refused: RefusedMessage): Answer {
    try {
      onError(error, refused);
    } catch {
      // The sender has to get its answer.
    }
    const { status } = refused;
    return {
      status,
      json: { error: error instanceof WebhookError ? error.code : 'HANDLER_FAILED' },
      ...(status === 413 ? { headers: { connection: 'close' } } : {}),
    };
  }

  async function handle(event: ReceivedEvent, message: VerifiedMessage): Promise<Answer> {
    if (event.type === 'endpoint.ping') return { status: 200, json: { challenge: event.data.challenge } };
    // The name of the property and the type of the event are one and the same.
    const act = (Object.hasOwn(on, event.type) ? on[event.type] : undefined) as Act | undefined;
    if (act === undefined) return { status: 204 };
    try {
      const outcome = await once(message.id, async () => {
        await act('encrypted' in event ? await decrypt(event, decryptionKey) : event, message);
      });
      return outcome === 'busy' ? { status: 503, headers: { 'retry-after': '5' } } : { status: 204 };
    } catch (error) {
      return refuse(error, { status: 500, id: message.id, type: event.type });
    }
  }

  async function receive(request: WebhookRequest): Promise<Answer> {
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    try {
      const { event, ...message } = verify(await readBody(request), request.headers);
      return await handle(event, message);
    } catch (error) {
      return refuse(error, { status: error instanceof WebhookError ? statusOf[error.code] : 500 });
    }
  }

  return (request, response) => {
    void receive(request).then((answer) => send(response, answer));
  };
}
