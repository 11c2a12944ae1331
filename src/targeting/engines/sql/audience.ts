import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Reader } from '../../../platform/db/index.ts';
import type { Plan } from '../../plan.ts';
import { askTexts } from './ask-texts.ts';
import { isTrue } from './rails.ts';
import type { Form } from './where.ts';
import { restrict } from './where.ts';

/** Who an audience was: its members in order of id, each followed by a line feed, as one SHA-256 in hex. */
export interface AudienceDigest {
  readonly sha256: string;
  readonly count: number;
}

/** Makes the query for a plan's members, to be asked as often as needed; `people` goes by `p`. */
async function membersOf(reader: Reader, plan: Plan, form: Form): Promise<() => Knex.QueryBuilder> {
  const rail = isTrue(plan);
  const answers = await askTexts(reader, rail);
  return () => reader.q({ p: 'people' }).where((query) => restrict(query, rail, { reader, answers, form }));
}

const pageFrom = async (
  members: () => Knex.QueryBuilder,
  afterSubjectId: string,
  limit: number,
): Promise<string[]> =>
  (await members()
    .where('p.subject_id', '>', afterSubjectId)
    .orderBy('p.subject_id')
    .limit(limit)
    .pluck('p.subject_id')) as string[];

/** How many people a plan is true of. */
export async function countAudience(reader: Reader, plan: Plan): Promise<number> {
  // PostgreSQL turns one form into the other where it is cheaper, SQLite does what it is told.
  const members = await membersOf(reader, plan, reader.dialect === 'sqlite' ? 'sets' : 'probes');
  const [row] = (await members().count({ n: '*' })) as { n: number }[];
  return Number(row?.n);
}

/** People of whom a plan is true, in order of id, from after `afterSubjectId` on; '' starts at the first. */
export async function audiencePage(
  reader: Reader,
  plan: Plan,
  afterSubjectId: string,
  limit: number,
): Promise<string[]> {
  return pageFrom(await membersOf(reader, plan, 'probes'), afterSubjectId, limit);
}

const DIGEST_PAGE = 5_000;

/** The fingerprint of an audience. Questions about texts are asked once, at the start. */
export async function audienceDigest(reader: Reader, plan: Plan): Promise<AudienceDigest> {
  const members = await membersOf(reader, plan, 'probes');
  const hash = createHash('sha256');
  let count = 0;
  for (let after = ''; ;) {
    const page = await pageFrom(members, after, DIGEST_PAGE);
    for (const id of page) hash.update(`${id}\n`);
    count += page.length;
    if (page.length < DIGEST_PAGE) return { sha256: hash.digest('hex'), count };
    after = page.at(-1) ?? after;
  }
}
