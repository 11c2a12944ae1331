import assert from 'node:assert/strict';
import { campaignFigures, countedUntil } from '../../src/reports/campaign-figures.ts';

describe('marketing’s own report', () => {
  it('gives each number as its band', () => {
    const bandOf = (count: number) => (count < 300 ? { from: 0, to: 300 } : { from: 300, to: 500 });
    assert.deepEqual(campaignFigures({ reached: 499, accepted: 299, dismissed: 300 }, bandOf), {
      reached: { from: 300, to: 500 },
      accepted: { from: 0, to: 300 },
      dismissed: { from: 300, to: 500 },
    });
  });

  it('counts until the last midnight in UTC', () => {
    const midnight = Date.parse('2026-11-25T00:00:00Z');
    for (const later of [0, 1, 86_399_999]) assert.equal(countedUntil(midnight + later), midnight);
    assert.equal(countedUntil(midnight - 1), midnight - 86_400_000);
  });
});
