import assert from 'node:assert/strict';
import type { JsonValue } from '../../src/kernel/canonical-json.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';
import { LIMITS } from '../../src/targeting/criteria/ast.ts';
import {
  admitCriterion,
  createSegmentDesk,
  listSegments,
  segmentsById,
  versionsOf,
} from '../../src/targeting/index.ts';
import type { Segment, SegmentChange } from '../../src/targeting/index.ts';
import { engines, newKey } from '../support/marketplace.ts';
import { openTargeting } from '../support/targeting.ts';
import type { Targeting } from '../support/targeting.ts';

const pro: JsonValue = { eq: { trait: 'plan', value: 'pro' } };
const named = (segment: { readonly id: string }): JsonValue => ({ segment: { segment: segment.id } });

function done(result: Segment | Refusal): Segment {
  if (isRefusal(result)) throw new Error(`${result.refused}: ${result.message}`);
  return result;
}

function refusal(result: unknown): Refusal {
  assert.ok(isRefusal(result), 'it was refused');
  return result;
}

for (const dialect of engines) {
  describe(`segments on ${dialect}`, () => {
    let targeting: Targeting;
    let names = 0;
    const used = new Set<string>();

    const desk = () =>
      createSegmentDesk({
        ...{ db: targeting.db, hashes: targeting.hashes },
        isUsed: (_tx, id) => Promise.resolve(used.has(id)),
      });
    const create = (json: JsonValue, name = `Segment ${(names += 1)}`) =>
      desk().createSegment('marketer:ada', newKey(), { name, description: '', criterion: { json } });
    const update = (segment: Segment, change: Omit<SegmentChange, 'segmentId' | 'expectedVersion'>) =>
      desk().updateSegment('marketer:bo', newKey(), {
        ...{ segmentId: segment.id, expectedVersion: segment.version },
        ...change,
      });
    const archive = (segment: Segment) => desk().archiveSegment('marketer:ada', newKey(), segment.id);
    const stored = async (segment: Segment) =>
      (await targeting.db.read((r) => segmentsById(r, [segment.id]))).get(segment.id);

    before(async () => (targeting = await openTargeting(dialect)));
    after(() => targeting.close());

    it('keep every version with who wrote it, and expand to what they say now', async () => {
      const made = done(await create(pro, 'Pros'));
      assert.match(made.id, /^seg_/);
      targeting.clock.advance(1_000);
      const free: JsonValue = { eq: { trait: 'plan', value: 'free' } };
      const changed = done(await update(made, { criterion: { json: free }, description: 'Not any more.' }));
      assert.deepEqual(
        [changed.version, changed.name, changed.description, changed.author],
        [2, 'Pros', 'Not any more.', 'marketer:bo'],
      );
      assert.deepEqual(await stored(made), changed);
      const versions = await targeting.db.read((r) => versionsOf(r, made.id));
      assert.deepEqual(
        versions.map(({ version, author, criterion }) => [version, author, criterion]),
        [
          [1, 'marketer:ada', { op: 'eq', trait: 'plan', value: 'pro' }],
          [2, 'marketer:bo', { op: 'eq', trait: 'plan', value: 'free' }],
        ],
      );
      const admission = await targeting.db.read((r) => admitCriterion(r, { json: named(made) }));
      assert.ok(admission.expanded !== null);
      assert.deepEqual(admission.expanded, { op: 'eq', trait: 'plan', value: 'free' });
    });

    it('are made once for a key', async () => {
      const key = newKey();
      const input = { name: 'Once', description: '', criterion: { json: pro } };
      const both = await Promise.all([
        desk().createSegment('marketer:ada', key, input),
        desk().createSegment('marketer:ada', key, input),
      ]);
      assert.equal(done(both[0]).id, done(both[1]).id);
      const other = await desk().createSegment('marketer:ada', key, { ...input, name: 'Twice' });
      assert.equal(refusal(other).refused, 'IDEMPOTENCY_CONFLICT');
    });

    it('have a name of their own, which an archived one gives free', async () => {
      const first = done(await create(pro, 'Taken'));
      assert.equal(refusal(await create(pro, 'Taken')).refused, 'NAME_TAKEN');
      const second = done(await create(pro));
      assert.equal(refusal(await update(second, { name: 'Taken' })).refused, 'NAME_TAKEN');
      assert.notEqual(done(await archive(first)).archivedAt, null);
      done(await update(second, { name: 'Taken' }));
      const racing = await Promise.all([create(pro, 'Raced'), create(pro, 'Raced')]);
      assert.equal(racing.filter(isRefusal).length, 1);
      for (const name of ['', ' Padded', 'x'.repeat(81), 'turned \u202eround']) {
        assert.equal(refusal(await create(pro, name)).refused, 'INVALID_INPUT');
      }
    });

    it('refuse a criterion with every problem in its place, and store nothing', async () => {
      const json: JsonValue = {
        and: [
          { eq: { trait: 'shoe_size', value: 44 } },
          { eq: { trait: 'plan', value: 'gold' } },
          { installed: { app: 'app_nowhere' } },
          { list: { list: 'lst_nowhere' } },
          { did: { event: 'flew', atLeast: 1, days: 1 } },
          named({ id: 'seg_nowhere' }),
        ],
      };
      const { refused, field, message } = refusal(await create(json));
      assert.deepEqual([refused, field], ['CRITERION_INVALID', ['input', 'criterion']]);
      for (const place of [
        'and[0].eq.trait',
        'and[1].eq.value',
        'and[2].installed.app',
        'and[3].list.list',
        'and[4].did.event',
        'and[5].segment.segment',
      ]) {
        assert.ok(message.includes(`${place} wants `), `${place} in ${message}`);
      }
      assert.equal(refusal(await create({ maybe: {} })).refused, 'CRITERION_INVALID');
      const made = done(await create(pro));
      assert.equal(refusal(await update(made, { criterion: { json } })).refused, 'CRITERION_INVALID');
      assert.deepEqual(await stored(made), made);
    });

    it('are not changed by somebody who looked at an older version', async () => {
      const made = done(await create(pro));
      const [one, other] = await Promise.all([
        update(made, { description: 'One.' }),
        update(made, { description: 'Other.' }),
      ]);
      const kept = [one, other].filter((result): result is Segment => !isRefusal(result));
      assert.equal(kept.length, 1);
      assert.equal(refusal([one, other].find(isRefusal)).refused, 'VERSION_STALE');
      assert.deepEqual(await stored(made), kept[0]);
    });

    it('never lead back to themselves: the way round is named', async () => {
      const a = done(await create(pro));
      const b = done(await create({ not: named(a) }));
      const c = done(await create({ and: [named(b), pro] }));
      const { message } = refusal(await update(a, { criterion: { json: { or: [pro, named(c)] } } }));
      assert.ok(message.includes('or[1].segment.segment wants'), message);
      assert.ok(message.includes(`${c.id} > ${b.id} > ${a.id} > ${c.id}`), message);
      const own = refusal(await update(a, { criterion: { json: named(a) } }));
      assert.ok(own.message.includes(`${a.id} > ${a.id}`), own.message);
    });

    it('do not close a circle by two changes at once', async () => {
      for (let round = 0; round < 5; round += 1) {
        const a: Segment = done(await create(pro));
        const b: Segment = done(await create(pro));
        const both: (Segment | Refusal)[] = await Promise.all([
          update(a, { criterion: { json: named(b) } }),
          update(b, { criterion: { json: named(a) } }),
        ]);
        assert.deepEqual(
          both.filter(isRefusal).map(({ refused }) => refused),
          ['CRITERION_INVALID'],
        );
      }
    });

    it('do not grow beyond what those that name them can hold', async () => {
      const many = (count: number): JsonValue => ({ or: Array.from({ length: count }, () => pro) });
      const small = done(await create(pro));
      const large = done(await create({ and: Array.from({ length: 60 }, () => named(small)) }));
      const { message } = refusal(await update(small, { criterion: { json: many(LIMITS.nodes - 1) } }));
      assert.ok(message.includes(large.id), message);
      done(await update(small, { criterion: { json: many(3) } }));
    });

    it('are archived unless something live rests on them, and then are nowhere named again', async () => {
      const base = done(await create(pro));
      const above = done(await create(named(base)));
      const inUse = refusal(await archive(base));
      assert.deepEqual([inUse.refused, inUse.message.includes(above.id)], ['SEGMENT_IN_USE', true]);
      used.add(above.id);
      assert.equal(refusal(await archive(above)).refused, 'SEGMENT_IN_USE');
      used.delete(above.id);
      done(await archive(above));
      done(await archive(base));
      assert.equal(refusal(await archive(base)).refused, 'WRONG_STATUS');
      assert.equal(refusal(await update(base, { description: 'x' })).refused, 'WRONG_STATUS');
      assert.equal(refusal(await create(named(base))).refused, 'CRITERION_INVALID');
      assert.equal(refusal(await archive({ ...base, id: 'seg_nowhere' })).refused, 'NOT_FOUND');
      const list = (archived: boolean) => targeting.db.read((r) => listSegments(r, { first: 100, archived }));
      const idsOf = async (archived: boolean) => (await list(archived)).edges.map(({ node }) => node.id);
      assert.ok((await idsOf(true)).includes(base.id));
      assert.ok(!(await idsOf(false)).includes(base.id));
    });
  });
}
