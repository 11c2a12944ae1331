import type { Request, RequestHandler, Response } from 'express';
import type { GraphQLError } from 'graphql';
import { documentHash, operationRefused } from '../graphql/index.ts';
import type { TrustedDocuments } from '../graphql/index.ts';

/** What a request asks, as it was sent: nothing of it is known to be what it should be. */
type Sent = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON in an address; the text as it is where it is none, for whoever reads it next to refuse. */
function unpacked(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fromAddress(request: Request): Sent {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const extensions = searchParams.get('extensions');
  return {
    ...Object.fromEntries(searchParams),
    ...(extensions === null ? {} : { extensions: unpacked(extensions) }),
  };
}

function toAddress(request: Request, sent: Sent): void {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(sent)) {
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  request.url = `${request.url.replace(/\?.*$/s, '')}?${search.toString()}`;
}

/** Why a request that names a document cannot be told what it means. */
const refusals = new WeakMap<Response, GraphQLError>();
export const namingRefusal = (response: Response): GraphQLError | undefined => refusals.get(response);

/**
 * Puts a document's text where a request names it by hash: by `documentId` (`sha256:HEX`), or by the `persistedQuery`
 * of Apollo's clients. Nothing is learned from what is sent: the documents are those that were there at the start.
 */
export function namedDocuments(trusted: TrustedDocuments): RequestHandler {
  return (request, response, next) => {
    const isGet = request.method === 'GET';
    const sent: unknown = isGet ? fromAddress(request) : request.body;
    if (!isObject(sent)) return next();
    const { documentId, extensions, ...rest } = sent;
    const { persistedQuery, ...others } = isObject(extensions) ? extensions : {};
    const named = documentId ?? (isObject(persistedQuery) ? persistedQuery['sha256Hash'] : undefined);
    if (typeof named !== 'string') return next();
    const hash = named.replace(/^sha256:/, '').toLowerCase();
    const query = rest['query'] ?? trusted.find(hash);
    if (query === undefined) {
      refusals.set(
        response,
        operationRefused('PERSISTED_QUERY_NOT_FOUND', 'This door knows no document with this hash.'),
      );
    } else if (typeof query === 'string' && documentHash(query) !== hash) {
      refusals.set(
        response,
        operationRefused('BAD_USER_INPUT', 'query wants to be the text with this hash.'),
      );
    }
    const meant = { ...rest, query, ...(isObject(extensions) ? { extensions: others } : {}) };
    if (isGet) toAddress(request, meant);
    else request.body = meant;
    next();
  };
}
