import { makeExecutableSchema } from '@graphql-tools/schema';
import { MapperKind, getDirective, mapSchema } from '@graphql-tools/utils';
import type { IResolvers } from '@graphql-tools/utils';
import { defaultFieldResolver, parse } from 'graphql';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { AppError } from '../kernel/errors.ts';
import type { Door } from '../kernel/principal.ts';
import { isAdmitted } from './access.ts';
import type { DoorContext } from './context.ts';
import { assertClassified } from './data-classes.ts';
import { scalars } from './scalars.ts';
import { assertGuarded, doorSdl } from './sdl.ts';

function guarded(
  requires: readonly string[],
  resolve: GraphQLFieldResolver<unknown, DoorContext>,
): GraphQLFieldResolver<unknown, DoorContext> {
  return (source, args, context, info) => {
    if (!isAdmitted(requires, context.principal)) {
      throw context.principal.kind === 'anonymous'
        ? new AppError('UNAUTHENTICATED', 'This wants a token: Authorization: Bearer ...')
        : new AppError('FORBIDDEN', 'This token does not reach that far.');
    }
    return resolve(source, args, context, info);
  };
}

/** One door's executable schema: its SDL, its resolvers, and a guard on every field that is not public. */
export function buildDoorSchema(door: Door, resolvers: IResolvers): GraphQLSchema {
  const document = parse(doorSdl(door));
  assertGuarded(document, door);
  assertClassified(document, door);
  const own = new Set(document.definitions.flatMap((node) => ('name' in node ? [node.name?.value] : [])));
  const schema = makeExecutableSchema({
    typeDefs: document,
    resolvers: {
      ...Object.fromEntries(Object.entries(scalars).filter(([name]) => own.has(name))),
      ...resolvers,
      Query: {
        ...(resolvers['Query'] as object),
        rateLimit: (_: unknown, __: unknown, { budget }: DoorContext) => budget,
      },
    },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const requires = getDirective(schema, field, 'auth')?.[0]?.['requires'] as string[];
      if (requires.includes('PUBLIC')) return undefined;
      return { ...field, resolve: guarded(requires, field.resolve ?? defaultFieldResolver) };
    },
  });
}
