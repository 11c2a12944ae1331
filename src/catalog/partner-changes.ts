import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../platform/db/index.ts';
import { CATALOG } from './rules.ts';
import type { Partner, Suspension } from './types.ts';

/** SQL of what changes about a partner. */

interface Row {
  id: string;
  status: Partner['status'];
  contact_email: string | null;
}

interface StandingRow {
  id: string;
  partner_id: string;
  number: number;
  status: Partner['status'];
  reason: string;
  decided_by: string;
  at: number;
}

/**
 * Locks a partner until the transaction ends and gives its status; null if there is none with this id. Whatever
 * changes a partner, its keys or its apps starts here, so it happens one after the other for each of them.
 */
export async function lockPartner(tx: Tx, partnerId: string): Promise<Partner['status'] | null> {
  const query = tx.q('partners').where('id', partnerId).first();
  const row = (await lockingRows(tx, query)) as Row | undefined;
  return row?.status ?? null;
}

/** Locks a partner for what only an active one may do; says why not, or null. */
export async function refuseSuspended(tx: Tx, partnerId: string): Promise<Refusal | null> {
  return (await lockPartner(tx, partnerId)) === 'active'
    ? null
    : refuse('PARTNER_SUSPENDED', [], 'You are suspended: you can look, and keep your keys safe.');
}

/** Where operational notices to these partners go; those without an address are left out. */
export async function partnerContactEmails(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await rowsWhereIn<Row>(at, 'partners', 'id', ids);
  return new Map(
    rows.flatMap(({ id, contact_email }) => (contact_email === null ? [] : [[id, contact_email]])),
  );
}

/** A company's address for notices, not a person's of the marketplace; null: it has given none. */
export async function partnerContactEmail(at: Queryable, partnerId: string): Promise<string | null> {
  return (await partnerContactEmails(at, [partnerId])).get(partnerId) ?? null;
}

/** What changes about a partner; what is undefined stays. */
export interface PartnerChanges {
  readonly name?: string | undefined;
  readonly website?: string | undefined;
  readonly contactEmail?: string | undefined;
  readonly status?: Partner['status'] | undefined;
  readonly policyId?: string | undefined;
}

export async function updatePartnerRow(tx: Tx, partnerId: string, changes: PartnerChanges): Promise<void> {
  const { name, website, contactEmail: contact_email, status, policyId: policy_id } = changes;
  const columns = Object.entries({ name, website, contact_email, status, policy_id });
  const given = columns.filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  tx.touch(CATALOG);
  await tx.q('partners').where('id', partnerId).update(Object.fromEntries(given));
}

/** Whether a partner published a policy under this version. */
export async function isPolicyVersionTaken(
  at: Queryable,
  partnerId: string,
  version: string,
): Promise<boolean> {
  const row: unknown = await at
    .q('partner_policies')
    .select('id')
    .where({ partner_id: partnerId, version })
    .first();
  return row !== undefined;
}

/** Sets a partner's status and keeps who decided it, and why. */
export async function decideStanding(
  tx: Tx,
  decision: {
    readonly partnerId: string;
    readonly status: 'active' | 'suspended';
    readonly reason: string;
    readonly decidedBy: string;
  },
): Promise<void> {
  const { partnerId, status, reason, decidedBy } = decision;
  await updatePartnerRow(tx, partnerId, { status });
  const [earlier] = (await tx.q('partner_standings').where('partner_id', partnerId).count({ n: '*' })) as {
    n: number;
  }[];
  const row: StandingRow = {
    ...{ id: newId('standing', tx.now), partner_id: partnerId, number: Number(earlier?.n) + 1 },
    ...{ status, reason, decided_by: decidedBy, at: tx.now },
  };
  await insertRows(tx, 'partner_standings', [row]);
}

/** Why those of these partners are suspended that are. */
export async function suspensionsOf(
  at: Queryable,
  partnerIds: readonly string[],
): Promise<Map<string, Suspension>> {
  const rows = await rowsWhereIn<StandingRow>(at, 'partner_standings', 'partner_id', partnerIds);
  const last = new Map<string, StandingRow>();
  for (const row of rows.sort((a, b) => a.number - b.number)) last.set(row.partner_id, row);
  return new Map(
    [...last].flatMap(([partnerId, { status, reason, at: since }]) =>
      status === 'suspended' ? [[partnerId, { partnerId, reason, at: since }]] : [],
    ),
  );
}
