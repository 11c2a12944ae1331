import type { Clock, Millis } from '../../kernel/clock.ts';
import { hadItsTurn, howToAppeal } from '../../office/index.ts';
import type { Anonymous, OwnCase } from '../../office/index.ts';

/** What answers name beside the case. */
export interface OfficePlace {
  readonly clock: Clock;
  readonly appealPlace: Parameters<typeof howToAppeal>[1];
  /** A partner's slug. */
  readonly partnerSlug: (partnerId: string) => Promise<string | null>;
}

const iso = (at: Millis | null): string | null => (at === null ? null : new Date(at).toISOString());
const word = (text: string | null): string | null => text?.toUpperCase() ?? null;

/** What whoever filed a case without an account has to keep. The secret is shown this once. */
export const filedAnswer = ({ filed, secret }: Anonymous) => ({
  reference: filed.id,
  secret,
  acknowledgeBy: iso(filed.acknowledgeBy) ?? undefined,
  answerBy: iso(filed.answerBy),
});

const reads = ({ reads }: OwnCase) =>
  reads.map(({ reader, reason, readAt }) => ({
    by: reader.startsWith('partner:') ? 'PARTNER' : 'PRIVACY_OFFICE',
    reason,
    readAt: iso(readAt),
  }));

/** Where a complaint stands. */
export async function complaintAnswer(one: OwnCase, place: OfficePlace) {
  return {
    reference: one.id,
    state: word(one.state),
    company: one.partnerId === null ? 'us' : await place.partnerSlug(one.partnerId),
    shareDetails: one.share,
    filedAt: iso(one.filedAt),
    acknowledgeBy: iso(one.acknowledgeBy),
    acknowledgedAt: iso(one.acknowledgedAt),
    answerBy: iso(one.answerBy),
    answeredAt: iso(one.answeredAt),
    answer: one.words.answer,
    escalatedAt: iso(one.escalatedAt),
    outsideBody: hadItsTurn(one, place.clock.now()) ? place.appealPlace.complaintsBody : null,
    reads: reads(one),
  };
}

/** Where a request of a right stands. */
export function requestAnswer(one: OwnCase, place: OfficePlace) {
  const isRefused = one.exception !== null;
  return {
    reference: one.id,
    state: word(one.state),
    right: word(one.right),
    filedAt: iso(one.filedAt),
    decideBy: iso(one.answerBy),
    decidedAt: iso(one.answeredAt),
    answer: isRefused ? null : one.words.answer,
    refusal: isRefused
      ? {
          exception: word(one.exception),
          reason: one.words.answer,
          howToAppeal: howToAppeal(one, place.appealPlace),
          appealBy: iso(one.appealBy),
        }
      : null,
    appeal:
      one.appealedAt === null
        ? null
        : {
            appealedAt: iso(one.appealedAt),
            decideBy: iso(one.appealAnswerBy),
            decidedAt: iso(one.appealAnsweredAt),
            granted: one.appealAnsweredAt === null ? null : one.appealException === null,
            reason: one.words.appealAnswer,
            exception: word(one.appealException),
          },
    reads: reads(one),
  };
}
