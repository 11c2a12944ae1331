import assert from 'node:assert/strict';
import { Kind, parse } from 'graphql';
import { doorSdl } from '../../src/graphql/index.ts';
import { contains, databaseBytes } from '../support/canary.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { codesOf, profiles } from '../support/profile.ts';
import { MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

describe('the public profile', () => {
  it('P07 has no field for a name, an email or an IP address', () => {
    const fields = parse(doorSdl('marketplace')).definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'PublicProfile'
        ? (node.fields ?? []).map(({ name }) => name.value)
        : [],
    );
    assert.deepEqual(fields, ['handle', 'nickname', 'about']);
  });
});

for (const dialect of engines) {
  describe(`what people make public, on ${dialect},`, () => {
    let stage: Stage;
    let own: ReturnType<typeof profiles>;

    before(async () => {
      stage = await openStage(dialect);
      own = profiles(stage.marketplace);
    });
    after(() => stage.close());

    async function noticeOf(person: Person, input: object) {
      const { notice, userErrors } = await own.notice(person, input);
      assert.deepEqual(userErrors, []);
      assert.ok(notice);
      return notice;
    }
    async function published(person: Person, input: object) {
      const { publicProfile, userErrors } = await own.publish(person, (await noticeOf(person, input)).hash);
      assert.deepEqual(userErrors, []);
      assert.ok(publicProfile);
      return publicProfile;
    }

    it('P08 nothing becomes public before a notice that quotes it was confirmed', async () => {
      const person = await stage.person();
      const notice = await noticeOf(person, { nickname: 'Moth', about: 'I like lamps.' });
      assert.ok(notice.text.includes('“Moth”') && notice.text.includes('“I like lamps.”'));
      assert.match(notice.text, /Nothing else becomes public/);
      assert.deepEqual(notice.fields, ['NICKNAME', 'ABOUT']);
      assert.deepEqual((await own.see(person)).published, []);
      assert.ok(!contains(await databaseBytes(stage.marketplace), 'I like lamps.'), 'sealed until then');

      for (const wrong of ['', 'ab'.repeat(32)]) {
        assert.deepEqual(codesOf(await own.publish(person, wrong)), ['DISCLOSURE_UNKNOWN']);
      }
      const other = await stage.person();
      assert.deepEqual(codesOf(await own.publish(other, notice.hash)), ['DISCLOSURE_UNKNOWN']);
      const key = newKey();
      const done = await own.publish(person, notice.hash, { idempotencyKey: key });
      assert.deepEqual(codesOf(done), []);
      assert.deepEqual(await own.publish(person, notice.hash, { idempotencyKey: key }), done);
      assert.deepEqual(codesOf(await own.publish(person, notice.hash)), ['DISCLOSURE_EXPIRED'], 'once');
      const { handle } = done.publicProfile ?? { handle: '' };
      assert.match(handle, /^[a-p]{16}$/);
      assert.deepEqual(await own.anybody(handle), { handle, nickname: 'Moth', about: 'I like lamps.' });
      const seen = (await own.see(person)).published;
      assert.ok(seen.every((one) => one.notice === notice.text && seen.length === 2));

      // A notice of one field changes that one.
      const after = await published(person, { nickname: 'Lampyris' });
      assert.deepEqual(after, { handle, nickname: 'Lampyris', about: 'I like lamps.' });
      assert.equal(await own.anybody('a'.repeat(16)), null);
    });

    it('P08 a notice is good for half an hour, and asking for one wants something to show', async () => {
      const person = await stage.person();
      const { hash } = await noticeOf(person, { nickname: 'Slow' });
      stage.clock.advance(30 * MINUTE);
      assert.deepEqual(codesOf(await own.publish(person, hash)), ['DISCLOSURE_EXPIRED']);
      assert.deepEqual(codesOf(await own.notice(person, {})), ['INVALID_INPUT']);
      const nobody = stage.marketplace.login('public-nobody', 'public.nobody@canary.example');
      assert.deepEqual(codesOf(await own.notice(nobody, { nickname: 'No' })), ['ACCOUNT_REQUIRED']);
      const { data, errors } = await stage.marketplace.ask<{ publishFields: null } | null>(
        'marketplace',
        null,
        'mutation { publishFields(input: {noticeHash: "x", idempotencyKey: "y"}) { userErrors { code } } }',
      );
      assert.equal(data, null);
      assert.equal(errors[0]?.extensions.code, 'UNAUTHENTICATED');
    });

    it('P08 what looks private is refused, and so is the person’s own name', async () => {
      const person = await stage.person();
      await own.correct(person, { name: 'Ada King Lovelace' });
      const refused = [
        { nickname: 'ada@mail.example' },
        { about: 'Write to moth (at) mail (dot) example' },
        { about: 'I am at 203.0.113.7 mostly' },
        { about: 'Reach me on 2001:db8::7.' },
        { about: 'Call +44 20 7946 0958' },
        { about: 'My account is 12 34 56 78' },
        { about: 'See moth.example for more' },
        { nickname: 'Ada King Lovelace' },
        { nickname: 'lovelace' },
        { nickname: 'AdaKingLovelace99' },
        { about: 'Lovelace is my name, Ada my first, King my second' },
        { nickname: 'Ada\u202emoth' },
      ];
      for (const input of refused) {
        const { userErrors, notice } = await own.notice(person, input);
        assert.equal(notice, null);
        assert.deepEqual(
          userErrors.map(({ code, field }) => [code, field]),
          [['INVALID_INPUT', ['input', Object.keys(input)[0]]]],
          JSON.stringify(input),
        );
        const [value = ''] = Object.values(input);
        assert.ok(!JSON.stringify(userErrors).includes(value), 'the message repeats nothing');
      }
      await noticeOf(person, { nickname: 'Countess', about: 'Engines, since 1842. And poems' });
    });

    it('P08 what turns out to be a name is taken down, and a notice of before does not bring it back', async () => {
      const person = await stage.person();
      const { handle } = await published(person, { nickname: 'Nightjar', about: 'I sing.' });
      const pending = await noticeOf(person, { nickname: 'Nightjar' });
      await own.correct(person, { name: 'Nightjar' });
      assert.deepEqual(await own.anybody(handle), { handle, nickname: null, about: 'I sing.' });
      assert.deepEqual(codesOf(await own.publish(person, pending.hash)), ['DISCLOSURE_EXPIRED']);
      assert.deepEqual(codesOf(await own.notice(person, { nickname: 'Nightjar' })), ['INVALID_INPUT']);
    });

    it('P08 it is taken down at any time, and with an erasure; a later profile is another one', async () => {
      const person = await stage.person();
      const first = await published(person, { nickname: 'Firefly', about: 'A beetle by rights' });
      const left = await own.unpublish(person, ['ABOUT']);
      assert.deepEqual(left.publicProfile, { handle: first.handle, nickname: 'Firefly', about: null });
      const none = await own.unpublish(person, ['NICKNAME', 'ABOUT']);
      assert.deepEqual([none.publicProfile, none.userErrors], [null, []]);
      assert.equal(await own.anybody(first.handle), null);
      const second = await published(person, { nickname: 'Firefly' });
      assert.notEqual(second.handle, first.handle);
      assert.deepEqual(codesOf(await stage.act.eraseAccount(person)), []);
      assert.equal(await own.anybody(second.handle), null);
      const rows = await rowsOf<{ value: string }>(stage.marketplace, 'published_fields');
      assert.ok(!rows.some(({ value }) => value === 'Firefly'));
    });
  });
}
