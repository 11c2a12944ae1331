import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Database } from '../../src/platform/db/index.ts';
import { audienceDigest, audiencePage, countAudience } from '../../src/targeting/engines/sql/index.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { loadFacts } from '../../src/targeting/load-facts.ts';
import type { Plan } from '../../src/targeting/plan.ts';
import { plantPeople, population, world } from '../support/people-arbitrary.ts';
import { openWorld } from '../support/target-engines.ts';

const everybody: Plan = { kind: 'all', of: [] };
const not = (of: Plan): Plan => ({ kind: 'not', of });

/** Some leaf of each kind, and no two the same. */
function leaf(i: number): Plan {
  const kinds: readonly Plan[] = [
    { kind: 'known', trait: `t${i}` },
    { kind: 'range', trait: `t${i}`, from: -i, to: i },
    { kind: 'text', trait: `t${i}`, key: `${i}`, values: ['a', 'b'], test: () => true },
    { kind: 'member', of: 'granted', id: `app_${i}` },
    { kind: 'member', of: 'list', id: `lst_${i}` },
    { kind: 'did', event: `e${i}`, atLeast: 2, from: 0, to: i },
    { kind: 'first', event: `e${i}`, from: -Infinity, to: i },
    { kind: 'bucket', a: 2_147_483_646, b: 2_147_483_646, below: i },
  ];
  return kinds[i % kinds.length] ?? everybody;
}

/** Joins that take turns, one in another. */
function layers(depth: number, leaves: number): Plan {
  let plan = leaf(0);
  for (let layer = 1; layer < depth; layer += 1) {
    const beside = Array.from({ length: leaves }, (_, i) => leaf(layer * leaves + i));
    plan = { kind: layer % 2 === 0 ? 'all' : 'any', of: [...beside, plan] };
  }
  return plan;
}

const idsOf = (people: readonly PersonFacts[]): string[] => people.map(({ subjectId }) => subjectId);

for (const dialect of ['sqlite', 'postgres'] as const) {
  describe(`audiences on ${dialect}`, () => {
    const [people = []] = fc.sample(population(world, 'sql', 50), { numRuns: 1, seed: 1 });
    let db: Database;

    const page = (plan: Plan, after = '', limit = 10_000) =>
      db.read((reader) => audiencePage(reader, plan, after, limit));
    const count = (plan: Plan) => db.read((reader) => countAudience(reader, plan));

    before(async () => {
      db = await openWorld(dialect, world);
    });
    beforeEach(() => plantPeople(db, world, people));
    after(() => db.close());

    it('are about facts as they were recorded', async () => {
      const loaded = await db.read((reader) =>
        loadFacts(reader, [...idsOf(people), 'sub_nobody', 'sub_sql_000049_orphan'], world.traits),
      );
      const recorded = people.map((person) => ({
        ...person,
        events: new Map([...person.events].filter(([, days]) => days.length > 0)),
      }));
      assert.deepEqual(loaded, new Map(recorded.map((person) => [person.subjectId, person])));
    });

    it('are everybody who is known where nothing is asked, and nobody otherwise', async () => {
      assert.deepEqual(await page(everybody), idsOf(people));
      assert.equal(await count(everybody), people.length);
      assert.deepEqual(await page(not(everybody)), []);
      assert.equal(await count({ kind: 'any', of: [] }), 0);
    });

    it('come in pages in order of id, and their fingerprint is that of all pages', async () => {
      const plan: Plan = { kind: 'known', trait: 'country' };
      const members = idsOf(people.filter(({ traits }) => traits.has('country')));
      const pages: string[][] = [];
      for (let after = ''; ; after = pages.at(-1)?.at(-1) ?? after) {
        const next = await page(plan, after, 7);
        pages.push(next);
        if (next.length < 7) break;
      }
      assert.ok(pages.length > 2);
      assert.deepEqual(pages.flat(), members);
      const sha256 = createHash('sha256')
        .update(members.map((id) => `${id}\n`).join(''))
        .digest('hex');
      assert.deepEqual(await db.read((reader) => audienceDigest(reader, plan)), {
        sha256,
        count: members.length,
      });
    });

    it('have a fingerprint over many pages', async () => {
      const many = Array.from({ length: 10_001 }, (_, i): PersonFacts => {
        const subjectId = `sub_${String(i).padStart(6, '0')}`;
        const none = { lists: new Set<string>(), installed: new Set<string>(), granted: new Set<string>() };
        return { subjectId, dice: i, traits: new Map(), events: new Map(), ...none };
      });
      await plantPeople(db, { ...world, apps: [] }, many);
      const digest = await db.read((reader) => audienceDigest(reader, everybody));
      const sha256 = createHash('sha256');
      for (const { subjectId } of many) sha256.update(`${subjectId}\n`);
      assert.deepEqual(digest, { sha256: sha256.digest('hex'), count: many.length });
    });

    it('ask a question about texts once for each text, however many there are', async () => {
      const facts = people[0];
      assert.ok(facts);
      const many = Array.from({ length: 2_500 }, (_, i) => ({
        ...facts,
        subjectId: `sub_${String(i).padStart(6, '0')}`,
        traits: new Map(i < 2_400 ? [['nickname', { value: `${i % 2_100} 😀`, version: 1 }]] : []),
      }));
      await plantPeople(db, { ...world, apps: [] }, many);
      const asked: string[] = [];
      const plan: Plan = {
        ...{ kind: 'text', trait: 'nickname', key: 'odd', values: null },
        test: (text) => asked.push(text) > 0 && Number.parseInt(text) % 2 === 1,
      };
      assert.equal(await count(plan), 1_200);
      assert.equal(asked.length, 2_100);
      assert.equal(new Set(asked).size, 2_100);
      assert.equal(await count(not(plan)), 1_200);
      assert.equal(await count({ kind: 'any', of: [plan, not(plan)] }), 2_400);
    });

    for (const [name, plan] of [
      [
        '2,000 conditions that hold together',
        { kind: 'all', of: Array.from({ length: 2_000 }, (_, i) => leaf(i)) },
      ],
      [
        '2,000 conditions of which one holds',
        { kind: 'any', of: Array.from({ length: 2_000 }, (_, i) => leaf(i)) },
      ],
      ['100 levels of 20 conditions each', layers(100, 19)],
      [
        '200 lists of 200 numbers',
        {
          kind: 'all',
          of: Array.from({ length: 200 }, (_, i) => ({
            kind: 'any',
            of: Array.from({ length: 200 }, (_, n) => ({ kind: 'range', trait: `t${i}`, from: n, to: n })),
          })),
        },
      ],
    ] as readonly [string, Plan][]) {
      it(`of ${name} are within what the database takes`, async () => {
        const [yes, no] = [await page(plan), await count(not(plan))];
        assert.ok(yes.length + no <= people.length);
      });
    }
  });
}
