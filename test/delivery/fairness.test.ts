import assert from 'node:assert/strict';
import { isRefusal } from '../../src/kernel/errors.ts';
import { engines, newKey } from '../support/marketplace.ts';
import { startOutbox } from '../support/outbox.ts';
import type { Outbox } from '../support/outbox.ts';

for (const dialect of engines) {
  describe(`a busy worker on ${dialect}`, () => {
    let outbox: Outbox;
    before(async () => {
      outbox = await startOutbox(dialect, { concurrency: 2 });
    });
    after(() => outbox.close());

    it('lets a lane with little in it have its turn beside lanes that never run dry', async () => {
      const { partners, services, receiver, sluice } = outbox;
      const sizes = [50, 50, 4];
      for (const [i, size] of sizes.entries()) {
        const partner = partners[i];
        assert.ok(partner !== undefined);
        const endpointId = await outbox.connect(partner);
        outbox.clock.advance(1);
        for (let n = 0; n < size; n += 1) {
          const event = { endpointId, appId: partner.appId, event: 'app.installed' } as const;
          assert.ok(!isRefusal(await services.sandbox.sendTestEvent(partner.id, newKey(), event)));
        }
      }
      sluice.worker.start();
      const all = sizes.reduce((sum, size) => sum + size, 0);
      await receiver.received(all, 30_000);
      const paths = receiver.hooks.map(({ path }) => path);
      const [small] = [...new Set(paths)].filter((path) => paths.filter((one) => one === path).length === 4);
      assert.equal(paths.length, all);
      const last = paths.lastIndexOf(small ?? '');
      // Taking turns it is done after about twelve; without, after the other two.
      assert.ok(last >= 0 && last < 40, `the small lane was done after ${last} of ${all}`);
    });
  });
}
