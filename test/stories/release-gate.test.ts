import assert from 'node:assert/strict';
import {
  acts,
  engines,
  exceptInstalled,
  failuresRecorded,
  rowsOf,
  startMarketplace,
} from '../support/marketplace.ts';
import type { Acts, Marketplace } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

for (const dialect of engines) {
  describe(`the gate before each attempt, on ${dialect},`, () => {
    let marketplace: Marketplace;
    let act: Acts;
    let granted: Receiver;
    let other: Receiver;
    let people = 0;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
      [granted, other] = [await startReceiver(), await startReceiver()];
      await act.connect('calmly', granted.url, exceptInstalled);
      await act.connect('acorn-desk', other.url, exceptInstalled);
    });
    beforeEach(() => {
      granted.hooks.length = 0;
      granted.answer = () => 200;
    });
    after(async () => {
      await Promise.all([granted.close(), other.close()]);
      await marketplace.stop();
    });

    async function install(): Promise<string> {
      people += 1;
      const person = marketplace.login(`gate-${people}`, `gate.${people}@mail.example`);
      await act.createAccount(person);
      const appId = await act.appId('calmly-booking');
      const { disclosure } = await act.disclosure(person, { appId });
      const { grant } = await act.installApp(person, appId, disclosure?.hash ?? '');
      assert.ok(grant);
      return grant.id;
    }

    /** A release that failed once and waits for its retry, its row changed meanwhile as if by a mistake of ours. */
    async function redirected(change: Record<string, unknown>): Promise<string> {
      granted.answer = () => 503;
      const grantId = await install();
      await granted.received(1);
      await failuresRecorded(marketplace, grantId);
      granted.answer = () => 200;
      await marketplace.db.transact((tx) => tx.q('outbox').where({ grant_id: grantId }).update(change));
      marketplace.clock.advance(7_000);
      return grantId;
    }

    async function attempted(grantId: string): Promise<Record<string, unknown>> {
      const end = Date.now() + 5_000;
      for (;;) {
        const row = (await rowsOf(marketplace, 'outbox')).find((one) => one['grant_id'] === grantId);
        if (row?.['state'] === 'cancelled' || Number(row?.['failures']) > 1)
          return row as Record<string, unknown>;
        assert.ok(Date.now() < end, `still ${String(row?.['state'])}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }

    async function endpointOf(slug: string): Promise<Record<string, unknown>> {
      const partner = (await rowsOf(marketplace, 'partners')).find((row) => row['slug'] === slug);
      const endpoint = (await rowsOf(marketplace, 'webhook_endpoints')).find(
        (row) => row['partner_id'] === partner?.['id'],
      );
      assert.ok(endpoint);
      return endpoint;
    }

    it('cancels a message to a partner that the grant does not name', async () => {
      const { id, partner_id } = await endpointOf('acorn-desk');
      const row = await attempted(await redirected({ partner_id, endpoint_id: id }));
      assert.equal(row['state'], 'cancelled');
      assert.equal(other.hooks.length, 0);
    });

    it('cancels a message about a person or an app that the grant does not name', async () => {
      const stranger = (await rowsOf(marketplace, 'subjects'))[0]?.['id'];
      assert.equal((await attempted(await redirected({ subject_id: stranger })))['state'], 'cancelled');
      const app_id = await act.appId('calmly-rooms');
      granted.hooks.length = 0;
      assert.equal((await attempted(await redirected({ app_id })))['state'], 'cancelled');
      assert.equal(granted.hooks.length, 1, 'the first attempt, before the change');
    });

    it('sends nothing to an endpoint of another partner', async () => {
      const { id } = await endpointOf('acorn-desk');
      const row = await attempted(await redirected({ endpoint_id: id }));
      assert.equal(row['state'], 'pending');
      assert.equal(other.hooks.length, 0);
    });

    it('starts no more than it can send at once: nothing started waits past its lease for another’s answer', async () => {
      let letGo: () => void = () => undefined;
      const answered = new Promise<number>((resolve) => (letGo = () => resolve(200)));
      granted.answer = () => answered;
      const grants: string[] = [];
      for (let i = 0; i < 60; i += 12)
        grants.push(...(await Promise.all(Array.from({ length: 12 }, install))));
      const mine = async (): Promise<Record<string, unknown>[]> =>
        (await rowsOf(marketplace, 'outbox')).filter((row) => grants.includes(String(row['grant_id'])));
      await granted.received(1);
      marketplace.clock.advance(5_000);
      const waiting = (await mine()).filter(({ state }) => state === 'pending');
      assert.ok(
        waiting.length > 0 && waiting.every(({ attempts }) => attempts === 0),
        'the rest has not started',
      );
      letGo();
      await until(async () => (await mine()).every(({ state }) => state === 'delivered'), 'all to arrive');
      const outcomes = (await rowsOf(marketplace, 'delivery_results')).map(({ outcome }) => outcome);
      assert.ok(!outcomes.includes('lapsed'));
    });
  });
}
