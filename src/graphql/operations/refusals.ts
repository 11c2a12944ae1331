import { GraphQLError } from 'graphql';

/** Why a request is refused before anything of it runs. */
export type OperationRefusal =
  | 'BAD_USER_INPUT'
  | 'DOCUMENT_NOT_TRUSTED'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'OPERATION_TOO_LARGE'
  | 'PERSISTED_QUERY_NOT_FOUND';

/** The one error of a request that is refused; `cause`, an error of graphql-js, says where in the document. */
export const operationRefused = (
  code: OperationRefusal,
  message: string,
  cause: GraphQLError | null = null,
  status = 400,
): GraphQLError =>
  new GraphQLError(message, {
    source: cause?.source ?? null,
    positions: cause?.positions ?? null,
    nodes: cause?.nodes ?? null,
    extensions: { code, http: { status } },
  });

/** Refused by the document or its variables alone, so that it never began to run (GraphQL over HTTP, 6.4.1). */
const ofRequest: ReadonlySet<OperationRefusal> = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/**
 * Whether the client asks for `application/json` and nothing else. It gets 200 for what the document or the variables
 * are refused for, as the specification wants for that media type; who accepts anything is told by the status.
 */
const isLegacy = (accept: string | undefined): boolean =>
  accept !== undefined && /\bapplication\/json\b/i.test(accept) && !/graphql-response|\*/i.test(accept);

/** The same error with the status that the client's `Accept` wants. */
export function inTermsOf(accept: string | undefined, error: GraphQLError): GraphQLError {
  const code = error.extensions['code'] as OperationRefusal;
  return isLegacy(accept) && ofRequest.has(code) ? operationRefused(code, error.message, error, 200) : error;
}
