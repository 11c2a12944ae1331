import assert from 'node:assert/strict';
import { isHeldOut, variantFor } from '../../src/offers/draw.ts';
import { byRank, reasonsAgainst } from '../../src/offers/eligibility.ts';
import type { OfferStanding } from '../../src/offers/eligibility.ts';
import { diceOf } from '../../src/traits/index.ts';
import { ENDS, STARTS, content, offer } from '../support/campaigns.ts';

const TODAY = Math.floor(STARTS / 86_400_000);

const standing = (change: Partial<OfferStanding> = {}): OfferStanding => ({
  now: STARTS,
  today: TODAY,
  dice: 7,
  appOpen: true,
  targeted: true,
  lists: new Set(),
  optedOut: false,
  optedOutOfPartner: false,
  dismissed: false,
  accepted: false,
  acceptances: 0,
  shows: [],
  ...change,
});

const people = Array.from({ length: 20_000 }, (_, i) => diceOf(`sub_${i}`));

describe('why an offer is not shown', () => {
  it('is nothing for whom it is meant', () => {
    assert.deepEqual(reasonsAgainst(offer(), standing()), []);
  });

  it('is named, each by itself', () => {
    const capped = offer({ content: content({ maxAcceptances: 3 }) });
    const listed = offer({ content: content({ suppressionLists: ['lst_1'] }) });
    const mailed = offer({ content: content({ channels: ['email'] }) });
    const cases = [
      [offer({ standing: 'paused' }), {}, 'paused'],
      [offer({ standing: 'ended' }), {}, 'over'],
      [offer(), { now: STARTS - 1 }, 'not_started'],
      [offer(), { now: ENDS }, 'over'],
      [capped, { acceptances: 3 }, 'exhausted'],
      [offer(), { appOpen: false }, 'app_not_open'],
      [mailed, {}, 'not_on_site'],
      [offer(), { optedOut: true }, 'opted_out'],
      [offer(), { optedOutOfPartner: true }, 'opted_out_of_partner'],
      [listed, { lists: new Set(['lst_1']) }, 'suppressed'],
      [offer(), { targeted: false }, 'not_targeted'],
      [offer(), { dismissed: true }, 'dismissed'],
      [offer(), { accepted: true }, 'accepted'],
    ] as const;
    for (const [of, change, reason] of cases)
      assert.deepEqual(reasonsAgainst(of, standing(change)), [reason]);
    assert.deepEqual(reasonsAgainst(capped, standing({ acceptances: 2 })), []);
    assert.deepEqual(reasonsAgainst(listed, standing({ lists: new Set(['lst_2']) })), []);
  });

  it('are all of them, not the first alone', () => {
    assert.deepEqual(
      reasonsAgainst(offer({ standing: 'paused' }), standing({ optedOut: true, dismissed: true })),
      ['paused', 'opted_out', 'dismissed'],
    );
  });

  it('counts shows within the days of the cap, today included', () => {
    const capped = offer({ content: content({ frequencyCap: { times: 3, days: 7 } }) });
    const seen = (shows: OfferStanding['shows']) => reasonsAgainst(capped, standing({ shows }));
    assert.deepEqual(seen([{ day: TODAY, count: 2 }]), []);
    assert.deepEqual(seen([{ day: TODAY, count: 3 }]), ['seen_enough']);
    assert.deepEqual(
      seen([
        { day: TODAY - 6, count: 2 },
        { day: TODAY, count: 1 },
      ]),
      ['seen_enough'],
    );
    assert.deepEqual(
      seen([
        { day: TODAY - 7, count: 2 },
        { day: TODAY, count: 2 },
      ]),
      [],
    );
  });
});

describe('the holdout and the variants', () => {
  const part = (salt: string, percent: number) => people.map((dice) => isHeldOut(dice, salt, percent));

  it('hold out about as many as asked, the same people always, and raising only adds', () => {
    const ten = part('a', 10);
    const eleven = part('a', 11);
    const count = ten.filter(Boolean).length;
    assert.ok(count > 1_800 && count < 2_200, String(count));
    assert.deepEqual(part('a', 10), ten);
    assert.ok(ten.every((held, i) => !held || eleven[i] === true));
    assert.equal(part('a', 0).includes(true), false);
    assert.notDeepEqual(part('b', 10), ten);
  });

  it('give each person one variant, by weight, whoever is held out', () => {
    const variants = [
      { key: 'a', weight: 3, imageId: null, title: 'A', text: 'A' },
      { key: 'b', weight: 1, imageId: null, title: 'B', text: 'B' },
    ];
    const drawn = people.map((dice) => variantFor(dice, 'a', variants).key);
    const b = drawn.filter((key) => key === 'b').length;
    assert.ok(b > 4_700 && b < 5_300, String(b));
    const held = part('a', 10);
    const bAmongHeld = drawn.filter((key, i) => held[i] && key === 'b').length / held.filter(Boolean).length;
    assert.ok(bAmongHeld > 0.2 && bAmongHeld < 0.3, String(bAmongHeld));
  });
});

describe('the order of offers', () => {
  it('is by priority, then by what ends first, then by id', () => {
    const first = offer({ id: 'off_9', content: content({ priority: 90 }) });
    const soon = offer({ id: 'off_8', endsAt: ENDS - 1 });
    const one = offer({ id: 'off_1' });
    const two = offer({ id: 'off_2' });
    assert.deepEqual([two, one, soon, first].sort(byRank), [first, soon, one, two]);
  });
});
