import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { AppError } from '../kernel/errors.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import type { DoorWatch } from './watch.ts';

/**
 * graphql-js quotes the value that did not fit. It came from the asker, but an error is logged, stored and forwarded
 * by clients, so it goes without: only names of fields and types stay.
 */
export function withoutQuotedValues(message: string): string {
  return message
    .replace(/got invalid value .*?(?= at "| ?; |$)/s, 'got an invalid value')
    .replace(/(cannot represent [^:]*): .*?(?=; |$)/s, '$1')
    .replace(/^(Expected value of type "[^"]*", found) .*?(?=; |$)/s, '$1 another')
    .replace(/^(Syntax Error: [A-Za-z ]*).*$/s, '$1');
}

/** Only what is meant for the asker leaves; everything else becomes INTERNAL with an id that the log knows. */
export function createErrorMask(log: Log, door: string, watch: Pick<DoorWatch, 'refused' | 'requestOf'>) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const original = unwrapResolverError(error);
    if (original instanceof AppError) {
      watch.refused(original.code);
      return { message: original.message, ...place, extensions: { code: original.code } };
    }
    const code = formatted.extensions?.['code'];
    const fromRequest = error instanceof GraphQLError && original === error;
    if (fromRequest && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      watch.refused(code);
      return { message: withoutQuotedValues(formatted.message), ...place, extensions: { code } };
    }
    const errorId = randomUUID();
    const requestId = watch.requestOf(error);
    log.error('internal error', {
      ...{ errorId, door, ...describeError(original) },
      ...(requestId === undefined ? {} : { requestId }),
    });
    watch.refused('INTERNAL');
    return { message: 'Internal error.', ...place, extensions: { code: 'INTERNAL', errorId } };
  };
}
