import { HeaderMap } from '@apollo/server';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DoorContext, TrustedDocuments } from '../../graphql/index.ts';
import type { Door, Principal } from '../../kernel/principal.ts';
import type { AddressOf } from '../client-address.ts';
import { requestIdOf } from '../observe.ts';
import { hasOptOutSignal } from '../opt-out-signal.ts';
import { createJsonReader } from '../read-body.ts';
import type { Entrance } from './entrance.ts';
import { readGraphqlRequest } from './graphql-request.ts';
import { hasAlready } from './has-already.ts';
import type { PreparedAnswers } from './prepared-answers.ts';
import { createContexts } from './request-context.ts';
import type { ContextParts } from './request-context.ts';

/** Marketing records a thousand facts a call. */
const bodyLimitOf: Readonly<Record<Door, string>> = {
  marketplace: '100kb',
  partner: '100kb',
  marketing: '1mb',
  privacy: '100kb',
};

export interface DoorParts extends ContextParts {
  /** A started server, and the documents that it knows. */
  readonly server: ApolloServer<DoorContext>;
  readonly trusted: TrustedDocuments;
  /** Who asks; rejects with UNAUTHENTICATED. */
  readonly identify: (request: IncomingMessage) => Promise<Principal>;
  readonly addressOf: AddressOf;
  readonly enter: Entrance;
  readonly prepared: PreparedAnswers;
}

/** The headers that the server looks at; it is shown no others, least of all who asks. */
const SHOWN = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const name of SHOWN) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, String(value));
  }
  return headers;
}

function send(request: IncomingMessage, response: ServerResponse, answer: HTTPGraphQLResponse): void {
  // Several parts (@defer, @stream) are of no specification yet; what executes here makes none.
  if (answer.body.kind !== 'complete') throw new Error('an answer in one piece was expected');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  const isSame = hasAlready(request, response.getHeader('ETag'));
  response.statusCode = isSame ? 304 : (answer.status ?? 200);
  response.end(isSame ? undefined : answer.body.string);
}

/**
 * What answers at one door: who asks is known before the body is read, and what is asked is admitted and paid for
 * before it runs. It goes without Express, whose router and whose ways to answer take as long as all of this.
 */
export function createGraphqlDoor(
  door: Door,
  parts: DoorParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { server, trusted, identify, addressOf, enter, prepared } = parts;
  const contextOf = createContexts(parts);
  const readJson = createJsonReader(bodyLimitOf[door]);

  return async function answer(request, response): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    const principal = await identify(request);
    const { body, search, ...meant } = readGraphqlRequest(
      request,
      await readJson(request, response),
      trusted,
    );
    const asker = {
      ...{ principal, address: addressOf(request), connection: request.socket },
      accept: request.headers.accept,
    };
    const made = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? '', headers: headersOf(request), search, body },
      // The server makes a context before it runs anything, so what is refused here never runs.
      async context() {
        const { budget, isForEverybody } = enter(door, asker, meant, response);
        const mayKeep = isForEverybody && principal.kind === 'anonymous';
        return contextOf({
          ...{ principal, budget },
          prepare: mayKeep ? await prepared.prepare(request, response, budget) : null,
          signal: hasOptOutSignal(request),
          requestId: requestIdOf(response),
        });
      },
    });
    send(request, response, made);
  };
}
