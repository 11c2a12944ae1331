/**
 * Saying yes to an offer, by HTTP, beside a mutation that does as little as one can here: it is let in, looks the person
 * up, keeps its idempotency key and commits, and changes nothing (aim: at least 60 % of its rate). The gateway is a
 * process of its own with everything on, on SQLite; people are asked by turns, 32 at a time. Prints the rounds and the
 * median of their ratios.
 *
 * `npm run bench:accept [people of a round] [rounds]`
 */
import { Pool } from 'undici';
import { median } from './harness.ts';
import type { Served } from './gateway/served.ts';
import { startServer } from './gateway/start.ts';

const PEOPLE = Number(process.argv[2] ?? 300);
const ROUNDS = Number(process.argv[3] ?? 3);
const CONNECTIONS = 32;

const {
  child,
  said: { url, tokens = [] },
} = await startServer<Served>('served.ts', ['sluice']);
const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections: CONNECTIONS });

async function ask<Data>(token: string, query: string, variables: object): Promise<Data> {
  const { body } = await pool.request({
    path: pathname,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await body.json()) as { data: Data; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

/** Does something for each, `CONNECTIONS` at a time, and gives how many a second. */
async function rate<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<number> {
  const waiting = [...items];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await act(item);
    }),
  );
  return (items.length * 1_000) / (performance.now() - begun);
}

interface Yes {
  readonly token: string;
  readonly offerId: string;
  hash: string;
}

interface Outcome {
  readonly outcome: { readonly userErrors: readonly { readonly code: string }[] };
}
function mustBeDone({ outcome: { userErrors } }: Outcome): void {
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
}

const OFFERS = '{ viewer { offers(first: 10) { nodes { id } } } }';
const SHOWN = 'query ($id: ID!) { disclosure(input: { offerId: $id }) { disclosure { hash } } }';
const ACCEPT =
  'mutation ($input: AcceptOfferInput!) { outcome: acceptOffer(input: $input) { grant { id } userErrors { code } } }';
const NOTHING =
  'mutation ($input: SetPreferencesInput!) { outcome: setPreferences(input: $input) { userErrors { code } } }';

let keys = 0;
const newKey = (): string => `bench-${(keys += 1)}-of-one-run`;

const people = tokens.slice(0, PEOPLE);
/** By round: an offer for each person that they have not answered. */
const rounds: Yes[][] = Array.from({ length: ROUNDS }, () => []);
await rate(people, async (token) => {
  const { viewer } = await ask<{ viewer: { offers: { nodes: { id: string }[] } } }>(token, OFFERS, {});
  for (const [i, { id }] of viewer.offers.nodes.slice(0, ROUNDS).entries()) {
    rounds[i]?.push({ token, offerId: id, hash: '' });
  }
});

const ratios: number[] = [];
for (const [round, yeses] of rounds.entries()) {
  await rate(yeses, async (yes) => {
    const shown = await ask<{ disclosure: { disclosure: { hash: string } } }>(yes.token, SHOWN, {
      id: yes.offerId,
    });
    yes.hash = shown.disclosure.disclosure.hash;
  });
  const nothing = await rate(yeses, async ({ token }) =>
    mustBeDone(await ask<Outcome>(token, NOTHING, { input: { idempotencyKey: newKey() } })),
  );
  const accept = await rate(yeses, async ({ token, offerId, hash }) =>
    mustBeDone(
      await ask<Outcome>(token, ACCEPT, {
        input: { offerId, disclosureHash: hash, idempotencyKey: newKey() },
      }),
    ),
  );
  ratios.push(accept / nothing);
  console.log(
    `round ${round + 1}: ${yeses.length} people; acceptOffer ${accept.toFixed(0)}/s, a mutation that changes nothing ${nothing.toFixed(0)}/s`,
  );
}
console.log(`acceptOffer / a mutation that changes nothing = ${median(ratios).toFixed(2)} (aim 0.6)`);
await pool.close();
child.kill();
