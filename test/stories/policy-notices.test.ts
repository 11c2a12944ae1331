import assert from 'node:assert/strict';
import { LOCKED_CLAUSE } from '../../src/policies/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

for (const engine of engines) {
  describe(`notices of a changed policy, on ${engine},`, () => {
    let stage: Stage;

    before(async () => {
      stage = await openStage(engine);
    });
    after(() => stage.close());

    async function publish(version: string, material: boolean, days: number): Promise<void> {
      const { data } = await stage.marketplace.ask<{ publishPolicy: UserErrors }>(
        'privacy',
        stage.marketplace.staffToken('privacy'),
        'mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { userErrors { code } } }',
        {
          input: {
            ...{ version, material, text: `${LOCKED_CLAUSE}\n${version}\n`, idempotencyKey: newKey() },
            effectiveAt: new Date(stage.clock.now() + days * DAY).toISOString(),
          },
        },
      );
      assert.deepEqual(data.publishPolicy.userErrors, []);
    }
    const told = ({ email }: Person, version: string) =>
      stage
        .mails()
        .filter((mail) => mail.header('to') === email && mail.text.includes(`version  ${version}\n`));
    const toldOnce = (person: Person, version: string): Promise<void> =>
      until(() => told(person, version).length === 1, 'the notice', 30_000);
    const queued = async (): Promise<{ recipient_ref: string; refs: string }[]> =>
      (
        await rowsOf<{ kind: string; recipient_ref: string; refs: string }>(stage.marketplace, 'mail_queue')
      ).filter(({ kind }) => kind === 'policy-announced');

    it('P26 everybody with an account hears of a change once, ahead of its day, latecomers too, the erased not', async () => {
      const [early, leaving] = [await stage.person(), await stage.person()];
      stage.clock.advance(2 * MINUTE);
      await stage.act.eraseAccount(leaving);
      await publish('n-2027', true, 31);
      await toldOnce(early, 'n-2027');
      const effective = new Date(stage.clock.now() + 31 * DAY).toISOString().slice(0, 10);
      const [mail] = told(early, 'n-2027');
      assert.equal(mail?.header('subject'), `Our privacy policy changes on ${effective}`);
      assert.match(mail?.text ?? '', /nothing more of yours is released until you agree/);
      const people = (await rowsOf<{ state: string }>(stage.marketplace, 'subjects')).filter(
        ({ state }) => state === 'active',
      ).length;
      await until(async () => (await queued()).length === people, 'everybody to be told');

      const late = await stage.person();
      stage.clock.advance(2 * MINUTE);
      await toldOnce(late, 'n-2027');
      // A few more looks: nobody twice.
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      const rows = await queued();
      assert.equal(rows.length, people + 1);
      assert.equal(new Set(rows.map((row) => row.recipient_ref)).size, people + 1);
      assert.deepEqual(told(leaving, 'n-2027'), []);
      assert.ok(
        rows.every(
          ({ refs }) =>
            Object.keys(JSON.parse(refs) as object)
              .sort()
              .join() === 'policyId,subjectId',
        ),
      );
      const purposes = await rowsOf<{ purpose: string }>(stage.marketplace, 'vault_mail_openings');
      assert.ok(purposes.some(({ purpose }) => purpose === 'policy'));
    });

    it('P26 a change of no promise, and one that is in force, are no reason to write', async () => {
      const before = (await queued()).length;
      await publish('n-2027b', false, 5);
      stage.clock.advance(33 * DAY);
      const newcomer = stage.marketplace.login('n-newcomer', 'n.newcomer@canary.example');
      assert.deepEqual(
        (await stage.act.createAccount(newcomer, '1990-05-05', newKey(), 'n-2027')).userErrors,
        [],
      );
      stage.clock.advance(2 * MINUTE);
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      assert.equal((await queued()).length, before);
    });
  });
}
