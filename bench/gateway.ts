/**
 * The catalogue's first page (20 apps with partner and category) through this gateway, and the same rows through one
 * Express JSON route over the same database, in one process each turn, 3 paired rounds. Prints the ratio.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import express from 'express';
import { serve } from '../src/app/index.ts';
import { categoriesById, listApps, partnersById } from '../src/catalog/index.ts';
import { benchSurroundings, endBench, median, plantPeople } from './harness.ts';

const ROUNDS = 3;
const SECONDS = Number(process.argv[2] ?? 5);

const surroundings = await benchSurroundings('sqlite');
const serving = await serve(surroundings, async (sluice) => {
  await plantPeople(sluice, surroundings.config.jwt.issuer, 0);
});
const { db } = serving.sluice;

const app = express();
app.get('/apps', (_request, response, next) => {
  db.read(async (reader) => {
    const page = await listApps(reader, { order: 'POPULAR' }, { first: 20 });
    const nodes = page.edges.map(({ node }) => node);
    const partners = await partnersById(
      reader,
      nodes.map((node) => node.partnerId),
    );
    const categories = await categoriesById(
      reader,
      nodes.map((node) => node.categoryId),
    );
    return nodes.map(({ id, slug, name, tagline, installs, partnerId, categoryId }) => ({
      ...{ id, slug, name, tagline, installs },
      partner: { name: partners.get(partnerId)?.name },
      category: { name: categories.get(categoryId)?.name },
    }));
  }).then((apps) => response.json({ apps }), next);
});
const route = createServer(app);
await new Promise<void>((resolve) => route.listen(0, '127.0.0.1', resolve));
const routeUrl = `http://127.0.0.1:${(route.address() as AddressInfo).port}/apps`;

const query =
  '{ apps(first: 20) { nodes { id slug name tagline installs partner { name } category { name } } } }';
const load = async (options: autocannon.Options): Promise<number> => {
  const result = await autocannon({ connections: 32, duration: SECONDS, ...options });
  if (result.non2xx > 0 || result.errors > 0) throw new Error('not every answer was good');
  return result.requests.average;
};
const gateway = (): Promise<number> =>
  load({
    url: `${serving.url}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
const plain = (): Promise<number> => load({ url: routeUrl });

await gateway();
await plain();
const ratios: number[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const [ours, theirs] = [await gateway(), await plain()];
  ratios.push(ours / theirs);
  console.log(
    `round ${round}: gateway ${ours.toFixed(0)}/s, Express route ${theirs.toFixed(0)}/s, ratio ${(ours / theirs).toFixed(2)}`,
  );
}
console.log(
  `apps(first: 20): gateway / Express JSON route = ${median(ratios).toFixed(2)} (median of ${ROUNDS})`,
);
route.closeAllConnections();
route.close();
await serving.stop();
await endBench();
