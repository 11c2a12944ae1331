import { DAY, MINUTE, SECOND } from '../kernel/clock.ts';

/** How long a copy lies ready, and the longest that a link to it works. */
export const KEPT_FOR = DAY;

/** The ledger takes in within a second what was released before somebody asks; then it has its proof. */
export const RIPE_AFTER = 2 * SECOND;

/** How long a process that says nothing keeps an export. */
export const LEASE = MINUTE;

/** After a failure, before the next try. */
export const WAIT = 30 * SECOND;

export const MAX_ATTEMPTS = 4;

/** Copies that a person may ask for in `KEPT_FOR`. */
export const MAX_ASKED = 5;

/** Bytes of the archive that are sealed together. */
export const PIECE = 256 * 1_024;

/** What a piece is bound to: none opens in another place or in another copy. */
export const boundPiece = (exportId: string, number: number): string => `export-piece|${exportId}|${number}`;

/** Whole percent; 100 is for what is ready. */
export const percentOf = (done: number, expected: number): number =>
  Math.min(99, Math.floor((100 * done) / Math.max(1, expected)));
