import type { Clock } from '../kernel/clock.ts';
import { SECOND } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { encrypt } from '../platform/key-ring.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import type { Poller } from '../platform/poller.ts';
import { openExportKey } from '../vault/index.ts';
import { archiveFiles, expectedCount } from './archive-files.ts';
import { inPieces, zipOf } from './archive.ts';
import { claimExport, expireExport, finishJob, isExportDue, keepJob, releaseJob } from './jobs.ts';
import { insertPiece } from './pieces.ts';
import { writeReadme } from './readme.ts';
import { PIECE, boundPiece, percentOf } from './rules.ts';
import type { ExportJob } from './types.ts';

/** Tells a person, in the transaction, that their copy is ready; `mail/` does. */
export type TellReady = (
  tx: Tx,
  ready: { readonly subjectId: string; readonly exportId: string },
) => Promise<void>;

export interface ExporterParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly keyRing: KeyRing;
  readonly sections: readonly ExportSection[];
  readonly company: { readonly name: string; readonly contact: string };
  readonly tellReady: TellReady;
}

/** How often an export says how far it is. */
const SAY_EVERY = SECOND / 4;

/** Why one stops in the middle: gone: it is somebody else's, or its person is erased; stopping: this process ends. */
class Stopped extends Error {
  readonly why: 'gone' | 'stopping';

  constructor(why: Stopped['why']) {
    super(`an export stops: ${why}`);
    this.why = why;
  }
}

/**
 * Puts copies together: one at a time in each process, in as many processes as there are. The archive is made, sealed and
 * written piece by piece and is nowhere as a whole; it can be stopped between any two of them, and begins anew.
 */
export function createExporter(parts: ExporterParts): Poller {
  const { db, clock, random, log, sections, company } = parts;

  async function build(job: ExportJob): Promise<void> {
    const { id: exportId, subjectId } = job;
    const of = { subjectId, exportId };
    const key = await db.read((reader) => openExportKey(reader, parts, of, job.sealedKey));
    if (key === null) throw new Stopped('gone');
    const expected = await expectedCount(db, subjectId, sections);
    let [done, said] = [0, performance.now()];

    async function write(also: (tx: Tx) => Promise<void>): Promise<void> {
      if (!poller.isRunning()) throw new Stopped('stopping');
      said = performance.now();
      const isOurs = await db.transact(async (tx) => {
        if (!(await keepJob(tx, job, percentOf(done, expected)))) return false;
        await also(tx);
        return true;
      });
      if (!isOurs) throw new Stopped('gone');
    }
    async function progress(more: number): Promise<void> {
      done += more;
      if (performance.now() - said >= SAY_EVERY) await write(() => Promise.resolve());
    }

    const at = clock.now();
    const readme = writeReadme({ company: company.name, contact: company.contact, at, sections });
    const files = archiveFiles(db, subjectId, { readme, sections }, progress);
    let [pieces, size] = [0, 0];
    for await (const piece of inPieces(zipOf(files, new Date(at)), PIECE)) {
      const sealed = encrypt(key, piece, boundPiece(exportId, pieces), random);
      await write((tx) => insertPiece(tx, exportId, pieces, sealed));
      pieces += 1;
      size += piece.length;
    }
    const isOurs = await db.transact(async (tx) => {
      if (!(await finishJob(tx, job, { pieces, size }))) return false;
      await parts.tellReady(tx, of);
      return true;
    });
    if (!isOurs) throw new Stopped('gone');
    log.info('export ready', { exportId });
  }

  async function run(job: ExportJob): Promise<void> {
    try {
      await build(job);
    } catch (error) {
      const why = error instanceof Stopped ? error.why : null;
      if (why === 'gone') return;
      if (why === null) log.error('export', { exportId: job.id, ...describeError(error) });
      await db.transact((tx) => releaseJob(tx, job, why === null));
    }
  }

  const poller = createPoller({
    poll: SECOND,
    async round() {
      if (!(await db.read((reader) => isExportDue(reader, clock.now())))) return false;
      if (await db.transact(expireExport)) return true;
      const job = await db.transact(claimExport);
      if (job === null) return false;
      if (job === 'failed') log.error('export given up', {});
      else await run(job);
      return true;
    },
    onError: (error) => log.error('exports', describeError(error)),
  });
  return poller;
}
