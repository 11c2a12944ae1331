import assert from 'node:assert/strict';
import { runFsck } from '../../src/cli/ledger.ts';
import { dose } from '../support/dose.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { MINUTE, SECOND, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const PEOPLE = dose(40, 400);
const AT_ONCE = 10;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Attempt {
  readonly id: string;
  readonly message_id: string;
  readonly started_at: number;
}

for (const dialect of engines) {
  describe(`withdrawals among attempts and retries, on ${dialect},`, function () {
    this.timeout(dose(2, 15) * MINUTE);
    let stage: Stage;
    let receiver: Receiver;

    before(async () => {
      stage = await openStage(dialect);
      receiver = await stage.receiver();
      await stage.partner('calmly').connect(receiver.url);
    });
    after(() => stage.close());

    /** Attempts to send what rests on this yes. */
    async function attemptsOf(grantId: string): Promise<Attempt[]> {
      const own = (await stage.messages(grantId)).filter(
        ({ event }) => event === 'contact.released' || event === 'app.installed',
      );
      const ids = new Set(own.map(({ id }) => id));
      return (await rowsOf<Attempt>(stage.marketplace, 'delivery_attempts')).filter((row) =>
        ids.has(row.message_id),
      );
    }

    const requestsAbout = ({ email }: Person): number =>
      receiver.hooks.filter(({ body }) => body.includes(`"${email}"`)).length;

    it('no attempt starts after a withdrawal was answered, whatever happens around it', async () => {
      receiver.answer = async () => {
        await pause(Math.random() * 20);
        return Math.random() < 0.6 ? 500 : 200;
      };
      const turbulence = { ended: false };
      // Retries come due all the time, and now and then what was about to be sent is too late.
      const weather = (async () => {
        while (!turbulence.ended) {
          await pause(Math.random() * 60);
          stage.clock.advance(Math.floor(Math.random() * 4 * SECOND));
        }
      })();
      const ended: { person: Person; grantId: string; attempts: Attempt[] }[] = [];

      async function life(): Promise<void> {
        const person = await stage.person();
        const { grantId } = await stage.install(person, APP);
        // Every other time once something was tried, however slow the machine is; else at any time.
        if (ended.length % 2 === 0) {
          await until(async () => (await attemptsOf(grantId)).length > 0, 'an attempt', 60_000);
        }
        await pause(Math.random() * 400);
        const { grant, userErrors } = await stage.act.withdrawGrant(person, grantId);
        assert.deepEqual([userErrors, grant?.state], [[], 'ENDED']);
        ended.push({ person, grantId, attempts: await attemptsOf(grantId) });
      }

      try {
        for (let i = 0; i < PEOPLE; i += AT_ONCE) {
          await Promise.all(Array.from({ length: AT_ONCE }, life));
        }
      } finally {
        turbulence.ended = true;
        await weather;
      }
      receiver.answer = () => 200;
      // Whatever could come still comes now.
      for (let i = 0; i < 4; i += 1) {
        stage.clock.advance(40 * MINUTE);
        await until(
          async () =>
            (await rowsOf(stage.marketplace, 'outbox')).every(
              ({ state, next_at }) =>
                state !== 'sending' && !(state === 'pending' && Number(next_at) <= stage.clock.now()),
            ),
          'nothing to be due',
          20_000,
        );
      }
      const grants = new Map((await rowsOf(stage.marketplace, 'grants')).map((row) => [row['id'], row]));
      let started = 0;
      for (const { person, grantId, attempts } of ended) {
        const all = await attemptsOf(grantId);
        assert.deepEqual(
          all.map(({ id }) => id).sort(),
          attempts.map(({ id }) => id).sort(),
          'an attempt started after the withdrawal was answered',
        );
        assert.ok(requestsAbout(person) <= attempts.length, 'no request without an attempt');
        // One writer: there the clock has the order of the commits.
        if (dialect === 'sqlite') {
          const endedAt = Number(grants.get(grantId)?.['ended_at']);
          assert.ok(all.every(({ started_at }) => started_at <= endedAt));
        }
        const messages = await stage.messages(grantId);
        const notice = messages.find(({ event }) => event === 'consent.withdrawn');
        const sent = await attemptsOfEvent(grantId, 'contact.released');
        assert.equal(notice !== undefined, sent > 0, 'told if, and only if, an attempt had started');
        assert.ok(notice === undefined || notice.state === 'delivered', notice?.state);
        assert.ok(messages.every(({ state }) => state === 'delivered' || state === 'cancelled'));
        started += all.length;
      }
      assert.equal(ended.length, PEOPLE);
      assert.ok(started > PEOPLE / 4, `${started} attempts: the storm was one`);
      assert.deepEqual(await runFsck(stage.marketplace.serving.sluice), []);
    });

    async function attemptsOfEvent(grantId: string, event: string): Promise<number> {
      const { id } = await stage.message(grantId, event);
      return (await attemptsOf(grantId)).filter(({ message_id }) => message_id === id).length;
    }
  });
}
