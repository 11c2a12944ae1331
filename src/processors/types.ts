import type { Millis } from '../kernel/clock.ts';

/** What of a person a processor may be given. */
export const processorFields = ['email', 'name', 'birth_date', 'payment', 'correspondence'] as const;
export type ProcessorField = (typeof processorFields)[number];

/** What people were told of a processor, and since when. A newer one takes its place and changes none before it. */
export interface ProcessorNotice {
  readonly id: string;
  readonly processorId: string;
  /** Counted from 1 for each processor. */
  readonly version: number;
  readonly text: string;
  readonly givenAt: Millis;
}

/** Another company that works with personal information for this one. */
export interface Processor {
  readonly id: string;
  /** Its name in settings; never given to another one, so that a no to it stays a no. */
  readonly slug: string;
  readonly name: string;
  /** What it is for, in a sentence. */
  readonly purpose: string;
  readonly fields: readonly ProcessorField[];
  /** Whether it serves promotion; otherwise the service needs it. People can say no to either. */
  readonly promotional: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly contact: string;
  readonly privacyPolicyUrl: string;
  readonly registeredAt: Millis;
  readonly retiredAt: Millis | null;
}

export type NewProcessor = Omit<Processor, 'id' | 'registeredAt' | 'retiredAt'>;

/**
 * Why a person's information may not go to a processor. no-processor: none of this name, or a retired one; no-notice:
 * people were not told of it; not-registered: not for this field; opted-out: the person said no; no-person: there is
 * no account any more.
 */
export type TransferRefusal = 'no-processor' | 'no-notice' | 'not-registered' | 'opted-out' | 'no-person';
