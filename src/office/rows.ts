import type { CaseKind, CaseState, Exception, OfficeCase, Right } from './types.ts';

/** A case as its table holds it, without the hash of its secret. */
export interface CaseRow {
  id: string;
  kind: CaseKind;
  state: CaseState;
  subject_id: string | null;
  kek_version: string | null;
  wrapped_key: Buffer | null;
  partner_id: string | null;
  share: boolean | number;
  asked_right: Right | null;
  filed_at: number;
  acknowledge_by: number | null;
  acknowledged_at: number | null;
  answer_by: number;
  answered_at: number | null;
  answered_by: string | null;
  exception: Exception | null;
  escalated_at: number | null;
  appeal_by: number | null;
  appealed_at: number | null;
  appeal_answer_by: number | null;
  appeal_answered_at: number | null;
  appeal_answered_by: string | null;
  appeal_exception: Exception | null;
  due_at: number | null;
  tell_at: number | null;
  details: Buffer | null;
  answer: Buffer | null;
  appeal: Buffer | null;
  appeal_answer: Buffer | null;
}

export const toCase = (row: CaseRow): OfficeCase => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  subjectId: row.subject_id,
  wrapped:
    row.kek_version === null || row.wrapped_key === null
      ? null
      : { version: row.kek_version, sealed: row.wrapped_key },
  partnerId: row.partner_id,
  share: Boolean(row.share),
  right: row.asked_right,
  filedAt: row.filed_at,
  acknowledgeBy: row.acknowledge_by,
  acknowledgedAt: row.acknowledged_at,
  answerBy: row.answer_by,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by,
  exception: row.exception,
  escalatedAt: row.escalated_at,
  appealBy: row.appeal_by,
  appealedAt: row.appealed_at,
  appealAnswerBy: row.appeal_answer_by,
  appealAnsweredAt: row.appeal_answered_at,
  appealAnsweredBy: row.appeal_answered_by,
  appealException: row.appeal_exception,
  dueAt: row.due_at,
  tellAt: row.tell_at,
  sealed: {
    details: row.details,
    answer: row.answer,
    appeal: row.appeal,
    appealAnswer: row.appeal_answer,
  },
});

export const toRow = (one: OfficeCase): CaseRow => ({
  id: one.id,
  kind: one.kind,
  state: one.state,
  subject_id: one.subjectId,
  kek_version: one.wrapped?.version ?? null,
  wrapped_key: one.wrapped?.sealed ?? null,
  partner_id: one.partnerId,
  share: one.share,
  asked_right: one.right,
  filed_at: one.filedAt,
  acknowledge_by: one.acknowledgeBy,
  acknowledged_at: one.acknowledgedAt,
  answer_by: one.answerBy,
  answered_at: one.answeredAt,
  answered_by: one.answeredBy,
  exception: one.exception,
  escalated_at: one.escalatedAt,
  appeal_by: one.appealBy,
  appealed_at: one.appealedAt,
  appeal_answer_by: one.appealAnswerBy,
  appeal_answered_at: one.appealAnsweredAt,
  appeal_answered_by: one.appealAnsweredBy,
  appeal_exception: one.appealException,
  due_at: one.dueAt,
  tell_at: one.tellAt,
  details: one.sealed.details,
  answer: one.sealed.answer,
  appeal: one.sealed.appeal,
  appeal_answer: one.sealed.appealAnswer,
});
