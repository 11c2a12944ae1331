import assert from 'node:assert/strict';
import { engines, mutationText, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { hearRequests } from '../support/statements.ts';

const APPS = ['calmly-booking', 'birch-newsletter', 'drift-stats', 'ink-proof'];
const TIMES = 2;

/** Statements that a mutation takes at most. */
const most = {
  installApp: 38,
  acceptOffer: 32,
  dismissOffer: 19,
  withdrawGrant: 19,
  uninstallApp: 21,
  setPreferences: 13,
  recordTraits: 9,
  recordEvents: 7,
};
type Mutation = keyof typeof most;
const ofMarketing = ['recordTraits', 'recordEvents'] as const;
const ofPeople = (Object.keys(most) as Mutation[]).filter((name) => !name.startsWith('record'));

for (const dialect of engines) {
  describe(`statements of a mutation, on ${dialect},`, () => {
    let stage: Stage;

    before(async () => {
      stage = await openStage(dialect);
      // These two ask all the time.
      const { worker, sequencer } = stage.marketplace.serving.sluice;
      await Promise.all([worker.stop(), sequencer.stop()]);
    });
    after(() => stage.close());

    /** Does it, and says by how many statements. */
    async function mutate(name: string, token: string, input: object, fields: string): Promise<number> {
      const query = mutationText(name, fields);
      const door = /^(record|register)/.test(name) ? 'marketing' : 'marketplace';
      let statements = 0;
      const heard = hearRequests(() => (statements += 1));
      const answer = await stage.marketplace.ask<Record<string, { userErrors: unknown[] }>>(
        door,
        token,
        query,
        {
          input: { idempotencyKey: newKey(), ...input },
        },
      );
      heard.end();
      assert.deepEqual(answer.errors, [], answer.raw);
      assert.deepEqual(answer.data[name]?.userErrors, [], answer.raw);
      return statements;
    }

    function notes() {
      const taken = new Map<Mutation, number[]>();
      return {
        note: (name: Mutation, statements: number): void =>
          void taken.set(name, [...(taken.get(name) ?? []), statements]),
        assertSame(name: Mutation): void {
          const [first = 0, ...others] = taken.get(name) ?? [];
          assert.ok(first > 0 && others.length > 2 && first <= most[name], `${name}: ${first}`);
          assert.ok(
            others.every((one) => one === first),
            `${name}: ${first}, ${others.join(', ')}`,
          );
        },
      };
    }

    it('are as many for whoever has said yes to much as for whoever begins', async () => {
      const { act } = stage;
      const taken = notes();
      for (let i = 1; i <= TIMES; i += 1) {
        // Those who were planted: people without traits are in no audience.
        const person: Person = stage.marketplace.login(`person-${i}`, `person.${i}@mail.example`);
        const ask = async (name: Mutation, input: object, fields: string): Promise<void> =>
          taken.note(name, await mutate(name, person.token, input, fields));
        for (const slug of APPS) {
          const appId = await act.appId(slug);
          const { disclosure } = await act.disclosure(person, { appId });
          const fields = 'grant { id state receipt app { name partner { name } } }';
          await ask('installApp', { appId, disclosureHash: disclosure?.hash }, fields);
        }
        const offers = (await act.offers(person)).slice(0, 4);
        assert.equal(offers.length, 4);
        for (const [step, { id: offerId }] of offers.entries()) {
          const { disclosure } = await act.disclosure(person, { offerId });
          const input = { offerId, disclosureHash: disclosure?.hash };
          if (step % 2 === 0) await ask('acceptOffer', input, 'grant { id state app { name } }');
          else await ask('dismissOffer', input, 'refusal { id }');
        }
        const { data } = await stage.marketplace.ask<{ viewer: { grants: { nodes: { id: string }[] } } }>(
          'marketplace',
          person.token,
          '{ viewer { grants(first: 50) { nodes { id } } } }',
        );
        const grants = data.viewer.grants.nodes.map(({ id }) => id);
        for (const offersByEmail of [true, false]) {
          await ask('setPreferences', { offersByEmail }, 'preferences { offersByEmail }');
        }
        for (const slug of APPS.slice(0, 2)) {
          await ask('uninstallApp', { appId: await act.appId(slug) }, 'installation { id state }');
        }
        for (const grantId of grants.slice(0, 2)) {
          await ask('withdrawGrant', { grantId }, 'grant { id state }');
        }
      }
      for (const name of ofPeople) taken.assertSame(name);
    });

    it('are as many for twenty facts as for one', async () => {
      const token = stage.marketplace.staffToken('marketing');
      const people = (await rowsOf<{ id: string }>(stage.marketplace, 'subjects')).map(({ id }) => id);
      const taken = notes();
      await mutate(
        'registerEvent',
        token,
        { name: 'published', purpose: 'For tests.', retentionDays: 30 },
        'eventKind { name }',
      );
      for (let i = 0; i < TIMES; i += 1) {
        for (const count of [20, 1]) {
          const some = people.slice(0, count);
          assert.equal(some.length, count);
          const day = new Date(stage.clock.now()).toISOString().slice(0, 10);
          // Another value each time: what changes nothing is not written.
          const value = count === 1 ? 'pro' : 'free';
          const values = some.map((subjectId) => ({ subjectId, trait: 'plan', value }));
          const events = some.map((subjectId) => ({ subjectId, event: 'published', day, count: 1 }));
          taken.note('recordTraits', await mutate('recordTraits', token, { values }, 'recorded'));
          taken.note('recordEvents', await mutate('recordEvents', token, { events }, 'recorded'));
        }
      }
      for (const name of ofMarketing) taken.assertSame(name);
    });
  });
}
