import type { Session } from '../kernel/principal.ts';
import { deleteSome } from '../platform/db/index.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';

/** Sessions in which somebody gave a birth date that keeps them out: they are asked for no other one. */
const TABLE = 'refused_sessions';

const isRefused = async (at: Queryable, mark: string): Promise<boolean> =>
  (await at.q(TABLE).where({ mark }).first()) !== undefined;

const remember = async (tx: Tx, mark: string, { expiresAt }: Session): Promise<void> => {
  await tx.q(TABLE).insert({ mark, expires_at: expiresAt });
};

/**
 * Asks for a birth date once a session: after a no for age every answer in it is that same no, whatever the date, and
 * nothing is kept but a keyed hash of the session until it expires. The row stands while the question is open, so that
 * two answers at once are heard one after the other: the second one fails on the index, and is asked anew
 * (`transactOrSee`).
 */
export async function askOnce<Answer>(
  tx: Tx,
  hashes: KeyedHashes,
  session: Session,
  steps: {
    readonly ask: () => Promise<Answer>;
    readonly isForAge: (answer: Answer) => boolean;
    readonly refused: () => Answer;
  },
): Promise<Answer> {
  const mark = hashes.sessionMark(session.mark);
  if (await isRefused(tx, mark)) return steps.refused();
  await remember(tx, mark, session);
  const answer = await steps.ask();
  if (!steps.isForAge(answer)) await tx.q(TABLE).where({ mark }).delete();
  return answer;
}

/** Makes no account in this session, because its person turned out to be too young. */
export async function refuseSession(tx: Tx, hashes: KeyedHashes, session: Session): Promise<void> {
  const mark = hashes.sessionMark(session.mark);
  if (!(await isRefused(tx, mark))) await remember(tx, mark, session);
}

/** Forgets up to `limit` sessions that cannot come again; returns how many. */
export function sweepRefusedSessions(tx: Tx, limit: number): Promise<number> {
  return deleteSome(tx, TABLE, 'mark', limit, (over) => void over.where('expires_at', '<=', tx.now));
}
