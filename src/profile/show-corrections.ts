import type { Database } from '../platform/db/index.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import type { ShowProfile } from '../release/index.ts';
import { openRecords } from '../vault/index.ts';
import type { ViewPurpose } from '../vault/index.ts';
import { listCorrections } from './store.ts';
import type { Correction } from './store.ts';

type Shown = Awaited<ReturnType<ShowProfile>>;

/** A correction as its person is shown it. */
export interface ShownCorrection extends Correction {
  /** What it was before; null: nothing, or an email. */
  readonly former: string | null;
  readonly formerEmail: Shown['emails'] extends ReadonlyMap<number, infer Email> ? Email | null : never;
  /** Why the company did it; null: the person did. */
  readonly reason: string | null;
}

function formerOf({ field, fromVersion }: Correction, { names, birthDates }: Shown): string | null {
  if (field === 'email') return null;
  // A name that was taken away rests as an empty text.
  return (field === 'name' ? names : birthDates).get(fromVersion) || null;
}

/** What a person has of their name and of corrections, each look at it recorded. */
export function createProfileView(db: Database, keyRing: KeyRing, showProfile: ShowProfile) {
  return {
    async name(subjectId: string): Promise<string | null> {
      const { names } = await showProfile(subjectId);
      return names.get(Math.max(...names.keys())) || null;
    },
    async corrections(
      subjectId: string,
      args: PageArgs,
      purpose: ViewPurpose = 'view',
    ): Promise<Page<ShownCorrection>> {
      const page = await db.read((reader) => listCorrections(reader, subjectId, args));
      // Where nothing was corrected there is nothing to look at.
      if (page.edges.length === 0) return { ...page, edges: [] };
      const shown = await showProfile(subjectId, purpose);
      const reasons = await db.read((reader) =>
        openRecords(
          reader,
          { keyRing },
          page.edges.flatMap(({ node: { id, reasonSealed: sealed } }) =>
            sealed === null ? [] : [{ subjectId, entryId: id, sealed }],
          ),
        ),
      );
      const edges = page.edges.map(({ node, cursor }) => ({
        cursor,
        node: {
          ...node,
          former: formerOf(node, shown),
          formerEmail: node.field === 'email' ? (shown.emails.get(node.fromVersion) ?? null) : null,
          reason: reasons.get(node.id)?.toString() ?? null,
        },
      }));
      return { ...page, edges };
    },
  };
}

export type ProfileView = ReturnType<typeof createProfileView>;
