import { problemOfLine } from '../../catalog/index.ts';
import { refuse, refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { PersonField } from '../../vault/index.ts';

/** Whom staff want to look at, at what, and why. */
export interface ReadWish {
  /** One of the two. */
  readonly subjectId: string | null;
  readonly email: string | null;
  readonly fields: readonly PersonField[];
  readonly reason: string;
  readonly reference: string | null;
  readonly legalRequestId: string | null;
}

/** What says less than this says nothing to whom it is about. */
export const REASON_AT_LEAST = 10;
export const REASON_AT_MOST = 500;
const REFERENCE_AT_MOST = 100;

/** What a look has to say before anybody is looked for. */
export function refuseWish({ subjectId, email, fields, reason, reference }: ReadWish): Refusal | null {
  if ((subjectId === null) === (email === null)) return refuseField('subjectId', 'an id, or else `email`');
  if (fields.length === 0) return refuseField('fields', 'one of them at least');
  const problem = problemOfLine(reason, REASON_AT_MOST);
  if (problem !== null) return refuseField('reason', problem);
  if ([...reason].length < REASON_AT_LEAST) {
    return refuseField('reason', `at least ${REASON_AT_LEAST} characters: the person reads it`);
  }
  const ofReference = reference === null ? null : problemOfLine(reference, REFERENCE_AT_MOST);
  return ofReference === null ? null : refuseField('reference', ofReference);
}

export const unknownPerson = (field: 'subjectId' | 'email'): Refusal =>
  refuse('NOT_FOUND', ['input', field], 'There is nobody like this.');

export const severalPeople = (): Refusal =>
  refuseField('email', 'an address that one account has; ask `peopleByEmail`, and name one by its id');

export const otherRequest = (): Refusal =>
  refuseField('legalRequestId', 'an approved request about this person and these fields');
