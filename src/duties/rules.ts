import { DAY } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { DeletionDuty } from './types.ts';

/** How long a partner has to delete and say so; after it, nothing new is released to it. */
export const DELETE_WITHIN: Millis = 30 * DAY;

export const isOverdue = (duty: Pick<DeletionDuty, 'state' | 'dueAt'>, now: Millis): boolean =>
  duty.state === 'open' && duty.dueAt <= now;
