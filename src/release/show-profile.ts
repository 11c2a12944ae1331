import { createGroupCommit } from '../platform/db/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { readSubjectViews, recordSubjectViews } from '../vault/index.ts';
import type { NewSubjectView, ViewPurpose } from '../vault/index.ts';
import { openValuesForSubject } from '../vault/open.ts';
import type { OwnValues } from '../vault/open.ts';

/** Shows people their own name and what they corrected: recorded and committed first, then opened, as their email is. */
export function createShowProfile(db: Database, keyRing: KeyRing) {
  const views = createGroupCommit<NewSubjectView, string>(db, recordSubjectViews);
  return async function showProfile(subjectId: string, purpose: ViewPurpose = 'view'): Promise<OwnValues> {
    const viewId = await views.submit({ subjectId, purpose });
    return db.read(async (reader) => {
      const view = (await readSubjectViews(reader, [viewId])).get(viewId);
      if (view === undefined) throw new Error('a view that was recorded is there');
      return openValuesForSubject(reader, { keyRing }, view);
    });
  };
}

export type ShowProfile = ReturnType<typeof createShowProfile>;
