import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerImport } from '../../src/cli/import/register.ts';
import { ConfigError } from '../../src/kernel/errors.ts';
import { createList, registerEventKind } from '../../src/traits/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { knownOf } from '../support/traits.ts';
import { until } from '../support/until.ts';

const LIST = `lst_${'1'.repeat(26)}`;

for (const dialect of engines) {
  describe(`\`sluice import\` beside a running service, on ${dialect}`, () => {
    let stage: Stage;
    let folder: string;
    let ids: string[];
    before(async () => {
      stage = await openStage(dialect);
      folder = temporaryFolder();
      const { db } = stage.marketplace;
      await db.transact(async (tx) => {
        await registerEventKind(tx, {
          ...{ name: 'published', purpose: 'For tests.', retentionDays: 90, registeredAt: 0 },
        });
        await createList(tx, { id: LIST, name: 'Imported', purpose: 'For tests.', createdAt: 1 });
      });
      ids = (await rowsOf(stage.marketplace, 'people')).map((row) => String(row['subject_id'])).sort();
    });
    after(() => stage.close());

    const known = (id: string) => knownOf(stage.marketplace.db, id);
    const today = (): string => new Date(stage.clock.now()).toISOString().slice(0, 10);
    function file(name: string, ...lines: readonly string[]): string {
      writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
      return join(folder, name);
    }

    /** Runs the command as an operator does. */
    function start(...args: readonly string[]) {
      const { PATH = '' } = process.env;
      const child = spawn(process.execPath, ['bin/sluice.js', 'import', ...args], {
        env: {
          PATH,
          SLUICE_DATA_DIR: stage.marketplace.dataDir,
          SLUICE_DATABASE_URL: stage.marketplace.databaseUrl,
        },
      });
      let [out, told] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
      const ended = new Promise<{ code: number | null; out: string; told: string }>((resolve) =>
        child.once('close', (code) => resolve({ code, out, told })),
      );
      return { child, ended };
    }

    it('records a file, and ends with one line and a status that says whether all was taken', async () => {
      const [a = '', b = ''] = ids;
      const traits = file('all.csv', 'subject_id,trait,value', `${a},plan,starter`, `${b},plan,starter`);
      assert.deepEqual(await start('traits', traits).ended, {
        ...{ code: 0, told: '', out: '2 recorded, 0 left out\n' },
      });
      assert.equal((await known(a)).values['plan']?.value, 'starter');
      const some = file(
        'some.ndjson',
        JSON.stringify({ subject_id: a, event: 'published', day: today(), count: 3 }),
        JSON.stringify({ subject_id: a, event: 'canary', day: today(), count: 3 }),
        '{',
      );
      assert.deepEqual(await start('events', some).ended, {
        code: 1,
        told: 'line 2: event wants a registered event\nline 3: it wants one JSON object\n',
        out: '1 recorded, 2 left out\n',
      });
      assert.deepEqual(
        (await known(a)).events['published']?.map(({ count }) => count),
        [3],
      );
    });

    it('reads standard input, and stops at a signal where it says', async () => {
      const [a = '', b = ''] = ids;
      const { child, ended } = start('list', '-', '--format', 'csv', '--list', LIST);
      child.stdin.end(`subject_id\n${b}\n`);
      assert.deepEqual(await ended, { code: 0, told: '', out: '1 recorded, 0 left out\n' });
      assert.deepEqual((await known(b)).lists, [LIST]);

      const rows = Array.from({ length: 1_500 }, () => `${b},published,${today()},1`);
      const header = 'subject_id,event,day,count';
      const running = start('events', '-', '--format', 'csv');
      running.child.stdin.write(`${[header, ...rows].join('\n')}\n`);
      const count = async (): Promise<number | undefined> => (await known(b)).events['published']?.[0]?.count;
      await until(async () => (await count()) === 1_000, 'the first batch to be recorded', 30_000);
      running.child.kill('SIGINT');
      assert.deepEqual(await running.ended, {
        ...{ code: 130, told: 'stopped; go on with --from-line 1002\n', out: '1000 recorded, 0 left out\n' },
      });
      const rest = file('events.csv', header, ...rows);
      const { code, out } = await start('events', rest, '--from-line', '1002').ended;
      assert.deepEqual([code, out], [0, '500 recorded, 0 left out\n']);
      assert.equal(await count(), 1_500);
      assert.equal((await known(a)).lists.length, 0);
    });

    it('says what it wants when it is used wrongly, with status 2, and records nothing', async () => {
      const csv = file('plain', 'subject_id,trait,value');
      const inProcess = new Command();
      const { sluice } = stage.marketplace.serving;
      const out = (line: string): never => assert.fail(line);
      registerImport(inProcess, { withSluice: (task) => task(sluice), tell: out, out });
      for (const [args, words] of [
        [['traits', join(folder, 'nothing.csv')], /import wants a file that is there/],
        [['traits', csv], /--format wants csv or ndjson/],
        [['events', csv, '--format', 'csv'], /the first line wants a header: subject_id,event,day,count/],
        [['list', csv, '--format', 'csv'], /--list wants the id of a list/],
        [['traits', csv, '--format', 'csv', '--from-line', 'x'], /--from-line wants the number of a line/],
      ] as const) {
        await assert.rejects(
          inProcess.parseAsync(['import', ...args], { from: 'user' }),
          (error: unknown) => {
            assert.ok(error instanceof ConfigError);
            assert.match(error.message, words);
            return true;
          },
        );
      }
      for (const [args, words] of [
        [['people', csv], /Allowed choices are traits, events, list/],
        [['traits', 'nothing.csv'], /import wants a file that is there/],
      ] as const) {
        const { code, told, out: printed } = await start(...args).ended;
        assert.deepEqual([code, printed], [2, ''], args.join(' '));
        assert.match(told, words);
      }
    });
  });
}
