import type { Received } from '../delivery/index.ts';
import { markReceived } from './store.ts';

/** A confirmed delivery of a contact is what its person is shown as received. */
export const recordReceived: Received = (tx, deliveries) =>
  markReceived(
    tx,
    deliveries.flatMap(({ releaseId }) => releaseId ?? []),
  );
