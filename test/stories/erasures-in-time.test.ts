import assert from 'node:assert/strict';
import { forgetMails } from '../../src/mail/index.ts';
import { createErase, createErasureRounds, createSteps, heldSubjects } from '../../src/privacy/index.ts';
import { findByLogin } from '../../src/accounts/index.ts';
import type { Tx } from '../../src/platform/db/index.ts';
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
  describe(`erasures whose time has come, on ${dialect},`, () => {
    let stage: Stage;
    let door: ReturnType<typeof leaving>;

    before(async () => {
      stage = await openStage(dialect);
      door = leaving(stage.marketplace);
    });
    after(() => stage.close());

    /** The erasing part of one more process on the same database. */
    function another() {
      const { db, clock, services, serving } = stage.marketplace;
      const { ledger } = serving.sluice;
      const { hashes } = services;
      const erase = createErase({
        ledger,
        release: createReleasePort(ledger, hashes, () => Promise.resolve()),
        forgetElsewhere: forgetMails,
      });
      const isHeld = async (tx: Tx, ids: readonly string[]) => new Set(await heldSubjects(tx, ids));
      const steps = createSteps({ hashes, erase, isHeld });
      const errors: unknown[] = [];
      const nothing = (): void => {};
      return {
        errors,
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

    it('P24 do not happen to who stayed at the last moment, and who was too late hears so', async () => {
      const people = await Promise.all(Array.from({ length: 8 }, () => stage.person()));
      for (const one of people) await door.leave(one);
      stage.clock.advance(14 * DAY + MINUTE);
      const [{ rounds }, { rounds: others }] = [another(), another()];
      const answers = await Promise.all([
        ...people.map((one) => door.stay(one)),
        rounds.step(),
        others.step(),
        rounds.step(),
      ]);
      await rounds.step();
      for (const [i, one] of people.entries()) {
        assert.deepEqual(answers[i], (await isThere(one)) ? [] : ['ACCOUNT_REQUIRED']);
      }
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

    it('P24 wait while something has to be kept, with everything stopped, and are done when that ends', async () => {
      const [person, minor] = [await stage.person(), await stage.person()];
      const officer = async <Data>(query: string, input: object): Promise<Data> => {
        const { data, errors } = await stage.marketplace.ask<Data>(
          'privacy',
          stage.marketplace.staffToken('privacy'),
          query,
          { input: { ...input, idempotencyKey: newKey() } },
        );
        assert.deepEqual(errors, []);
        return data;
      };
      const subjects = await Promise.all([person, minor].map(subjectOf));
      const holds: string[] = [];
      for (const { id: subjectId } of subjects) {
        const { placeHold } = await officer<{ placeHold: { hold: { id: string } } }>(
          `mutation ($input: PlaceHoldInput!) @purpose(is: ACCOUNTABILITY) { placeHold(input: $input) { hold { id } } }`,
          { subjectId, reason: 'an audit of the register' },
        );
        holds.push(placeHold.hold.id);
      }
      const key = newKey();
      const asked = await door.leave(person, key, { immediately: true });
      assert.deepEqual([asked.userErrors, asked.erasedAt, asked.receipt], [[], null, null]);
      const { eraseMinor } = await officer<{ eraseMinor: { erasedAt: string | null } }>(
        `mutation ($input: EraseMinorInput!) @purpose(is: ACCOUNTABILITY) { eraseMinor(input: $input) { erasedAt } }`,
        { subjectId: subjects[1]?.id, reason: 'FOUND_OUT' },
      );
      assert.equal(eraseMinor.erasedAt, null);
      assert.deepEqual(await door.stay(minor), ['ERASURE_NOT_PENDING'], 'it was not their wish');
      await door.leave(minor, newKey(), { immediately: true });
      assert.deepEqual(await door.stay(minor), ['ERASURE_NOT_PENDING'], 'nor does it become one');
      assert.equal((await door.state({ reference: asked.erasureReference })).answer['state'], 'pending');
      const appId = await stage.act.appId(APP);
      for (const one of [person, minor]) {
        const { userErrors } = await stage.act.disclosure(one, { appId });
        assert.deepEqual(
          userErrors.map(({ code }) => code),
          ['ERASURE_PENDING'],
        );
      }
      for (let day = 0; day < 3; day += 1) {
        stage.clock.advance(DAY);
        await another().rounds.step();
        assert.ok((await isThere(person)) && (await isThere(minor)));
      }
      for (const holdId of holds) {
        await officer(
          `mutation ($input: LiftHoldInput!) @purpose(is: ACCOUNTABILITY) { liftHold(input: $input) { hold { id } } }`,
          { holdId },
        );
      }
      stage.clock.advance(HOUR + MINUTE);
      await until(async () => !(await isThere(person)) && !(await isThere(minor)), 'the end of the holds');
    });
  });
}
