import type { Tx } from '../platform/db/index.ts';
import { deleteNotices } from './publication-notices.ts';
import { publicFields, takeDown } from './public-profiles.ts';
import { deleteCorrections } from './store.ts';
import { deleteVerifications } from './verifications.ts';

/** Forgets what a person corrected, published and was asked to verify, because they are erased. */
export async function forgetProfile(tx: Tx, subjectId: string): Promise<void> {
  await deleteCorrections(tx, subjectId);
  await deleteVerifications(tx, subjectId);
  await takeDown(tx, subjectId, publicFields);
  await deleteNotices(tx, subjectId, []);
}
