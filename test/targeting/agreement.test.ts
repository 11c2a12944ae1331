import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bucketOf, mixingOf } from '../../src/targeting/bucket.ts';
import type { Compared, Expanded, Truth } from '../../src/targeting/criteria/ast.ts';
import { expandCriterion } from '../../src/targeting/criteria/expand.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { explain } from '../../src/targeting/interpreter.ts';
import { criteria } from '../support/criteria-arbitrary.ts';
import { dose } from '../support/dose.ts';
import { population, world } from '../support/people-arbitrary.ts';
import type { TargetEngine } from '../support/target-engines.ts';
import { openEngines } from '../support/target-engines.ts';

/** A case is one criterion and one person. */
const CASES = dose(20_000, 1_000_000);
const PEOPLE = 200;
const CRITERIA = 100;
const POPULATIONS = Math.ceil(CASES / (PEOPLE * CRITERIA));

const not = (of: Expanded): Expanded => ({ op: 'not', of });

function expanded(criterion: Parameters<typeof expandCriterion>[0]): Expanded {
  const found = expandCriterion(criterion, new Map());
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  return found.expanded;
}

/** Most criteria are small, some are wide or deep. */
const anyCriterion = fc
  .oneof(
    { weight: 8, arbitrary: criteria(world) },
    { weight: 1, arbitrary: criteria({ ...world, depth: 1, parts: 12 }) },
    { weight: 1, arbitrary: criteria({ ...world, depth: 9, parts: 2 }) },
  )
  .map(expanded);

const truthOf = (criterion: Expanded, person: PersonFacts): Truth => explain(criterion, person, world).truth;

/** Criteria that say the same, each by a law of its own. */
function rewritings(criterion: Expanded): Record<string, Expanded> {
  const walk = (node: Expanded, join: (node: Extract<Expanded, { all: unknown }>) => Expanded): Expanded => {
    if (node.op === 'not') return not(walk(node.of, join));
    if (node.op !== 'and' && node.op !== 'or') return node;
    return join({ op: node.op, all: node.all.map((part) => walk(part, join)) });
  };
  return {
    'De Morgan': walk(criterion, ({ op, all }) =>
      not({ op: op === 'and' ? 'or' : 'and', all: all.map(not) }),
    ),
    reordered: walk(criterion, ({ op, all }) => ({ op, all: all.toReversed() })),
    duplicated: walk(criterion, ({ op, all }) => ({ op, all: [...all, { op, all }, ...all.slice(0, 1)] })),
    'negated twice': not(not(walk(criterion, ({ op, all }) => not(not({ op, all }))))),
  };
}

/** Every comparison that a trait's type has with every value that somebody has, and samples that end at somebody. */
function comparisons(people: readonly PersonFacts[]): Expanded[] {
  const all: readonly Compared['op'][] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'];
  const compared = [...world.traits].flatMap(([trait, { type }]) => {
    const ops = ['number', 'date', 'version'].includes(type.type) ? all : all.slice(0, 2);
    const values = new Set(people.flatMap(({ traits }) => traits.get(trait)?.value ?? []));
    return [...values].flatMap((value) => ops.map((op): Expanded => ({ op, trait, value })));
  });
  const sampled = people.flatMap(({ dice }, i): Expanded[] => {
    const salt = `salt ${i % 7}`;
    const bucket = bucketOf(dice, mixingOf(salt));
    return [bucket, bucket + 1].map((below) => ({ op: 'sample', salt, percent: below / 100 }));
  });
  return [...compared, ...sampled];
}

const plain = (person: PersonFacts): unknown =>
  JSON.parse(
    JSON.stringify(person, (_, value: unknown) =>
      value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value,
    ),
  );

/** What everybody says of one person, for whoever has to find out why. */
async function dispute(
  engines: readonly TargetEngine[],
  criterion: Expanded,
  person: PersonFacts,
): Promise<string> {
  const said = [`interpreter: ${truthOf(criterion, person)}`];
  for (const { name, members } of engines) {
    const [yes, no] = [await members(criterion), await members(not(criterion))];
    said.push(`${name}: ${yes.has(person.subjectId)} (its opposite: ${no.has(person.subjectId)})`);
  }
  return [JSON.stringify(criterion), JSON.stringify(plain(person), null, 1), ...said].join('\n');
}

/** Parts of a criterion, each as a criterion: where a part is in dispute, the whole need not be looked at. */
const partsOf = (criterion: Expanded): readonly Expanded[] =>
  criterion.op === 'not' ? [criterion.of] : 'all' in criterion ? criterion.all : [];

async function disagrees(engine: TargetEngine, criterion: Expanded, person: PersonFacts): Promise<boolean> {
  const truth = truthOf(criterion, person);
  const yes = await engine.members(criterion);
  const no = await engine.members(not(criterion));
  return yes.has(person.subjectId) !== (truth === true) || no.has(person.subjectId) !== (truth === false);
}

/** The smallest part that is in dispute. */
async function smallest(engine: TargetEngine, criterion: Expanded, person: PersonFacts): Promise<Expanded> {
  for (const part of partsOf(criterion)) {
    if (await disagrees(engine, part, person)) return smallest(engine, part, person);
  }
  return criterion;
}

describe('all engines say the same', function () {
  this.timeout(20 * 60_000);
  let engines: readonly TargetEngine[];

  before(async () => {
    engines = await openEngines(world);
  });
  after(() => Promise.all(engines.map((engine) => engine.close())));

  /** Fails with the first person about whom an engine says something else than the interpreter. */
  async function assertAgreed(criterion: Expanded, people: readonly PersonFacts[]): Promise<void> {
    const truths = new Map(people.map((person) => [person.subjectId, truthOf(criterion, person)]));
    const unknown = [...truths.values()].filter((truth) => truth === null).length;
    await Promise.all(
      engines.map(async (engine) => {
        const yes = await engine.members(criterion);
        const no = await engine.members(not(criterion));
        const wrong = people.find(
          ({ subjectId: id }) =>
            yes.has(id) !== (truths.get(id) === true) || no.has(id) !== (truths.get(id) === false),
        );
        if (wrong !== undefined) {
          assert.fail(await dispute(engines, await smallest(engine, criterion, wrong), wrong));
        }
        assert.equal(yes.size + no.size + unknown, people.length, `${engine.name}: a sum of parts`);
      }),
    );
  }

  for (let seed = 1; seed <= POPULATIONS; seed += 1) {
    it(`about population ${seed}`, async () => {
      const [people = []] = fc.sample(population(world, String(seed), PEOPLE), { numRuns: 1, seed });
      await Promise.all(engines.map((engine) => engine.settle(people)));
      const sampled = fc.sample(anyCriterion, { numRuns: CRITERIA, seed });
      for (const criterion of sampled) await assertAgreed(criterion, people);
    });
  }

  it('of every value that somebody has', async () => {
    const [people = []] = fc.sample(population(world, 'compared', PEOPLE), { numRuns: 1, seed: 0 });
    await Promise.all(engines.map((engine) => engine.settle(people)));
    const compared = comparisons(people);
    const step = dose(Math.ceil(compared.length / 50), 1);
    for (const [i, criterion] of compared.entries())
      if (i % step === 0) await assertAgreed(criterion, people);
  });

  it('whatever way it is written', async () => {
    const [people = []] = fc.sample(population(world, 'rewritten', PEOPLE), { numRuns: 1, seed: 0 });
    await Promise.all(engines.map((engine) => engine.settle(people)));
    for (const criterion of fc.sample(anyCriterion, { numRuns: dose(30, 500), seed: 0 })) {
      for (const engine of engines) {
        const members = await engine.members(criterion);
        for (const [law, written] of Object.entries(rewritings(criterion))) {
          const same = await engine.members(written);
          assert.deepEqual(same, members, `${engine.name}, ${law}: ${JSON.stringify(criterion)}`);
        }
      }
    }
  });
});
