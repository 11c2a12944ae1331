import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { CatalogSnapshot, CatalogView } from '../../catalog/index.ts';
import { shownCost } from '../../graphql/index.ts';
import type { Budget, Prepare } from '../../graphql/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { AddressOf } from '../client-address.ts';
import { noteOperation, requestIdOf } from '../observe.ts';
import { pointHeaders } from '../points.ts';
import type { Account, Spend } from '../points.ts';
import { plainLength } from '../read-body.ts';
import { anonymousPayer } from './entrance.ts';
import { hasAlready } from './has-already.ts';

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
/** Bytes of all answers that are kept. */
const KEPT = 32 * 1_024 * 1_024;
/** Headers that are made for each answer anew. */
const OWN: ReadonlySet<string> = new Set(['ratelimit', 'ratelimit-policy', 'content-length', 'x-request-id']);

interface Prepared {
  /** The answer up to where the cost is put in. */
  readonly start: Buffer;
  readonly etag: string;
  /** Names and values by turns. */
  readonly headers: readonly string[];
  readonly cost: number;
  /** It is good as long as this is the catalogue. */
  readonly view: CatalogView;
}

/** The media type of an answer for this client; null: it has to be worked out. */
function answerType(accept: string | undefined): string | null {
  if (accept === undefined || accept === '*/*' || accept === JSON_TYPE) return JSON_TYPE;
  return accept === RESPONSE_TYPE ? RESPONSE_TYPE : null;
}

/** Whether a request comes from nobody in particular; answers to all others are worked out. */
const isNobodys = ({ headers }: IncomingMessage): boolean =>
  headers.authorization === undefined && headers.cookie === undefined;

/**
 * Answers to trusted documents that ask for nothing but the catalogue, kept as bytes under the very bytes of the request
 * for as long as the catalogue is the same. They are given to those who show no token and no cookie, ahead of
 * everything that works answers out; the one who asks pays the same points. Nothing else is ever kept.
 */
export function createPreparedAnswers(parts: {
  readonly path: string;
  readonly clock: Clock;
  readonly catalog: CatalogSnapshot;
  readonly spend: Spend;
  readonly addressOf: AddressOf;
}) {
  const { path, clock, catalog, spend, addressOf } = parts;
  const kept = new LRUCache<string, Prepared>({
    maxSize: KEPT,
    sizeCalculation: ({ start }, key) => start.length + key.length,
  });
  /** Under which key the answer of a request that is worked out may be kept. */
  const wanted = new WeakMap<IncomingMessage, string>();

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { found, account }: { readonly found: Prepared; readonly account: Account },
  ): void {
    noteOperation(response, 'query');
    const headers = [...found.headers];
    for (const pair of pointHeaders(account, clock.now())) headers.push(...pair);
    const requestId = requestIdOf(response);
    if (requestId !== null) headers.push('X-Request-Id', requestId);
    if (hasAlready(request, found.etag)) return void response.writeHead(304, headers).end();
    const rest = `${JSON.stringify({ cost: shownCost(found.cost, account) })}}`;
    headers.push('Content-Length', String(found.start.length + rest.length));
    response.writeHead(200, headers);
    // What is kept is not copied into each answer; head and parts still go out in one write.
    response.write(found.start);
    response.end(rest, 'latin1');
  }

  /**
   * The answer that is kept under a key, is good still, and is paid for; null: it has to be worked out, or refused, and
   * may be kept under that key.
   */
  function bought(request: IncomingMessage, key: string) {
    const found = kept.get(key);
    const isGood = found !== undefined && found.view === catalog.current();
    const account = isGood ? spend(anonymousPayer(addressOf(request)), found.cost, request.socket) : null;
    if (found !== undefined && account !== null && !account.overdrawn) return { found, account };
    wanted.set(request, key);
    return null;
  }

  function boughtByGet(request: IncomingMessage, type: string) {
    const isAllowed = request.headers['apollo-require-preflight'] !== undefined;
    return isAllowed ? bought(request, `${type} ${request.url ?? ''}`) : null;
  }

  function boughtByPost(request: IncomingMessage, type: string, length: number) {
    const body = request.read(length) as Buffer | null;
    if (body === null) return null;
    const found = bought(request, `${type} ${body.toString('latin1')}`);
    // Whoever works the answer out, or refuses it, reads the body as if nobody had.
    if (found === null) request.unshift(body);
    return found;
  }

  return {
    /** Answers what it can before `next` hears of it. */
    ahead(next: RequestListener): RequestListener {
      function answerOrPass(
        request: IncomingMessage,
        response: Parameters<RequestListener>[1],
        found: ReturnType<typeof bought>,
      ): void {
        if (found === null) next(request, response);
        else answer(request, response, found);
      }
      return (request, response) => {
        const type = answerType(request.headers.accept);
        if (type === null || !isNobodys(request)) return next(request, response);
        if (request.method === 'GET' && request.url?.startsWith(`${path}?`))
          return answerOrPass(request, response, boughtByGet(request, type));
        const length = request.url === path ? plainLength(request) : null;
        if (length === null) return next(request, response);
        request.once('readable', () => answerOrPass(request, response, boughtByPost(request, type, length)));
      };
    },

    /** What takes the answer of a request that is worked out now; null: it may not be kept. */
    async prepare(request: IncomingMessage, response: ServerResponse, { cost }: Budget): Promise<Prepare> {
      const key = wanted.get(request);
      if (key === undefined) return null;
      // Before anything is read, so that what is read is no older.
      const view = await catalog.view();
      return (data) => {
        const etag = `W/"${createHash('sha256').update(data).digest('base64url').slice(0, 22)}"`;
        response.setHeader('ETag', etag);
        response.setHeader('Cache-Control', 'no-cache');
        response.setHeader('Vary', 'Accept, Authorization, Cookie');
        const headers = Object.entries(response.getHeaders()).filter(([name]) => !OWN.has(name));
        const text = `{"data":${data},"extensions":`;
        // In memory of its own: a short text would keep what others share with it (Buffer's pool).
        const start = Buffer.alloc(Buffer.byteLength(text));
        start.write(text);
        kept.set(key, {
          ...{ etag, cost, view, start },
          headers: [
            ...headers.flatMap(([name, value]) => [name, String(value)]),
            ...['content-type', `${key.split(' ')[0]}; charset=utf-8`],
          ],
        });
      };
    },
  };
}

export type PreparedAnswers = ReturnType<typeof createPreparedAnswers>;
