import type { Migration } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { nameContacts } from '../release/index.ts';

/** Releases of before contacts could be fetched get the names under which their partners know the people. */
export const nameEarlierContacts = (hashes: Pick<KeyedHashes, 'pairwiseId'>): Migration => ({
  name: '0720-contact-names',
  up: (knex) => nameContacts(knex, (partnerId, subjectId) => hashes.pairwiseId(partnerId, subjectId)),
});
