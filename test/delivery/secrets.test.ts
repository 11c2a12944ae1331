import assert from 'node:assert/strict';
import { generate } from 'selfsigned';
import { Webhook } from 'standardwebhooks';
import { rotateKek } from '../../src/cli/rotate-kek.ts';
import { rewrapEndpointSecrets, secretsOf, signedHeaders } from '../../src/delivery/index.ts';
import { openPrivate, putPrivate } from '../../src/delivery/endpoints/secrets.ts';
import { sendingEndpoints } from '../../src/delivery/endpoints/sending-endpoint.ts';
import { endpointRows } from '../../src/delivery/endpoints/store.ts';
import { HOUR } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { createKeyRing } from '../../src/platform/key-ring.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { startOutbox } from '../support/outbox.ts';
import type { Holder, Outbox } from '../support/outbox.ts';
import { until } from '../support/until.ts';

interface SecretRow {
  readonly endpoint_id: string;
  readonly version: string;
  readonly sealed: Buffer;
}

for (const dialect of engines) {
  describe(`secrets of endpoints on ${dialect}`, () => {
    let outbox: Outbox;
    let acorn: Holder;
    let birch: Holder;
    let client: { certificate: string; privateKey: string };
    before(async () => {
      outbox = await startOutbox(dialect);
      [acorn, birch] = outbox.partners as [Holder, Holder];
      const pems = await generate([{ name: 'commonName', value: 'sluice' }], { keyType: 'ec' });
      client = { certificate: pems.cert, privateKey: pems.private };
    });
    beforeEach(() => outbox.clear());
    after(() => outbox.close());

    const keyRing = () => outbox.services.vault.keyRing;
    const goodNow = async (id: string): Promise<readonly string[]> => {
      const { db, clock } = outbox;
      return (await db.read((reader) => secretsOf(reader, keyRing(), [id], clock.now()))).get(id) ?? [];
    };
    const rotate = async (endpointId: string, overlapHours: number, key = newKey()): Promise<string> => {
      const rotated = await outbox.services.endpoints.rotateSecret(acorn.id, key, {
        endpointId,
        overlapHours,
      });
      assert.ok(!isRefusal(rotated));
      return rotated.secret;
    };

    for (const hours of [0, 24, 7 * 24]) {
      it(`the old one signs for ${hours} hours after a rotation that says so, and no longer`, async () => {
        const id = await outbox.connect(acorn);
        const [old = ''] = await goodNow(id);
        const secret = await rotate(id, hours);
        assert.notEqual(secret, old);
        if (hours > 0) {
          assert.deepEqual(await goodNow(id), [secret, old]);
          outbox.clock.advance(hours * HOUR - 1);
          assert.deepEqual(await goodNow(id), [secret, old]);
          const at = Date.now();
          const headers = signedHeaders(
            { secrets: await goodNow(id), keys: [] },
            { id: 'msg_1', at, body: '{}' },
          );
          for (const one of [old, secret]) assert.deepEqual(new Webhook(one).verify('{}', headers), {});
          outbox.clock.advance(1);
        }
        assert.deepEqual(await goodNow(id), [secret]);
        // The next rotation forgets what is over.
        await rotate(id, 1);
        assert.equal((await rowsOf(outbox, 'webhook_secrets')).length, 2);
      });
    }

    it('a rotation ends every older one by its own overlap, and prolongs none', async () => {
      const id = await outbox.connect(acorn);
      const [first = ''] = await goodNow(id);
      outbox.clock.advance(1);
      const second = await rotate(id, 2);
      outbox.clock.advance(HOUR);
      const third = await rotate(id, 24);
      assert.deepEqual(await goodNow(id), [third, second, first]);
      outbox.clock.advance(HOUR);
      assert.deepEqual(await goodNow(id), [third, second]);
      // One that leaked: nothing but the newest is good.
      const fourth = await rotate(id, 0);
      assert.deepEqual(await goodNow(id), [fourth]);
    });

    it('a rotation is done once for its key, and refused outside of a week', async () => {
      const id = await outbox.connect(acorn);
      const key = newKey();
      const secret = await rotate(id, 24, key);
      assert.equal(await rotate(id, 24, key), secret);
      assert.equal((await goodNow(id)).length, 2);
      for (const overlapHours of [-1, 169, 1.5, NaN]) {
        const answer = await outbox.services.endpoints.rotateSecret(acorn.id, newKey(), {
          endpointId: id,
          overlapHours,
        });
        assert.ok(isRefusal(answer) && answer.refused === 'INVALID_INPUT');
      }
      const strange = await outbox.services.endpoints.rotateSecret(birch.id, newKey(), {
        endpointId: id,
        overlapHours: 0,
      });
      assert.ok(isRefusal(strange) && strange.refused === 'NOT_FOUND');
      assert.equal((await goodNow(id)).length, 2);
    });

    it('each endpoint has its own', async () => {
      const ids = [await outbox.connect(acorn), await outbox.connect(acorn), await outbox.connect(birch)];
      await rotate(ids[0] ?? '', 24);
      const { db, clock } = outbox;
      const all = await db.read((reader) => secretsOf(reader, keyRing(), ids, clock.now()));
      assert.deepEqual(
        ids.map((id) => all.get(id)?.length),
        [2, 1, 1],
      );
      assert.equal(new Set([...all.values()].flat()).size, 4);
    });

    it('rest under seal, bound to their endpoint, and go with it', async () => {
      const headers = [{ name: 'X-Api-Key', value: 'very-secret-value' }];
      const [id, other] = [
        await outbox.connect(acorn, { headers, clientCertificate: client }),
        await outbox.connect(acorn, { headers, clientCertificate: client }),
      ];
      const [secret = ''] = await goodNow(id);
      const everything = JSON.stringify([
        ...(await rowsOf<SecretRow>(outbox, 'webhook_secrets')).map((row) => row.sealed.toString('latin1')),
        ...(await rowsOf<{ private_sealed: Buffer }>(outbox, 'webhook_endpoints')).map((row) =>
          row.private_sealed.toString('latin1'),
        ),
        await rowsOf(outbox, 'webhook_endpoints'),
      ]);
      for (const text of [secret, 'very-secret-value', 'BEGIN']) assert.ok(!everything.includes(text));

      // One that was copied to another endpoint does not open.
      const from = await outbox.endpoint(other);
      await outbox.db.transact((tx) =>
        tx.q('webhook_endpoints').where({ id }).update({ private_sealed: from.private_sealed }),
      );
      const copied = await outbox.endpoint(id);
      assert.throws(() => openPrivate(keyRing(), copied));
      await outbox.db.transact((tx) =>
        tx.q('webhook_secrets').where('endpoint_id', other).update({ endpoint_id: id }),
      );
      await assert.rejects(goodNow(id));

      for (const one of [id, other]) {
        assert.ok(!isRefusal(await outbox.services.endpoints.remove(acorn.id, newKey(), one)));
        const { private_version, private_sealed, header_names } = await outbox.endpoint(one);
        assert.deepEqual([private_version, private_sealed, header_names], [null, null, '']);
      }
      assert.deepEqual(await rowsOf(outbox, 'webhook_secrets'), []);
    });

    describe('when the key-encryption key is rotated', () => {
      const newer = { version: 'k2', key: systemRandom.bytes(32) };
      const headers = [
        { name: 'X-Api-Key', value: 'abc' },
        { name: 'Authorization', value: 'Bearer x' },
      ];

      it('are wrapped anew, all of them, and open without the old key', async () => {
        const ids = [
          await outbox.connect(acorn),
          await outbox.connect(acorn, { headers }),
          await outbox.connect(birch, { headers, clientCertificate: client }),
        ];
        await rotate(ids[0] ?? '', 24);
        const { secrets, clock } = outbox;
        const sending = async (sluice: Outbox['sluice']) =>
          sluice.db.read(async (reader) => {
            const rows = [...(await endpointRows(reader, ids)).values()];
            const opened = await sendingEndpoints(reader, sluice.services.vault.keyRing, rows, clock.now());
            // The name of a client's connections follows what is sealed.
            return ids.map((id) => {
              const { client: own, ...rest } = opened.get(id) ?? assert.fail();
              return { ...rest, client: own === null ? null : { ...own, name: '' } };
            });
          });
        const before = await sending(outbox.sluice);
        assert.deepEqual(before[2]?.headers, { 'x-api-key': 'abc', authorization: 'Bearer x' });
        assert.equal(before[2]?.client?.privateKey, client.privateKey);

        const both = outbox.composeWith({ keyEncryptionKeys: [newer, ...secrets.keyEncryptionKeys] });
        const onlyNew = outbox.composeWith({ keyEncryptionKeys: [newer] });
        try {
          await assert.rejects(sending(onlyNew), /SLUICE_KEK wants version dev1 too/);
          // Both are read while they are changed over.
          assert.deepEqual(await sending(both), before);
          assert.equal((await rotateKek(both)).endpoints, 4 + 2);
          assert.deepEqual(await sending(onlyNew), before);
          assert.deepEqual(await sending(both), before);
          await assert.rejects(sending(outbox.sluice), /SLUICE_KEK wants version k2 too/);
          assert.equal((await rotateKek(both)).endpoints, 0);
          for (const { version } of await rowsOf<SecretRow>(outbox, 'webhook_secrets'))
            assert.equal(version, 'k2');
          const shown = await outbox.endpoint(ids[2] ?? '');
          assert.deepEqual(
            [shown.private_version, shown.header_names, Boolean(shown.has_client)],
            ['k2', 'x-api-key authorization', true],
          );
        } finally {
          await both.close();
          await onlyNew.close();
        }
      });

      it('are wrapped a few at a time, and an interruption loses none', async () => {
        for (let i = 0; i < 5; i += 1) await outbox.connect(acorn, i < 3 ? { headers } : {});
        const ring = createKeyRing([newer, ...outbox.secrets.keyEncryptionKeys], systemRandom);
        const step = () => outbox.db.transact((tx) => rewrapEndpointSecrets(tx, ring, 2));
        assert.equal(await step(), 4);
        const crash = outbox.db.transact(async (tx) => {
          await rewrapEndpointSecrets(tx, ring, 2);
          throw new Error('crash');
        });
        await assert.rejects(crash, /crash/);
        assert.deepEqual([await step(), await step(), await step()], [3, 1, 0]);
      });

      if (dialect === 'postgres') {
        it('do not undo what a partner changes at the same time', async () => {
          const id = await outbox.connect(acorn, { headers });
          const ring = createKeyRing([newer, ...outbox.secrets.keyEncryptionKeys], systemRandom);
          const changed = { headers: [{ name: 'x-new', value: 'new' }], client: null };
          let rewrapping: Promise<number> = Promise.resolve(0);
          await outbox.db.transact(async (tx) => {
            await putPrivate(tx, keyRing(), id, changed);
            rewrapping = outbox.db.transact((other) => rewrapEndpointSecrets(other, ring, 100));
            const waits = async (): Promise<boolean> => {
              const { rows } = (await tx.q.raw('select 1 from pg_locks where not granted')) as {
                rows: object[];
              };
              return rows.length > 0;
            };
            await until(waits, 'the other one to wait for the row');
          });
          await rewrapping;
          const row = await outbox.endpoint(id);
          assert.deepEqual(openPrivate(ring, row), changed);
          assert.equal(row.header_names, 'x-new');
        });
      }
    });
  });
}
