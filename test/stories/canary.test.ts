import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { contains, databaseBytes, filesUnder, isSentMail } from '../support/canary.ts';
import {
  acts,
  engines,
  exceptInstalled,
  failuresRecorded,
  newKey,
  startMarketplace,
} from '../support/marketplace.ts';
import type { Acts, Marketplace, Person } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

describe('the canary scan itself', () => {
  it('finds a canary in every disguise', () => {
    const canary = 'canary.7f3a@mail.example';
    const text = `before ${canary} after`;
    for (const hidden of [
      text,
      text.toUpperCase(),
      encodeURIComponent(text),
      Buffer.from(text).toString('base64'),
      Buffer.from(`x${text}`).toString('base64url'),
      Buffer.from(text).toString('hex'),
    ]) {
      assert.ok(contains(Buffer.from(hidden), canary), hidden);
    }
    assert.ok(contains(Buffer.from(text, 'utf16le'), canary));
    assert.ok(contains(Buffer.concat([Buffer.from('head'), gzipSync(text)]), canary));
    assert.ok(!contains(Buffer.from('before canary.7f3b@mail.example after'), canary));
  });
});

for (const dialect of engines) {
  describe(`canaries on ${dialect}`, () => {
    let marketplace: Marketplace;
    let act: Acts;
    let receiver: Receiver;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
      receiver = await startReceiver();
      for (const slug of ['acorn-desk', 'calmly'])
        await act.connect(slug, `${receiver.url}/${slug}`, exceptInstalled);
    });
    after(async () => {
      await marketplace.stop();
      await receiver.close();
    });

    it('stand where a grant or the person’s own access says so, and nowhere else', async () => {
      const people = new Map<string, Person>();
      for (const role of [
        'silent',
        'shown',
        'accepts',
        'retried',
        'withdraws',
        'erases',
        'unverified',
        'child',
        'refused',
      ]) {
        const canary = `canary.${role}.${newKey()}@mail.example`;
        people.set(role, marketplace.login(`login-${role}`, canary, role !== 'unverified'));
      }
      const person = (role: string): Person => people.get(role) as Person;
      for (const [role, one] of people) {
        await act.createAccount(one, role === 'child' ? '2020-01-01' : '1980-01-01');
      }
      const helpdesk = await act.appId('acorn-helpdesk');
      const booking = await act.appId('calmly-booking');
      const install = async (role: string, appId: string) => {
        const { disclosure } = await act.disclosure(person(role), { appId });
        return act.installApp(person(role), appId, disclosure?.hash ?? '');
      };

      await act.disclosure(person('shown'), { appId: helpdesk });
      receiver.answer = () => 500;
      const failing = [await install('accepts', helpdesk), await install('retried', booking)];
      await receiver.received(2);
      for (const { grant } of failing) await failuresRecorded(marketplace, grant?.id ?? '');
      receiver.answer = () => 200;
      marketplace.clock.advance(7_000);
      await receiver.received(4);
      const withdrawn = await install('withdraws', helpdesk);
      await receiver.received(5);
      await act.withdrawGrant(person('withdraws'), withdrawn.grant?.id ?? '');
      await install('erases', helpdesk);
      await receiver.received(7);
      await act.eraseAccount(person('erases'));
      await receiver.received(8);
      // Refusals and errors of every kind, with the canary in the request wherever one can be put.
      const { email, token } = person('refused');
      await act.installApp(person('refused'), helpdesk, email);
      await act.withdrawGrant(person('refused'), email);
      await act.acceptOffer(person('refused'), email, email, email);
      await install('unverified', helpdesk);
      await marketplace.ask(
        'marketplace',
        token,
        `{ app(slug: "${email}") { id } apps(first: "${email}") { nodes { id } } }`,
      );
      await marketplace.ask('marketplace', token, `{ ${email} }`);
      await marketplace.ask('marketplace', token, 'query ($n: Int) { apps(first: $n) { nodes { id } } }', {
        n: email,
      });
      await marketplace.ask('marketplace', token, 'query ($d: Date!, $k: ID!) { node(id: $k) { id } }', {
        d: email,
        k: email,
      });
      await marketplace.ask(
        'privacy',
        marketplace.staffToken('privacy'),
        'query ($e: EmailAddress) @purpose(is: ACCOUNTABILITY) { releases(first: 5, filter: {email: $e}) { nodes { id subjectId } } }',
        { e: person('accepts').email },
      );
      await marketplace.ask(
        'privacy',
        marketplace.staffToken('privacy'),
        'query ($e: EmailAddress) @purpose(is: ACCOUNTABILITY) { releases(first: 5, filter: {email: $e}) { nodes { id } } }',
        { e: `${email} x` },
      );
      await marketplace.ask(
        'partner',
        marketplace.partnerToken('acorn-desk'),
        '{ deliveries(first: 50) { nodes { id contactId event state attempts { outcome } } } }',
      );
      // Receipts and proofs open records; the public log is for everyone. No email stands in either.
      const PROOFS =
        '{ viewer { releases(first: 9) { nodes { proof grant { receipt withdrawalReceipt } } } refusals(first: 9) { nodes { receipt } } } }';
      await until(
        async () => (await marketplace.services.ledgerStatus()).pending === 0,
        'everything in the tree',
      );
      for (const role of ['accepts', 'retried', 'withdraws']) {
        const { raw } = await marketplace.ask('marketplace', person(role).token, PROOFS);
        assert.match(raw, /tlog-proof@v1/);
      }
      const ledgerUrl = `${marketplace.serving.url}/ledger/`;
      const { head } = await marketplace.services.ledgerStatus();
      const publicLog: Buffer[] = [];
      for (const path of [
        'checkpoint',
        'policy',
        `tile/0/000.p/${head?.size}`,
        `tile/entries/000.p/${head?.size}`,
      ]) {
        const response = await fetch(`${ledgerUrl}${path}`);
        assert.equal(response.status, 200, path);
        publicLog.push(Buffer.from(await response.arrayBuffer()));
      }
      const strangers = [...marketplace.transcript];

      // The person's own access: the one answer in which the email may stand.
      const own = await marketplace.ask<{ viewer: { email: string } }>(
        'marketplace',
        token,
        '{ viewer { email } }',
      );
      assert.equal(own.data.viewer.email, email);
      marketplace.transcript.length = 0;

      const hooksWith = (canary: string) =>
        receiver.hooks.filter((hook) =>
          contains(Buffer.from(JSON.stringify([hook.path, hook.headers, hook.body])), canary),
        );
      const allowed: Record<string, number> = { accepts: 2, retried: 2, withdraws: 1, erases: 1 };
      for (const [role, { email: canary }] of people) {
        const hooks = hooksWith(canary);
        assert.equal(hooks.length, allowed[role] ?? 0, `webhooks with ${role}`);
        for (const hook of hooks) {
          assert.equal((JSON.parse(hook.body) as { type: string }).type, 'contact.released');
          assert.equal(hook.path, role === 'retried' ? '/calmly' : '/acorn-desk');
          assert.ok(
            !contains(Buffer.from(JSON.stringify([hook.path, hook.headers])), canary),
            'in a URL or header',
          );
        }
      }
      const stores: Record<string, Buffer> = {
        'an answer': Buffer.from(strangers.join('\n')),
        'the log': Buffer.from(marketplace.logLines.join('')),
        'the public ledger': Buffer.concat(publicLog),
        'the data folder': Buffer.concat(
          filesUnder(marketplace.dataDir)
            .filter((file) => !isSentMail(file))
            .map((file) => readFileSync(file)),
        ),
        'the database': await databaseBytes(marketplace),
      };
      for (const [store, bytes] of Object.entries(stores)) {
        assert.ok(bytes.length > 100, `${store} has something to scan`);
        for (const [role, { email: canary }] of people) {
          assert.ok(!contains(bytes, canary), `${role}’s email stands in ${store}`);
        }
      }
    });
  });
}
