import { kindOfId, newId } from '../kernel/ids.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import type { NewProcessor, Processor, ProcessorField, ProcessorNotice } from './types.ts';

interface ProcessorRow {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  fields: string;
  promotional: boolean | number;
  country: string;
  contact: string;
  privacy_policy_url: string;
  registered_at: number;
  retired_at: number | null;
}

const toProcessor = (row: ProcessorRow): Processor => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  purpose: row.purpose,
  fields: JSON.parse(row.fields) as ProcessorField[],
  promotional: Boolean(row.promotional),
  country: row.country,
  contact: row.contact,
  privacyPolicyUrl: row.privacy_policy_url,
  registeredAt: row.registered_at,
  retiredAt: row.retired_at,
});

export async function insertProcessor(tx: Tx, input: NewProcessor): Promise<Processor> {
  const row: ProcessorRow = {
    id: newId('processor', tx.now),
    slug: input.slug,
    name: input.name,
    purpose: input.purpose,
    fields: JSON.stringify(input.fields),
    promotional: input.promotional,
    country: input.country,
    contact: input.contact,
    privacy_policy_url: input.privacyPolicyUrl,
    registered_at: tx.now,
    retired_at: null,
  };
  await tx.q('processors').insert(row);
  return toProcessor(row);
}

export async function processorsById(at: Queryable, ids: readonly string[]): Promise<Map<string, Processor>> {
  const rows = await rowsWhereIn<ProcessorRow>(at, 'processors', 'id', ids);
  return new Map(rows.map((row) => [row.id, toProcessor(row)]));
}

export async function processorBySlug(at: Queryable, slug: string): Promise<Processor | null> {
  const row = (await at.q('processors').where({ slug }).first()) as ProcessorRow | undefined;
  return row === undefined ? null : toProcessor(row);
}

/** Locks a processor until the transaction ends: what is said of it happens one after the other. */
export async function lockProcessor(tx: Tx, id: string): Promise<Processor | null> {
  if (kindOfId(id) === null) return null;
  const [row] = (await lockingRows(tx, tx.q('processors').where({ id }))) as ProcessorRow[];
  return row === undefined ? null : toProcessor(row);
}

export async function markRetired(tx: Tx, id: string): Promise<void> {
  await tx.q('processors').where({ id }).update({ retired_at: tx.now });
}

/** Processors, newest first; `told`: those in use that people were told of. */
export function listProcessors(
  at: Queryable,
  filter: { readonly told: boolean },
  args: PageArgs,
): Promise<Page<Processor>> {
  const query = at.q('processors');
  if (filter.told) {
    const told = at.q('processor_notices').select('processor_id');
    void query.whereNull('retired_at').whereIn('id', told);
  }
  return keysetPage<ProcessorRow, Processor>(
    query,
    { column: 'registered_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.registered_at, row.id], node: toProcessor(row) }),
  );
}

interface NoticeRow {
  id: string;
  processor_id: string;
  version: number;
  text: string;
  given_at: number;
}

const toNotice = (row: NoticeRow): ProcessorNotice => ({
  id: row.id,
  processorId: row.processor_id,
  version: row.version,
  text: row.text,
  givenAt: row.given_at,
});

/** All notices of these processors, newest first. */
export async function noticesOf(
  at: Queryable,
  processorIds: readonly string[],
): Promise<readonly ProcessorNotice[]> {
  const rows = await rowsWhereIn<NoticeRow>(at, 'processor_notices', 'processor_id', processorIds);
  return rows.map(toNotice).sort((a, b) => b.version - a.version);
}

/** The caller holds the processor's lock. */
export async function insertNotice(
  tx: Tx,
  processorId: string,
  version: number,
  text: string,
): Promise<ProcessorNotice> {
  const id = newId('processorNotice', tx.now);
  const row: NoticeRow = { id, processor_id: processorId, version, text, given_at: tx.now };
  await tx.q('processor_notices').insert(row);
  return toNotice(row);
}

/** Since when a person said no to which processors, by processor id. */
export async function optOutsOf(at: Queryable, subjectId: string): Promise<ReadonlyMap<string, Millis>> {
  const rows = (await at.q('processor_opt_outs').where('subject_id', subjectId)) as {
    processor_id: string;
    opted_out_at: number;
  }[];
  return new Map(rows.map((row) => [row.processor_id, row.opted_out_at]));
}

/** The caller holds the person's lock. */
export async function saveOptOut(
  tx: Tx,
  subjectId: string,
  processorId: string,
  out: boolean,
): Promise<void> {
  const one = { subject_id: subjectId, processor_id: processorId };
  if (!out) await tx.q('processor_opt_outs').where(one).delete();
  else
    await tx
      .q('processor_opt_outs')
      .insert({ ...one, opted_out_at: tx.now })
      .onConflict(['subject_id', 'processor_id'])
      .ignore();
}

/** Forgets what a person said of processors. What was transferred stays, as ids that name nobody any more. */
export async function deleteOptOuts(tx: Tx, subjectId: string): Promise<void> {
  await tx.q('processor_opt_outs').where('subject_id', subjectId).delete();
}
