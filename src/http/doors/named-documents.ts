import type { GraphQLError } from 'graphql';
import { documentHash, operationRefused } from '../../graphql/index.ts';
import type { TrustedDocuments } from '../../graphql/index.ts';

/** What a request asks, as it was sent: nothing of it is known to be what it should be. */
export type Sent = Readonly<Record<string, unknown>>;

/** What a request means, with a document's text where it named one by hash. */
export interface Meant {
  readonly sent: Sent;
  /** Whether it named its document. */
  readonly isNamed: boolean;
  /** Why it cannot be told what it means. */
  readonly refusal: GraphQLError | null;
}

export const isObject = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refusalOf(query: unknown, hash: string): GraphQLError | null {
  if (query === undefined) {
    return operationRefused('PERSISTED_QUERY_NOT_FOUND', 'This door knows no document with this hash.');
  }
  return typeof query === 'string' && documentHash(query) !== hash
    ? operationRefused('BAD_USER_INPUT', 'query wants to be the text with this hash.')
    : null;
}

/**
 * Puts a document's text where a request names it by hash: by `documentId` (`sha256:HEX`), or by the `persistedQuery`
 * of Apollo's clients. Nothing is learned from what is sent: the documents are those that were there at the start.
 */
export function withNamedDocument(trusted: TrustedDocuments, sent: Sent): Meant {
  const { documentId, extensions, ...rest } = sent;
  const { persistedQuery, ...others } = isObject(extensions) ? extensions : {};
  const named = documentId ?? (isObject(persistedQuery) ? persistedQuery['sha256Hash'] : undefined);
  if (typeof named !== 'string') return { sent, isNamed: false, refusal: null };
  const hash = named.replace(/^sha256:/, '').toLowerCase();
  const given = rest['query'];
  const query = given ?? trusted.find(hash);
  return {
    sent: { ...rest, query, ...(isObject(extensions) ? { extensions: others } : {}) },
    isNamed: true,
    // What came out of the list under its hash is what has it.
    refusal: query === undefined || given !== undefined ? refusalOf(query, hash) : null,
  };
}
