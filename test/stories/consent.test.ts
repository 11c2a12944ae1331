import assert from 'node:assert/strict';
import { marketing } from '../support/marketing.ts';
import { DAY, MINUTE } from '../../src/kernel/clock.ts';
import { LOCKED_CLAUSE } from '../../src/policies/index.ts';
import { acts, engines, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Acts, Marketplace, Person, UserErrors } from '../support/marketplace.ts';

const codes = ({ userErrors }: UserErrors): string[] => userErrors.map((error) => error.code);

/** Everything that a yes writes to. A refusal must leave all of it as it was. */
const TABLES = [
  'grants',
  'installations',
  'releases',
  'ledger_entries',
  'outbox',
  'idempotency_keys',
  'subjects',
];

for (const dialect of engines) {
  describe(`consent on ${dialect}`, () => {
    let marketplace: Marketplace;
    let act: Acts;
    let people = 0;

    async function newPerson(verified = true): Promise<Person> {
      people += 1;
      const person = marketplace.login(`login-${people}`, `person.${people}@mail.example`, verified);
      assert.deepEqual(codes(await act.createAccount(person)), []);
      return person;
    }

    async function shown(person: Person, slug: string) {
      const appId = await act.appId(slug);
      const { disclosure } = await act.disclosure(person, { appId });
      assert.ok(disclosure);
      return { appId, hash: disclosure.hash };
    }

    async function snapshot(): Promise<Record<string, unknown>> {
      const rows = await Promise.all(TABLES.map((table) => rowsOf(marketplace, table)));
      // Where the sequencer has put an entry by now is no doing of the request.
      const unplaced = rows.map((some) => some.map((row) => ({ ...row, leaf_index: null })));
      // Nor is the order in which PostgreSQL gives rows back: placing one moves it.
      const order = (row: object): string => JSON.stringify(Object.entries(row).sort());
      for (const some of unplaced) some.sort((a, b) => (order(a) < order(b) ? -1 : 1));
      return Object.fromEntries(TABLES.map((table, i) => [table, unplaced[i]]));
    }

    async function refused(code: string, attempt: () => Promise<UserErrors>): Promise<void> {
      const before = await snapshot();
      assert.deepEqual(codes(await attempt()), [code]);
      assert.deepEqual(await snapshot(), before, 'a refusal leaves nothing behind');
    }

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
    });
    after(() => marketplace.stop());

    it('refuses without an account', async () => {
      const nobody = marketplace.login('nobody', 'nobody@mail.example');
      const appId = await act.appId('ink-proof');
      await refused('ACCOUNT_REQUIRED', () => act.disclosure(nobody, { appId }));
      await refused('ACCOUNT_REQUIRED', () => act.installApp(nobody, appId, 'f'.repeat(64)));
    });

    it('refuses a hash that was never shown, or was shown to somebody else, or for something else', async () => {
      const [one, two] = [await newPerson(), await newPerson()];
      const { appId, hash } = await shown(one, 'ink-proof');
      await refused('DISCLOSURE_UNKNOWN', () => act.installApp(one, appId, 'f'.repeat(64)));
      await refused('DISCLOSURE_UNKNOWN', () => act.installApp(two, appId, hash));
      const other = await act.appId('ink-translate');
      await refused('DISCLOSURE_UNKNOWN', () => act.installApp(one, other, hash));
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const [offer] = await act.offers(ada);
      assert.ok(offer);
      const install = await shown(ada, offer.app.slug);
      await refused('DISCLOSURE_UNKNOWN', () => act.acceptOffer(ada, offer.id, install.hash));
    });

    it('refuses a text that is older than 30 minutes, and one that was answered before', async () => {
      const person = await newPerson();
      const { appId, hash } = await shown(person, 'ink-proof');
      marketplace.clock.advance(30 * MINUTE);
      await refused('DISCLOSURE_EXPIRED', () => act.installApp(person, appId, hash));
      const fresh = await shown(person, 'ink-proof');
      assert.deepEqual(codes(await act.installApp(person, appId, fresh.hash)), []);
      await refused('DISCLOSURE_EXPIRED', () => act.installApp(person, appId, fresh.hash));
      const third = await shown(person, 'ink-proof');
      await refused('ALREADY_INSTALLED', () => act.installApp(person, appId, third.hash));
    });

    it('refuses a text that was shown under an earlier policy', async () => {
      const person = await newPerson();
      const { appId, hash } = await shown(person, 'ink-proof');
      const { data } = await marketplace.ask<{ publishPolicy: UserErrors & { policy: { version: string } } }>(
        'privacy',
        marketplace.staffToken('privacy'),
        `mutation ($input: PublishPolicyInput!) { publishPolicy(input: $input) { policy { version } userErrors { code } } }`,
        {
          input: {
            version: `next-${dialect}`,
            text: `Newer. ${LOCKED_CLAUSE}`,
            material: false,
            idempotencyKey: newKey(),
          },
        },
      );
      assert.deepEqual(codes(data.publishPolicy), []);
      await refused('DISCLOSURE_EXPIRED', () => act.installApp(person, appId, hash));
      const late = marketplace.login('late', 'late@mail.example');
      await refused('POLICY_VERSION_STALE', () => act.createAccount(late));
      assert.deepEqual(codes(await act.createAccount(late, '1990-05-05', newKey(), `next-${dialect}`)), []);
      // The seeded version again, so that the tests after this one find what they know.
      await marketplace.db.transact((tx) =>
        tx
          .q('policies')
          .where({ version: `next-${dialect}` })
          .delete(),
      );
    });

    it('refuses an unverified email and a partner without a policy', async () => {
      const unverified = await newPerson(false);
      const appId = await act.appId('ink-proof');
      await refused('EMAIL_UNVERIFIED', () => act.disclosure(unverified, { appId }));
      const person = await newPerson();
      const odd = await act.appId('odd-counter');
      await refused('PARTNER_POLICY_MISSING', () => act.disclosure(person, { appId: odd }));
    });

    it('refuses when the partner loses its policy, or the email its verification, after the text was shown', async () => {
      const person = await newPerson();
      const { appId, hash } = await shown(person, 'mosaic-maps');
      const partner = { slug: 'mosaic-lab' };
      const [row] = await marketplace.db.read(
        async (r) => (await r.q('partners').where(partner)) as { policy_id: string }[],
      );
      await marketplace.db.transact((tx) => tx.q('partners').where(partner).update({ policy_id: null }));
      await refused('PARTNER_POLICY_MISSING', () => act.installApp(person, appId, hash));
      await marketplace.db.transact((tx) =>
        tx.q('partners').where(partner).update({ policy_id: row?.policy_id }),
      );
      assert.deepEqual(codes(await act.installApp(person, appId, hash)), []);
    });

    it('P05 refuses people under 18 and stores nothing at all of them', async () => {
      const child = marketplace.login('child', 'child@mail.example');
      const year = new Date().getUTCFullYear() - 17;
      await refused('AGE_RESTRICTED', () => act.createAccount(child, `${year}-01-01`));
      assert.equal(
        (await rowsOf(marketplace, 'vault_emails')).length,
        (await rowsOf(marketplace, 'subjects')).filter((row) => row['state'] === 'active').length,
      );
    });

    it('P05 refuses somebody whose account turns out to be under age', async () => {
      const person = await newPerson();
      const { appId, hash } = await shown(person, 'ink-proof');
      const year = new Date().getUTCFullYear() - 17;
      await marketplace.db.transact(async (tx) => {
        const [row] = (await tx.q('subjects').orderBy('created_at', 'desc').limit(1)) as { id: string }[];
        await tx
          .q('subjects')
          .where({ id: row?.id })
          .update({ birth_date: `${year}-01-01` });
      });
      await refused('AGE_RESTRICTED', () => act.installApp(person, appId, hash));
    });

    it('shows an offer only to those it is for, while it is live', async () => {
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const stranger = await newPerson();
      assert.deepEqual(
        await act.offers(stranger),
        [],
        'nothing is known of a new person, so no offer is for them',
      );
      const [offer] = await act.offers(ada);
      assert.ok(offer);
      await refused('OFFER_NOT_AVAILABLE', () => act.disclosure(stranger, { offerId: offer.id }));
      const { disclosure } = await act.disclosure(ada, { offerId: offer.id });
      const staff = marketing(marketplace);
      const ended = await staff.done(staff.act('endCampaign', { campaignId: offer.id }));
      assert.equal(ended.status, 'ENDED');
      await refused('OFFER_NOT_AVAILABLE', () => act.acceptOffer(ada, offer.id, disclosure?.hash ?? ''));
      assert.ok((await act.offers(ada)).every((one) => one.id !== offer.id));
    });

    it('takes a yes to an offer once, and again after it was taken back', async () => {
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const [offer] = await act.offers(ada);
      assert.ok(offer);
      const say = async () => {
        const { disclosure } = await act.disclosure(ada, { offerId: offer.id });
        return act.acceptOffer(ada, offer.id, disclosure?.hash ?? '');
      };
      const first = await say();
      assert.deepEqual(codes(first), []);
      assert.deepEqual(codes(await say()), ['ALREADY_ACCEPTED']);
      await act.withdrawGrant(ada, first.grant?.id ?? '');
      await refused('GRANT_ENDED', () => act.withdrawGrant(ada, first.grant?.id ?? ''));
      const second = await say();
      assert.deepEqual(codes(second), []);
      assert.notEqual(second.grant?.id, first.grant?.id);
    });

    it('lets nobody end what is not theirs, and answers as if it were not there', async () => {
      const [one, two] = [await newPerson(), await newPerson()];
      const { appId, hash } = await shown(one, 'ink-proof');
      const { grant } = await act.installApp(one, appId, hash);
      const key = newKey();
      const theirs = await act.withdrawGrant(two, grant?.id ?? '', key);
      const unknown = await act.withdrawGrant(two, 'grt_01K00000000000000000000000', key);
      assert.deepEqual(theirs, unknown);
      assert.deepEqual(codes(theirs), ['NOT_FOUND']);
      await refused('NOT_INSTALLED', () => act.uninstallApp(two, appId));
      const node = 'query ($id: ID!) { node(id: $id) { id } }';
      const answers = await Promise.all(
        [grant?.id, 'grt_01K00000000000000000000000'].map((id) =>
          marketplace.ask('marketplace', two.token, node, { id }),
        ),
      );
      assert.equal(answers[0]?.raw, answers[1]?.raw);
    });

    it('answers a repeated request alike, with one ledger row, and refuses its key for another', async () => {
      const person = await newPerson();
      const { appId, hash } = await shown(person, 'kite-share');
      const key = newKey();
      const [first, second, third] = await Promise.all(
        [1, 2, 3].map(() => act.installApp(person, appId, hash, key)),
      );
      assert.deepEqual(codes(first as UserErrors), []);
      assert.deepEqual(second, first);
      assert.deepEqual(third, first);
      assert.deepEqual(await act.installApp(person, appId, hash, key), first);
      const grantId = first?.grant?.id;
      assert.equal(
        (await rowsOf(marketplace, 'releases')).filter((row) => row['grant_id'] === grantId).length,
        1,
      );
      await refused('IDEMPOTENCY_CONFLICT', () => act.installApp(person, appId, 'e'.repeat(64), key));
      const stop = newKey();
      const ended = await act.withdrawGrant(person, grantId ?? '', stop);
      assert.deepEqual(await act.withdrawGrant(person, grantId ?? '', stop), ended);
    });

    it('keys belong to whom they came from: two people may use the same one', async () => {
      const key = newKey();
      for (const person of [await newPerson(), await newPerson()]) {
        const { appId, hash } = await shown(person, 'ink-proof');
        assert.deepEqual(codes(await act.installApp(person, appId, hash, key)), []);
      }
    });

    it('commits yeses that arrive together, whoever is refused among them', async () => {
      const persons = await Promise.all(Array.from({ length: 12 }, () => newPerson()));
      const prepared = await Promise.all(
        persons.map(async (person) => ({ person, ...(await shown(person, 'north-rsvp')) })),
      );
      const answers = await Promise.all(
        prepared.map(({ person, appId, hash }, i) =>
          act.installApp(person, appId, i % 3 === 0 ? 'a'.repeat(64) : hash),
        ),
      );
      assert.deepEqual(
        answers.map(codes),
        prepared.map((_, i) => (i % 3 === 0 ? ['DISCLOSURE_UNKNOWN'] : [])),
      );
    });

    it('keeps when and under which texts each yes was given', async () => {
      const person = await newPerson();
      const { appId, hash } = await shown(person, 'ink-proof');
      const { grant } = await act.installApp(person, appId, hash);
      const row = (await rowsOf(marketplace, 'grants')).find((one) => one['id'] === grant?.id);
      assert.equal(row?.['disclosure_hash'], hash);
      assert.equal(row?.['means'], 'install_app');
      assert.equal(row?.['fields'], 'email');
      assert.ok(Math.abs(Number(row?.['granted_at']) - marketplace.clock.now()) < 10_000);
      assert.ok(Number(row?.['granted_at']) < marketplace.clock.now() + DAY);
    });
  });
}
