import assert from 'node:assert/strict';
import { lockSubjects } from '../../src/accounts/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import type { Receiver } from '../support/receiver.ts';
import { DAY, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const CHILD = '2015-05-05';
const ADULT = '1990-05-05';
const NO = [{ code: 'AGE_RESTRICTED', field: [], message: 'An account cannot be made.' }];

for (const dialect of engines) {
  describe(`the birth-date screen, on ${dialect},`, () => {
    let stage: Stage;
    let receiver: Receiver;
    let people = 0;

    before(async () => {
      stage = await openStage(dialect);
      receiver = await stage.receiver();
      await stage.partner('calmly').connect(receiver.url);
    });
    after(() => stage.close());

    /** Each login has a session of its own. */
    function somebody(sub = `p05-${(people += 1)}`): Person {
      return stage.marketplace.login(sub, `${sub}@canary.example`);
    }
    const refusal = async (person: Person, birthDate: string, key = newKey()) =>
      (await stage.act.createAccount(person, birthDate, key)).userErrors;
    const sessions = () => rowsOf<Record<string, unknown>>(stage.marketplace, 'refused_sessions');

    /** Rows of all tables, by table, but for what goes on by itself. */
    async function everything(): Promise<Map<string, string>> {
      const tables = await stage.marketplace.db.read(async ({ q, dialect: engine }) =>
        engine === 'postgres'
          ? ((await q('information_schema.tables')
              .select('table_name as name')
              .where('table_schema', 'public')) as {
              name: string;
            }[])
          : ((await q('sqlite_master').select('name').where('type', 'table')) as { name: string }[]),
      );
      const quiet = tables.filter(
        ({ name }) => !/^(delivery_workers|retention_runs|ledger_|sqlite_)/.test(name),
      );
      const rows = await Promise.all(
        quiet.map(async ({ name }) => [name, JSON.stringify(await rowsOf(stage.marketplace, name))] as const),
      );
      return new Map(rows);
    }

    it('P05 a no for age stores nothing of the person: one keyed hash of the session and its end', async () => {
      const child = somebody('p05-canary-child');
      await stage.settled();
      const before = await everything();
      assert.deepEqual(await refusal(child, CHILD), NO);
      const after = await everything();
      const changed = [...after].filter(([name, rows]) => before.get(name) !== rows).map(([name]) => name);
      assert.deepEqual(changed, ['refused_sessions']);
      const [row, ...others] = await sessions();
      assert.deepEqual([Object.keys(row ?? {}).sort(), others], [['expires_at', 'mark'], []]);
      assert.match(String(row?.['mark']), /^[\w-]{43}$/);
      assert.ok(!stage.marketplace.logLines.join('').includes('canary'));
    });

    it('P05 another date in the same session is refused alike, whatever it is and whatever goes with it', async () => {
      const child = somebody();
      const first = await stage.act.createAccount(child, CHILD);
      const again = [
        await stage.act.createAccount(child, ADULT),
        await stage.act.createAccount(child, CHILD),
        await stage.act.createAccount(child, ADULT, newKey(), 'no such version'),
      ];
      const key = newKey();
      again.push(
        await stage.act.createAccount(child, ADULT, key),
        await stage.act.createAccount(child, ADULT, key),
      );
      for (const answer of again) assert.deepEqual(answer, first);
      const { data } = await stage.marketplace.ask<{ viewer: null }>(
        'marketplace',
        child.token,
        '{ viewer { id } }',
      );
      assert.equal(data.viewer, null);
    });

    it('P05 two answers at once are heard one after the other', async () => {
      for (let round = 0; round < 5; round += 1) {
        const one = somebody();
        const answers = await Promise.all([
          refusal(one, CHILD),
          ...Array.from({ length: 6 }, () => refusal(one, ADULT)),
          refusal(one, CHILD),
        ]);
        const codes = answers.map(([first]) => first?.code ?? 'yes').sort();
        // Whichever was first: nobody hears yes after a no, or no after a yes.
        if (codes.includes('yes')) {
          assert.equal(codes.at(-1), 'yes');
          assert.deepEqual(new Set(codes.slice(0, -1)), new Set(['ACCOUNT_EXISTS']));
        } else {
          assert.deepEqual(new Set(codes), new Set(['AGE_RESTRICTED']));
        }
      }
    });

    it('P05 other refusals leave no mark, and a mistyped date may be mended', async () => {
      const before = (await sessions()).length;
      const adult = somebody();
      await assert.rejects(refusal(adult, '1990-02-30'), /YYYY-MM-DD/);
      assert.equal(
        (await stage.act.createAccount(adult, ADULT, newKey(), 'never')).userErrors[0]?.code,
        'POLICY_VERSION_STALE',
      );
      assert.deepEqual(await refusal(adult, ADULT), []);
      assert.equal((await sessions()).length, before);
    });

    it('P05 the mark goes when the session is over', async () => {
      assert.ok((await sessions()).length > 0);
      stage.clock.advance(2 * DAY);
      await until(async () => (await sessions()).length === 0, 'the marks to go');
    });

    it('P05 an officer who finds out erases at once, and partners are told; the id alone is kept', async () => {
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      const [{ subject_id: subjectId } = { subject_id: '' }] = (
        await rowsOf<{ id: string; subject_id: string }>(stage.marketplace, 'grants')
      ).filter(({ id }) => id === grantId);
      const eraseMinor = async (input: object) => {
        const { data, errors } = await stage.marketplace.ask<{
          eraseMinor: UserErrors & { erasedAt: string | null };
        }>(
          'privacy',
          stage.marketplace.staffToken('privacy'),
          `mutation ($input: EraseMinorInput!) @purpose(is: ACCOUNTABILITY) {
            eraseMinor(input: $input) { erasedAt userErrors { code field message } } }`,
          { input: { subjectId, reason: 'TOLD_BY_GUARDIAN', idempotencyKey: newKey(), ...input } },
        );
        assert.deepEqual(errors, []);
        return data.eraseMinor;
      };
      const key = newKey();
      const done = await eraseMinor({ idempotencyKey: key });
      assert.ok(done.erasedAt);
      assert.deepEqual(await eraseMinor({ idempotencyKey: key }), done);
      assert.equal(
        (await eraseMinor({ idempotencyKey: key, reason: 'FOUND_OUT' })).userErrors[0]?.code,
        'IDEMPOTENCY_CONFLICT',
      );
      assert.deepEqual(
        (await eraseMinor({})).userErrors,
        (await eraseMinor({ subjectId: person.email })).userErrors,
      );
      assert.equal((await eraseMinor({})).userErrors[0]?.code, 'NOT_FOUND');
      await stage.reaches(grantId, 'delivered', 'contact.erased');
      const rows = await rowsOf<{ cause: string; decided_by: string }>(stage.marketplace, 'erasures');
      assert.deepEqual(
        rows.map(({ cause, decided_by }) => [cause, decided_by]),
        [['told_by_guardian', 'officer:test-privacy']],
      );
      for (const door of ['marketplace', 'partner', 'marketing'] as const) {
        const tokens = {
          marketplace: person.token,
          partner: stage.marketplace.partnerToken('calmly'),
          marketing: stage.marketplace.staffToken('marketing'),
        };
        const { status, errors } = await stage.marketplace.ask(
          door,
          tokens[door],
          'mutation { eraseMinor { erasedAt } }',
        );
        assert.ok(status === 400 && errors.length > 0, `not at the ${door} door`);
      }
    });

    it('P05 a birth date that is corrected to one under age erases, and no other is heard in that session', async () => {
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      await stage.reaches(grantId, 'delivered');
      const { db, services } = stage.marketplace;
      const session = { mark: 'of-this-session', revocable: null, expiresAt: stage.clock.now() + DAY };
      const [row] = (await rowsOf<{ id: string; subject_id: string }>(stage.marketplace, 'grants')).filter(
        ({ id }) => id === grantId,
      );
      const erasure = await db.transact(async (tx) => {
        const subject = (await lockSubjects(tx, [row?.subject_id ?? ''])).get(row?.subject_id ?? '');
        assert.ok(subject);
        return services.minors.eraseWithin(tx, subject, session);
      });
      assert.deepEqual([erasure.state, erasure.cause], ['done', 'corrected_birth_date']);
      await stage.reaches(grantId, 'delivered', 'contact.erased');
      const login = { issuer: 'x', sub: 'y', email: null, emailVerified: true };
      const answer = await services.createAccount(login, session, {
        ...{ birthDate: ADULT, policyVersion: '2026-11', idempotencyKey: newKey() },
      });
      assert.ok('refused' in answer && answer.refused === 'AGE_RESTRICTED');
    });

    it('P05 nobody is of age a day early, born on a leap day or not, wherever they live', async () => {
      const at = (instant: string): void => stage.clock.advance(Date.parse(instant) - stage.clock.now());
      const verdicts = async (...dates: string[]): Promise<string[]> =>
        Promise.all(dates.map(async (date) => (await refusal(somebody(), date))[0]?.code ?? 'yes'));
      // Still the day before in the westernmost zone.
      at('2030-02-28T11:59:00Z');
      assert.deepEqual(await verdicts('2012-02-28', '2012-02-27'), ['AGE_RESTRICTED', 'yes']);
      at('2030-02-28T12:00:30Z');
      assert.deepEqual(await verdicts('2012-02-28', '2012-02-29'), ['yes', 'AGE_RESTRICTED']);
      at('2030-03-01T11:59:00Z');
      assert.deepEqual(await verdicts('2012-02-29', '2012-03-01'), ['AGE_RESTRICTED', 'AGE_RESTRICTED']);
      at('2030-03-01T12:00:30Z');
      assert.deepEqual(await verdicts('2012-02-29', '2012-03-01'), ['yes', 'yes']);
      assert.deepEqual(await verdicts('2031-01-01'), ['AGE_RESTRICTED']);
      // On another day, by another token, the same person may ask anew.
      const person = somebody();
      at('2030-06-01T00:00:00Z');
      assert.deepEqual(await refusal(person, '2012-07-01'), NO);
      at('2030-07-02T00:00:00Z');
      assert.deepEqual(await refusal(somebody(person.sub), '2012-07-01'), []);
    });
  });
}
