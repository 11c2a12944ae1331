import { SECOND } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isRefusal, refuse, refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import { describeError } from '../../platform/log.ts';
import type { Log } from '../../platform/log.ts';
import { createPoller } from '../../platform/poller.ts';
import type { AudienceService } from '../audience-service.ts';
import { admitCriterion, refuseCriterion } from '../segments/admit-criterion.ts';
import type { CriterionInput } from '../segments/types.ts';
import type { Band } from './bands.ts';
import { bandOf, bands } from './bands.ts';
import type { Cell } from './cells.ts';
import { cellsOf } from './cells.ts';
import { EarlierAudiences } from './earlier-audiences.ts';
import { logQuery, previewLimits } from './limits.ts';
import type { PreviewLimits } from './limits.ts';
import { hashOf } from './normal.ts';
import { createQuestionLog } from './question-log.ts';
import type { Question } from './questions.ts';
import { run, settle } from './settle.ts';
import type { Steps } from './settle.ts';
import { decideQuery } from './store.ts';
import type { QueryState } from './store.ts';
import { shownCells } from './withhold.ts';
import type { CountedCell } from './withhold.ts';

export interface AudienceRequest {
  readonly criterion: CriterionInput;
  /** A trait's name: how many have which of its values. */
  readonly breakdownBy?: string | null | undefined;
}

export interface PreviewedCell {
  readonly cell: Cell;
  /** Null: withheld. */
  readonly size: Band | null;
}

/** How many people there are, as far as anybody is told. */
export interface PreviewedAudience {
  readonly size: Band;
  /** Null: none was asked for. */
  readonly breakdown: readonly PreviewedCell[] | null;
}

const tooClose = (): Refusal =>
  refuse(
    'AUDIENCE_TOO_CLOSE',
    ['input', 'criterion'],
    `Somebody asked about nearly the same people in the last 30 days: all but at most ${bands.fewest - 1}. ` +
      'Two sizes would tell of those few.',
  );

const noBreakdown = (wants: string): Refusal => refuseField('breakdownBy', wants);

/**
 * Sizes audiences for staff: in bands, and not at all where the size would tell, beside that of another audience that
 * anybody asked about in the last 30 days, of fewer people than are shown. `author` is who asks.
 */
export function createAudiencePreview(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly audience: AudienceService;
  readonly limits?: Partial<PreviewLimits>;
}) {
  const { db, clock, audience } = parts;
  const { live } = audience;
  const limits = { ...previewLimits, ...parts.limits };
  const questions = createQuestionLog({ db, clock });
  const earlier = new EarlierAudiences(live);

  function* sizeCells(
    members: ReturnType<typeof live.members>,
    own: Question,
    all: readonly Question[],
  ): Steps<PreviewedCell[]> {
    const counted: CountedCell[] = [];
    for (const cell of own.cells) {
      const inside = live.members(cell.criterion).andInPlace(members);
      try {
        const count = inside.size;
        // Who is withheld anyway needs no look at others.
        const isLarge = count >= bands.fewest && members.size - count >= bands.fewest;
        const hash = hashOf({ op: 'and', all: [own.criterion, cell.criterion] }, live.traits);
        const target = { hash, members: inside };
        counted.push({ count, tooNear: isLarge && (yield* earlier.isTooNear(target, own, all)) });
      } finally {
        inside.dispose();
      }
    }
    const shown = shownCells(members.size, counted, bands);
    return own.cells.map((cell, i) => ({
      cell,
      size: shown[i] === true ? bandOf(counted[i]?.count ?? 0) : null,
    }));
  }

  function* decide(own: Question, all: readonly Question[]): Steps<PreviewedAudience | null> {
    const members = live.members(own.criterion);
    try {
      if (yield* earlier.isTooNear({ hash: own.hash, members }, own, all)) return null;
      const breakdown = own.cells.length === 0 ? null : yield* sizeCells(members, own, all);
      return { size: bandOf(members.size), breakdown };
    } finally {
      members.dispose();
    }
  }

  // After a start, and when a new day begins, everything that was asked is measured before anybody has to wait for it.
  const measuring = createPoller({
    poll: 10 * SECOND,
    async round() {
      if (audience.isReady()) await run(earlier.measure(await questions.all()));
      return false;
    },
    onError: (error) => parts.log.error('audiences measured', describeError(error)),
  });

  const note = (seq: number, state: QueryState): Promise<void> =>
    db.transact((tx) => decideQuery(tx, seq, state));

  return {
    async previewAudience(author: string, request: AudienceRequest): Promise<PreviewedAudience | Refusal> {
      const { breakdownBy = null } = request;
      const admitted = await db.read((reader) => admitCriterion(reader, request.criterion));
      if (admitted.expanded === null) return refuseCriterion(admitted.problems);
      if (breakdownBy !== null) {
        const trait = admitted.traits.get(breakdownBy);
        if (trait === undefined) return noBreakdown('a registered trait');
        if (cellsOf(trait, live.today) === null) return noBreakdown('a trait whose values are listed');
      }
      // Nobody counts, or is counted, before there are people.
      audience.assertReady();
      const { expanded: criterion, traits } = admitted;
      const query = { author, hash: hashOf(criterion, traits), breakdownBy, criterion };
      const logged = await db.transact(async (tx) => {
        const seq = await logQuery(tx, query, limits);
        return isRefusal(seq) ? seq : { ...query, seq, at: tx.now };
      });
      if (isRefusal(logged)) return logged;
      const { seq } = logged;
      let result: PreviewedAudience | null;
      try {
        const { own, all } = await questions.upTo(logged);
        result = await settle(
          () => decide(own, all),
          () => live.changes,
        );
      } catch (error) {
        // Nobody is told anything. Where not even this can be noted, the query counts as answered.
        await note(seq, 'refused');
        throw error;
      }
      // Before anybody is told: what is not noted as answered was not.
      await note(seq, result === null ? 'refused' : 'answered');
      return result ?? tooClose();
    },
    start: () => measuring.start(),
    async stop(): Promise<void> {
      if (measuring.isRunning()) await measuring.stop();
    },
    /** Different questions that new ones are held against, and bytes of people remembered for it. */
    remembered: () => ({ questions: questions.size, bytes: earlier.memory }),
  };
}

export type AudiencePreview = ReturnType<typeof createAudiencePreview>;
