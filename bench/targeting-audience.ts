/**
 * Sizes of audiences: the index in memory against DuckDB (in memory, two threads) and SQLite (a file) over the same
 * people in one run, and all three have to agree. Arguments: numbers of people, each a run of its own; 1,000,000 unless
 * given. Prints milliseconds. The aim for 10,000,000: p95 under 25 at 5 and at 10 leaves, half of DuckDB's time.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sequence } from '../seeds/deterministic.ts';
import { AudienceBuilder, readSnapshot, writeSnapshot } from '../src/targeting/engines/audience/index.ts';
import type { AudienceIndex } from '../src/targeting/engines/audience/index.ts';
import { lower } from '../src/targeting/lower.ts';
import type { PersonFacts } from '../src/targeting/facts.ts';
import { decodeValue } from '../src/traits/index.ts';
import { percentile } from './harness.ts';
import { otherLeaves, sample, someCriterion, traitLeaves } from './targeting/criteria.ts';
import type { Asked } from './targeting/criteria.ts';
import { TODAY, peopleInChunks, registry } from './targeting/made-up-people.ts';
import type { SomePeople } from './targeting/made-up-people.ts';
import { duckdbTable, sqliteTable } from './targeting/tables.ts';

const SIZES = process.argv.slice(2).map(Number);
const AT_ONCE = 50_000;
const CRITERIA = 40;
const WARM_UP = 10;
const UPDATES = 2_000;

const moment = { traits: registry, today: TODAY };

/** Seconds of all calls so far. */
function stopwatch(): {
  readonly seconds: () => number;
  time<T>(work: () => T): T;
  wait<T>(work: () => Promise<T>): Promise<T>;
} {
  let spent = 0;
  return {
    seconds: () => spent / 1_000,
    time(work) {
      const begun = performance.now();
      const result = work();
      spent += performance.now() - begun;
      return result;
    },
    async wait(work) {
      const begun = performance.now();
      const result = await work();
      spent += performance.now() - begun;
      return result;
    },
  };
}

function addTo(builder: AudienceBuilder, { from, dice, traits, events, beta }: SomePeople): void {
  dice.forEach((die, i) => builder.addPerson(from + i, die));
  for (const [name, values] of traits) {
    const appender = builder.trait(name);
    values.forEach((value, i) => value !== null && appender?.add(from + i, value));
  }
  for (const [name, { ordinals, days, counts }] of events) {
    const appender = builder.event(name);
    ordinals.forEach((ordinal, i) =>
      appender.add(ordinal, { day: days[i] as number, count: counts[i] as number }),
    );
  }
  const list = builder.members('list', 'beta');
  for (const ordinal of beta) list.add(ordinal);
}

const spread = (times: readonly number[]): string =>
  `p50 ${percentile(times, 0.5).toFixed(1)} p95 ${percentile(times, 0.95).toFixed(1)}`;

const ratio = (times: readonly number[], ours: readonly number[]): string =>
  [0.5, 0.95].map((share) => (percentile(times, share) / percentile(ours, share)).toFixed(1)).join(' and ');

interface Asking {
  readonly counts: readonly number[];
  readonly times: readonly number[];
}

async function ask(
  asked: readonly Asked[],
  count: (one: Asked) => number | Promise<number>,
): Promise<Asking> {
  const counts: number[] = [];
  const times: number[] = [];
  for (const one of asked) {
    const begun = performance.now();
    counts.push(await count(one));
    times.push(performance.now() - begun);
  }
  return { counts, times };
}

const countIn =
  (index: AudienceIndex) =>
  ({ criterion }: Asked): number =>
    index.count(lower(criterion, moment));

function mustAgree(ours: Asking, theirs: Asking, who: string, asked: readonly Asked[]): void {
  ours.counts.forEach((count, i) => {
    if (count !== theirs.counts[i]) {
      throw new Error(`${count} people, but ${who} says ${theirs.counts[i]}: ${asked[i]?.duckdb}`);
    }
  });
}

function factsOf({ dice, traits }: SomePeople, i: number): PersonFacts {
  const known = [...traits].flatMap(([name, values]) => {
    const type = registry.get(name)?.type;
    const value = values[i] ?? null;
    return type === undefined || value === null
      ? []
      : [[name, { value: decodeValue(type, value), version: 1 }] as const];
  });
  const days = Array.from({ length: 10 }, (_, day) => ({ day: TODAY - 80 + 8 * day, count: 1 + (day % 2) }));
  return {
    ...{ subjectId: '', dice: dice[i] as number, traits: new Map(known), events: new Map([['login', days]]) },
    ...{ lists: new Set<string>(), installed: new Set(['app']), granted: new Set(['app']) },
  };
}

async function run(people: number): Promise<void> {
  const [building, filling, storing] = [stopwatch(), stopwatch(), stopwatch()];
  const builder = new AudienceBuilder(registry);
  const [duckdb, sqlite] = [await duckdbTable(), await sqliteTable()];
  let last: SomePeople | null = null;
  for (const some of peopleInChunks(people, AT_ONCE)) {
    building.time(() => addTo(builder, some));
    await filling.wait(() => duckdb.add(some));
    await storing.wait(() => sqlite.add(some));
    last = some;
  }
  const index = building.time(() => builder.finish());
  await filling.wait(() => duckdb.ready());
  await storing.wait(() => sqlite.ready());
  const bytes = [...index.bytes()];
  const of = (chosen: (name: string) => boolean): string =>
    (bytes.reduce((sum, [name, some]) => sum + (chosen(name) ? some : 0), 0) / people).toFixed(1);
  console.log(`${people.toLocaleString('en')} people`);
  console.log(
    `  built in ${building.seconds().toFixed(1)} s (DuckDB ${filling.seconds().toFixed(1)} s, SQLite ${storing.seconds().toFixed(1)} s); bytes a person: ${of((name) => name.startsWith('trait'))} for 12 traits, ${of((name) => name.startsWith('event'))} for 90 days of 2 events, ${of((name) => !/^(trait|event)/.test(name))} else; the process holds ${(process.memoryUsage().rss / 2 ** 30).toFixed(2)} GB`,
  );

  const next = sequence(7);
  const some = (count: number, leaves: number, kinds: Parameters<typeof someCriterion>[1]): Asked[] =>
    Array.from({ length: count }, () => someCriterion(leaves, kinds, next));
  for (const leaves of [5, 10]) {
    const warmUp = some(WARM_UP, leaves, traitLeaves);
    const asked = some(CRITERIA, leaves, traitLeaves);
    await ask(warmUp, countIn(index));
    const ours = await ask(asked, countIn(index));
    const again = await ask(asked, countIn(index));
    await ask(warmUp, ({ duckdb: sql }) => duckdb.count(sql));
    const theirs = await ask(asked, ({ duckdb: sql }) => duckdb.count(sql));
    await ask(warmUp.slice(0, 2), ({ sqlite: sql }) => sqlite.count(sql));
    const stored = await ask(asked, ({ sqlite: sql }) => sqlite.count(sql));
    mustAgree(ours, theirs, 'DuckDB', asked);
    mustAgree(ours, stored, 'SQLite', asked);
    console.log(
      `  ${CRITERIA} criteria of ${leaves} leaves: ${spread(ours.times)} ms (asked again ${spread(again.times)}); DuckDB ${spread(theirs.times)}, ${ratio(theirs.times, ours.times)} times as long; SQLite ${spread(stored.times)}, ${ratio(stored.times, ours.times)} times as long; all agree`,
    );
  }
  const sampled = some(CRITERIA, 5, [...traitLeaves, sample, sample, sample]);
  const ours = await ask(sampled, countIn(index));
  const theirs = await ask(sampled, ({ duckdb: sql }) => duckdb.count(sql));
  mustAgree(ours, theirs, 'DuckDB', sampled);
  console.log(
    `  5 leaves, some of them samples: ${spread(ours.times)} ms; DuckDB ${spread(theirs.times)}; both agree`,
  );
  await duckdb.close();
  await sqlite.close();

  const other = some(CRITERIA, 5, [...traitLeaves, ...otherLeaves, ...otherLeaves, ...otherLeaves]);
  await ask(some(WARM_UP, 5, otherLeaves), countIn(index));
  const first = await ask(other, countIn(index));
  const then = await ask(other, countIn(index));
  console.log(
    `  5 leaves, half of them events, lists, samples: ${spread(first.times)} ms, asked again ${spread(then.times)}`,
  );

  if (last !== null) {
    const changes: number[] = [];
    for (let i = 0; i < UPDATES; i += 1) {
      const facts = factsOf(last, i % last.dice.length);
      const ordinal = 1 + Math.floor(next() * people);
      const begun = performance.now();
      index.set(ordinal, facts);
      changes.push(performance.now() - begun);
    }
    console.log(
      `  a person's change: p50 ${percentile(changes, 0.5).toFixed(3)} p99 ${percentile(changes, 0.99).toFixed(3)} ms`,
    );
  }

  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'audience.snapshot');
  const [writing, loading] = [stopwatch(), stopwatch()];
  await writing.wait(() => writeSnapshot(index, path, '1'));
  const read = await loading.wait(() => readSnapshot(path, registry));
  if ('refused' in read) throw new Error(read.message);
  const back = await ask(other, countIn(read.index));
  mustAgree(await ask(other, countIn(index)), back, 'the snapshot', other);
  console.log(
    `  snapshot of ${(statSync(path).size / 2 ** 20).toFixed(0)} MB: written in ${writing.seconds().toFixed(2)} s, read in ${loading.seconds().toFixed(2)} s`,
  );
}

for (const people of SIZES.length > 0 ? SIZES : [1_000_000]) await run(people);
