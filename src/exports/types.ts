import type { Millis } from '../kernel/clock.ts';

/**
 * queued: waits for its turn; running: is put together; ready: can be fetched until `expiresAt`; expired: its bytes are
 * gone; failed: it could not be made, ask again.
 */
export type ExportState = 'queued' | 'running' | 'ready' | 'expired' | 'failed';

/** A copy of all that is held about a person, for that person. */
export interface DataExport {
  readonly id: string;
  readonly subjectId: string;
  readonly state: ExportState;
  /** 0 to 100, whole. */
  readonly percent: number;
  readonly requestedAt: Millis;
  readonly finishedAt: Millis | null;
  readonly expiresAt: Millis | null;
  /** Bytes of the archive; null until it is ready. */
  readonly size: number | null;
}

/** An export that a process is putting together. The attempt tells it from whoever takes it over. */
export interface ExportJob {
  readonly id: string;
  readonly subjectId: string;
  readonly attempt: number;
  /** See `makeExportKey`. */
  readonly sealedKey: Buffer;
}
