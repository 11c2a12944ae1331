import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { refusalOf } from '../support/partner-door.ts';
import { SECOND, contactIn, eventOf, openStage, signedBy, typesOf } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import type { Hook, Receiver } from '../support/receiver.ts';
import { validatorOf } from '../support/event-schemas.ts';

const APP = 'calmly-booking';

/** Ways of not answering the challenge. */
const wrongAnswers: Readonly<Record<string, (receiver: Receiver) => void>> = {
  'another answer': (receiver) => (receiver.prove = () => '{"challenge":"another"}'),
  'the challenge inside other text': (receiver) =>
    (receiver.prove = (challenge) => `you sent ${challenge}, thank you`),
  'a polite 200': (receiver) => (receiver.prove = () => null),
  'a 500': (receiver) => {
    receiver.prove = () => null;
    receiver.answer = () => 500;
  },
  'a redirect': (receiver) => {
    receiver.prove = (challenge, { path }) => (path === '/elsewhere' ? challenge : null);
    receiver.answer = () => 302;
  },
};

for (const dialect of engines) {
  describe(`whose endpoint it is, on ${dialect},`, () => {
    let stage: Stage;

    before(async () => {
      stage = await openStage(dialect);
    });
    after(() => stage.close());

    const tick = (): void => stage.clock.advance(2 * SECOND);

    it('sends nothing but the challenge to whoever does not answer it', async () => {
      const partner = stage.partner('calmly');
      const { grantId } = await stage.install(await stage.person(), APP);
      for (const [answer, set] of Object.entries(wrongAnswers)) {
        const receiver = await stage.receiver();
        const asked: Hook[] = [];
        set(receiver);
        const { prove } = receiver;
        receiver.prove = (challenge, hook) => {
          asked.push(hook);
          return prove(challenge, hook);
        };
        const { endpoint } = await partner.create({ url: `${receiver.url}/hooks` });
        assert.equal(endpoint?.status, 'UNVERIFIED');
        const refused = await partner.verify(endpoint.id);
        assert.equal(refusalOf(refused), 'OWNERSHIP_UNPROVEN', answer);
        assert.equal(refused.endpoint, null);
        assert.equal((await partner.endpoint(endpoint.id)).status, 'UNVERIFIED');
        assert.deepEqual(
          asked.map(({ path }) => path),
          ['/hooks'],
          answer,
        );
        assert.ok([...asked, ...receiver.hooks].every((hook) => eventOf(hook).type === 'endpoint.ping'));
        await partner.remove(endpoint.id);
      }
      assert.equal((await stage.message(grantId)).state, 'held');
      assert.equal((await stage.message(grantId)).attempts, 0);
    });

    it('asks with a signed ping that is valid by its schema, with a number that is new each time', async () => {
      const partner = stage.partner('kitebird');
      const receiver = await stage.receiver();
      const pings: Hook[] = [];
      receiver.prove = (challenge, hook) => {
        pings.push(hook);
        return pings.length === 1 ? 'no' : challenge;
      };
      const { endpoint, secret } = await partner.create({ url: receiver.url });
      const id = endpoint?.id ?? '';
      assert.equal(refusalOf(await partner.verify(id)), 'OWNERSHIP_UNPROVEN');
      assert.equal(refusalOf(await partner.verify(id)), 'INVALID_INPUT', 'at most one in two seconds');
      assert.equal(pings.length, 1);
      tick();
      const verified = await partner.verify(id);
      assert.deepEqual([verified.userErrors, verified.endpoint?.status], [[], 'ACTIVE']);
      const challenges = pings.map((ping) => {
        const validate = validatorOf('endpoint.ping');
        assert.ok(validate(JSON.parse(ping.body)), JSON.stringify(validate.errors));
        assert.deepEqual(signedBy(ping, [secret ?? '']), [secret]);
        return ping.body;
      });
      assert.equal(new Set(challenges).size, 2);
    });

    it('what waited for want of an endpoint goes to the first that answers', async () => {
      const partner = stage.partner('gullwing');
      const person = await stage.person();
      const { grantId } = await stage.install(person, 'gull-icons');
      const receiver = await stage.receiver();
      await partner.connect(receiver.url);
      await stage.reaches(grantId, 'delivered');
      assert.equal(contactIn(receiver.hooks.find((hook) => hook.body.includes('email'))).email, person.email);
    });

    it('another URL has to answer first; until then nothing changes', async () => {
      const partner = stage.partner('driftwood');
      const [old, other] = [await stage.receiver(), await stage.receiver()];
      const { id, secret } = await partner.connect(old.url);
      other.prove = () => null;
      tick();
      const change = { url: other.url, maxPerSecond: 7, headers: [{ name: 'X-Key', value: 'k' }] };
      const refused = await partner.update(id, change);
      assert.equal(refusalOf(refused), 'OWNERSHIP_UNPROVEN');
      const { url, maxPerSecond, headerNames, status } = await partner.endpoint(id);
      assert.deepEqual([url, maxPerSecond, headerNames, status], [old.url, null, [], 'ACTIVE']);
      const first = await stage.install(await stage.person(), 'drift-stats');
      await stage.reaches(first.grantId, 'delivered');
      assert.deepEqual(typesOf(other.hooks), ['endpoint.ping']);

      other.hooks.length = 0;
      other.prove = (challenge) => challenge;
      tick();
      const key = newKey();
      const moved = await partner.update(id, { ...change, idempotencyKey: key });
      assert.deepEqual(moved.userErrors, []);
      assert.equal(moved.endpoint?.url, other.url);
      const again = await partner.update(id, { ...change, idempotencyKey: key });
      assert.deepEqual(again, moved, 'the same request has the same answer');
      old.hooks.length = 0;
      const second = await stage.install(await stage.person(), 'drift-stats');
      await stage.reaches(second.grantId, 'delivered');
      await stage.reaches(second.grantId, 'delivered', 'app.installed');
      assert.equal(old.hooks.length, 0);
      assert.ok(
        other.hooks.every((hook) => hook.headers['x-key'] === 'k' && signedBy(hook, [secret]).length),
      );
    });

    it('refuses what it cannot register, and says which field', async () => {
      const partner = stage.partner('fernhill');
      const { url } = await stage.receiver();
      const long = 'x'.repeat(513);
      const refused: [object, string][] = [
        [{ url: 'http://fernhill.example/hooks' }, 'URL_NOT_ALLOWED input.url'],
        [{ url: 'https://10.0.0.1/hooks' }, 'URL_NOT_ALLOWED input.url'],
        [{ url: 'https://user:secret@fernhill.example/' }, 'URL_NOT_ALLOWED input.url'],
        [{ url, events: [] }, 'INVALID_INPUT input.events'],
        [{ url, maxPerSecond: 0 }, 'INVALID_INPUT input.maxPerSecond'],
        [{ url, maxPerSecond: 1_001 }, 'INVALID_INPUT input.maxPerSecond'],
        [{ url, encryptionKey: 'no key' }, 'INVALID_INPUT input.encryptionKey'],
        [{ url, headers: [{ name: 'webhook-id', value: 'mine' }] }, 'INVALID_INPUT input.headers'],
        [{ url, headers: [{ name: 'Host', value: 'mine' }] }, 'INVALID_INPUT input.headers'],
        [{ url, headers: [{ name: 'X-Key', value: 'a\r\nb: c' }] }, 'INVALID_INPUT input.headers'],
        [{ url, headers: [{ name: 'X-Key', value: long }] }, 'INVALID_INPUT input.headers'],
        [
          { url, clientCertificate: { certificate: 'none', privateKey: 'none' } },
          'INVALID_INPUT input.clientCertificate',
        ],
      ];
      for (const [input, refusal] of refused) {
        assert.equal(refusalOf(await partner.create(input)), refusal, JSON.stringify(input));
      }
      assert.deepEqual(await partner.endpoints(), [], 'nothing was stored');
      const key = newKey();
      const made = await partner.create({ url, idempotencyKey: key });
      const repeated = await partner.create({ url, idempotencyKey: key });
      assert.deepEqual([repeated.endpoint?.id, repeated.secret], [made.endpoint?.id, made.secret]);
      const conflict = await partner.create({ url, thin: true, idempotencyKey: key });
      assert.equal(refusalOf(conflict), 'IDEMPOTENCY_CONFLICT input.idempotencyKey');
      const id = made.endpoint?.id ?? '';
      for (const [change, refusal] of refused.filter(([input]) => Object.keys(input).length > 1)) {
        assert.equal(refusalOf(await partner.update(id, change)), refusal, JSON.stringify(change));
      }
      assert.equal(refusalOf(await partner.pause(id)), 'INVALID_INPUT input.endpointId');
      for (const overlapHours of [-1, 169]) {
        assert.equal(
          refusalOf(await partner.rotate(id, { overlapHours })),
          'INVALID_INPUT input.overlapHours',
        );
      }
      for (let i = 1; i < 10; i += 1) assert.equal(refusalOf(await partner.create({ url })), null);
      assert.equal(refusalOf(await partner.create({ url })), 'LIMIT_REACHED', 'ten are enough');
    });

    it('knows nothing of another partner’s endpoint', async () => {
      const { url } = await stage.receiver();
      const { id } = await stage.partner('juniper-chat').connect(url);
      const before = (await rowsOf(stage.marketplace, 'webhook_endpoints')).find((row) => row['id'] === id);
      const stranger = stage.partner('lanternfish');
      tick();
      for (const endpointId of [id, 'end_01KDVDNA00V1QTF2D1QE4MV9VB', 'nonsense']) {
        const answers = [
          await stranger.verify(endpointId),
          await stranger.update(endpointId, { maxPerSecond: 1 }),
          await stranger.update(endpointId, { url: `${url}/else` }),
          await stranger.pause(endpointId),
          await stranger.resume(endpointId),
          await stranger.rotate(endpointId),
          await stranger.remove(endpointId),
          await stranger.testEvent(endpointId),
          await stranger.recover(endpointId, stage.clock.now()),
        ];
        for (const [i, answer] of answers.entries()) {
          assert.equal(refusalOf(answer), 'NOT_FOUND input.endpointId', String(i));
        }
      }
      const after = (await rowsOf(stage.marketplace, 'webhook_endpoints')).find((row) => row['id'] === id);
      assert.deepEqual(after, before);
    });
  });
}

describe('an endpoint that says nothing at all', () => {
  it('is given up on after a while and gets nothing', async () => {
    const stage = await openStage('sqlite');
    const bodies: string[] = [];
    const server = createServer((request) => void request.on('data', (chunk) => bodies.push(String(chunk))));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const partner = stage.partner('calmly');
    await stage.install(await stage.person(), APP);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { endpoint } = await partner.create({ url });
    assert.equal(refusalOf(await partner.verify(endpoint?.id ?? '')), 'OWNERSHIP_UNPROVEN');
    assert.deepEqual(
      bodies.map((body) => (JSON.parse(body) as { type: string }).type),
      ['endpoint.ping'],
    );
    server.closeAllConnections();
    server.close();
    await stage.close();
  });
});
