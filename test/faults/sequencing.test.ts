import assert from 'node:assert/strict';
import { plant } from '../../seeds/plant.ts';
import { compose } from '../../src/app/index.ts';
import type { Sluice } from '../../src/app/index.ts';
import { runFsck } from '../../src/cli/ledger.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import {
  append,
  currentHead,
  leafHash,
  openCheckpoint,
  rootOf,
  trustNobodyElse,
} from '../../src/ledger/index.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { dose } from '../support/dose.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import { until } from '../support/until.ts';

const PROCESSES = 4;
const APPENDS = dose(150, 1_500);
const ROLLED_BACK = 0.1;

class Crash extends Error {}

for (const dialect of engines) {
  describe(`several processes that append and sequence one log, on ${dialect},`, function () {
    this.timeout(10 * 60_000);

    it('place every committed entry once, none that was rolled back, and never sign two histories', async () => {
      const config = readConfig({
        SLUICE_DATA_DIR: temporaryFolder(),
        SLUICE_DATABASE_URL: await newDatabaseUrl(dialect),
      });
      const secrets = readSecrets({}, config, systemRandom);
      const open = (): Sluice =>
        compose({
          ...{ config, secrets, clock: systemClock, random: systemRandom, log: createLog('silent') },
          sequencer: { poll: 20, gap: 1 },
        });
      const processes = Array.from({ length: PROCESSES }, open);
      const [first] = processes as [Sluice, ...Sluice[]];
      await first.upgrade();
      const { db, services, ledger } = first;
      await plant({ db, vault: services.vault, ledger, issuer: config.jwt.issuer }, 10);
      await Promise.all(processes.map((one) => one.sequencer.start()));
      const subjects = (await rowsOf<{ id: string }>(first, 'subjects')).map(({ id }) => id);

      // What anybody could have seen: every head that was shown while it grew.
      const heads = new Map<number, string>();
      let watching = true;
      const watcher = (async () => {
        while (watching) {
          for (const one of processes) {
            const head = await one.db.read((reader) =>
              currentHead(reader, trustNobodyElse, systemClock.now()),
            );
            if (head === null) continue;
            const known = heads.get(head.size);
            assert.ok(known === undefined || known === head.note, `two heads of ${head.size} entries`);
            heads.set(head.size, head.note);
          }
          await new Promise((resolve) => setTimeout(resolve, 3));
        }
      })();

      const committed = new Set<string>();
      await Promise.all(
        processes.map(async (one, p) => {
          for (let i = 0; i < APPENDS; i += 1) {
            const subject = subjects[(p * APPENDS + i) % subjects.length] ?? '';
            try {
              const receipts = await one.db.transact(async (tx) => {
                const staff = `process ${p}`;
                const record = {
                  event: 'staff-read',
                  subject,
                  staff,
                  reason: 'test',
                  ...{ read: 'r1', reference: null, fields: [], request: null },
                  readAt: tx.now,
                } as const;
                const appended = await append(tx, one.ledger, [{ subjectId: subject, about: null, record }]);
                // Longer than a round of the sequencers, so that others overtake it with later numbers.
                if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
                if (systemRandom.fraction() < ROLLED_BACK) throw new Crash();
                return appended;
              });
              for (const { entryId } of receipts) committed.add(entryId);
              one.sequencer.wake();
            } catch (error) {
              if (!(error instanceof Crash)) throw error;
            }
          }
        }),
      );
      await until(
        async () => (await services.ledgerStatus()).pending === 0,
        'everything in the tree',
        10_000,
      );
      watching = false;
      await watcher;

      const rows = await rowsOf<{ id: string; leaf: Buffer; leaf_index: number; event: string }>(
        first,
        'ledger_entries',
      );
      const placed = rows.sort((a, b) => a.leaf_index - b.leaf_index);
      assert.deepEqual(
        placed.map(({ leaf_index }) => leaf_index),
        placed.map((_, i) => i),
      );
      assert.deepEqual(
        new Set(placed.filter(({ event }) => event === 'staff-read').map(({ id }) => id)),
        committed,
      );
      const hashes = placed.map(({ leaf }) => leafHash(leaf));
      assert.ok(heads.size > 5, `${heads.size} heads were seen`);
      const keys = services.receipts.identity.signers.map(({ key }) => key);
      for (const [size, note] of heads) {
        assert.deepEqual(
          openCheckpoint(note, keys).root,
          rootOf(hashes.slice(0, size)),
          `the head of ${size}`,
        );
      }
      assert.deepEqual(await runFsck(first), []);
      await Promise.all(processes.map((one) => one.close()));
    });
  });
}
