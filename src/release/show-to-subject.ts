import { createGroupCommit } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { readSubjectViews, recordSubjectViews } from '../vault/index.ts';
import type { NewSubjectView, ViewPurpose } from '../vault/index.ts';
import { openForSubject } from '../vault/open.ts';
import type { ShownEmail } from '../vault/open.ts';

export interface OwnEmail {
  readonly email: ShownEmail;
  readonly verified: boolean;
}

/** Shows people their own email, or puts it into their own copy of what is held about them: the view is recorded and committed first, then the email is opened. */
export function createShowToSubject(db: Database, keyRing: KeyRing) {
  const views = createGroupCommit<NewSubjectView, string>(db, recordSubjectViews);
  return async function showToSubject(
    subjectId: string,
    purpose: ViewPurpose = 'view',
  ): Promise<OwnEmail | null> {
    const viewId = await views.submit({ subjectId, purpose });
    return db.read(async (reader) => {
      const view = (await readSubjectViews(reader, [viewId])).get(viewId);
      return view === undefined ? null : openForSubject(reader, { keyRing }, view);
    });
  };
}
