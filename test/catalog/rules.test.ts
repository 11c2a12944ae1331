import assert from 'node:assert/strict';
import fc from 'fast-check';
import { edit, refuseRevocation, review, roundInstalls, submit, unlist } from '../../src/catalog/rules.ts';
import type { AppState, Move } from '../../src/catalog/rules.ts';

/** An app as the rules make it: its status, its revisions and the words that everybody sees. */
class Model {
  state: AppState = { status: 'draft', latest: 'draft' };
  readonly revisions: { state: AppState['latest']; words: number }[] = [{ state: 'draft', words: 0 }];
  seen: number | null = null;

  make(move: Move | null, words?: number): boolean {
    if (move === null) return false;
    const last = this.revisions.at(-1);
    assert.ok(last);
    const before = last.state;
    last.state = move.latest;
    if (move.next !== null) this.revisions.push({ state: move.next, words: words ?? last.words });
    else if (words !== undefined) {
      assert.equal(before, 'draft', 'only a draft is written over');
      last.words = words;
    }
    if (before === 'submitted' && move.latest === 'approved') this.seen = last.words;
    this.state = { status: move.status, latest: this.revisions.at(-1)?.state ?? 'draft' };
    return true;
  }
}

type Act = 'edit' | 'submit' | 'approve' | 'reject' | 'unlist';
const acts: readonly Act[] = ['edit', 'submit', 'approve', 'reject', 'unlist'];

function run(model: Model, act: Act, words: number): boolean {
  if (act === 'edit') return model.make(edit(model.state), words);
  if (act === 'submit') return model.make(submit(model.state));
  if (act === 'unlist') return model.make(unlist(model.state));
  return model.make(review(model.state, act === 'approve'));
}

const after = (...done: Act[]): AppState => {
  const model = new Model();
  done.forEach((act, i) => assert.ok(run(model, act, i + 1), `${act} (${i + 1}.)`));
  return model.state;
};

describe('an app', () => {
  it('goes from a draft through its review onto the market, and down again', () => {
    assert.deepEqual(after('submit'), { status: 'submitted', latest: 'submitted' });
    assert.deepEqual(after('submit', 'approve'), { status: 'listed', latest: 'approved' });
    assert.deepEqual(after('submit', 'reject'), { status: 'rejected', latest: 'rejected' });
    assert.deepEqual(after('submit', 'reject', 'submit'), { status: 'submitted', latest: 'submitted' });
    assert.deepEqual(after('submit', 'reject', 'edit'), { status: 'draft', latest: 'draft' });
    assert.deepEqual(after('submit', 'edit'), { status: 'draft', latest: 'draft' });
    assert.deepEqual(after('submit', 'approve', 'edit'), { status: 'listed', latest: 'draft' });
    assert.deepEqual(after('submit', 'approve', 'edit', 'submit', 'reject'), {
      status: 'listed',
      latest: 'rejected',
    });
    assert.deepEqual(after('submit', 'approve', 'unlist'), { status: 'unlisted', latest: 'approved' });
    assert.deepEqual(after('submit', 'approve', 'unlist', 'edit'), { status: 'unlisted', latest: 'draft' });
    assert.deepEqual(after('submit', 'approve', 'unlist', 'submit', 'approve'), {
      status: 'listed',
      latest: 'approved',
    });
    assert.deepEqual(after('submit', 'approve', 'edit', 'submit', 'unlist'), {
      status: 'unlisted',
      latest: 'draft',
    });
  });

  it('is not reviewed without a submission, submitted without a change, or taken down twice', () => {
    for (const [done, act] of [
      [[], 'approve'],
      [[], 'unlist'],
      [['submit'], 'submit'],
      [['submit'], 'unlist'],
      [['submit', 'approve'], 'submit'],
      [['submit', 'approve'], 'reject'],
      [['submit', 'edit'], 'approve'],
      [['submit', 'approve', 'unlist'], 'unlist'],
    ] as [Act[], Act][]) {
      const model = new Model();
      for (const step of done) run(model, step, 1);
      assert.equal(run(model, act, 2), false, `${done.join(' ')} ${act}`);
    }
  });

  it('never shows words that nobody approved, and never loses what was submitted, in any order of events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (events) => {
        const model = new Model();
        events.forEach((act, i) => {
          const seen = model.seen;
          const submitted = model.revisions
            .filter(({ state }) => state !== 'draft')
            .map(({ words }) => words);
          const isDone = run(model, act, i + 1);
          if (model.seen !== seen) assert.deepEqual([act, isDone], ['approve', true]);
          const kept = model.revisions.filter(({ state }) => state !== 'draft').map(({ words }) => words);
          assert.deepEqual(kept.slice(0, submitted.length), submitted);
          const { status, latest } = model.state;
          if (status === 'listed') assert.notEqual(model.seen, null);
          if (latest === 'approved') assert.equal(model.revisions.at(-1)?.words, model.seen);
          if (status === 'submitted') assert.equal(latest, 'submitted');
          if (status === 'rejected') assert.equal(latest, 'rejected');
          if (status === 'draft') assert.equal(latest, 'draft');
          const open = model.revisions.filter(({ state }) => state === 'draft' || state === 'submitted');
          assert.ok(open.length <= 1, 'at most one is open');
          assert.notEqual(latest, 'withdrawn');
        });
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('an API key', () => {
  const keys = (...ids: string[]) => ids.map((id) => ({ id }));

  it('is revoked by any other, by a token, and by itself unless it is the last', () => {
    assert.equal(refuseRevocation(keys('a', 'b'), 'a', 'b'), null);
    assert.equal(refuseRevocation(keys('a', 'b'), 'a', 'a'), null);
    assert.equal(refuseRevocation(keys('a'), 'a', null), null);
    assert.equal(refuseRevocation(keys('a'), 'a', 'a')?.refused, 'LAST_API_KEY');
    assert.equal(refuseRevocation(keys('a'), 'b', 'a')?.refused, 'NOT_FOUND');
    assert.equal(refuseRevocation([], 'a', null)?.refused, 'NOT_FOUND');
  });
});

describe('install counts', () => {
  it('are blurred: nothing below 10, two significant digits at most, never more than there are', () => {
    assert.deepEqual(
      [0, 9, 10, 19, 99, 100, 847, 12_345].map(roundInstalls),
      [0, 0, 10, 10, 90, 100, 840, 12_000],
    );
    fc.assert(
      fc.property(fc.nat(), (count) => {
        const shown = roundInstalls(count);
        assert.ok(shown <= count && shown >= 0);
        assert.match(String(shown), /^\d{1,2}0*$/);
      }),
    );
  });
});
