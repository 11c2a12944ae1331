import assert from 'node:assert/strict';
import { refuseContent } from '../../src/offers/content.ts';
import type { CampaignContent } from '../../src/offers/index.ts';
import { content } from '../support/campaigns.ts';

const variant = { key: 'a', weight: 1, imageId: null, title: 'Title', text: 'Text' };

describe('the content of a campaign', () => {
  it('is fine as it is', () => {
    assert.equal(refuseContent(content()), null);
  });

  it('is refused with the field and what it wants', () => {
    const cases: readonly (readonly [Partial<CampaignContent>, string])[] = [
      [{ variants: [] }, 'variants'],
      [{ variants: Array.from({ length: 11 }, (_, i) => ({ ...variant, key: `a${i}` })) }, 'variants'],
      [{ variants: [variant, variant] }, 'variants.1.key'],
      [{ variants: [{ ...variant, key: 'A b' }] }, 'variants.0.key'],
      [{ variants: [{ ...variant, weight: 0 }] }, 'variants.0.weight'],
      [{ variants: [{ ...variant, title: ' ' }] }, 'variants.0.title'],
      [{ variants: [{ ...variant, text: 'x'.repeat(501) }] }, 'variants.0.text'],
      [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ startsLocal: '2026-13-01T09:00' }, 'startsLocal'],
      [{ endsLocal: 'later' }, 'endsLocal'],
      [{ endsLocal: '2026-03-01T09:00' }, 'endsLocal'],
      [{ priority: 101 }, 'priority'],
      [{ frequencyCap: { times: 0, days: 7 } }, 'frequencyCap'],
      [{ maxAcceptances: 0 }, 'maxAcceptances'],
      [{ budget: { perAcceptance: 300, total: 200, currency: 'EUR' } }, 'budget'],
      [{ budget: { perAcceptance: 1, total: 2, currency: 'euro' } }, 'budget'],
      [{ holdoutPercent: 12.345 }, 'holdoutPercent'],
      [{ holdoutPercent: 91 }, 'holdoutPercent'],
      [{ suppressionLists: ['lst_1', 'lst_1'] }, 'suppressionLists'],
      [{ channels: [] }, 'channels'],
      [{ quietHours: { from: '24:00', to: '08:00' } }, 'quietHours'],
      [{ spreadHours: 337 }, 'spreadHours'],
    ];
    for (const [change, field] of cases) {
      const refusal = refuseContent(content(change));
      assert.equal(refusal?.refused, 'INVALID_INPUT', field);
      assert.equal(refusal.field.slice(2).join('.'), field);
      assert.match(refusal.message, new RegExp(`^${field.replaceAll('.', '\\.')} wants `));
    }
  });
});
