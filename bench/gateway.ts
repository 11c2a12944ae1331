/**
 * The gateway with everything on (tokens, limits, points, headers, log) beside others over the same twenty apps: bare
 * node:http, an Express JSON route, stock Apollo Server on Express, GraphQL Yoga, Mercurius, Mercurius with jit. The
 * others have the apps in memory and check nothing. Each server is a process of its own; one is asked at a time, by
 * autocannon in this process, in rounds. Prints requests a second, the median of the rounds; then compares pairs.
 *
 * `npm run bench:gateway [seconds] [rounds]`
 */
import autocannon from 'autocannon';
import { median, percentile } from './harness.ts';
import { AD_HOC, listBody } from './gateway/list.ts';
import type { Served } from './gateway/served.ts';
import { startServer } from './gateway/start.ts';

const SECONDS = Number(process.argv[2] ?? 5);
const ROUNDS = Number(process.argv[3] ?? 3);
const CONNECTIONS = 32;
/** Pairs of a comparison. */
const PAIRS = 20;

const kinds = ['http', 'express', 'apollo', 'yoga', 'mercurius', 'mercurius-jit', 'sluice'] as const;
type Kind = (typeof kinds)[number];

interface Load {
  readonly name: string;
  readonly kind: Kind;
  readonly options: (served: Served) => Partial<autocannon.Options>;
}

const json = { 'content-type': 'application/json' };
const adHoc = (): Partial<autocannon.Options> => ({
  method: 'POST',
  headers: json,
  body: JSON.stringify({ query: AD_HOC }),
});

const loads: readonly Load[] = [
  { name: 'bare node:http, the bytes', kind: 'http', options: () => ({}) },
  { name: 'Express, a JSON route', kind: 'express', options: () => ({}) },
  ...(['apollo', 'yoga', 'mercurius', 'mercurius-jit'] as const).map((kind): Load => ({
    name: `${kind}, ad hoc list`,
    kind,
    options: adHoc,
  })),
  {
    name: 'sluice, trusted list',
    kind: 'sluice',
    options: () => ({ method: 'POST', headers: json, body: listBody() }),
  },
  {
    name: 'sluice, trusted list by GET',
    kind: 'sluice',
    options: ({ url }) => ({
      url: `${url}?${new URLSearchParams(JSON.parse(listBody()) as Record<string, string>).toString()}`,
      headers: { 'apollo-require-preflight': 'true' },
    }),
  },
  { name: 'sluice, ad hoc list', kind: 'sluice', options: adHoc },
  {
    name: 'sluice, ad hoc list of somebody',
    kind: 'sluice',
    options: ({ token }) => ({ ...adHoc(), headers: { ...json, authorization: `Bearer ${token}` } }),
  },
  {
    name: 'sluice, viewer.offers',
    kind: 'sluice',
    options: ({ token }) => ({
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ viewer { offers(first: 10) { nodes { id title app { name } } } } }' }),
    }),
  },
];

async function measure({ options }: Load, served: Served, seconds: number) {
  const result = await autocannon({
    url: served.url,
    connections: CONNECTIONS,
    duration: seconds,
    ...options(served),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error('not every answer was good');
  return { rate: result.requests.average, p99: result.latency.p99 };
}

const servers = new Map<Kind, Awaited<ReturnType<typeof startServer<Served>>>>();
for (const kind of kinds) servers.set(kind, await startServer<Served>('served.ts', [kind]));
const servedBy = (kind: Kind): Served => servers.get(kind)?.said as Served;

const rates = new Map<string, number[]>();
const latencies = new Map<string, number[]>();
for (const load of loads) await measure(load, servedBy(load.kind), 2);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const load of loads) {
    const { rate, p99 } = await measure(load, servedBy(load.kind), SECONDS);
    rates.set(load.name, [...(rates.get(load.name) ?? []), rate]);
    latencies.set(load.name, [...(latencies.get(load.name) ?? []), p99]);
  }
}
for (const { name } of loads) {
  const rate = median(rates.get(name) ?? []);
  const p99 = median(latencies.get(name) ?? []);
  console.log(`${name.padEnd(34)} ${rate.toFixed(0).padStart(7)}/s   p99 ${p99.toFixed(0).padStart(4)} ms`);
}
/**
 * How many times as many requests a second one answers as another: the median of rounds in which each is asked for a
 * second, right after the other, so that what disturbs one disturbs both.
 */
async function compare(of: string, to: string, aim: number): Promise<void> {
  const pair = [of, to].map((name) => loads.find((load) => load.name === name) as Load);
  const ratios: number[] = [];
  for (let i = 0; i < PAIRS; i += 1) {
    const rate = new Map<string, number>();
    for (const load of i % 2 === 0 ? pair : pair.toReversed()) {
      rate.set(load.name, (await measure(load, servedBy(load.kind), 1)).rate);
    }
    ratios.push((rate.get(of) ?? Number.NaN) / (rate.get(to) ?? Number.NaN));
  }
  const [low, high] = [percentile(ratios, 0.25), percentile(ratios, 0.75)].map((ratio) => ratio.toFixed(2));
  console.log(
    `${of} / ${to} = ${median(ratios).toFixed(2)} (half of the pairs from ${low} to ${high}; aim ${aim})`,
  );
}

await compare('sluice, trusted list', 'mercurius-jit, ad hoc list', 1.5);
await compare('sluice, trusted list by GET', 'mercurius-jit, ad hoc list', 1.5);
await compare('sluice, ad hoc list', 'apollo, ad hoc list', 2.5);
for (const { child } of servers.values()) child.kill();
