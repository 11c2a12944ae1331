/**
 * From `acceptOffer` answered to the webhook at the receiver, over real HTTP, at 100 accepts a second.
 * Prints percentiles in milliseconds; the aim is p50 under 50, p99 under 500.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoPerson, factsOf } from '../seeds/people.ts';
import { partners } from '../seeds/catalog.ts';
import { insertSubjects } from '../src/accounts/index.ts';
import { serve } from '../src/app/index.ts';
import { partnerIdBySlug } from '../src/catalog/index.ts';
import { issueToken } from '../src/cli/issue-token.ts';
import { newId } from '../src/kernel/ids.ts';
import { SealedEmail } from '../src/kernel/sealed-email.ts';
import { addPeople, recordValues } from '../src/traits/index.ts';
import { sealEmails } from '../src/vault/index.ts';
import { connectEndpoint } from '../test/support/connect.ts';
import { benchSurroundings, endBench, percentile, plantPeople } from './harness.ts';

const RATE = 100;
const SECONDS = Number(process.argv[2] ?? 20);
const COUNT = RATE * SECONDS;

for (const dialect of ['sqlite', 'postgres'] as const) {
  const arrived = new Map<string, number>();
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { data } = JSON.parse(Buffer.concat(chunks).toString()) as {
        data: { contact?: { email?: string }; challenge?: string };
      };
      const { email } = data.contact ?? {};
      if (email !== undefined) arrived.set(email, performance.now());
      response.end(data.challenge);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

  const surroundings = await benchSurroundings(dialect);
  const { config, secrets } = surroundings;
  const serving = await serve(surroundings, async (sluice) => {
    await plantPeople(sluice, config.jwt.issuer, 0);
    const { db, services } = sluice;
    for (const { slug } of partners) {
      const partnerId = (await db.read((r) => partnerIdBySlug(r, slug))) ?? '';
      await connectEndpoint(sluice, partnerId, hook);
    }
    await db.transact(async (tx) => {
      const people = Array.from({ length: COUNT }, (_, i) => ({ id: newId('subject', tx.now), i }));
      await insertSubjects(
        tx,
        people.map(({ id, i }) => ({
          ...{ id, birthDate: demoPerson.birthDate, policyVersion: '2026-11' },
          loginIndex: services.hashes.loginIndex(config.jwt.issuer, `bench-${i}`),
        })),
      );
      await addPeople(
        tx,
        people.map(({ id }) => id),
      );
      await recordValues(
        tx,
        people.flatMap(({ id }) => factsOf(id, demoPerson)),
      );
      const sealed = people.map(({ id, i }) => ({
        ...{ subjectId: id, verified: true },
        email: new SealedEmail(`bench.${i}@mail.example`),
      }));
      await sealEmails(tx, services.vault, sealed);
    });
  });

  const ask = async (sub: string, query: string): Promise<Record<string, Record<string, unknown>>> => {
    const token = issueToken(config.jwt, secrets, { door: 'marketplace', sub });
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data: Record<string, Record<string, unknown>> };
    return data;
  };
  const { viewer } = await ask('bench-0', '{ viewer { offers(first: 1) { nodes { id } } } }');
  const offerId = (viewer?.['offers'] as { nodes: { id: string }[] }).nodes[0]?.id ?? '';
  const hashes: string[] = [];
  for (let i = 0; i < COUNT; i += 50) {
    const some = Array.from({ length: Math.min(50, COUNT - i) }, async (_, j) => {
      const { disclosure } = await ask(
        `bench-${i + j}`,
        `{ disclosure(input: {offerId: "${offerId}"}) { disclosure { hash } } }`,
      );
      return (disclosure?.['disclosure'] as { hash: string }).hash;
    });
    hashes.push(...(await Promise.all(some)));
  }

  const answered = new Map<string, number>();
  const answerTimes: number[] = [];
  const begun = performance.now();
  const accepts: Promise<void>[] = [];
  for (let i = 0; i < COUNT; i += 1) {
    const due = begun + (i * 1_000) / RATE;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const sent = performance.now();
    const query = `mutation { acceptOffer(input: {offerId: "${offerId}", disclosureHash: "${hashes[i]}", idempotencyKey: "k"}) { grant { id } userErrors { code } } }`;
    accepts.push(
      ask(`bench-${i}`, query).then(({ acceptOffer }) => {
        if (acceptOffer?.['grant'] == null) throw new Error(JSON.stringify(acceptOffer));
        answered.set(`bench.${i}@mail.example`, performance.now());
        answerTimes.push(performance.now() - sent);
      }),
    );
  }
  await Promise.all(accepts);
  const took = (performance.now() - begun) / 1_000;
  while (arrived.size < COUNT) await new Promise((resolve) => setTimeout(resolve, 20));
  // A webhook can be at the receiver before the answer is at the client: that counts as 0.
  const waits = [...answered].map(([email, at]) => Math.max(0, (arrived.get(email) ?? Infinity) - at));
  const ms = (values: number[], share: number): string => percentile(values, share).toFixed(1);
  console.log(
    `${dialect}: ${COUNT} accepts at ${(COUNT / took).toFixed(0)}/s; answered in p50 ${ms(answerTimes, 0.5)} p99 ${ms(answerTimes, 0.99)} ms; answered to webhook p50 ${ms(waits, 0.5)} p99 ${ms(waits, 0.99)} max ${ms(waits, 1)} ms`,
  );
  await serving.stop();
  receiver.closeAllConnections();
  receiver.close();
}
await endBench();
