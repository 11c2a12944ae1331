import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { openStage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
const APP = 'gull-icons';
const PARTNER = 'gullwing';

/** What differs between two worlds in which the same people answer the same. */
interface World {
  /** Whom the offer is for; the people who answer are among them in both worlds. */
  readonly criterion: object;
  /** How many other campaigns run beside it, for people who do not answer. */
  readonly others: number;
  /** How many people look at offers, dismiss them, or do nothing. */
  readonly silent: number;
  readonly plan: string;
}

/** Everything that a partner can ask. Ids come from the answers before. */
const QUESTIONS = [
  '{ me { id slug name status } }',
  '{ apps(first: 50) { nodes { id slug name status installs } pageInfo { hasNextPage endCursor } } }',
  '{ contacts(first: 50) { nodes { contactId email releasedAt state app { slug } purposes } pageInfo { hasNextPage endCursor } } }',
  '{ deliveries(first: 50) { nodes { id event state createdAt attempts { number outcome } } } }',
  '{ webhookEndpoints { id url status } }',
  '{ __schema { types { name fields { name } } } }',
  '{ offers { id } }',
  '{ campaigns { id } }',
];

/** One name for each thing that no two runs have in common, in the order in which they come up. */
function normal(text: string): string {
  const names = new Map<string, string>();
  const named = (kind: string) => (found: string) => {
    const name = names.get(found) ?? `${kind}${names.size}`;
    names.set(found, name);
    return name;
  };
  return text
    .replace(/\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b/g, named('ID'))
    .replace(/\bpw_[\w-]{27}/g, named('CONTACT'))
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME')
    .replace(/"(endCursor|cursor)":"[^"]*"/g, '"$1":"CURSOR"')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/v1a?,[A-Za-z0-9+/=]+/g, 'SIGNATURE')
    .replace(/"webhook-timestamp":"\d+"/g, '"webhook-timestamp":"TIME"');
}

/** Messages of one commit have no order among them, so those are put in order of what they say. */
const inOneOrder = (raw: string): string => {
  const answer = JSON.parse(raw) as { data?: { deliveries?: { nodes: { event: string }[] } } };
  answer.data?.deliveries?.nodes.sort((a, b) => (a.event < b.event ? -1 : 1));
  return JSON.stringify(answer);
};

for (const engine of engines) {
  describe(`two worlds that differ inside only, on ${engine}`, () => {
    /** All that the partner sees of a world. */
    async function transcriptOf(world: World): Promise<readonly string[]> {
      const stage = await openStage(engine);
      try {
        const receiver = await stage.receiver();
        const staff = marketing(stage.marketplace);
        await stage.act.connect(PARTNER, receiver.url);
        const appId = await stage.act.appId(APP);
        const offerId = await staff.launch(appId, { criterion: world.criterion });
        for (let i = 0; i < world.others; i += 1) {
          await staff.launch(appId, { criterion: { eq: { trait: 'plan', value: 'business' } }, priority: i });
        }
        const yes = await stage.person();
        const installs = await stage.person();
        for (let i = 0; i < world.silent; i += 1) {
          const silent = await stage.person();
          const [row] = (await rowsOf<{ id: string }>(stage.marketplace, 'subjects')).slice(-1);
          await staff.ask(
            'mutation ($input: RecordTraitsInput!) { recordTraits(input: $input) { userErrors { code } } }',
            {
              input: {
                values: [{ subjectId: row?.id, trait: 'plan', value: world.plan }],
                idempotencyKey: newKey(),
              },
            },
          );
          const shown = (await stage.act.offers(silent)).filter(({ app }) => app.slug === APP);
          if (i % 2 === 0 || shown[0] === undefined) continue;
          const { disclosure } = await stage.act.disclosure(silent, { offerId: shown[0].id });
          await stage.act.dismissOffer(silent, shown[0].id, disclosure?.hash ?? '');
        }
        const { disclosure } = await stage.act.disclosure(yes, { offerId });
        const { grant } = await stage.act.acceptOffer(yes, offerId, disclosure?.hash ?? '');
        assert.ok(grant);
        await until(() => receiver.hooks.length === 1, 'the contact', 20_000);
        await stage.install(installs, APP);
        await until(() => receiver.hooks.length === 3, 'the contact and the installation', 20_000);
        await stage.act.withdrawGrant(yes, grant.id);
        await until(() => receiver.hooks.length === 4, 'the withdrawal', 20_000);
        const hooks = receiver.hooks
          .map(({ path, headers, body }) => JSON.stringify({ path, headers, body }))
          // Two of one commit may come in either order.
          .sort((a, b) => (normal(a) < normal(b) ? -1 : 1));
        const answers: string[] = [];
        for (const question of [
          ...QUESTIONS,
          `{ offerReport(appId: "${appId}") { weekEnding reached dismissed } }`,
        ]) {
          const { status, raw } = await stage.marketplace.ask(
            'partner',
            stage.marketplace.partnerToken(PARTNER),
            question,
          );
          answers.push(`${status} ${inOneOrder(raw)}`);
        }
        return normal([...hooks, ...answers].join('\n')).split('\n');
      } finally {
        await stage.close();
      }
    }

    it('P16 look the same to the partner, byte for byte', async () => {
      const one = await transcriptOf({ criterion: everybody, others: 0, silent: 1, plan: 'free' });
      const other = await transcriptOf({
        // Of those who answer nothing is known: so it is for them, but for few others.
        criterion: { not: { exists: { trait: 'plan' } } },
        others: 3,
        silent: 7,
        plan: 'business',
      });
      assert.ok(one.length > QUESTIONS.length);
      assert.deepEqual(other, one);
    });
  });
}
