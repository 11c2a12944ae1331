/**
 * What it costs to refuse: processor time of the thread that answers and of the whole process, for each of many requests
 * that ask too much, one at a time, by kind (aim: p99 at most 10 ms), beside a request that is answered; and how late its
 * event loop is while 32 connections send all of them at once (aim: p99 at most 50 ms). The gateway is a process of its
 * own, with everything on.
 *
 * `npm run bench:hostile [requests of each kind] [seconds of the flood]`
 */
import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { tooMuch } from '../test/support/hostile-documents.ts';
import { median, percentile } from './harness.ts';
import { startServer } from './gateway/start.ts';
import type { Used } from './gateway/watched.ts';

const EACH = Number(process.argv[2] ?? 300);
const SECONDS = Number(process.argv[3] ?? 10);
const CONNECTIONS = 32;

interface Hostile {
  readonly kind: string;
  readonly headers?: Record<string, string>;
  /** Another each time, so that nothing that was refused once is remembered. */
  readonly body: (i: number) => string;
}

const overlapping = Array.from({ length: 90 }, (_, i) => `apps(first: 1) { nodes { id name a${i}: slug } }`);
const kinds: readonly Hostile[] = [
  ...tooMuch.map(([kind, query]) => ({
    kind,
    body: (i: number) => JSON.stringify({ query: `${query} # ${i}` }),
  })),
  {
    kind: 'fields that overlap',
    body: (i) => JSON.stringify({ query: `{ ${overlapping.join(' ')} } # ${i}` }),
  },
  { kind: 'a body of 100 KB and more', body: () => JSON.stringify({ query: 'x'.repeat(103_000) }) },
  {
    kind: 'a body of 99 KB of nested lists',
    body: () => `{"query":${'['.repeat(49_000)}${']'.repeat(49_000)}}`,
  },
  {
    kind: 'a hash of nothing',
    body: () => JSON.stringify({ documentId: `sha256:${randomBytes(32).toString('hex')}` }),
  },
  {
    kind: 'a token of 8 KB',
    headers: { authorization: `Bearer ${'a'.repeat(2_000)}.${'b'.repeat(4_000)}.${'c'.repeat(2_000)}` },
    body: () => '{"query":"{ __typename }"}',
  },
];

/** What anything costs that is not refused. */
const ANSWERED: Hostile = {
  kind: 'for comparison: one that is answered',
  body: (i) => JSON.stringify({ query: `{ __typename } # ${i}` }),
};

const { child, said: url } = await startServer<string>('watched.ts');
function used(): Promise<Used> {
  const answer = new Promise<Used>((resolve) => child.once('message', (message) => resolve(message as Used)));
  child.send('used?');
  return answer;
}

async function send({ headers, body }: Hostile, i: number): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body(i),
  });
  await response.arrayBuffer();
  return response.status;
}

const p99Of = (took: readonly number[]): string => `${percentile(took, 0.99).toFixed(2).padStart(6)} ms`;

/** What each request of a kind took; printed. */
async function measure(hostile: Hostile): Promise<readonly Used[]> {
  for (let i = 0; i < 50; i += 1) await send(hostile, -1 - i);
  const took: Used[] = [];
  const statuses = new Set<number>();
  for (let i = 0; i < EACH; i += 1) {
    await used();
    statuses.add(await send(hostile, i));
    took.push(await used());
  }
  const answering = took.map((each) => each.answering);
  const whole = took.map((each) => each.process);
  console.log(
    `${hostile.kind.padEnd(36)} ${[...statuses].join(' ')}   p50 ${median(answering).toFixed(2)} ms   ` +
      `p99 ${p99Of(answering)}   p99 of the process ${p99Of(whole)}`,
  );
  return took;
}

await measure(ANSWERED);
const all: Used[] = [];
for (const hostile of kinds) all.push(...(await measure(hostile)));
console.log(
  `all that is refused: p99 ${p99Of(all.map(({ answering }) => answering))}, ` +
    `of the process ${p99Of(all.map((each) => each.process))} (aim 10)`,
);
await measure(ANSWERED);

await used();
const flood = await autocannon({
  url,
  connections: CONNECTIONS,
  duration: SECONDS,
  requests: kinds.map(({ headers, body }, i) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body(1_000_000 + i),
  })),
});
const { late } = await used();
console.log(
  `flood of ${CONNECTIONS} connections: ${flood.requests.average.toFixed(0)} refused a second, ${flood['2xx']} answered; ` +
    `event loop late p99 ${late.toFixed(1)} ms (aim 50)`,
);
child.kill();
