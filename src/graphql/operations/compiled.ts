import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  execute,
  getOperationAST,
  isSpecifiedScalarType,
  typeFromAST,
  visit,
} from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { DoorContext } from '../context.ts';

type Gateway = ApolloServerOptionsWithGateway<DoorContext>['gateway'];

/** Compiling costs some milliseconds, which only pay where a document comes again. */
const COMPILED_AT = 3;
const KEPT = 500;

/**
 * Whether an operation is one that compiled code runs as interpreted code does: a query without objects among its
 * arguments, whose variables are of the specification's own scalars. The compiler forgets the defaults of input fields.
 */
function isPlain(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): boolean {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') return false;
  let plain = (operation.variableDefinitions ?? []).every(({ type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    const known = named.kind === Kind.NAMED_TYPE ? typeFromAST(schema, named) : undefined;
    return known !== undefined && isSpecifiedScalarType(known);
  });
  visit(document, {
    [Kind.OBJECT]() {
      plain = false;
    },
  });
  return plain;
}

/** The compiler makes errors of a kind of its own, which lack what others expect of every GraphQLError. */
function withOwnErrors(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  const errors = result.errors.map(({ message, path, locations, originalError }) => {
    const error = new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null });
    // It knows no nodes, from which a GraphQLError works its locations out.
    return Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
  });
  return { ...result, errors };
}

interface Seen {
  times: number;
  /** By operation name; null: it does not compile, and is interpreted. */
  readonly compiled: Map<string, CompiledQuery | null>;
}

/**
 * Runs operations: compiled where a document comes again (graphql-jit), interpreted otherwise (graphql-js). The server
 * takes it as its "gateway", which is its way to let somebody else execute.
 */
export function createExecutor(schema: GraphQLSchema): Gateway {
  const documents = new LRUCache<DocumentNode, Seen>({ max: KEPT });

  function begin(document: DocumentNode): Seen {
    const seen: Seen = { times: 0, compiled: new Map() };
    documents.set(document, seen);
    return seen;
  }

  function compiledOf(document: DocumentNode, operationName: string | undefined): CompiledQuery | null {
    const seen = documents.get(document) ?? begin(document);
    seen.times += 1;
    if (seen.times < COMPILED_AT) return null;
    const name = operationName ?? '';
    const before = seen.compiled.get(name);
    if (before !== undefined) return before;
    const result = isPlain(schema, document, operationName)
      ? compileQuery(schema, document, operationName)
      : null;
    const compiled = result !== null && isCompiledQuery(result) ? result : null;
    seen.compiled.set(name, compiled);
    return compiled;
  }

  return {
    load: () =>
      Promise.resolve({
        async executor({ document, operationName, request, context }): Promise<ExecutionResult> {
          const name = operationName ?? undefined;
          const variables = request.variables ?? {};
          const compiled = compiledOf(document, name);
          return compiled === null
            ? execute({
                ...{ schema, document, contextValue: context, variableValues: variables },
                operationName: name ?? null,
              })
            : withOwnErrors(await compiled.query(undefined, context, variables));
        },
      }),
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}
