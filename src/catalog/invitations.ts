import { newId } from '../kernel/ids.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows } from '../platform/db/index.ts';
import type { Invitation } from './types.ts';

/** SQL of the codes with which a partner accepts. */

interface InvitationRow {
  id: string;
  partner_id: string;
  code_hash: string;
  invited_by: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  voided_at: number | null;
}

const TABLE = 'partner_invitations';

/** An invitation and whether its code still opens. */
export interface KnownInvitation extends Invitation {
  readonly isOpen: boolean;
}

const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  partnerId: row.partner_id,
  expiresAt: row.expires_at,
});

/** A new code for a partner; the ones before it open nothing any more. */
export async function addInvitation(
  tx: Tx,
  invitation: {
    readonly partnerId: string;
    readonly codeHash: string;
    readonly invitedBy: string;
    readonly expiresAt: Millis;
  },
): Promise<Invitation> {
  const { partnerId, codeHash, invitedBy, expiresAt } = invitation;
  await tx
    .q(TABLE)
    .where('partner_id', partnerId)
    .whereNull('used_at')
    .whereNull('voided_at')
    .update({ voided_at: tx.now });
  const row: InvitationRow = {
    ...{ id: newId('invitation', tx.now), partner_id: partnerId, code_hash: codeHash },
    ...{ invited_by: invitedBy, created_at: tx.now, expires_at: expiresAt, used_at: null, voided_at: null },
  };
  await insertRows(tx, TABLE, [row]);
  return toInvitation(row);
}

/** The invitation whose code this is, whatever became of it. */
export async function invitationByCode(
  at: Queryable,
  codeHash: string,
  now: Millis,
): Promise<KnownInvitation | null> {
  const row = (await at.q(TABLE).where('code_hash', codeHash).first()) as InvitationRow | undefined;
  if (row === undefined) return null;
  const isOpen = row.used_at === null && row.voided_at === null && now < row.expires_at;
  return { ...toInvitation(row), isOpen };
}

export async function invitationById(at: Queryable, id: string): Promise<Invitation | null> {
  const row = (await at.q(TABLE).where({ id }).first()) as InvitationRow | undefined;
  return row === undefined ? null : toInvitation(row);
}

export async function useInvitation(tx: Tx, id: string): Promise<void> {
  await tx.q(TABLE).where({ id }).update({ used_at: tx.now });
}
