import assert from 'node:assert/strict';
import { idPrefixes, kindOfId, newId } from '../../src/kernel/ids.ts';
import type { IdKind } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';

describe('ids', () => {
  it('say by their prefix what they name, and sort by the time at which they were made', () => {
    for (const kind of Object.keys(idPrefixes) as IdKind[]) assert.equal(kindOfId(newId(kind, 1)), kind);
    assert.ok(newId('grant', 1_000) < newId('grant', 2_000));
    assert.equal(kindOfId('grt_01K0000000000000000000000U'), null);
    assert.equal(kindOfId('xyz_01K00000000000000000000000'), null);
  });

  it('are all different, and use every letter at every random place', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('message', 1));
    assert.equal(new Set(ids).size, ids.length);
    for (let place = 14; place < 30; place += 1) {
      assert.equal(new Set(ids.map((id) => id[place])).size, 32, `place ${place}`);
    }
  });
});

describe('fractions', () => {
  it('lie in [0, 1), in every tenth of it alike, also past the end of a pool', () => {
    const count = 50_000;
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < count; i += 1) {
      const fraction = systemRandom.fraction();
      assert.ok(fraction >= 0 && fraction < 1);
      tenths[Math.floor(fraction * 10)] = (tenths[Math.floor(fraction * 10)] ?? 0) + 1;
    }
    // Ten standard deviations of a fair draw: 5,000 each, give or take 671.
    for (const tenth of tenths) assert.ok(Math.abs(tenth - count / 10) < 671, String(tenth));
  });
});
