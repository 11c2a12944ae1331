import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { whereAny } from '../../platform/db/index.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import { keysetPage } from '../../platform/keyset.ts';
import type { Criterion } from '../criteria/ast.ts';
import { printCriterion } from '../criteria/json.ts';
import { storedCriterion } from '../criteria/stored.ts';
import type { Segment } from './types.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly criterion: string;
  readonly version: number;
  readonly author: string;
  readonly updated_at: number;
  readonly created_at: number;
  readonly archived_at: number | null;
}

const criterionOf = (text: string): Criterion => storedCriterion(JSON.parse(text));

const toSegment = (row: Row): Segment => ({
  id: row.id,
  name: row.name,
  description: row.description,
  criterion: criterionOf(row.criterion),
  version: row.version,
  author: row.author,
  updatedAt: row.updated_at,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
});

/** Segments with the version that holds. */
const current = (at: Queryable) =>
  at
    .q({ s: 'segments' })
    .join({ v: 'segment_versions' }, (on) => on.on('v.segment_id', 's.id').andOn('v.version', 's.version'))
    .select('s.id', 's.name', 's.description', 's.version', 's.created_at', 's.archived_at')
    .select('v.criterion', 'v.author', { updated_at: 'v.created_at' });

export async function segmentsById(at: Queryable, ids: readonly string[]): Promise<Map<string, Segment>> {
  if (ids.length === 0) return new Map();
  const rows = (await whereAny(at, current(at), 's.id', ids)) as Row[];
  return new Map(rows.map((row) => [row.id, toSegment(row)]));
}

/** All that are not archived, by id. */
export async function liveSegments(at: Queryable): Promise<ReadonlyMap<string, Segment>> {
  const rows = (await current(at).whereNull('s.archived_at')) as Row[];
  return new Map(rows.map((row) => [row.id, toSegment(row)]));
}

/** Newest first. */
export function listSegments(
  at: Queryable,
  { archived, ...args }: PageArgs & { readonly archived: boolean },
): Promise<Page<Segment>> {
  return keysetPage<Row, Segment>(
    archived ? current(at).whereNotNull('s.archived_at') : current(at).whereNull('s.archived_at'),
    { column: 's.created_at', idColumn: 's.id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.created_at, row.id], node: toSegment(row) }),
  );
}

export async function isSegmentName(at: Queryable, name: string): Promise<boolean> {
  return (await at.q('segments').where({ name }).whereNull('archived_at').first()) !== undefined;
}

async function insertVersion(tx: Tx, { id, version, criterion, author }: Segment): Promise<void> {
  await tx.q('segment_versions').insert({
    ...{ segment_id: id, version, author, created_at: tx.now },
    criterion: canonicalJson(printCriterion(criterion) as JsonValue),
  });
}

export async function insertSegment(tx: Tx, segment: Segment): Promise<void> {
  const { id, name, description, version } = segment;
  await tx.q('segments').insert({ id, name, description, version, created_at: tx.now, archived_at: null });
  await insertVersion(tx, segment);
}

/** Adds the version that the segment has by now. */
export async function updateSegment(tx: Tx, segment: Segment): Promise<void> {
  const { id, name, description, version } = segment;
  await insertVersion(tx, segment);
  await tx.q('segments').where({ id }).update({ name, description, version });
}

export async function archiveSegment(tx: Tx, id: string): Promise<void> {
  await tx.q('segments').where({ id }).update({ archived_at: tx.now });
}

/** What a segment said in each of its versions, oldest first. */
export async function versionsOf(
  at: Queryable,
  segmentId: string,
): Promise<readonly Pick<Segment, 'version' | 'criterion' | 'author' | 'createdAt'>[]> {
  const rows = (await at.q('segment_versions').where({ segment_id: segmentId }).orderBy('version')) as Pick<
    Row,
    'version' | 'criterion' | 'author' | 'created_at'
  >[];
  return rows.map(({ version, criterion, author, created_at }) => ({
    ...{ version, author, createdAt: created_at },
    criterion: criterionOf(criterion),
  }));
}
