import type { Millis } from '../kernel/clock.ts';

/** open: waits for the partner's word; attested: it came; void: the person said yes again before it came. */
export type DutyState = 'open' | 'attested' | 'void';

/** That a partner has to delete what it got of a person for one app, and say so. */
export interface DeletionDuty {
  readonly id: string;
  readonly partnerId: string;
  readonly appId: string;
  readonly subjectId: string;
  /** The name under which the partner knows the person; it names who was erased, too. */
  readonly contactId: string;
  readonly cause: 'withdrawn' | 'uninstalled' | 'erased';
  readonly state: DutyState;
  readonly openedAt: Millis;
  readonly dueAt: Millis;
  readonly attestedAt: Millis | null;
}
