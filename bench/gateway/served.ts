/** One server of the comparison, in a process of its own: says where it is, and is ended from outside. */
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import { makeExecutableSchema } from '@graphql-tools/schema';
import express from 'express';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { serve } from '../../src/app/index.ts';
import { issueToken } from '../../src/cli/issue-token.ts';
import { createLog } from '../../src/platform/log.ts';
import { benchSurroundings, plantPeople } from '../harness.ts';
import { TRUSTED } from './list.ts';

export interface Served {
  readonly url: string;
  /** A person's, where there are people. */
  readonly token: string;
  /** Of many people, where many are asked for. */
  readonly tokens?: readonly string[];
}

// Without their types, which say of every GraphQLError of the program what is true of their own.
const load = createRequire(import.meta.url);
const mercurius = load('mercurius') as Parameters<FastifyInstance['register']>[0];
const { createYoga } = load('graphql-yoga') as {
  createYoga: (options: object) => RequestListener;
};

const category = { id: 'cat_1', name: 'Selling' };
const apps = Array.from({ length: 20 }, (_, i) => ({
  id: `app_01K0000000000000000000${String(i).padStart(4, '0')}`,
  slug: `some-app-${i}`,
  name: `Some app ${i}`,
  tagline: 'What it does for those who have it, in a line',
  installs: 1_000 - i * 10,
  partner: { name: `A partner with a name ${i}` },
  category,
}));
const typeDefs = `
  type Query { apps(first: Int): AppConnection! }
  type AppConnection { nodes: [App!]! }
  type App { id: ID! slug: String! name: String! tagline: String! installs: Int! partner: Partner! category: Category! }
  type Partner { name: String! }
  type Category { name: String! }`;
const resolvers = {
  Query: { apps: (_: unknown, { first }: { first?: number }) => ({ nodes: apps.slice(0, first) }) },
};
const bytes = JSON.stringify({ data: { apps: { nodes: apps } } });

async function listening(listener: RequestListener, path = '/'): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, token: '' };
}

const servers: Readonly<Record<string, () => Promise<Served>>> = {
  http: () =>
    listening((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(bytes);
    }),
  express: () => {
    const app = express();
    app.get('/', (_request, response) => void response.json({ data: { apps: { nodes: apps } } }));
    return listening(app);
  },
  async apollo() {
    const server = new ApolloServer({ typeDefs, resolvers });
    await server.start();
    const app = express();
    app.use('/graphql', express.json(), expressMiddleware(server));
    return listening(app, '/graphql');
  },
  yoga: () => {
    const yoga = createYoga({ schema: makeExecutableSchema({ typeDefs, resolvers }), logging: false });
    return listening(yoga, '/graphql');
  },
  mercurius: () => served(false),
  'mercurius-jit': () => served(true),
  async sluice() {
    const surroundings = await benchSurroundings('sqlite', {
      // Lines as in operation, but to nowhere.
      log: createLog('info', { write: () => undefined }),
      trustedDocuments: [TRUSTED],
    });
    const { config, secrets } = surroundings;
    const serving = await serve(surroundings, async (sluice) => {
      await plantPeople(sluice, config.jwt.issuer, 1_000);
    });
    const [token = '', ...tokens] = Array.from({ length: 1_000 }, (_, i) =>
      issueToken(config.jwt, secrets, { door: 'marketplace', sub: `person-${i + 1}` }),
    );
    return { url: `${serving.url}/graphql`, token, tokens };
  },
};

async function served(jit: boolean): Promise<Served> {
  const app = fastify();
  await app.register(mercurius, { schema: typeDefs, resolvers, ...(jit ? { jit: 1 } : {}) });
  return { url: `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`, token: '' };
}

const start = servers[process.argv[2] ?? ''];
if (start === undefined) throw new Error(`a server's kind: ${Object.keys(servers).join(', ')}`);
process.send?.(await start());
