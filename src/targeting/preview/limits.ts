import { DAY, MINUTE } from '../../kernel/clock.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import { takeTurn } from '../lock.ts';
import { askedSince, insertQuery } from './store.ts';
import type { NewQuery } from './store.ts';

/** How often may be asked. Different questions are what the guard costs, so there are only so many for everybody. */
export interface PreviewLimits {
  /** By one author. */
  readonly minute: number;
  readonly day: number;
  /** Different ones of an author's that may be refused in a day: a refusal says something too. */
  readonly refusals: number;
  /** Different ones in a day by everybody, and those of them with a breakdown. */
  readonly distinct: number;
  readonly breakdowns: number;
}

export const previewLimits: PreviewLimits = {
  minute: 120,
  day: 5_000,
  refusals: 200,
  distinct: 2_000,
  breakdowns: 200,
};

const reached = (message: string): Refusal => refuse('LIMIT_REACHED', [], message);

type Asked = Awaited<ReturnType<typeof askedSince>>;

function refuseMore(asked: Asked, limits: PreviewLimits, hasBreakdown: boolean): Refusal | null {
  if (asked.lastMinute >= limits.minute) return reached(`At most ${limits.minute} sizes a minute.`);
  if (asked.lastDay >= limits.day) return reached(`At most ${limits.day} sizes a day.`);
  // What was asked today already costs nothing more.
  if (!asked.isNew) return null;
  if (asked.refused >= limits.refusals)
    return reached(`Today ${limits.refusals} audiences of yours were too close to others.`);
  if (asked.distinct >= limits.distinct)
    return reached(`At most ${limits.distinct} different audiences a day, by everybody.`);
  if (hasBreakdown && asked.breakdowns >= limits.breakdowns)
    return reached(`At most ${limits.breakdowns} different breakdowns a day, by everybody.`);
  return null;
}

/** Notes that something is asked, before anybody looks for an answer. Returns its number in the log. */
export async function logQuery(tx: Tx, query: NewQuery, limits: PreviewLimits): Promise<number | Refusal> {
  await takeTurn(tx, 'audience queries');
  const asked = await askedSince(tx, query, { minute: tx.now - MINUTE, day: tx.now - DAY });
  const refused = refuseMore(asked, limits, query.breakdownBy !== null);
  return refused ?? insertQuery(tx, query, asked.isNew);
}
