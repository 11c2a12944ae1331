import type { WorkerSettings } from '../delivery/index.ts';
import type { Router } from 'express';
import type { Clock } from '../kernel/clock.ts';
import type { Door } from '../kernel/principal.ts';
import type { Random } from '../kernel/random.ts';
import type { SequencerSettings, TrustPolicy } from '../ledger/index.ts';
import type { Config, Secrets } from '../platform/config/index.ts';
import type { Log } from '../platform/log.ts';
import type { AudienceSettings } from '../targeting/index.ts';

/** What a service is composed of that is not made by it. */
export interface Surroundings {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Web pages beside a door, and the documents by which they ask it. */
  readonly pages?: Partial<
    Readonly<Record<Door, { readonly router: Router; readonly documents: readonly string[] }>>
  >;
  /** Documents of other pages of the operator's that ask the marketplace door. */
  readonly trustedDocuments?: readonly string[];
  readonly worker?: Partial<WorkerSettings>;
  /** Certificate authorities that partners' servers are checked against instead of the usual ones, PEM; for tests. */
  readonly webhookCa?: string;
  readonly sequencer?: Partial<SequencerSettings>;
  /** The witnesses of the ledger; nobody if left out. */
  readonly ledgerPolicy?: { readonly trust: TrustPolicy; readonly text: string };
  readonly audience?: Partial<AudienceSettings>;
  /** For benches: how many releases may share a commit. */
  readonly batch?: { readonly size: number; readonly parallel: number };
}
