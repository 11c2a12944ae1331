import type { Received } from '../delivery/index.ts';
import { markReceived } from './store.ts';

/** A confirmed delivery of a contact is what its person is shown as received; a thin one carried none. */
export const recordReceived: Received = (tx, attempts) =>
  markReceived(
    tx,
    attempts.flatMap(({ thin, delivery }) => (thin ? [] : (delivery.releaseId ?? []))),
  );
