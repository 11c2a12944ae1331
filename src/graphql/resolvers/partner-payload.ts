import type { UserErrorCode } from '../generated/partner.ts';
import { payloads } from '../shapes.ts';

/** Payloads of what is about messages, with the reasons for which a partner is refused there. */
export const partnerPayload = payloads({
  DELETION_NOT_DUE: true,
  GRANT_ENDED: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
  OWNERSHIP_UNPROVEN: true,
  URL_NOT_ALLOWED: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);
