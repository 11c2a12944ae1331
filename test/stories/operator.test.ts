import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { compose } from '../../src/app/index.ts';
import { rotateKek } from '../../src/cli/rotate-kek.ts';
import { DAY } from '../../src/kernel/clock.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import type { VersionedKey } from '../../src/platform/config/index.ts';
import { purgeIdempotencyKeys } from '../../src/platform/idempotency.ts';
import { sluice } from '../support/command-line.ts';
import { temporaryFolder } from '../support/databases.ts';
import {
  acts,
  engines,
  exceptInstalled,
  failuresRecorded,
  newKey,
  rowsOf,
  startMarketplace,
} from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { production as wanted } from '../support/production.ts';
import { startReceiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const newKek = (version: string): VersionedKey => ({ version, key: systemRandom.bytes(32) });

for (const dialect of engines) {
  describe(`an operator, on ${dialect},`, () => {
    let marketplace: Marketplace;

    before(async () => {
      marketplace = await startMarketplace(dialect);
    });
    after(() => marketplace.stop());

    it('rotates the key-encryption key: everything opens under the new one alone', async () => {
      const { surroundings, services } = marketplace;
      const receiver = await startReceiver();
      await acts(marketplace).connect('calmly', receiver.url, exceptInstalled);
      const [old] = surroundings.secrets.keyEncryptionKeys;
      const next = newKek('k2');
      const under = (...keys: [VersionedKey, ...VersionedKey[]]) =>
        compose({ ...surroundings, secrets: { ...surroundings.secrets, keyEncryptionKeys: keys } });
      const subjects = await rowsOf(marketplace, 'subjects');
      const subjectId = String(subjects[0]?.['id']);
      const before = (await services.showEmail(subjectId))?.email.reveal();
      assert.match(before ?? '', /@mail\.example$/);

      const rotating = under(next, old);
      assert.deepEqual(await rotateKek(rotating), { persons: subjects.length, endpoints: 1, cases: 0 });
      assert.deepEqual(await rotateKek(rotating), { persons: 0, endpoints: 0, cases: 0 });
      await rotating.close();

      const after = under(next);
      assert.equal((await after.services.showEmail(subjectId))?.email.reveal(), before);
      await after.close();
      await assert.rejects(services.showEmail(subjectId), /SLUICE_KEK wants version k2 too/);
      const back = under(old, next);
      await rotateKek(back);
      await back.close();
      await receiver.close();
    });

    it('suspends a partner: nothing goes to it, and nothing is lost', async () => {
      const act = acts(marketplace);
      const receiver = await startReceiver();
      await act.connect('northgate', receiver.url, exceptInstalled);
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const appId = await act.appId('north-rsvp');
      const { disclosure } = await act.disclosure(ada, { appId });
      receiver.answer = () => 503;
      const { grant } = await act.installApp(ada, appId, disclosure?.hash ?? '');
      await receiver.received(1);
      await failuresRecorded(marketplace, grant?.id ?? '');
      await marketplace.db.transact((tx) =>
        tx.q('partners').where({ slug: 'northgate' }).update({ status: 'suspended' }),
      );
      marketplace.clock.advance(7_000);
      const state = async (): Promise<unknown> =>
        (await rowsOf(marketplace, 'outbox')).find(
          (row) => row['grant_id'] === grant?.id && row['event'] === 'contact.released',
        )?.['state'];
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(await state(), 'pending');
      assert.equal(receiver.hooks.length, 1, 'its time came, and it did not go');
      assert.equal((await act.disclosure(ada, { appId })).userErrors[0]?.code, 'NOT_FOUND');
      receiver.answer = () => 200;
      await marketplace.db.transact((tx) =>
        tx.q('partners').where({ slug: 'northgate' }).update({ status: 'active' }),
      );
      await receiver.received(2);
      await until(async () => (await state()) === 'delivered', 'the delivery');
      await receiver.close();
    });

    it('keeps idempotency keys for a day at least, and forgets them later', async () => {
      const act = acts(marketplace);
      const person = marketplace.login('keys', 'keys@mail.example');
      await act.createAccount(person, '1990-05-05', newKey());
      const count = async (): Promise<number> => (await rowsOf(marketplace, 'idempotency_keys')).length;
      const before = await count();
      assert.ok(before > 0);
      const { db } = marketplace;
      assert.equal(await db.transact((tx) => purgeIdempotencyKeys(tx, tx.now - DAY, 5_000)), 0);
      assert.equal(await db.transact((tx) => purgeIdempotencyKeys(tx, tx.now + 1, 1)), 1);
      assert.equal(await db.transact((tx) => purgeIdempotencyKeys(tx, tx.now + 1, 5_000)), before - 1);
    });
  });
}

describe('the command line', () => {
  it('serves, says so in one line of JSON and nothing else on stdout, and ends cleanly', async () => {
    const folder = temporaryFolder();
    const settings = { SLUICE_DATA_DIR: folder, SLUICE_PORT: '0' };
    const { code, stdout } = await sluice(['serve'], settings, '"ready":true');
    assert.equal(code, 0);
    assert.match(stdout, /^\{"ready":true,"url":"http:\/\/127\.0\.0\.1:\d+"\}\n$/);
    const migrated = await sluice(['migrate'], settings);
    assert.deepEqual([migrated.code, migrated.stdout], [0, 'up to date\n']);
  });

  it('names every wrong setting and what it wants, and ends with 2', async () => {
    const { code, stdout, stderr } = await sluice(['serve'], { SLUICE_PORT: 'http', SLUICE_ENV: 'prod' });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /SLUICE_PORT wants a port/);
    assert.match(stderr, /SLUICE_ENV wants development or production/);
  });

  it('looks at a database without touching it, and says when there is none or it is of another version', async () => {
    const folder = temporaryFolder();
    const settings = { SLUICE_DATA_DIR: folder };
    const absent = await sluice(['ledger', 'fsck', '--database', `sqlite:${folder}/absent.sqlite`], settings);
    assert.deepEqual([absent.code, absent.stdout], [2, '']);
    assert.match(absent.stderr, /wants a database that is there/);
    assert.ok(!existsSync(`${folder}/absent.sqlite`));
    const empty = `${folder}/empty.sqlite`;
    writeFileSync(empty, '');
    const other = await sluice(['ledger', 'fsck', '--database', `sqlite:${empty}`], settings);
    assert.deepEqual([other.code, other.stdout], [2, '']);
    assert.match(other.stderr, /wants `sluice migrate` first/);
    await sluice(['migrate'], settings);
    const fine = await sluice(['ledger', 'fsck'], settings);
    assert.match(
      fine.stdout,
      /^FAILED \d problems, the first: ledger_state: it is of the log null/,
      'not started yet',
    );
    await sluice(['serve'], { ...settings, SLUICE_PORT: '0' }, '"ready":true');
    assert.equal(
      (await sluice(['ledger', 'fsck'], settings)).stdout,
      'OK every row is what the ledger says\n',
    );
    const same = await sluice(['ledger', 'restart', '--origin', 'sluice.localhost/ledger'], settings);
    assert.deepEqual([same.code, same.stdout], [2, '']);
    assert.match(same.stderr, /--origin wants another name/);
  });

  it('refuses production with secrets made for development, and tokens or a demo there', async () => {
    const folder = temporaryFolder();
    const devToken = await sluice(['token', '--door', 'marketing', '--sub', 'm'], {
      SLUICE_DATA_DIR: folder,
    });
    assert.match(devToken.stdout, /^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const key = systemRandom.bytes(32).toString('base64');
    const production = {
      ...wanted,
      SLUICE_DATA_DIR: folder,
      SLUICE_DATABASE_URL: `sqlite:${folder}/x.sqlite`,
      SLUICE_SMTP_URL: 'smtps://mail.company.example',
      SLUICE_KEK: `k1:${key}`,
      SLUICE_HMAC_KEY: `k1:${key}`,
      SLUICE_LEDGER_KEY: `k1:${key}`,
      SLUICE_WEBHOOK_KEY: `k1:${key}`,
    };
    const asDev = await sluice(['serve'], { ...production, SLUICE_KEK: `dev1:${key}` });
    assert.deepEqual([asDev.code, asDev.stdout], [2, '']);
    assert.match(asDev.stderr, /SLUICE_KEK wants a key of your own/);
    assert.ok(!asDev.stderr.includes(key));
    const withSecret = await sluice(['serve'], { ...production, SLUICE_JWT_SECRET: `k1:${key}` });
    assert.match(withSecret.stderr, /SLUICE_JWT_SECRET wants to be absent in production/);
    const none = await sluice(['serve'], { ...production, SLUICE_KEK: '' });
    assert.match(none.stderr, /SLUICE_KEK wants VERSION:BASE64/);
    for (const args of [['token', '--door', 'privacy', '--sub', 'x'], ['serve', '--demo'], ['seed']]) {
      const { code, stderr } = await sluice(args, production);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, /development/);
    }
  });
});
