import { randomUUID } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { knownCode } from '../graphql/index.ts';
import { holdsCardNumber } from '../kernel/card-number.ts';
import { SECOND } from '../kernel/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Meters } from '../platform/metrics.ts';
import type { Tracing } from '../platform/tracing.ts';
import { doorAt, placeOf } from './places.ts';
import type { Place } from './places.ts';

/** What comes to be known of a request while it is answered. */
interface Noted {
  readonly requestId: string;
  operation: string | null;
  /** The code of an answer that was given beside GraphQL. */
  refusal: string | null;
}

const NOTED = Symbol('what is known of the request');
type Observed = ServerResponse & { [NOTED]?: Noted };
const notedOf = (response: Observed): Noted | undefined => response[NOTED];

/** What the log calls a request by; null where nobody observes. */
export const requestIdOf = (response: ServerResponse): string | null => notedOf(response)?.requestId ?? null;

/** Says what kind of operation a request runs, once that is known. */
export function noteOperation(
  response: ServerResponse,
  operation: 'query' | 'mutation' | 'subscription',
): void {
  const noted = notedOf(response);
  if (noted !== undefined) noted.operation = operation;
}

/** Says by which code a request was refused before or beside GraphQL. */
export function noteRefusal(response: ServerResponse, code: string): void {
  const noted = notedOf(response);
  if (noted !== undefined) noted.refusal = code;
}

const WELL_FORMED = /^[A-Za-z0-9._-]{1,64}$/;

/** The name that a proxy or a client gave to a request, or a new one. It is logged, so no card number passes for one. */
function nameOf(sent: string | string[] | undefined): string {
  return typeof sent === 'string' && WELL_FORMED.test(sent) && !holdsCardNumber(sent) ? sent : randomUUID();
}

/** Makes listeners whose requests have an id, and are logged, counted and traced. */
export function createObserver(parts: {
  readonly log: Log;
  readonly meters: Meters;
  readonly tracing: Pick<Tracing, 'begin'> | null;
}) {
  const { log, meters, tracing } = parts;

  /** `status`: null where the client went away. */
  function tell(status: number | null, place: Place, noted: Noted, took: number): void {
    const door = doorAt(place);
    meters.answered(place, status === null ? 'aborted' : String(status), took / SECOND);
    if (door !== null && noted.refusal !== null) meters.refused(door, knownCode(noted.refusal));
    log.info('request', {
      requestId: noted.requestId,
      door: place,
      ...(noted.operation === null ? {} : { operation: noted.operation }),
      ...(status === null ? { outcome: 'aborted' } : { status }),
      durationMs: Math.round(took * 10) / 10,
    });
  }

  /** Stands ahead of everything else, so that whatever answers a request is observed. */
  return function observed(listener: RequestListener): RequestListener {
    return (request, response) => {
      const place = placeOf(request.url ?? '');
      // Those who ask every few seconds whether all is well would drown what is to be seen.
      if (place === 'health') return listener(request, response);
      const begun = performance.now();
      const noted: Noted = {
        requestId: nameOf(request.headers['x-request-id']),
        operation: null,
        refusal: null,
      };
      (response as Observed)[NOTED] = noted;
      const span = doorAt(place) === null ? null : tracing?.begin(request.headers['traceparent']);
      response.once('close', () => {
        // To whoever went away an answer is written all the same, where their request broke off.
        const arrived = response.writableFinished && request.errored === null;
        const status = arrived ? response.statusCode : null;
        tell(status, place, noted, performance.now() - begun);
        span?.end({ door: place, requestId: noted.requestId, operation: noted.operation, status });
      });
      if (span == null) return listener(request, response);
      span.run(() => listener(request, response));
    };
  };
}

export type Observer = ReturnType<typeof createObserver>;
