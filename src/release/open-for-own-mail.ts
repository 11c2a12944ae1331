import { createGroupCommit } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { readMailOpenings, recordMailOpenings } from '../vault/index.ts';
import type { MailPurpose, NewMailOpening } from '../vault/index.ts';
import { openForOwnMail } from '../vault/open.ts';
import type { OwnMailAddress } from '../vault/open.ts';

/** Opens a person's address for one mail of the company's own: recorded and committed first, then opened. */
export function createOwnMailOpening(db: Database, keyRing: KeyRing) {
  const openings = createGroupCommit<NewMailOpening, string>(db, recordMailOpenings);
  return async function openAddress(
    subjectId: string,
    mailId: string,
    purpose: MailPurpose,
  ): Promise<OwnMailAddress | null> {
    const id = await openings.submit({ subjectId, mailId, purpose });
    return db.read(async (reader) => {
      const opening = (await readMailOpenings(reader, [id])).get(id);
      return opening === undefined ? null : openForOwnMail(reader, { keyRing }, opening);
    });
  };
}
