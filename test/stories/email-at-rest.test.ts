import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';
import { contains, databaseBytes, filesUnder, isSentMail } from '../support/canary.ts';
import { engines, newKey } from '../support/marketplace.ts';
import { SECOND, contactIn, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';

/** The files of PostgreSQL itself, its WAL among them. One that goes while it is read held nothing that stays. */
async function serverFiles({ marketplace: { db } }: Stage): Promise<Buffer> {
  const folder = await db.read(async (reader) => {
    const { rows } = (await reader.q.raw('show data_directory')) as { rows: { data_directory: string }[] };
    return rows[0]?.data_directory ?? '';
  });
  const parts = filesUnder(folder).map((file) => {
    try {
      return readFileSync(file);
    } catch {
      return Buffer.alloc(0);
    }
  });
  return Buffer.concat(parts);
}

for (const dialect of engines) {
  describe(`an email at rest, on ${dialect},`, () => {
    it('stands nowhere in the clear after it was sent, sent again, fetched, replayed and recovered', async () => {
      const stage = await openStage(dialect);
      const { marketplace } = stage;
      const partner = stage.partner('calmly');
      const [receiver, thin, sealed] = [
        await stage.receiver(),
        await stage.receiver(),
        await stage.receiver(),
      ];
      const since = stage.clock.now();
      const { id } = await partner.connect(receiver.url);
      await partner.connect(thin.url, { thin: true });
      const pair = await generateKeyPair('ECDH-ES', { extractable: true, crv: 'X25519' });
      const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'ECDH-ES' };
      await partner.connect(sealed.url, { encryptionKey: JSON.stringify(jwk) });

      const emails = Array.from({ length: 4 }, () => `canary.${newKey()}@mail.example`);
      const [sent = '', retried = '', withdrawn = '', erased = ''] = emails;
      const install = async (email: string) => {
        const person = await stage.person(email);
        return { person, ...(await stage.install(person, APP)) };
      };
      receiver.answer = () => 500;
      const again = await install(retried);
      await stage.bothFailed(again.grantId);
      await stage.settled();
      receiver.answer = () => 200;
      stage.clock.advance(7 * SECOND);
      const settled = async (grantId: string): Promise<void> =>
        until(
          async () => (await stage.messages(grantId)).every(({ state }) => state === 'delivered'),
          'all to arrive',
        );
      await settled(again.grantId);
      const given = await install(sent);
      await settled(given.grantId);
      const [over, gone] = [await install(withdrawn), await install(erased)];
      await Promise.all([settled(over.grantId), settled(gone.grantId)]);
      const contactId = contactIn(receiver.hooks.find(({ body }) => body.includes(sent))).id;
      assert.equal((await partner.contact(contactId, given.appId))?.email, sent);
      assert.equal((await partner.contacts(100)).nodes.length, 4);
      await partner.replay((await stage.message(given.grantId)).id);
      await settled(given.grantId);
      const { recovery } = await partner.recover(id, since, { everything: true });
      await until(
        async () => (await partner.recoveries()).find((one) => one.id === recovery?.id)?.state === 'DONE',
        'the recovery',
      );
      await settled(given.grantId);
      await stage.act.withdrawGrant(over.person, over.grantId);
      await stage.act.eraseAccount(gone.person);
      await stage.reaches(gone.grantId, 'delivered', 'contact.erased');

      assert.ok(receiver.hooks.filter(({ body }) => body.includes(sent)).length >= 2, 'it was sent');
      const stores: Record<string, Buffer> = {
        'the database': await databaseBytes(marketplace),
        'the data folder': Buffer.concat(
          filesUnder(marketplace.dataDir)
            .filter((file) => !isSentMail(file))
            .map((file) => readFileSync(file)),
        ),
        'the log': Buffer.from(marketplace.logLines.join('')),
        ...(dialect === 'postgres' ? { 'the server’s own files': await serverFiles(stage) } : {}),
      };
      for (const [store, bytes] of Object.entries(stores)) {
        assert.ok(bytes.length > 100, `${store} has something to scan`);
        for (const email of emails) assert.ok(!contains(bytes, email), `${email} stands in ${store}`);
      }
      assert.ok(contains(stores['the database'] ?? Buffer.alloc(0), given.grantId), 'the scan sees rows');
      for (const inbox of [thin, sealed]) {
        for (const { body } of inbox.hooks) {
          for (const email of emails) assert.ok(!contains(Buffer.from(body), email));
        }
      }
      await stage.close();
    });
  });
}
