import assert from 'node:assert/strict';
import type { Door } from '../../src/kernel/principal.ts';
import { engines } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { hearRequests } from '../support/statements.ts';

const APPS = ['calmly-booking', 'birch-newsletter', 'drift-stats', 'ink-proof', 'mosaic-fonts'];
/** What is asked for the first time may take more: of so many times the fewest are what it takes. */
const TIMES = 5;

interface Operation {
  readonly door: Door;
  readonly query: string;
  /** Statements, whatever the length of the page. */
  readonly most: number;
}

/** What the pages and the partners ask most, with all that each thing on the page leads to. */
const operations: Readonly<Record<string, Operation>> = {
  'the offers of a person': {
    door: 'marketplace',
    most: 22,
    query:
      '{ viewer { offers(first: $n) { nodes { id title app { name partner { name } category { name } } } } } }',
  },
  'who has a person’s email': {
    door: 'marketplace',
    most: 25,
    query:
      '{ viewer { releases(first: $n) { nodes { id state text proof app { name } partner { name } grant { id receipt } deliveries { state } fetches { at } deletion { dueAt } } } } }',
  },
  'the yeses of a person': {
    door: 'marketplace',
    most: 16,
    query: '{ viewer { grants(first: $n) { nodes { id state receipt app { name partner { name } } } } } }',
  },
  'the contacts of a partner': {
    door: 'partner',
    most: 20,
    query: '{ contacts(first: $n) { nodes { contactId email app { name } } } }',
  },
  'all releases, for the privacy office': {
    door: 'privacy',
    most: 4,
    query:
      'query @purpose(is: ACCOUNTABILITY) { releases(first: $n) { nodes { id subjectId app { name } partner { name } } } }',
  },
};

/** How many things an answer's page has. */
function lengthOf(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  if ('nodes' in data && Array.isArray(data.nodes)) return data.nodes.length;
  return Math.max(0, ...Object.values(data).map(lengthOf));
}

for (const dialect of engines) {
  describe(`statements of an operation, on ${dialect},`, () => {
    let stage: Stage;
    let person: Person;

    before(async () => {
      stage = await openStage(dialect);
      // One of those who were planted: people without traits are in no audience.
      person = stage.marketplace.login('person-1', 'person.1@mail.example');
      for (const app of APPS) await stage.install(person, app);
      for (let i = 0; i < 4; i += 1) await stage.install(await stage.person(), APPS[0] as string);
    });
    after(() => stage.close());

    const tokenFor = (door: Door): string => {
      const { partnerToken, staffToken } = stage.marketplace;
      if (door === 'marketplace') return person.token;
      return door === 'partner' ? partnerToken('calmly') : staffToken('privacy');
    };

    /** The statements that a request sends, and how many things came. */
    async function statementsOf(door: Door, query: string): Promise<{ statements: number; nodes: number }> {
      let [fewest, nodes] = [Infinity, 0];
      for (let i = 0; i < TIMES; i += 1) {
        let statements = 0;
        const heard = hearRequests(() => (statements += 1));
        const { data, errors, raw } = await stage.marketplace.ask(door, tokenFor(door), query);
        heard.end();
        assert.deepEqual(errors, [], raw);
        fewest = Math.min(fewest, statements);
        nodes = lengthOf(data);
      }
      return { statements: fewest, nodes };
    }

    for (const [what, { door, query, most }] of Object.entries(operations)) {
      it(`are as many for four as for one: ${what}`, async () => {
        const asked = (n: number): string => query.replace('$n', String(n));
        // Neither page is the last: whoever comes to the end looks once more whether that is it.
        const [one, four] = [await statementsOf(door, asked(1)), await statementsOf(door, asked(4))];
        assert.deepEqual([one.nodes, four.nodes], [1, 4]);
        assert.ok(one.statements > 0);
        assert.equal(four.statements, one.statements);
        assert.ok(four.statements <= most, `${four.statements} statements`);
      });
    }
  });
}
