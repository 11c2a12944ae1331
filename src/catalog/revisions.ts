import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { AppRevision, AppWords } from './types.ts';

/** SQL of the versions of apps' words. */

interface RevisionRow {
  id: string;
  app_id: string;
  number: number;
  name: string;
  tagline: string;
  description: string;
  category_id: string;
  state: AppRevision['state'];
  reason: string | null;
  reviewer: string | null;
  created_at: number;
  submitted_at: number | null;
  reviewed_at: number | null;
}

const TABLE = 'app_revisions';

const toRevision = (row: RevisionRow): AppRevision => ({
  id: row.id,
  appId: row.app_id,
  number: row.number,
  name: row.name,
  tagline: row.tagline,
  description: row.description,
  categoryId: row.category_id,
  state: row.state,
  reason: row.reason,
  reviewer: row.reviewer,
  createdAt: row.created_at,
  submittedAt: row.submitted_at,
  reviewedAt: row.reviewed_at,
});

export async function insertRevisions(tx: Tx, revisions: readonly AppRevision[]): Promise<void> {
  const rows: RevisionRow[] = revisions.map((revision) => ({
    id: revision.id,
    app_id: revision.appId,
    number: revision.number,
    name: revision.name,
    tagline: revision.tagline,
    description: revision.description,
    category_id: revision.categoryId,
    state: revision.state,
    reason: revision.reason,
    reviewer: revision.reviewer,
    created_at: revision.createdAt,
    submitted_at: revision.submittedAt,
    reviewed_at: revision.reviewedAt,
  }));
  await insertRows(tx, TABLE, rows);
}

/** The newest revision of each of these apps, by app. */
export async function latestRevisions(
  at: Queryable,
  appIds: readonly string[],
): Promise<Map<string, AppRevision>> {
  if (appIds.length === 0) return new Map();
  const rows = (await at
    .q(TABLE)
    .whereIn('app_id', [...new Set(appIds)])
    .whereNotExists(
      at
        .q(`${TABLE} as newer`)
        .select('newer.id')
        .whereRaw(`newer.app_id = ${TABLE}.app_id and newer.number > ${TABLE}.number`),
    )) as RevisionRow[];
  return new Map(rows.map((row) => [row.app_id, toRevision(row)]));
}

export async function revisionsById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, AppRevision>> {
  const rows = await rowsWhereIn<RevisionRow>(at, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, toRevision(row)]));
}

/** Those of these apps some words of which were approved once. */
export async function approvedApps(at: Queryable, appIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (appIds.length === 0) return new Set();
  const rows = (await at
    .q(TABLE)
    .distinct('app_id')
    .where('state', 'approved')
    .whereIn('app_id', [...new Set(appIds)])) as { app_id: string }[];
  return new Set(rows.map((row) => row.app_id));
}

/** What waits for a review, longest waiting first. */
export function submittedRevisions(at: Queryable, args: PageArgs): Promise<Page<AppRevision>> {
  return keysetPage<RevisionRow, AppRevision>(
    at.q(TABLE).where('state', 'submitted'),
    { column: 'submitted_at', idColumn: 'id', direction: 'asc', value: 'number' },
    args,
    (row) => ({ key: [row.submitted_at ?? 0, row.id], node: toRevision(row) }),
  );
}

/** Changes a revision's state and what goes with it; `words` for a draft only. */
export async function updateRevision(
  tx: Tx,
  id: string,
  changes: Partial<Pick<AppRevision, 'state' | 'reason' | 'reviewer' | 'submittedAt' | 'reviewedAt'>> & {
    readonly words?: AppWords;
  },
): Promise<void> {
  const { words, submittedAt, reviewedAt, ...same } = changes;
  await tx
    .q(TABLE)
    .where({ id })
    .update({
      ...same,
      ...(submittedAt === undefined ? {} : { submitted_at: submittedAt }),
      ...(reviewedAt === undefined ? {} : { reviewed_at: reviewedAt }),
      ...(words === undefined
        ? {}
        : {
            name: words.name,
            tagline: words.tagline,
            description: words.description,
            category_id: words.categoryId,
          }),
    });
}
