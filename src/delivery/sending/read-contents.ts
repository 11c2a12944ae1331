import type { Database, Reader } from '../../platform/db/index.ts';
import { describeError } from '../../platform/log.ts';
import type { Log } from '../../platform/log.ts';
import type { Content } from '../ports.ts';
import type { StartedAttempt } from '../types.ts';

/** Contents by attempt. An attempt that is not among them has nothing to carry any more. */
export type Contents = ReadonlyMap<string, Content | 'unreadable'>;

/**
 * Reads what attempts carry, all at once; when that fails, half by half, so that one row that cannot be read keeps no other
 * from going. Throws when the database is away: of the rows nothing is known then.
 */
export async function readContents(
  parts: {
    readonly db: Database;
    readonly log: Log;
    readonly contentsOf: (
      reader: Reader,
      attempts: readonly StartedAttempt[],
    ) => Promise<ReadonlyMap<string, Content>>;
  },
  attempts: readonly StartedAttempt[],
): Promise<Contents> {
  const { db, log, contentsOf } = parts;
  try {
    return await db.read((reader) => contentsOf(reader, attempts));
  } catch (error) {
    await db.read((reader) => reader.q.raw('select 1'));
    const [first, second] = attempts;
    if (first !== undefined && second === undefined) {
      log.error('delivery contents unreadable', { messageId: first.delivery.id, ...describeError(error) });
      return new Map([[first.id, 'unreadable']]);
    }
  }
  const half = Math.ceil(attempts.length / 2);
  const left = await readContents(parts, attempts.slice(0, half));
  const right = await readContents(parts, attempts.slice(half));
  return new Map([...left, ...right]);
}
