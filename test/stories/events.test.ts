import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import type { WebhookEvent } from '../../packages/partner-kit/src/index.ts';
import { checkEvent } from '../support/check-event.ts';
import { engines } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { onboarding } from '../support/onboarding.ts';
import { partnerDoor, refusalOf } from '../support/partner-door.ts';
import type { PartnerDoor } from '../support/partner-door.ts';
import { DAY, eventOf, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Hook, Receiver } from '../support/receiver.ts';

const NAME = 'Büro “Ünïcode” 日本語 & Co';

const kinds = [
  { alg: 'RSA-OAEP-256' },
  { alg: 'ECDH-ES', crv: 'P-256' },
  { alg: 'ECDH-ES+A256KW', crv: 'X25519' },
] as const;

interface KeyPair {
  readonly encryptionKey: string;
  readonly privateKey: JWK;
}

async function keyPair(kind: (typeof kinds)[number], kid: string): Promise<KeyPair> {
  const crv = 'crv' in kind ? { crv: kind.crv } : {};
  const pair = await generateKeyPair(kind.alg, { extractable: true, ...crv });
  const named = { alg: kind.alg, kid };
  return {
    encryptionKey: JSON.stringify({ ...(await exportJWK(pair.publicKey)), ...named }),
    privateKey: { ...(await exportJWK(pair.privateKey)), ...named },
  };
}

for (const dialect of engines) {
  describe(`what messages say, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let receiver: Receiver;
    let appId: string;
    let key: KeyPair;
    const secrets: Record<string, string> = {};
    let people = 0;

    before(async () => {
      stage = await openStage(dialect);
      receiver = await stage.receiver();
      const staff = onboarding(stage.marketplace);
      const { act } = await staff.settled('umlaute');
      const made = await act.createApp('umlaut-office', { name: NAME });
      assert.deepEqual(made.userErrors, []);
      appId = made.app?.id ?? '';
      await act.submitApp(appId);
      const [review] = await staff.reviews();
      await staff.decide({ appId, revisionId: review?.id ?? '', approve: true });
      partner = partnerDoor(stage.marketplace, 'umlaute');
      key = await keyPair({ alg: 'RSA-OAEP-256' }, 'k1');
      const wishes = { full: {}, thin: { thin: true }, encrypted: { encryptionKey: key.encryptionKey } };
      for (const [path, wish] of Object.entries(wishes)) {
        secrets[path] = (await partner.connect(`${receiver.url}/${path}`, wish)).secret;
      }
    });
    beforeEach(() => {
      receiver.hooks.length = 0;
    });
    after(() => stage.close());

    const newcomer = (): Promise<Person> => {
      people += 1;
      return stage.person(`jörg.${people}.名前@bücher-${people}.example`);
    };

    async function came(type: string, path: string): Promise<Hook> {
      const matches = (hook: Hook): boolean => hook.path === `/${path}` && eventOf(hook).type === type;
      for (let tries = 0; !receiver.hooks.some(matches); tries += 1) {
        if (tries > 500) throw new Error(`no ${type} came to ${path}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return receiver.hooks.find(matches) as Hook;
    }

    /** The event as it came to each of the endpoints, read by its partner. */
    async function read<Type extends WebhookEvent['type']>(type: Type) {
      type Read = Extract<WebhookEvent, { type: Type }>;
      const [full, thin, encrypted] = await Promise.all([
        came(type, 'full').then((hook) => checkEvent(hook, secrets['full'] ?? '')),
        came(type, 'thin').then((hook) => checkEvent(hook, secrets['thin'] ?? '')),
        came(type, 'encrypted').then((hook) => checkEvent(hook, secrets['encrypted'] ?? '', key.privateKey)),
      ]);
      return { full: full as Read, thin: thin as Read, encrypted: encrypted as Read };
    }

    async function install(person: Person) {
      const { grantId } = await stage.install(person, 'umlaut-office');
      return { grantId, ...(await read('contact.released')) };
    }

    it('a yes: the contact in full, thin or encrypted, non-ASCII and all', async () => {
      const person = await newcomer();
      const { full, thin, encrypted } = await install(person);
      assert.deepEqual(full.data.app, { id: appId, slug: 'umlaut-office', name: NAME });
      assert.deepEqual(full.data.purposes, ['account_creation', 'communication']);
      const { email, ...contact } = full.data.contact;
      assert.equal(email, person.email);
      assert.deepEqual(thin, { ...full, data: { ...full.data, contact } });
      assert.deepEqual(encrypted, full);
      const { body } = await came('contact.released', 'encrypted');
      assert.deepEqual(Object.keys(JSON.parse(body) as object), ['type', 'timestamp', 'encrypted']);
      const installed = await read('app.installed');
      assert.deepEqual(installed.full, installed.thin);
      assert.deepEqual(installed.encrypted, installed.full);
      assert.deepEqual(installed.full.data, { ...full.data, contact });
      assert.ok(receiver.hooks.every((hook) => !JSON.stringify(hook.headers).includes(person.email)));
    });

    it('a yes that is over: by withdrawal, uninstallation or erasure', async () => {
      const ends = {
        'consent.withdrawn': (person: Person, grantId: string) => stage.act.withdrawGrant(person, grantId),
        'app.uninstalled': (person: Person) => stage.act.uninstallApp(person, appId),
        'contact.erased': (person: Person) => stage.act.eraseAccount(person),
      } as const;
      for (const [type, end] of Object.entries(ends) as [
        keyof typeof ends,
        (typeof ends)[keyof typeof ends],
      ][]) {
        receiver.hooks.length = 0;
        const person = await newcomer();
        const given = await install(person);
        await end(person, given.grantId);
        const { full, thin, encrypted } = await read(type);
        assert.deepEqual(thin, full);
        assert.deepEqual(encrypted, full);
        const { deleteBy, ...data } = full.data;
        assert.deepEqual(data, {
          app: given.full.data.app,
          contact: { id: given.full.data.contact.id },
          purposes: ['account_creation', 'communication'],
          purposesLeft: [],
        });
        assert.equal(Date.parse(deleteBy ?? ''), Date.parse(full.timestamp) + 30 * DAY);
        assert.equal('test' in full, false);
      }
    });

    it('encrypts to every kind of key that a partner may have, and says which', async () => {
      const other = partnerDoor(stage.marketplace, 'calmly');
      const inbox = await stage.receiver();
      for (const kind of kinds) {
        inbox.hooks.length = 0;
        const pair = await keyPair(kind, `kid-${kind.alg}`);
        const events = { events: ['CONTACT_RELEASED'] };
        const { id, secret } = await other.connect(inbox.url, {
          ...events,
          encryptionKey: pair.encryptionKey,
        });
        assert.equal((await other.endpoint(id)).encryptionKey !== null, true);
        const person = await newcomer();
        const { grantId } = await stage.install(person, 'calmly-booking');
        await stage.reaches(grantId, 'delivered');
        const [hook] = inbox.hooks;
        assert.ok(!hook?.body.includes('example'));
        const opened = await checkEvent(hook, secret, pair.privateKey);
        assert.ok(opened.type === 'contact.released');
        assert.equal(opened.data.contact.email, person.email);
        const [head = ''] = (JSON.parse(hook?.body ?? '') as { encrypted: string }).encrypted.split('.');
        const { alg, enc, kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<
          string,
          string
        >;
        assert.deepEqual([alg, enc, kid], [kind.alg, 'A256GCM', `kid-${kind.alg}`]);
        await other.remove(id);
      }
      const { privateKey } = await keyPair({ alg: 'RSA-OAEP-256' }, 'mine');
      const leaked = await other.create({ url: inbox.url, encryptionKey: JSON.stringify(privateKey) });
      assert.equal(refusalOf(leaked), 'INVALID_INPUT input.encryptionKey');
      assert.ok(!leaked.userErrors[0]?.message.includes(privateKey.d ?? 'none'));
    });

    it('nothing in a message tells one offer from another', async () => {
      const ids: string[] = [];
      const staff = marketing(stage.marketplace);
      for (const title of ['For those with a shop', 'For those without one']) {
        const criterion = title.includes('without')
          ? { in: { trait: 'plan', values: ['starter', 'pro', 'business'] } }
          : { not: { eq: { trait: 'plan', value: 'free' } } };
        const variants = [{ key: 'a', title, text: `${title}: a text of its own.` }];
        ids.push(await staff.launch(appId, { criterion, variants }));
      }
      const ada = stage.marketplace.login('demo-user', 'ada.demo@mail.example');
      const bodies: string[] = [];
      for (const offerId of ids) {
        receiver.hooks.length = 0;
        const { disclosure } = await stage.act.disclosure(ada, { offerId });
        const { grant } = await stage.act.acceptOffer(ada, offerId, disclosure?.hash ?? '');
        const { full } = await read('contact.released');
        assert.deepEqual(full.data.purposes, ['communication']);
        await read('contact.released');
        bodies.push((await came('contact.released', 'full')).body.replace(full.timestamp, 'THEN'));
        const seen = JSON.stringify(receiver.hooks);
        for (const told of [...ids, grant?.id ?? '', 'For those', disclosure?.hash ?? '']) {
          assert.ok(told !== '' && !seen.includes(told), told);
        }
        receiver.hooks.length = 0;
        await stage.act.withdrawGrant(ada, grant?.id ?? '');
        await read('consent.withdrawn');
      }
      assert.equal(bodies[0], bodies[1]);
    });

    it('events about made-up people are as the real ones, and say that they are tests', async () => {
      const inbox = await stage.receiver();
      const { secret } = await partner.connect(inbox.url, { sandbox: true });
      const last = async (type: string): Promise<WebhookEvent> => {
        for (let tries = 0; tries < 500; tries += 1) {
          const hook = inbox.hooks.find((one) => eventOf(one).type === type);
          if (hook) return checkEvent(hook, secret);
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        throw new Error(`no ${type} came`);
      };
      for (const [reason, type] of [
        ['WITHDRAWN', 'consent.withdrawn'],
        ['UNINSTALLED', 'app.uninstalled'],
        ['ERASED', 'contact.erased'],
      ] as const) {
        inbox.hooks.length = 0;
        const { contact } = await partner.makeUp(appId);
        const given = await last('contact.released');
        assert.ok(given.type === 'contact.released');
        assert.deepEqual(given.data.contact, { id: contact?.contactId, email: contact?.email });
        assert.deepEqual([given.test, given.data.app.name], [true, NAME]);
        assert.equal((await last('app.installed')).test, true);
        await partner.endMadeUp(contact?.contactId ?? '', { reason });
        const over = await last(type);
        assert.ok(over.test === true && over.type === type);
        assert.equal(over.data.contact.id, contact?.contactId);
        assert.equal(Date.parse(over.data.deleteBy ?? ''), Date.parse(over.timestamp) + 30 * DAY);
      }
    });
  });
}
