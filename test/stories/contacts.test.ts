import assert from 'node:assert/strict';
import { runFsck } from '../../src/cli/ledger.ts';
import { LEASE } from '../../src/delivery/index.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { verifyProof } from '../../src/ledger/index.ts';
import { createContactFetch } from '../../src/release/index.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { onboarding } from '../support/onboarding.ts';
import type { ContactView, PartnerDoor } from '../support/partner-door.ts';
import { partnerDoor } from '../support/partner-door.ts';
import { DAY, contactIn, eventOf, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const APP = 'calmly-booking';

for (const dialect of engines) {
  describe(`contacts that partners fetch, on ${dialect},`, () => {
    let stage: Stage;
    let partner: PartnerDoor;
    let cursor: string | null = null;

    before(async () => {
      stage = await openStage(dialect);
      partner = stage.partner('calmly');
    });
    after(() => stage.close());

    /** All that came or changed since the story looked last, as a partner polls. */
    async function news(by: PartnerDoor = partner): Promise<ContactView[]> {
      const found: ContactView[] = [];
      for (;;) {
        const { nodes, pageInfo } = await by.contacts(3, cursor);
        found.push(...nodes);
        cursor = pageInfo.endCursor ?? cursor;
        if (!pageInfo.hasNextPage) return found;
      }
    }

    it('a first poll by several at once finds them all', async () => {
      const crowd = stage.partner('fernhill');
      const people = await Promise.all(Array.from({ length: 4 }, () => stage.person()));
      for (const person of people) await stage.install(person, 'fern-shop');
      const pages = await Promise.all(Array.from({ length: 8 }, () => crowd.contacts(10)));
      for (const { nodes } of pages) {
        assert.deepEqual(nodes.map(({ email }) => email).sort(), people.map(({ email }) => email).sort());
      }
    });

    it('polling on from the last cursor misses nobody while people keep coming', async () => {
      const people = await Promise.all(Array.from({ length: 24 }, () => stage.person()));
      const seen: ContactView[] = [];
      const coming = { ended: false };
      const polling = (async () => {
        while (!coming.ended) seen.push(...(await news()));
        seen.push(...(await news()));
      })();
      const install = (from: number) =>
        Promise.all(people.slice(from, from + 6).map((person) => stage.install(person, APP)));
      try {
        for (let i = 0; i < people.length; i += 6) await install(i);
      } finally {
        coming.ended = true;
        await polling;
      }
      assert.deepEqual(
        seen.map(({ email }) => email).sort(),
        people.map(({ email }) => email).sort(),
        'everybody, once',
      );
      assert.ok(seen.every(({ state }) => state === 'ACTIVE'));
      assert.deepEqual(await news(), []);
    });

    it('one whose yes is over comes again, without email, and no email comes of it any more', async () => {
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      const [contact] = await news();
      assert.equal(contact?.email, person.email);
      assert.deepEqual(contact.purposes, ['ACCOUNT_CREATION', 'COMMUNICATION']);
      await stage.act.withdrawGrant(person, grantId);
      const [ended, ...others] = await news();
      assert.deepEqual(others, []);
      assert.equal(ended?.contactId, contact.contactId);
      assert.deepEqual([ended.state, ended.email], ['ENDED', null]);
      assert.ok(ended.endedAt);
      assert.equal((await partner.contact(contact.contactId, appId))?.email, null);
      const all = await partner.contacts(100);
      assert.equal(all.nodes.filter(({ contactId }) => contactId === contact.contactId).length, 1);
    });

    it('one that ended before the partner could have it was never there', async () => {
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      const contactId = await contactIdOf(grantId);
      assert.equal((await partner.contact(contactId, appId, 'contactId state'))?.state, 'ACTIVE');
      await stage.act.withdrawGrant(person, grantId);
      assert.deepEqual(await news(), []);
      assert.equal(await partner.contact(contactId, appId), null);
    });

    async function contactIdOf(grantId: string): Promise<string> {
      const row = (await rowsOf(stage.marketplace, 'releases')).find((one) => one['grant_id'] === grantId);
      return String(row?.['contact_id']);
    }

    it('each look at an email is recorded, and the person holds the proof; a look without it is none', async () => {
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      const contactId = await contactIdOf(grantId);
      await partner.contact(contactId, appId, 'contactId app { id } state purposes');
      assert.deepEqual((await stage.release(person, grantId)).fetches, []);
      assert.equal((await stage.release(person, grantId)).state, 'WAITING');
      assert.equal((await partner.contact(contactId, appId))?.email, person.email);
      const after = await stage.release(person, grantId);
      assert.deepEqual([after.state, after.delivered, after.fetches.length], ['RECEIVED', true, 1]);
      await partner.contact(contactId, appId);
      await until(async () => {
        const { fetches } = await stage.release(person, grantId);
        return fetches.length === 2 && fetches.every(({ proof }) => proof !== null);
      }, 'two proofs');
      const [signer] = stage.marketplace.services.receipts.identity.signers;
      for (const { at, proof } of (await stage.release(person, grantId)).fetches) {
        const { leaf } = verifyProof(proof ?? '', [signer.key]);
        const record = JSON.parse(leaf.record?.toString() ?? '') as Record<string, unknown>;
        assert.deepEqual(
          [record['event'], record['grant'], record['app'], record['fetchedAt']],
          ['fetch', grantId, appId, Date.parse(at)],
        );
      }
      await news();
    });

    it('who fetched it is told when the yes ends, though no message had gone', async () => {
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      await news();
      await stage.act.withdrawGrant(person, grantId);
      assert.equal((await stage.message(grantId, 'consent.withdrawn')).state, 'held');
      assert.equal((await stage.release(person, grantId)).state, 'DELETION_DUE');
      await news();
      await partner.attest(await contactIdOf(grantId), appId);
    });

    it('another partner’s contact is as if there were none', async () => {
      const person = await stage.person();
      const { appId, grantId } = await stage.install(person, APP);
      const contactId = await contactIdOf(grantId);
      const stranger = stage.partner('acorn-desk');
      const entries = (await rowsOf(stage.marketplace, 'ledger_entries')).length;
      assert.equal(await stranger.contact(contactId, appId), null);
      assert.equal(await stranger.contact('pw_nobody', appId), null);
      assert.equal(await partner.contact(contactId, await stage.act.appId('calmly-rooms')), null);
      assert.deepEqual((await stranger.contacts(100)).nodes, []);
      assert.equal((await rowsOf(stage.marketplace, 'ledger_entries')).length, entries);
      await news();
    });

    /** Emails that a fetch opens on a clock that jumps before it is asked: at each record, and at each opening. */
    async function fetchWithJumps(grantId: string, ...jumps: number[]): Promise<string[]> {
      const { serving, services } = stage.marketplace;
      const [release] = (await rowsOf(stage.marketplace, 'releases')).filter(
        (row) => row['grant_id'] === grantId,
      );
      let ahead = 0;
      const fetchContacts = createContactFetch({
        ...{ db: services.db, hashes: services.hashes, keyRing: services.vault.keyRing },
        ledger: serving.sluice.ledger,
        clock: { now: () => stage.clock.now() + (ahead += jumps.shift() ?? 0) },
      });
      const opened = await fetchContacts(String(release?.['partner_id']), [String(release?.['id'])]);
      return [...opened.values()].map((email) => email.reveal());
    }

    it('a look that takes longer than a second from the record on is made anew, or comes to nothing', async () => {
      const person = await stage.person();
      const { grantId } = await stage.install(person, APP);
      const looks = async (): Promise<number> => (await stage.release(person, grantId)).fetches.length;
      await assert.rejects(
        fetchWithJumps(grantId, 0, LEASE + 1, 0, LEASE + 1),
        (error) => error instanceof AppError && error.code === 'UNAVAILABLE',
      );
      assert.equal(await looks(), 2, 'each try is recorded first');
      assert.deepEqual(await fetchWithJumps(grantId, 0, LEASE + 1), [person.email]);
      assert.equal(await looks(), 4);
      assert.deepEqual(await fetchWithJumps(grantId, LEASE + 1), [person.email]);
      assert.equal(await looks(), 5, 'what passed before the record is nobody’s concern');
      await stage.act.withdrawGrant(person, grantId);
      assert.deepEqual(await fetchWithJumps(grantId), []);
      assert.equal(await looks(), 5);
      await news();
    });

    it('a thin message carries ids to fetch the contact with', async () => {
      const receiver = await stage.receiver();
      const thin = stage.partner('gullwing');
      await thin.connect(receiver.url, { thin: true, events: ['CONTACT_RELEASED'] });
      const person = await stage.person();
      const { grantId, appId } = await stage.install(person, 'gull-icons');
      await stage.reaches(grantId, 'delivered');
      const event = eventOf(receiver.hooks[0]);
      assert.ok(event.type === 'contact.released' && 'data' in event);
      assert.deepEqual([event.data.contact.email, event.data.app.id], [undefined, appId]);
      assert.ok(!receiver.hooks[0]?.body.includes('canary.example'));
      const contact = await thin.contact(contactIn(receiver.hooks[0]).id, event.data.app.id);
      assert.equal(contact?.email, person.email);
      assert.equal((await stage.release(person, grantId)).fetches.length, 1);
    });

    it('nothing comes of any contact while the partner is suspended or owes a deletion', async () => {
      const [person, other] = [await stage.person(), await stage.person()];
      const { appId, grantId } = await stage.install(person, APP);
      const owed = await stage.install(other, APP);
      await news();
      const contactId = await contactIdOf(grantId);
      const staff = onboarding(stage.marketplace);
      const { id: partnerId } = (await partner.query<{ me: { id: string } }>('{ me { id } }')).me;
      await staff.suspend(partnerId);
      const reads = async (): Promise<number> =>
        (await rowsOf(stage.marketplace, 'ledger_entries')).filter((row) => row['event'] === 'fetch').length;
      const before = await reads();
      const suspended = partnerDoor(stage.marketplace, 'calmly');
      await assert.rejects(suspended.contact(contactId, appId), /FORBIDDEN/);
      await assert.rejects(suspended.contacts(10), /FORBIDDEN/);
      await staff.reinstate(partnerId);
      assert.equal((await partner.contact(contactId, appId))?.email, person.email);
      await stage.act.withdrawGrant(other, owed.grantId);
      stage.clock.advance(30 * DAY);
      const held = await partner.contact(contactId, appId);
      assert.deepEqual([held?.state, held?.email], ['ACTIVE', null]);
      assert.ok((await partner.contacts(100)).nodes.every(({ email }) => email === null));
      assert.equal(await reads(), before + 1);
      for (const { contactId: open } of await partner.deletions('OPEN')) await partner.attest(open, appId);
      assert.equal((await partner.contact(contactId, appId))?.email, person.email);
    });

    it('a withdrawal that was answered comes before any look after it', async () => {
      const people = await Promise.all(Array.from({ length: 10 }, () => stage.person()));
      const given = await Promise.all(people.map((person) => stage.install(person, APP)));
      const withdrawing = { ended: false };
      const looking = (async () => {
        while (!withdrawing.ended) await partner.contacts(100);
      })();
      try {
        for (const [i, person] of people.entries()) {
          await stage.act.withdrawGrant(person, given[i]?.grantId ?? '');
          const { nodes } = await partner.contacts(100);
          assert.ok(!nodes.some(({ email }) => email === person.email));
        }
      } finally {
        withdrawing.ended = true;
        await looking;
      }
      const entries = (await rowsOf(stage.marketplace, 'ledger_entries')).sort(
        (one, other) => Number(one['seq']) - Number(other['seq']),
      );
      const over = new Set<unknown>();
      for (const { event, about } of entries) {
        if (event === 'withdrawal') over.add(about);
        assert.ok(!(event === 'fetch' && over.has(about)), 'a look after the end');
      }
      assert.ok(given.every(({ grantId }) => over.has(grantId)));
      assert.ok(entries.filter(({ event }) => event === 'fetch').length > 10);
      assert.deepEqual(await runFsck(stage.marketplace.serving.sluice), []);
    });
  });
}
