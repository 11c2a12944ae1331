import type { Tx } from '../platform/db/index.ts';
import type { Release } from './store.ts';

/** Tells people, in the transaction of the release, that their email goes to a partner; `mail/` does. */
export type TellReleased = (tx: Tx, releases: readonly Pick<Release, 'id' | 'subjectId'>[]) => Promise<void>;
