import assert from 'node:assert/strict';
import { forgetMails } from '../../src/mail/index.ts';
import {
  createErase,
  createErasureDesk,
  createErasureProof,
  createErasureRounds,
  createSteps,
} from '../../src/privacy/index.ts';
import type { IsHeld } from '../../src/privacy/index.ts';
import { findByLogin } from '../../src/accounts/index.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import { createReleasePort } from '../../src/release/index.ts';
import { leaving } from '../support/leaving.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const HOUR = 60 * MINUTE;

for (const dialect of engines) {
  describe(`erasures whose time has come, on ${dialect},`, function () {
    this.timeout(60_000);
    let stage: Stage;
    let door: ReturnType<typeof leaving>;

    before(async () => {
      stage = await openStage(dialect);
      door = leaving(stage.marketplace);
    });
    after(() => stage.close());

    /** The erasing part of one more process on the same database. */
    function another(isHeld: IsHeld = () => Promise.resolve(new Set())) {
      const { db, clock, services, serving } = stage.marketplace;
      const { ledger } = serving.sluice;
      const { hashes, receipts } = services;
      const erase = createErase({ ledger, release: createReleasePort(ledger, hashes), forgetMails });
      const steps = createSteps({ hashes, erase, isHeld });
      const errors: unknown[] = [];
      const nothing = (): void => {};
      return {
        errors,
        desk: createErasureDesk({
          ...{ db, hashes, steps, onCommitted: nothing },
          proof: createErasureProof({ db, clock, receipts }),
        }),
        rounds: createErasureRounds({
          ...{ db, clock, steps, onErased: nothing },
          onError: (error) => errors.push(error),
        }),
      };
    }

    async function subjectOf({ sub }: Person) {
      const { db, services, surroundings } = stage.marketplace;
      const index = services.hashes.loginIndex(surroundings.config.jwt.issuer, sub);
      const subject = await db.read((reader) => findByLogin(reader, index));
      assert.ok(subject);
      return subject;
    }
    const isThere = async (person: Person): Promise<boolean> => (await door.pending(person)) !== null;
    const erasuresOf = async (subjectId: string): Promise<number> =>
      (await rowsOf<{ subject_id: string; event: string }>(stage.marketplace, 'ledger_entries')).filter(
        (row) => row.subject_id === subjectId && row.event === 'erasure',
      ).length;

    it('P24 happen once each, however many processes look after them', async () => {
      const people = await Promise.all(Array.from({ length: 6 }, () => stage.person()));
      const subjects = await Promise.all(people.map(subjectOf));
      for (const one of people.slice(0, 3)) await stage.install(one, APP);
      for (const one of people) await door.leave(one);
      stage.clock.advance(14 * DAY + MINUTE);
      const processes = [another(), another(), another()];
      await Promise.all(processes.map(({ rounds }) => rounds.step()));
      await until(async () => !(await Promise.all(people.map(isThere))).includes(true), 'all to be gone');
      for (const { id } of subjects) assert.equal(await erasuresOf(id), 1);
      assert.deepEqual(
        processes.flatMap(({ errors }) => errors),
        [],
      );
    });

    it('P24 that fail hold up no others, and are tried again', async () => {
      const [broken, fine] = [await stage.person(), await stage.person()];
      await stage.install(broken, APP);
      const { id } = await subjectOf(broken);
      await door.leave(broken);
      await door.leave(fine);
      const { db, logLines } = stage.marketplace;
      // What the end of a yes is sealed under.
      const [key] = (await rowsOf<{ subject_id: string }>(stage.marketplace, 'vault_keys')).filter(
        (row) => row.subject_id === id,
      );
      await db.transact((tx) => tx.q('vault_keys').where('subject_id', id).delete());
      stage.clock.advance(14 * DAY + MINUTE);
      await until(async () => !(await isThere(fine)), 'the other one');
      assert.equal(await isThere(broken), true);
      assert.ok(
        logLines.some((line) => line.includes('"msg":"erasures"')),
        'the operator hears of it',
      );
      await db.transact((tx) => tx.q('vault_keys').insert(key));
      stage.clock.advance(6 * MINUTE);
      await until(async () => !(await isThere(broken)), 'the next try');
    });

    it('P24 wait while the law keeps something, with everything stopped, and are done when that ends', async () => {
      const [person, asker] = [await stage.person(), await stage.person()];
      const subject = await subjectOf(person);
      let held = new Set([subject.id, (await subjectOf(asker)).id]);
      const { desk, rounds } = another((_tx, ids) =>
        Promise.resolve(new Set(ids.filter((id) => held.has(id)))),
      );
      await door.leave(asker);
      const login = { issuer: stage.marketplace.surroundings.config.jwt.issuer, sub: person.sub };
      const wish = { immediately: true, idempotencyKey: newKey() };
      const asked = await desk.erase(login, subject, wish);
      assert.ok(!isRefusal(asked));
      assert.deepEqual([asked.erasedAt, asked.receipt], [null, null]);
      assert.equal((await door.state({ reference: asked.erasureReference })).answer['state'], 'pending');
      const appId = await stage.act.appId(APP);
      assert.deepEqual(
        (await stage.act.disclosure(person, { appId })).userErrors.map(({ code }) => code),
        ['ERASURE_PENDING'],
      );
      for (let hour = 0; hour < 3; hour += 1) {
        await rounds.step();
        stage.clock.advance(HOUR / 2);
        assert.equal(await isThere(person), true);
        await rounds.step();
        // Ahead of the process of the stage, which knows of no hold.
        await stage.marketplace.db.transact((tx) =>
          tx
            .q('erasures')
            .where({ subject_id: subject.id })
            .update({ next_at: tx.now + HOUR }),
        );
      }
      held = new Set();
      stage.clock.advance(HOUR + MINUTE);
      await until(async () => !(await isThere(person)), 'the end of the hold');
      assert.equal(await isThere(asker), true, 'who may still think is not hurried');
    });
  });
}
