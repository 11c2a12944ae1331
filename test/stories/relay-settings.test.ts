import assert from 'node:assert/strict';
import { createTransport } from 'nodemailer';
import { marketing } from '../support/marketing.ts';
import { readMail } from '../support/mail-sink.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { RELAY_DOMAIN, dialogue, fromPartner, openRelayStage } from '../support/relay.ts';
import { DAY, openStage } from '../support/stage.ts';
import { selfSigned } from '../support/tls-receiver.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';
const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };

for (const dialect of engines) {
  describe(`settings of the relay, on ${dialect},`, () => {
    it('relay addresses that were given go on when no new ones are, and a text about one is worth nothing', async () => {
      const before = await openRelayStage(dialect);
      const { databaseUrl, dataDir } = before.marketplace;
      const person = await before.person();
      const { grantId, appId } = await before.installRelayed(person, APP);
      const other = await before.person();
      const { disclosure } = await before.act.disclosure(other, { appId, address: 'RELAY' });
      const { relayAddress } = await before.grant(person, grantId);
      await before.close();

      const stage = await openStage(dialect, { databaseUrl, environment: { SLUICE_DATA_DIR: dataDir } });
      try {
        const late = await stage.act.installApp(other, appId, disclosure?.hash ?? '');
        assert.deepEqual(
          late.userErrors.map(({ code }) => code),
          ['RELAY_UNAVAILABLE'],
        );
        const contacts = await stage.partner('calmly').contacts(10);
        assert.deepEqual(
          contacts.nodes.map(({ email }) => email),
          [relayAddress],
        );
      } finally {
        await stage.close();
      }
    });

    it('a contact that goes beside others has its relay address, one for all yeses to the app', async () => {
      const stage = await openRelayStage(dialect);
      try {
        const person = await stage.person();
        const { appId, address } = await stage.installRelayed(person, APP);
        const offerId = await marketing(stage.marketplace).launch(appId, {
          criterion: everybody,
          spreadHours: 24,
        });
        const { disclosure } = await stage.act.disclosure(person, { offerId, address: 'RELAY' });
        assert.match(disclosure?.text ?? '', /^If you accept the offer .* a relay address that we make/);
        const done = await stage.act.acceptOffer(person, offerId, disclosure?.hash ?? '');
        const grantId = done.grant?.id ?? '';
        assert.equal((await stage.grant(person, grantId)).relayAddress, address);
        stage.clock.advance(DAY + 1_000);
        const released = async (): Promise<number> =>
          (await rowsOf(stage.marketplace, 'releases')).filter(({ grant_id }) => grant_id === grantId).length;
        await until(async () => (await released()) === 1, 'the batch to go', 20_000);
        assert.equal((await rowsOf(stage.marketplace, 'relay_addresses')).length, 1);
        // One yes is enough for mail to go on.
        const login = stage.marketplace.login(person.sub, person.email);
        await stage.act.uninstallApp(login, appId);
        assert.equal(await stage.send({ to: address, raw: fromPartner() }), 250);
        await stage.act.withdrawGrant(login, grantId);
        assert.equal(await stage.send({ to: address, raw: fromPartner() }), 550);
      } finally {
        await stage.close();
      }
    });
  });
}

describe('the relay’s SMTP server', () => {
  it('offers STARTTLS where it has a certificate', async () => {
    const own = await selfSigned(RELAY_DOMAIN);
    const stage = await openRelayStage('sqlite', {
      SLUICE_RELAY_CERT: own.certificate,
      SLUICE_RELAY_KEY: own.privateKey,
    });
    try {
      const { address } = await stage.installRelayed(await stage.person(), APP);
      const client = await dialogue(stage.port());
      assert.match(client.offers, /STARTTLS/);
      client.end();
      const secure = createTransport({
        ...{ host: '127.0.0.1', port: stage.port(), requireTLS: true },
        tls: { ca: own.certificate },
      });
      await secure.sendMail({ envelope: { from: 'a@acorn.example', to: address }, raw: fromPartner() });
      secure.close();
      assert.equal(readMail(stage.relayed()[0]?.raw ?? Buffer.alloc(0)).header('to'), address);
    } finally {
      await stage.close();
    }
  });
});
