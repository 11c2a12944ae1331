import { DAY, MINUTE } from '../../kernel/clock.ts';
import type { Clock, Millis } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import type { TraitRegistry } from '../../traits/index.ts';
import type { Expanded } from '../criteria/ast.ts';
import { cellsOf } from './cells.ts';
import { Questions } from './questions.ts';
import type { Question } from './questions.ts';
import { criteriaOf, queriesAfter, statesOf } from './store.ts';
import type { LoggedQuery } from './store.ts';

/** For so long an audience that was asked about keeps others at a distance. */
export const REMEMBERED: Millis = 30 * DAY;

const PAGE = 2_000;

/** A question with a breakdown is another one each year, for cells of dates are years. */
function keyOf({ hash, breakdownBy, at }: Pick<LoggedQuery, 'hash' | 'breakdownBy' | 'at'>): string {
  return breakdownBy === null ? hash : `${hash} ${breakdownBy} ${new Date(at).getUTCFullYear()}`;
}

/**
 * What anybody asked in the last while, as the database has it: every process reads on where it stands, so all of them
 * know the same questions in the same order.
 */
export function createQuestionLog(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly traits: () => TraitRegistry;
}) {
  const { db, clock, traits } = parts;
  const questions = new Questions();
  /** Keys of queries that nobody has decided about, by number. */
  const pending = new Map<number, string>();
  let last = 0;
  let forgotAt = 0;
  let turn: Promise<void> = Promise.resolve();

  function toQuestion(query: LoggedQuery, criterion: Expanded): Question {
    const trait = query.breakdownBy === null ? undefined : traits().get(query.breakdownBy);
    const cells = trait === undefined ? [] : (cellsOf(trait, Math.floor(query.at / DAY)) ?? []);
    return { key: keyOf(query), hash: query.hash, criterion, cells };
  }

  async function readOn(since: Millis): Promise<boolean> {
    const { page, criteria } = await db.read(async (reader) => {
      const page = await queriesAfter(reader, { seq: last, since, limit: PAGE });
      const unknown = page.filter((query) => questions.find(keyOf(query)) === null);
      return {
        page,
        criteria: await criteriaOf(
          reader,
          unknown.map(({ hash }) => hash),
        ),
      };
    });
    for (const query of page) {
      const known = questions.find(keyOf(query));
      const criterion = known?.criterion ?? criteria.get(query.hash);
      if (criterion === undefined) throw new Error('a query has a criterion');
      questions.add(known ?? toQuestion(query, criterion), query);
      if (query.state === 'pending') pending.set(query.seq, keyOf(query));
      last = query.seq;
    }
    return page.length === PAGE;
  }

  async function settlePending(): Promise<void> {
    const states = await db.read((reader) => statesOf(reader, [...pending.keys()]));
    for (const [seq, key] of pending) {
      const state = states.get(seq);
      if (state === 'pending') continue;
      pending.delete(seq);
      if (state === 'refused') questions.withdraw(key, seq);
    }
  }

  async function catchUp(): Promise<void> {
    const now = clock.now();
    const since = now - REMEMBERED;
    await settlePending();
    while (await readOn(since));
    if (now - forgotAt < MINUTE) return;
    forgotAt = now;
    questions.forgetBefore(since);
  }

  /** One after the other, so that questions are added in their order. */
  function inTurn(): Promise<void> {
    turn = turn.then(catchUp, catchUp);
    return turn;
  }

  return {
    /** All questions that there are, oldest first. */
    async all(): Promise<readonly Question[]> {
      await inTurn();
      return questions.inOrder();
    },
    /** All questions that were asked up to one, oldest first, and that one. */
    async upTo(query: Pick<LoggedQuery, 'seq' | 'hash' | 'breakdownBy' | 'at'>): Promise<{
      readonly own: Question;
      readonly all: readonly Question[];
    }> {
      await inTurn();
      const own = questions.find(keyOf(query));
      if (own === null || last < query.seq) throw new Error('a query that was logged is in the log');
      return { own, all: questions.inOrder() };
    },
    /** How many different questions are remembered. */
    get size(): number {
      return questions.size;
    },
  };
}
