import { migrationsWith } from '../../src/app/migrations.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import type { Database, Dialect } from '../../src/platform/db/index.ts';
import type { Expanded } from '../../src/targeting/criteria/ast.ts';
import { audiencePage, countAudience } from '../../src/targeting/engines/sql/index.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { lower } from '../../src/targeting/lower.ts';
import { newDatabaseUrl } from './databases.ts';
import { builtAudience, changedAudience, offerIndex } from './memory-engines.ts';
import type { World } from './people-arbitrary.ts';
import { plantPeople, plantWorld } from './people-arbitrary.ts';

/** Something that says of whom a criterion is true. */
export interface TargetEngine {
  readonly name: string;
  /** Puts these people in the place of those before. */
  settle(people: readonly PersonFacts[]): Promise<void>;
  members(criterion: Expanded): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

/** An empty database with all tables, in which a world's traits, events and lists are registered. */
export async function openWorld(dialect: Dialect, world: World): Promise<Database> {
  const db = openDatabase(await newDatabaseUrl(dialect), systemClock);
  await db.migrate(migrationsWith([]));
  await plantWorld(db, world);
  return db;
}

async function sqlEngine(dialect: Dialect, world: World): Promise<TargetEngine> {
  const db = await openWorld(dialect, world);
  return {
    name: dialect,
    settle: (people) => plantPeople(db, world, people),
    async members(criterion) {
      const plan = lower(criterion, world);
      const [page, count] = await db.read(async (reader) => [
        await audiencePage(reader, plan, '', 1_000_000),
        await countAudience(reader, plan),
      ]);
      const members = new Set(page);
      if (members.size !== count) throw new Error(`${dialect} counts ${count} and lists ${members.size}`);
      return members;
    },
    close: () => db.close(),
  };
}

/** Every engine but the interpreter. */
export const openEngines = async (world: World): Promise<readonly TargetEngine[]> => [
  await sqlEngine('sqlite', world),
  await sqlEngine('postgres', world),
  changedAudience(world),
  builtAudience(world),
  offerIndex(world),
];
