import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { createVerifier, verify } from '../../packages/partner-kit/src/index.ts';
import type { JwkSet } from '../../packages/partner-kit/src/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { refusalOf } from '../support/partner-door.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { MINUTE, SECOND, openStage, signedBy } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Hook, Receiver } from '../support/receiver.ts';
import { selfSigned, startTlsReceiver } from '../support/tls-receiver.ts';
import type { KeyPair } from '../support/tls-receiver.ts';

const HOUR = 60 * MINUTE;
const released = { events: ['CONTACT_RELEASED'] };

for (const dialect of engines) {
  describe(`what endpoints and we know of each other, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let server: KeyPair;

    before(async () => {
      server = await selfSigned('partner.example');
      stage = await openStage(dialect, { webhookCa: server.certificate });
      partner = stage.partner('calmly');
      receiver = await stage.receiver();
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
    });
    after(() => stage.close());

    async function nextMessage(): Promise<Hook> {
      receiver.hooks.length = 0;
      const { grantId } = await stage.install(await stage.person(), 'calmly-booking');
      await stage.reaches(grantId, 'delivered');
      const [hook] = receiver.hooks;
      assert.ok(hook);
      return hook;
    }

    it('signs with both secrets while one is rotated, then with the new one only', async () => {
      const { id, secret: old } = await partner.connect(receiver.url, released);
      new Webhook(old).verify(
        (await nextMessage()).body,
        receiver.hooks[0]?.headers as Record<string, string>,
      );
      const key = newKey();
      const rotated = await partner.rotate(id, { overlapHours: 2, idempotencyKey: key });
      const fresh = rotated.secret ?? '';
      assert.match(fresh, /^whsec_/);
      assert.notEqual(fresh, old);
      const again = await partner.rotate(id, { overlapHours: 2, idempotencyKey: key });
      assert.equal(again.secret, fresh, 'the same request makes no third one');

      const during = await nextMessage();
      for (const secret of [old, fresh]) {
        new Webhook(secret).verify(during.body, during.headers as Record<string, string>);
        verify(during.body, during.headers as Record<string, string>, { secrets: secret });
      }
      assert.deepEqual(signedBy(during, [old, fresh]), [old, fresh]);
      stage.clock.advance(2 * HOUR - MINUTE);
      assert.deepEqual(signedBy(await nextMessage(), [old, fresh]), [old, fresh]);
      stage.clock.advance(2 * MINUTE);
      const after = await nextMessage();
      assert.deepEqual(signedBy(after, [old, fresh]), [fresh]);

      const { secret: third = '' } = await partner.rotate(id, { overlapHours: 0 });
      assert.deepEqual(signedBy(await nextMessage(), [old, fresh, third ?? '']), [third]);
      await partner.remove(id);
    });

    it('rotated twice, no old secret lives longer than the shorter of its times', async () => {
      const { id, secret: one } = await partner.connect(receiver.url, released);
      const two = (await partner.rotate(id, { overlapHours: 100 })).secret ?? '';
      const three = (await partner.rotate(id, { overlapHours: 1 })).secret ?? '';
      assert.deepEqual(signedBy(await nextMessage(), [one, two, three]), [one, two, three]);
      stage.clock.advance(HOUR + SECOND);
      assert.deepEqual(signedBy(await nextMessage(), [one, two, three]), [three]);
      await partner.remove(id);
    });

    it('signs with a key that /.well-known/jwks.json shows, too', async () => {
      const { id } = await partner.connect(receiver.url, released);
      const answer = await fetch(`${stage.marketplace.serving.url}/.well-known/jwks.json`);
      assert.equal(answer.status, 200);
      const publicKeys = (await answer.json()) as JwkSet;
      assert.ok(publicKeys.keys.every((jwk) => !('d' in jwk)));
      const hook = await nextMessage();
      const { verifySignature } = createVerifier({ publicKeys, now: () => stage.clock.now() });
      const headers = hook.headers as Record<string, string>;
      assert.equal(verifySignature(hook.body, headers).id, headers['webhook-id']);
      assert.throws(() => verifySignature(`${hook.body} `, headers), /No signature/);
      const withoutV1 = String(headers['webhook-signature']).replace(/v1,\S+ /g, '');
      verifySignature(hook.body, { ...headers, 'webhook-signature': withoutV1 });
      await partner.remove(id);
    });

    it('sends a partner’s own headers with each message and shows their values to nobody', async () => {
      const value = `Bearer canary-${newKey()}`;
      const { id } = await partner.connect(receiver.url, {
        ...released,
        headers: [
          { name: 'Authorization', value },
          { name: 'X-Tenant', value: 'seven' },
        ],
      });
      const hook = await nextMessage();
      assert.equal(hook.headers.authorization, value);
      assert.equal(hook.headers['x-tenant'], 'seven');
      assert.deepEqual((await partner.endpoint(id)).headerNames, ['authorization', 'x-tenant']);
      const stored = JSON.stringify(
        await rowsOf(stage.marketplace, 'webhook_endpoints'),
        (_, cell: unknown) => (cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : cell),
      );
      for (const seen of [
        stored,
        stage.marketplace.logLines.join(''),
        stage.marketplace.transcript.join(''),
      ]) {
        assert.ok(!seen.includes(value) && !seen.includes(Buffer.from(value).toString('base64')));
      }
      const other = await partner.update(id, { headers: [{ name: 'X-Other', value: 'eight' }] });
      assert.deepEqual(other.endpoint?.headerNames, ['x-other']);
      const next = await nextMessage();
      assert.deepEqual([next.headers.authorization, next.headers['x-other']], [undefined, 'eight']);
      assert.deepEqual((await partner.update(id, { headers: null })).endpoint?.headerNames, []);
      assert.equal((await nextMessage()).headers['x-other'], undefined);
      await partner.remove(id);
    });

    it('shows the certificate that a partner gave to a server that demands one', async () => {
      const [given, renewed] = [await selfSigned('sluice-at-calmly'), await selfSigned('sluice-renewed')];
      const demanding = await startTlsReceiver(server, [given, renewed]);
      const { endpoint: bare } = await partner.create({ url: demanding.url });
      assert.equal(refusalOf(await partner.verify(bare?.id ?? '')), 'OWNERSHIP_UNPROVEN');
      assert.deepEqual(demanding.met, [], 'without a certificate nobody gets in');

      const { certificate } = given;
      const mixed = { certificate, privateKey: renewed.privateKey };
      const refused = await partner.create({ url: demanding.url, clientCertificate: mixed });
      assert.equal(refusalOf(refused), 'INVALID_INPUT input.clientCertificate');
      const { id } = await partner.connect(demanding.url, { ...released, clientCertificate: given });
      assert.equal((await partner.endpoint(id)).hasClientCertificate, true);
      const send = async (): Promise<void> => {
        const { grantId } = await stage.install(await stage.person(), 'calmly-booking');
        await stage.reaches(grantId, 'delivered');
      };
      await send();
      await partner.update(id, { clientCertificate: renewed });
      await send();
      assert.deepEqual(
        demanding.met.map(({ who, body }) => [who, (JSON.parse(body) as { type: string }).type]),
        [
          ['sluice-at-calmly', 'endpoint.ping'],
          ['sluice-at-calmly', 'contact.released'],
          ['sluice-renewed', 'contact.released'],
        ],
      );
      const said = stage.marketplace.transcript.join('') + stage.marketplace.logLines.join('');
      assert.ok(!said.includes('PRIVATE KEY'));
      await partner.remove(id);
      await demanding.close();
    });
  });
}
