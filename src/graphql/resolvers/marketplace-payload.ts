import type { UserErrorCode } from '../generated/marketplace.ts';
import { payloads } from '../shapes.ts';

/** Why this door refuses. */
export const payload = payloads({
  ACCOUNT_EXISTS: true,
  ACCOUNT_REQUIRED: true,
  AGE_RESTRICTED: true,
  ALREADY_ACCEPTED: true,
  ALREADY_INSTALLED: true,
  DISCLOSURE_EXPIRED: true,
  DISCLOSURE_UNKNOWN: true,
  EMAIL_REQUIRED: true,
  EMAIL_UNVERIFIED: true,
  ERASURE_NOT_PENDING: true,
  ERASURE_PENDING: true,
  GRANT_ENDED: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
  NOT_INSTALLED: true,
  OFFER_NOT_AVAILABLE: true,
  OPTED_OUT_BY_SIGNAL: true,
  PARTNER_OVERDUE: true,
  PARTNER_POLICY_MISSING: true,
  POLICY_AGREEMENT_REQUIRED: true,
  POLICY_VERSION_STALE: true,
  RELAY_UNAVAILABLE: true,
  WRONG_STATUS: true,
} satisfies Record<UserErrorCode, true>);
