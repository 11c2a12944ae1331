import type { Delivery, DeliveryState, WebhookEvent } from '../types.ts';

export const OUTBOX = 'outbox';

export interface DeliveryRow {
  id: string;
  event: WebhookEvent;
  partner_id: string;
  app_id: string;
  endpoint_id: string | null;
  subject_id: string;
  grant_id: string;
  release_id: string | null;
  sandbox: boolean | number;
  state: DeliveryState;
  attempts: number;
  failures: number;
  next_at: number;
  created_at: number;
  finished_at: number | null;
  /** The worker whose attempt is under way. */
  claimed_by: string | null;
}

export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  event: row.event,
  partnerId: row.partner_id,
  appId: row.app_id,
  endpointId: row.endpoint_id,
  subjectId: row.subject_id,
  grantId: row.grant_id,
  releaseId: row.release_id,
  sandbox: Boolean(row.sandbox),
  state: row.state,
  attempts: row.attempts,
  failures: row.failures,
  nextAt: row.next_at,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});
