import assert from 'node:assert/strict';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';
import {
  acceptancesLeft,
  isLive,
  refuseDecision,
  refuseStanding,
  refuseSubmission,
  statusOf,
} from '../../src/offers/lifecycle.ts';
import { ENDS, STARTS, campaign, content, offer, version } from '../support/campaigns.ts';

const codeOf = (refusal: Refusal | null): string | null =>
  refusal !== null && isRefusal(refusal) ? refusal.refused : null;

describe('the life of a campaign', () => {
  const draft = version({ state: 'draft', submittedBy: null, decidedBy: null });
  const submitted = version({ state: 'submitted', decidedBy: null });
  const unapproved = campaign({ inForce: null });

  it('goes from draft over submitted to scheduled, live and ended', () => {
    assert.equal(statusOf(unapproved, null, draft, STARTS), 'draft');
    assert.equal(statusOf(unapproved, null, submitted, STARTS), 'submitted');
    assert.equal(statusOf(unapproved, null, version({ state: 'returned' }), STARTS), 'draft');
    assert.equal(statusOf(campaign(), version(), version(), STARTS - 1), 'scheduled');
    assert.equal(statusOf(campaign(), version(), version(), STARTS), 'live');
    assert.equal(statusOf(campaign(), version(), version(), ENDS - 1), 'live');
    assert.equal(statusOf(campaign(), version(), version(), ENDS), 'ended');
  });

  it('can be paused and ended; a draft beside a live version changes nothing', () => {
    assert.equal(statusOf(campaign({ standing: 'paused' }), version(), version(), STARTS), 'paused');
    assert.equal(statusOf(campaign({ standing: 'ended' }), version(), version(), STARTS), 'ended');
    assert.equal(statusOf(campaign({ latest: 2 }), version(), { ...draft, number: 2 }, STARTS), 'live');
  });

  it('is live within its window and while it is running', () => {
    assert.equal(isLive(offer(), STARTS - 1), false);
    assert.equal(isLive(offer(), STARTS), true);
    assert.equal(isLive(offer(), ENDS), false);
    assert.equal(isLive(offer({ standing: 'paused' }), STARTS), false);
  });

  it('hands in drafts whose window is not over', () => {
    assert.equal(refuseSubmission(unapproved, draft, STARTS), null);
    assert.equal(codeOf(refuseSubmission(unapproved, draft, ENDS)), 'WRONG_STATUS');
    assert.equal(codeOf(refuseSubmission(unapproved, submitted, STARTS)), 'WRONG_STATUS');
    assert.equal(codeOf(refuseSubmission(campaign({ standing: 'ended' }), draft, STARTS)), 'WRONG_STATUS');
  });

  it('is approved by nobody who wrote it or handed it in', () => {
    const written = version({ state: 'submitted', author: 'staff:ann', submittedBy: 'staff:cid' });
    assert.equal(codeOf(refuseDecision(unapproved, written, 'staff:ann', true)), 'OWN_WORK');
    assert.equal(codeOf(refuseDecision(unapproved, written, 'staff:cid', true)), 'OWN_WORK');
    assert.equal(refuseDecision(unapproved, written, 'staff:bob', true), null);
    // Whoever wrote it may take it back.
    assert.equal(refuseDecision(unapproved, written, 'staff:ann', false), null);
    assert.equal(codeOf(refuseDecision(unapproved, draft, 'staff:bob', true)), 'WRONG_STATUS');
  });

  it('stops and goes on only as it can', () => {
    assert.equal(refuseStanding(campaign(), 'paused'), null);
    assert.equal(codeOf(refuseStanding(campaign(), 'running')), 'WRONG_STATUS');
    assert.equal(refuseStanding(campaign({ standing: 'paused' }), 'running'), null);
    assert.equal(codeOf(refuseStanding(unapproved, 'paused')), 'WRONG_STATUS');
    assert.equal(refuseStanding(unapproved, 'ended'), null);
    for (const wanted of ['running', 'paused', 'ended'] as const) {
      assert.equal(codeOf(refuseStanding(campaign({ standing: 'ended' }), wanted)), 'WRONG_STATUS');
    }
  });
});

describe('how many can accept', () => {
  const budget = { perAcceptance: 300, total: 1_000, currency: 'EUR' };

  it('is the lesser of the cap and what the budget pays for', () => {
    assert.equal(acceptancesLeft(content(), 1_000_000), null);
    assert.equal(acceptancesLeft(content({ maxAcceptances: 5 }), 2), 3);
    assert.equal(acceptancesLeft(content({ budget }), 0), 3);
    assert.equal(acceptancesLeft(content({ budget, maxAcceptances: 2 }), 1), 1);
    assert.equal(acceptancesLeft(content({ budget, maxAcceptances: 20 }), 3), 0);
    assert.equal(acceptancesLeft(content({ maxAcceptances: 5 }), 9), 0);
  });
});
