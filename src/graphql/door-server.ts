import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { IResolvers } from '@graphql-tools/utils';
import type { Door } from '../kernel/principal.ts';
import type { Log } from '../platform/log.ts';
import { buildDoorSchema } from './build-schema.ts';
import { parse } from 'graphql';
import type { DoorContext } from './context.ts';
import { privateFields } from './data-classes.ts';
import { purposePlugin } from './declared-purpose.ts';
import { createErrorMask } from './mask-errors.ts';
import { doorSdl } from './sdl.ts';

/** One Apollo Server for one audience. Its schema holds that audience's fields and no others. */
export function createDoorServer(
  door: Door,
  resolvers: IResolvers,
  parts: { readonly log: Log; readonly introspection: boolean },
): ApolloServer<DoorContext> {
  const schema = buildDoorSchema(door, resolvers);
  const purpose = purposePlugin(door, schema, privateFields(parse(doorSdl(door))));
  return new ApolloServer<DoorContext>({
    schema,
    introspection: parts.introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !parts.introspection,
    formatError: createErrorMask(parts.log, door),
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled(), purpose],
    stopOnTerminationSignals: false,
  });
}
