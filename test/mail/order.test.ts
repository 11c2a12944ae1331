import assert from 'node:assert/strict';
import { newId } from '../../src/kernel/ids.ts';
import { claimMails, isMailDue, queueNotice, queueNotices } from '../../src/mail/queue.ts';
import { mailMigrations } from '../../src/mail/index.ts';
import type { Notice } from '../../src/mail/index.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { newDatabaseUrl } from '../support/databases.ts';
import { engines, runningClock } from '../support/marketplace.ts';

const offer = (): Notice => ({
  kind: 'offer',
  subjectId: newId('subject', 1),
  campaignId: newId('offer', 1),
  version: 1,
  runId: newId('run', 1),
});
const released = (): Notice => ({
  kind: 'released',
  subjectId: newId('subject', 1),
  releaseId: newId('release', 1),
});

for (const dialect of engines) {
  describe(`the order of mails on ${dialect}`, () => {
    let db: Database;
    const clock = runningClock();

    before(async () => {
      db = openDatabase(await newDatabaseUrl(dialect), clock);
      await db.migrate(migrationSource(mailMigrations));
    });
    after(() => db.close());

    it('P24 nobody’s notice waits behind a mailing, and a mailing takes what is left', async () => {
      await db.transact((tx) => queueNotices(tx, Array.from({ length: 300 }, offer), tx.now - 60_000));
      await db.transact((tx) => queueNotice(tx, released()));
      const { claimed } = await db.transact((tx) => claimMails(tx, 4, 60_000));
      assert.deepEqual(
        claimed.map(({ kind }) => kind),
        ['released', 'offer', 'offer', 'offer'],
      );
      const next = await db.transact((tx) => claimMails(tx, 4, 60_000));
      assert.deepEqual([...new Set(next.claimed.map(({ kind }) => kind))], ['offer']);
      assert.ok(await db.read((reader) => isMailDue(reader, clock.now())));
    });
  });
}
