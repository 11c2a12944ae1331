import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { IResolvers } from '@graphql-tools/utils';
import { parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Door } from '../kernel/principal.ts';
import type { Log } from '../platform/log.ts';
import type { Meters } from '../platform/metrics.ts';
import { buildDoorSchema } from './build-schema.ts';
import type { DoorContext } from './context.ts';
import { privateFields, publicFields } from './data-classes.ts';
import { createPurposeCheck } from './declared-purpose.ts';
import { createDoorPlugin } from './door-plugin.ts';
import { createErrorMask } from './mask-errors.ts';
import { createAdmission } from './operations/admission.ts';
import type { Admission } from './operations/admission.ts';
import { createExecutor } from './operations/compiled.ts';
import type { TrustedDocuments } from './operations/trusted-documents.ts';
import { doorSdl } from './sdl.ts';
import { createDoorWatch } from './watch.ts';

/** The server of one door, and what a request has to pass before the server runs it. */
export interface DoorServer {
  readonly apollo: ApolloServer<DoorContext>;
  readonly admission: Admission;
}

/** Gives the server what was admitted, by the hash at the end of the key it asks by. It adds nothing of its own. */
const admittedDocuments = ({ documentOfHash }: Admission) => ({
  get: (key: string): Promise<DocumentNode | undefined> => Promise.resolve(documentOfHash(key.slice(-64))),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(false),
});

/** One Apollo Server for one audience. Its schema holds that audience's fields and no others. */
export function createDoorServer(
  door: Door,
  resolvers: IResolvers,
  parts: {
    readonly log: Log;
    readonly meters: Pick<Meters, 'refused'>;
    readonly introspection: boolean;
    readonly trusted: TrustedDocuments;
    readonly adHoc: boolean;
  },
): DoorServer {
  const { log, introspection } = parts;
  const watch = createDoorWatch(door, parts.meters);
  const schema = buildDoorSchema(door, resolvers);
  const sdl = parse(doorSdl(door));
  const admission = createAdmission(schema, { ...parts, publicFields: publicFields(sdl) });
  const plugins: ApolloServerPlugin<DoorContext>[] = [
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginCacheControlDisabled(),
    createDoorPlugin(createPurposeCheck(door, schema, privateFields(sdl)), watch),
  ];
  const apollo = new ApolloServer<DoorContext>({
    gateway: createExecutor(schema),
    plugins,
    introspection,
    documentStore: admittedDocuments(admission),
    persistedQueries: false,
    stringifyResult: (value) => JSON.stringify(value),
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    formatError: createErrorMask(log, door, watch),
    stopOnTerminationSignals: false,
  });
  return { apollo, admission };
}
