import type { ExecutionResult } from 'graphql';
import { refusalCodes } from '../kernel/errors.ts';
import type { Door } from '../kernel/principal.ts';
import type { Meters } from '../platform/metrics.ts';

/** Codes of errors, beside those of user errors. */
const errorCodes = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'CARD_NUMBER_REFUSED',
  'DOCUMENT_NOT_TRUSTED',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_LARGE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PURPOSE_MISMATCH',
  'PURPOSE_REQUIRED',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
] as const;

const known: ReadonlySet<unknown> = new Set<string>([...errorCodes, ...refusalCodes]);

/** A code of the closed set; whoever asks chooses the names of an answer's fields, so that anything may stand in one. */
export const knownCode = (code: unknown): string => (known.has(code) ? (code as string) : 'OTHER');

/** Counts what a door refuses, and knows to which request an error belongs. */
export interface DoorWatch {
  refused(code: unknown): void;
  /** Counts the user errors of an answer. */
  answered(data: ExecutionResult['data']): void;
  /** Remembers to which request errors belong. */
  failed(errors: readonly object[], requestId: string | null): void;
  requestOf(error: unknown): string | undefined;
}

/** Codes of the user errors of an answer's top level, where mutations have them. */
function* userErrorCodes(data: Readonly<Record<string, unknown>>): Generator<unknown> {
  for (const payload of Object.values(data)) {
    if (typeof payload !== 'object' || payload === null || !('userErrors' in payload)) continue;
    const { userErrors } = payload;
    if (!Array.isArray(userErrors)) continue;
    for (const userError of userErrors as unknown[]) {
      if (typeof userError === 'object' && userError !== null && 'code' in userError) yield userError.code;
    }
  }
}

export function createDoorWatch(door: Door, meters: Pick<Meters, 'refused'>): DoorWatch {
  const requests = new WeakMap<object, string>();
  const refused = (code: unknown): void => meters.refused(door, knownCode(code));
  return {
    refused,
    answered(data) {
      if (data != null) for (const code of userErrorCodes(data)) refused(code);
    },
    failed(errors, requestId) {
      if (requestId !== null) for (const error of errors) requests.set(error, requestId);
    },
    requestOf: (error) => (typeof error === 'object' && error !== null ? requests.get(error) : undefined),
  };
}
