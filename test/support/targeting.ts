import { Writable } from 'node:stream';
import { migrationsWith } from '../../src/app/migrations.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import type { Database, Dialect } from '../../src/platform/db/index.ts';
import { createKeyedHashes } from '../../src/platform/key-ring.ts';
import { createLog } from '../../src/platform/log.ts';
import { createAudienceFile, createAudienceService } from '../../src/targeting/index.ts';
import type { AudienceService, AudienceSettings } from '../../src/targeting/index.ts';
import { addPeople, recordValues } from '../../src/traits/index.ts';
import type { TraitValue } from '../../src/traits/index.ts';
import { newDatabaseUrl, temporaryFolder } from './databases.ts';
import { handClock } from './outbox.ts';
import { until } from './until.ts';

export type Values = Readonly<Record<string, TraitValue | null>>;

/** A database with all tables and nobody in it, and a clock that is moved by hand. */
export async function openTargeting(dialect: Dialect) {
  const clock = handClock();
  const url = await newDatabaseUrl(dialect);
  const db = openDatabase(url, clock);
  await db.migrate(migrationsWith([]));
  const services: AudienceService[] = [];
  const logLines: string[] = [];
  const log = createLog(
    'info',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        logLines.push(chunk.toString());
        done();
      },
    }),
  );
  let people = 0;

  const record = (subjectIds: readonly string[], valuesOf: (i: number) => Values): Promise<void> =>
    db.transact((tx) =>
      recordValues(
        tx,
        subjectIds.flatMap((subjectId, i) =>
          Object.entries(valuesOf(i)).map(([trait, value]) => ({ subjectId, trait, value })),
        ),
      ),
    );

  return {
    ...{ db, clock, url, log, logLines, record },
    hashes: createKeyedHashes(Buffer.alloc(32, 7)),
    /** People of whom this is known. */
    async people(count: number, valuesOf: (i: number) => Values = () => ({})): Promise<string[]> {
      const ids = Array.from({ length: count }, () => `sub_${String((people += 1)).padStart(6, '0')}`);
      await db.transact((tx) => addPeople(tx, ids));
      await record(ids, valuesOf);
      return ids;
    },
    /** Everybody's facts in memory, as one process holds them. */
    audience(
      settings: Partial<AudienceSettings> = {},
      { at = db, folder = temporaryFolder() }: { at?: Database; folder?: string } = {},
    ): AudienceService {
      const file = createAudienceFile({ db: at, random: systemRandom, folder });
      const quick = { poll: 20, ...settings };
      const service = createAudienceService({ db: at, clock, log, file, settings: quick });
      services.push(service);
      service.start();
      return service;
    },
    async close(): Promise<void> {
      await Promise.all(services.map((service) => service.stop()));
      await db.close();
    },
  };
}

export type Targeting = Awaited<ReturnType<typeof openTargeting>>;

export const ready = (service: AudienceService): Promise<void> =>
  until(() => service.isReady(), 'the audience to be read');
