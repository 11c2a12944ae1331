import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, rowsWhereIn } from '../../platform/db/index.ts';

export type SandboxEnd = 'withdrawn' | 'uninstalled' | 'erased';

/** A made-up person at a partner: everything a real one would cause, and nobody's data. */
export interface SandboxContact {
  readonly id: string;
  readonly partnerId: string;
  readonly appId: string;
  readonly contactId: string;
  readonly email: string;
  readonly basis: 'offer' | 'install';
  readonly endReason: SandboxEnd | null;
  readonly createdAt: Millis;
  readonly endedAt: Millis | null;
  readonly attestedAt: Millis | null;
}

interface Row {
  id: string;
  partner_id: string;
  app_id: string;
  contact_id: string;
  email: string;
  basis: SandboxContact['basis'];
  end_reason: SandboxEnd | null;
  created_at: number;
  ended_at: number | null;
  attested_at: number | null;
}

const TABLE = 'sandbox_contacts';

const toContact = (row: Row): SandboxContact => ({
  id: row.id,
  partnerId: row.partner_id,
  appId: row.app_id,
  contactId: row.contact_id,
  email: row.email,
  basis: row.basis,
  endReason: row.end_reason,
  createdAt: row.created_at,
  endedAt: row.ended_at,
  attestedAt: row.attested_at,
});

export async function insertContact(tx: Tx, contact: SandboxContact): Promise<void> {
  const row: Row = {
    id: contact.id,
    partner_id: contact.partnerId,
    app_id: contact.appId,
    contact_id: contact.contactId,
    email: contact.email,
    basis: contact.basis,
    end_reason: contact.endReason,
    created_at: contact.createdAt,
    ended_at: contact.endedAt,
    attested_at: contact.attestedAt,
  };
  await insertRows(tx, TABLE, [row]);
}

export async function contactsById(
  at: Queryable,
  ids: readonly string[],
): Promise<Map<string, SandboxContact>> {
  const rows = await rowsWhereIn<Row>(at, TABLE, 'id', ids);
  return new Map(rows.map((row) => [row.id, toContact(row)]));
}

/** A made-up contact by the name under which its partner knows it. */
export async function findSandboxContact(
  at: Queryable,
  partnerId: string,
  contactId: string,
): Promise<SandboxContact | null> {
  const [row] = (await at.q(TABLE).where({ partner_id: partnerId, contact_id: contactId })) as Row[];
  return row === undefined ? null : toContact(row);
}

export async function endContact(
  tx: Tx,
  contact: SandboxContact,
  reason: SandboxEnd,
): Promise<SandboxContact> {
  await tx.q(TABLE).where('id', contact.id).update({ end_reason: reason, ended_at: tx.now });
  return { ...contact, endReason: reason, endedAt: tx.now };
}

/** Attests the deletion of a made-up contact; null: the partner has none that has ended. */
export async function attestSandbox(
  tx: Tx,
  partnerId: string,
  contactId: string,
  appId: string,
): Promise<Millis | null> {
  const own = { partner_id: partnerId, contact_id: contactId, app_id: appId };
  await tx
    .q(TABLE)
    .where(own)
    .whereNotNull('ended_at')
    .whereNull('attested_at')
    .update({ attested_at: tx.now });
  const [row] = (await tx.q(TABLE).where(own)) as Row[];
  return row?.attested_at ?? null;
}
