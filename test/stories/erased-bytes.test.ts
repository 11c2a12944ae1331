import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { verifyProof, verifyReceipt } from '../../src/ledger/index.ts';
import { contains, databaseBytes, filesUnder } from '../support/canary.ts';
import { leaving } from '../support/leaving.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Marketplace, Person } from '../support/marketplace.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };

/** Makes the engine give up what it only keeps until somebody tidies up. */
async function tidyUp({ db, databaseUrl }: Marketplace): Promise<void> {
  if (db.dialect === 'postgres') {
    for (const sql of ['vacuum full', 'checkpoint']) await db.read(async ({ q }) => void (await q.raw(sql)));
    return;
  }
  const file = new sqlite3.Database(databaseUrl.replace('sqlite:', ''));
  const run = (sql: string): Promise<void> =>
    new Promise((resolve, reject) => {
      file.exec(sql, (error) => (error === null ? resolve() : reject(error)));
    });
  for (const sql of ['pragma busy_timeout = 10000', 'vacuum', 'pragma wal_checkpoint(truncate)'])
    await run(sql);
  await new Promise((resolve) => file.close(resolve));
}

for (const dialect of engines) {
  describe(`what is left of somebody who was erased, on ${dialect},`, () => {
    let stage: Stage;
    let door: ReturnType<typeof leaving>;

    before(async () => {
      stage = await openStage(dialect);
      door = leaving(stage.marketplace);
    });
    after(() => stage.close());

    const mailsTo = ({ email }: Person): number =>
      stage.mails().filter((mail) => mail.header('to') === email).length;

    async function provenBefore(person: Person): Promise<readonly string[]> {
      interface Proven {
        viewer: { releases: { nodes: { proof: string | null; grant: { receipt: string | null } }[] } };
      }
      let found: string[] = [];
      await until(async () => {
        const { data } = await stage.marketplace.ask<Proven>(
          'marketplace',
          person.token,
          '{ viewer { releases(first: 9) { nodes { proof grant { receipt } } } } }',
        );
        found = data.viewer.releases.nodes.flatMap(({ proof, grant }) => [proof ?? '', grant.receipt ?? '']);
        return found.length > 0 && !found.includes('');
      }, 'proofs');
      return found;
    }

    it('P24 is nothing of email or name in any file or row, in any form, and all that was proven before still is', async () => {
      const { marketplace } = stage;
      const receiver = await stage.receiver();
      await stage.partner('calmly').connect(receiver.url);
      const canaries: string[] = [];
      const somebody = async (role: string): Promise<Person> => {
        const [name, host] = [`Quanary${role}${newKey().replaceAll('-', '')}`, `${newKey()}.mail.example`];
        const called = `Canaria ${newKey().replaceAll('-', '')}`;
        canaries.push(name.toLowerCase(), name, host, called, called.toLowerCase());
        const person = marketplace.login(name, `${name}@${host}`);
        assert.deepEqual((await stage.act.createAccount(person)).userErrors, []);
        const { data } = await marketplace.ask<Record<string, { userErrors: unknown[] }>>(
          'marketplace',
          person.token,
          `mutation ($input: SetPreferencesInput!, $called: CorrectProfileInput!, $copy: ExportMyDataInput!) {
            setPreferences(input: $input) { userErrors { code } }
            correctProfile(input: $called) { userErrors { code } }
            exportMyData(input: $copy) { userErrors { code } }
          }`,
          {
            input: { offersByEmail: true, idempotencyKey: newKey() },
            called: { name: called, idempotencyKey: newKey() },
            copy: { idempotencyKey: newKey() },
          },
        );
        for (const [what, { userErrors }] of Object.entries(data)) assert.deepEqual(userErrors, [], what);
        return person;
      };
      const [now, later] = [await somebody('now'), await somebody('later')];
      const stays = await stage.person('stays@mail.example');
      await marketplace.ask(
        'marketplace',
        stays.token,
        'mutation ($input: SetPreferencesInput!) { setPreferences(input: $input) { userErrors { code } } }',
        { input: { offersByEmail: true, idempotencyKey: newKey() } },
      );
      const gone = [now, later];
      for (const one of gone) {
        const { grantId } = await stage.install(one, APP);
        await stage.reaches(grantId, 'delivered');
        await marketplace.ask(
          'marketplace',
          one.token,
          '{ viewer { email offers(first: 3) { nodes { id } } } }',
        );
      }
      await marketing(marketplace).launch(await stage.act.appId('fern-shop'), {
        criterion: everybody,
        channels: ['EMAIL'],
        variants: [{ key: 'a', title: 'By mail', text: 'For a year.' }],
      });
      for (const one of [...gone, stays]) await until(() => mailsTo(one) === 1, 'the mail', 20_000);
      const proofs = (await Promise.all(gone.map(provenBefore))).flat();
      const markOf = new Map(
        filesUnder(join(marketplace.dataDir, 'mail')).map((file) => {
          const mail = readFileSync(file, 'latin1').toLowerCase();
          return [gone.find(({ email }) => mail.includes(email.toLowerCase()))?.sub, file] as const;
        }),
      );
      const late = markOf.get(later.sub)?.replace(/\.mai_.*/, '.mai_LATE.eml') ?? '';
      assert.match(late, /\/[0-9a-f]{32}\.mai_LATE\.eml$/, 'a file says by a hash whose it is');

      const erased = await door.leave(now, newKey(), { immediately: true });
      await door.leave(later);
      stage.clock.advance(14 * DAY + MINUTE);
      await until(async () => (await door.pending(later)) === null, 'the erasure');
      await until(() => mailsTo(now) + mailsTo(later) === 0, 'the folder to be without them');
      // A mailer that had the address already.
      writeFileSync(late, `To: ${later.email}\r\n\r\nHello\r\n`);
      stage.clock.advance(2 * MINUTE);
      await until(() => mailsTo(later) === 0, 'the late one to go', 20_000);
      assert.equal(mailsTo(stays), 1);
      stage.clock.advance(20 * MINUTE);
      await until(
        async () => (await rowsOf(marketplace, 'mail_forgets')).length === 0,
        'the work to be over',
      );
      assert.ok(
        (await rowsOf<{ recipient_kind: string }>(marketplace, 'mail_queue')).filter(
          ({ recipient_kind }) => recipient_kind === 'person',
        ).length === 1,
        'of the queue there is the one who stays',
      );

      await tidyUp(marketplace);
      const { head } = await marketplace.services.ledgerStatus();
      const served = await Promise.all(
        ['checkpoint', `tile/0/000.p/${head?.size}`, `tile/entries/000.p/${head?.size}`].map(async (path) => {
          const response = await fetch(`${marketplace.serving.url}/ledger/${path}`);
          assert.equal(response.status, 200, path);
          return Buffer.from(await response.arrayBuffer());
        }),
      );
      const stores: Record<string, Buffer> = {
        'the database': await databaseBytes(marketplace),
        'the data folder and the mails': Buffer.concat(
          filesUnder(marketplace.dataDir).flatMap((file) => [Buffer.from(`${file}\n`), readFileSync(file)]),
        ),
        'the log': Buffer.from(marketplace.logLines.join('')),
        'the public log': Buffer.concat(served),
      };
      for (const [store, bytes] of Object.entries(stores)) {
        assert.ok(bytes.length > 100, `${store} has something to scan`);
        for (const canary of canaries) assert.ok(!contains(bytes, canary), `${canary} stands in ${store}`);
      }
      assert.ok(
        contains(stores['the data folder and the mails'] ?? Buffer.alloc(0), stays.email),
        'it sees mails',
      );
      assert.ok(contains(stores['the database'] ?? Buffer.alloc(0), 'contact.erased'), 'it sees rows');

      const [{ key }] = marketplace.services.receipts.identity.signers;
      for (const proof of proofs) {
        if (proof.startsWith('{')) assert.equal(verifyReceipt(proof, [key]).state, 'given');
        else verifyProof(proof, [key]);
      }
      assert.equal(proofs.length, 4);
      assert.equal(verifyReceipt(erased.receipt ?? '', [key]).state, 'erased');
    });
  });
}
