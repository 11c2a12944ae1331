/**
 * The closed set of reasons for which a well-formed request is refused. They reach clients as `userErrors.code`
 * (the SDL's enum `UserErrorCode`; a test holds the two together).
 */
export const refusalCodes = [
  'ACCOUNT_EXISTS',
  'ACCOUNT_REQUIRED',
  'AGE_RESTRICTED',
  'ALREADY_ACCEPTED',
  'ALREADY_INSTALLED',
  'AUDIENCE_TOO_CLOSE',
  'CRITERION_INVALID',
  'DELETION_NOT_DUE',
  'DISCLOSURE_EXPIRED',
  'DISCLOSURE_UNKNOWN',
  'EMAIL_REQUIRED',
  'EMAIL_UNVERIFIED',
  'ERASURE_NOT_PENDING',
  'ERASURE_PENDING',
  'GRANT_ENDED',
  'IDEMPOTENCY_CONFLICT',
  'INVALID_INPUT',
  'INVITATION_UNKNOWN',
  'LAST_API_KEY',
  'LIMIT_REACHED',
  'NAME_TAKEN',
  'NOT_FOUND',
  'NOT_INSTALLED',
  'OFFER_NOT_AVAILABLE',
  'OPTED_OUT_BY_SIGNAL',
  'OWN_WORK',
  'OWNERSHIP_UNPROVEN',
  'PARTNER_OVERDUE',
  'PARTNER_POLICY_MISSING',
  'PARTNER_SUSPENDED',
  'POLICY_AGREEMENT_REQUIRED',
  'POLICY_VERSION_STALE',
  'RELAY_UNAVAILABLE',
  'REQUEST_DEFECTIVE',
  'SEGMENT_IN_USE',
  'SLUG_TAKEN',
  'URL_NOT_ALLOWED',
  'VERSION_STALE',
  'WRONG_STATUS',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** An expected "no". It is returned, never thrown, and carries nothing personal. */
export interface Refusal {
  readonly refused: RefusalCode;
  /** Where in the input the reason lies, e.g. ['input', 'disclosureHash']; empty if nowhere in particular. */
  readonly field: readonly string[];
  /** A sentence for a developer or a person, without any value that was sent. */
  readonly message: string;
}

export function refuse(refused: RefusalCode, field: readonly string[], message: string): Refusal {
  return { refused, field, message };
}

/** Refuses one field of the input for what it wants, in words that follow "wants". */
export const refuseField = (field: string, wants: string): Refusal =>
  refuse('INVALID_INPUT', ['input', field], `${field} wants ${wants}.`);

/** Of somebody who is logged in and has no account. */
export const accountRequired = (): Refusal => refuse('ACCOUNT_REQUIRED', [], 'Create an account first.');

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** Errors whose message is safe to show to whoever caused them. Everything else is masked as INTERNAL. */
export class AppError extends Error {
  readonly code:
    | 'BAD_USER_INPUT'
    | 'CARD_NUMBER_REFUSED'
    | 'UNAUTHENTICATED'
    | 'FORBIDDEN'
    | 'RATE_LIMITED'
    | 'UNAVAILABLE';
  /** Seconds after which it may go well; null: nobody knows. */
  readonly retryAfter: number | null;

  constructor(code: AppError['code'], message: string, retryAfter: number | null = null) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** A setting, file or command-line argument that is wrong: says which one and what it wants. Exit status 2. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
