import assert from 'node:assert/strict';
import { createKeyRing } from '../../src/platform/key-ring.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { rewrapCaseKeys } from '../../src/office/index.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { codes, fieldsOf, office } from '../support/office.ts';
import type { Office } from '../support/office.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const BODY = 'Data Protection Commission, Dublin';
const TEXT = 'Everything that your support wrote about me, canary-text.';
const ask = { right: 'ACCESS', text: TEXT };

for (const dialect of engines) {
  describe(`requests of rights, on ${dialect},`, () => {
    let stage: Stage;
    let desk: Office;
    let person: Person;

    before(async () => {
      stage = await openStage(dialect, { environment: { SLUICE_COMPLAINTS_BODY: BODY } });
      desk = office(stage);
    });
    beforeEach(async () => {
      person = await stage.person();
    });
    after(() => stage.close());

    async function requested(): Promise<string> {
      const made = await desk.request(person, ask);
      assert.deepEqual(made.userErrors, []);
      return made.request?.id ?? '';
    }
    const view = async (id: string) => {
      const found = (await desk.mine(person)).requests.find((one) => one.id === id);
      assert.ok(found);
      return found;
    };

    it('P24 what the office grants is told with what was done', async () => {
      const id = await requested();
      const read = await desk.readRequest(id);
      assert.deepEqual([read.words?.text, read.words?.contact], [TEXT, null]);
      assert.deepEqual((await desk.grant(id, 'Sent as a file.')).userErrors, []);
      const { state, answer, refusal, reads } = await view(id);
      assert.deepEqual([state, answer, refusal, reads.length], ['GRANTED', 'Sent as a file.', null, 1]);
      assert.deepEqual(codes(await desk.grant(id)), ['WRONG_STATUS']);
      assert.deepEqual(codes(await desk.refuse(id)), ['WRONG_STATUS']);
      assert.deepEqual(codes(await desk.appeal(person, id)), ['WRONG_STATUS'], 'nothing to appeal');
    });

    it('P24 a refusal names one of exactly two exceptions, why it holds, and how to appeal', async () => {
      const id = await requested();
      const types = await desk.ask<{ __type: { enumValues: { name: string }[] } }>(
        '{ __type(name: "RightsException") { enumValues { name } } }',
      );
      assert.deepEqual(types.data.__type.enumValues.map(({ name }) => name).sort(), [
        'DISPROPORTIONATE_BURDEN',
        'RIGHTS_OF_OTHERS',
      ]);
      const refuse = `mutation ($input: RefuseRequestInput!) @purpose(is: ACCOUNTABILITY) { refuseRequest(input: $input) { userErrors { code } } }`;
      for (const exception of ['TOO_MUCH_WORK', null, undefined]) {
        const input = { id, exception, reason: 'We do not want to.', idempotencyKey: newKey() };
        const { errors } = await desk.ask(refuse, { input });
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT', String(exception));
      }
      const bare = await desk.refuse(id, { reason: '  ' });
      assert.deepEqual([codes(bare), fieldsOf(bare)], [['INVALID_INPUT'], ['reason']]);
      assert.equal((await view(id)).state, 'OPEN');

      assert.deepEqual((await desk.refuse(id)).userErrors, []);
      const { state, refusal, answer } = await view(id);
      assert.deepEqual(
        [state, refusal?.exception, refusal?.reason, answer],
        ['REFUSED', 'RIGHTS_OF_OTHERS', 'Somebody else is named in it.', null],
      );
      assert.match(refusal?.howToAppeal ?? '', /appeal once, until \d{4}-.* UTC: .*appealRefusal/);
      assert.match(refusal?.howToAppeal ?? '', /Somebody else than who refused decides within 30 days/);
      assert.ok(refusal?.howToAppeal.includes(BODY));
      const left = Date.parse(refusal?.appealBy ?? '') - stage.clock.now();
      assert.ok(Math.abs(left - 60 * DAY) < MINUTE);
    });

    it('P24 a refusal is appealed once, in time, by the person alone', async () => {
      const [id, late] = [await requested(), await requested()];
      assert.deepEqual(codes(await desk.appeal(person, id)), ['WRONG_STATUS'], 'not refused yet');
      for (const one of [id, late]) await desk.refuse(one);
      const other = await stage.person();
      assert.deepEqual(codes(await desk.appeal(other, id)), ['NOT_FOUND']);
      const empty = await desk.appeal(person, id, { text: '' });
      assert.deepEqual([codes(empty), fieldsOf(empty)], [['INVALID_INPUT'], ['text']]);
      const key = newKey();
      assert.equal((await desk.appeal(person, id, { idempotencyKey: key })).request?.state, 'APPEALED');
      assert.equal((await desk.appeal(person, id, { idempotencyKey: key })).request?.state, 'APPEALED');
      assert.deepEqual(codes(await desk.appeal(person, id)), ['WRONG_STATUS']);
      stage.clock.advance(60 * DAY + MINUTE);
      assert.deepEqual(codes(await desk.appeal(person, late)), ['WRONG_STATUS'], 'too late');
    });

    it('P24 an appeal is decided by another officer than the one who refused', async () => {
      const [id, again] = [await requested(), await requested()];
      for (const one of [id, again]) {
        await desk.refuse(one, {}, 'olga');
        assert.deepEqual(codes(await desk.decide(one, { granted: true }, 'pavel')), ['WRONG_STATUS']);
        await desk.appeal(person, one);
      }
      assert.deepEqual(codes(await desk.decide(id, { granted: true }, 'olga')), ['OWN_WORK']);
      const no = await desk.decide(id, { granted: false }, 'pavel');
      assert.deepEqual([codes(no), fieldsOf(no)], [['INVALID_INPUT'], ['exception']]);
      const both = await desk.decide(id, { granted: true, exception: 'RIGHTS_OF_OTHERS' }, 'pavel');
      assert.deepEqual(codes(both), ['INVALID_INPUT']);
      assert.equal((await view(id)).state, 'APPEALED');
      assert.deepEqual((await desk.decide(id, { granted: true }, 'pavel')).userErrors, []);
      const granted = await view(id);
      assert.deepEqual([granted.state, granted.appeal?.granted], ['GRANTED', true]);
      assert.equal(granted.refusal?.exception, 'RIGHTS_OF_OTHERS', 'what it was refused for stays');
      const final = { granted: false, exception: 'DISPROPORTIONATE_BURDEN' };
      assert.deepEqual((await desk.decide(again, final, 'pavel')).userErrors, []);
      const refused = await view(again);
      assert.deepEqual(
        [refused.state, refused.appeal?.granted, refused.appeal?.exception, refused.appeal?.reason],
        ['REFUSED_ON_APPEAL', false, 'DISPROPORTIONATE_BURDEN', 'Looked at it anew.'],
      );
      assert.deepEqual(codes(await desk.appeal(person, again)), ['WRONG_STATUS'], 'once');
      assert.deepEqual(codes(await desk.decide(again, { granted: true }, 'quinn')), ['WRONG_STATUS']);
    });

    it('P24 the office has a month for a request, and another for an appeal', async () => {
      const id = await requested();
      const own = async () => (await desk.overdue()).includes(id);
      stage.clock.advance(30 * DAY - MINUTE);
      assert.equal(await own(), false);
      stage.clock.advance(2 * MINUTE);
      assert.equal(await own(), true);
      await desk.refuse(id);
      assert.equal(await own(), false);
      await desk.appeal(person, id);
      assert.equal(await own(), false);
      stage.clock.advance(30 * DAY + MINUTE);
      assert.equal(await own(), true);
      await desk.decide(id, { granted: true }, 'pavel');
      assert.equal(await own(), false);
    });

    it('P24 rights need no account: asked for, refused, appealed and decided by a secret', async () => {
      const none = await desk.post('/requests', {});
      assert.equal(none.status, 422);
      assert.deepEqual(
        none.body.errors?.map(({ extensions }) => extensions.field),
        ['right', 'text', 'contact'],
      );
      const made = await desk.post('/requests', { ...ask, contact: 'canary.reach@mail.example' });
      assert.equal(made.status, 201);
      const claim = { reference: made.body['reference'], secret: made.body['secret'] };
      const id = String(claim.reference);
      const read = await desk.readRequest(id);
      assert.deepEqual([read.words?.text, read.words?.contact], [TEXT, 'canary.reach@mail.example']);
      const appeal = (change: object = {}) =>
        desk.post('/requests/appeal', { ...claim, text: 'It is no burden, canary-appeal.', ...change });
      assert.equal((await appeal()).status, 409);
      await desk.refuse(id, { exception: 'DISPROPORTIONATE_BURDEN' });
      const told = await desk.post('/requests/status', claim);
      const refusal = told.body['refusal'] as { exception: string; howToAppeal: string };
      assert.equal(refusal.exception, 'DISPROPORTIONATE_BURDEN');
      assert.match(refusal.howToAppeal, /\/privacy\/requests\/appeal\. Somebody else/);
      assert.ok(!refusal.howToAppeal.includes(id), 'no reference in a URL');
      assert.equal((await appeal({ secret: 'x'.repeat(43) })).status, 404);
      assert.equal((await appeal({ text: '' })).status, 422);
      assert.equal((await appeal()).status, 200);
      assert.equal((await appeal()).status, 409);
      assert.equal((await desk.readRequest(id)).words?.appeal, 'It is no burden, canary-appeal.');
      await desk.decide(id, { granted: true }, 'pavel');
      const decided = await desk.post('/requests/status', claim);
      assert.deepEqual(
        [decided.body['state'], (decided.body['appeal'] as { granted: boolean }).granted],
        ['GRANTED', true],
      );
      const bytes = await databaseBytes(stage.marketplace);
      for (const canary of ['canary-text', 'canary.reach', 'canary-appeal'])
        assert.ok(!contains(bytes, canary), canary);
      assert.deepEqual((await desk.post('/requests/erase', claim)).body, { erased: true });
      assert.equal((await desk.post('/requests/status', claim)).status, 404);
    });

    it('P24 a sealed request moves with the key-encryption key, and opens nowhere else', async () => {
      const one = await desk.post('/requests', { ...ask, contact: 'me@mail.example' });
      const two = await desk.post('/requests', { ...ask, text: 'Other.', contact: 'me@mail.example' });
      const { db, services, surroundings } = stage.marketplace;
      const next = { version: 'k2', key: systemRandom.bytes(32) };
      const keyRing = createKeyRing([next, ...surroundings.secrets.keyEncryptionKeys], systemRandom);
      const rewrap = () => db.transact((tx) => rewrapCaseKeys(tx, { ...services.vault, keyRing }, 500));
      assert.ok((await rewrap()) >= 2);
      assert.equal(await rewrap(), 0);
      const versions = (await rowsOf(stage.marketplace, 'office_cases')).map((row) => row['kek_version']);
      assert.deepEqual(new Set(versions.filter((version) => version !== null)), new Set(['k2']));
      const back = createKeyRing([...surroundings.secrets.keyEncryptionKeys, next], systemRandom);
      while ((await db.transact((tx) => rewrapCaseKeys(tx, { ...services.vault, keyRing: back }, 500))) > 0);
      const claim = { reference: one.body['reference'], secret: one.body['secret'] };
      assert.equal((await desk.post('/requests/status', claim)).status, 200);
      // Words and key of one request in the row of another.
      const stolen = (await rowsOf(stage.marketplace, 'office_cases')).find(
        (row) => row['id'] === one.body['reference'],
      );
      await db.transact((tx) =>
        tx
          .q('office_cases')
          .where('id', String(two.body['reference']))
          .update({ details: stolen?.['details'] as Buffer, wrapped_key: stolen?.['wrapped_key'] as Buffer }),
      );
      const twisted = await desk.post('/requests/status', {
        reference: two.body['reference'],
        secret: two.body['secret'],
      });
      assert.deepEqual([twisted.status, twisted.body.errors?.[0]?.extensions.code], [500, 'INTERNAL']);
    });
  });
}
