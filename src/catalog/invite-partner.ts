import { DAY } from '../kernel/clock.ts';
import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { addInvitation, invitationById } from './invitations.ts';
import { hashOfSecret, newInvitationCode } from './one-time-secrets.ts';
import { lockPartner } from './partner-changes.ts';
import { insertPartners, partnerIdBySlug, partnersById } from './partners.ts';
import type { Invitation, Partner } from './types.ts';
import * as words from './words.ts';

/** How long an invitation may be accepted. */
const LIFETIME = 7 * DAY;

export interface InvitedPartner {
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly website: string;
  readonly contactEmail: string;
  readonly compensates: boolean;
}

/** An invitation with its code, which is there the first time only. */
export interface Invited extends Invitation {
  readonly partner: Partner;
  readonly code: string | null;
}

const refuseWords = (input: InvitedPartner): Refusal | null =>
  words.refuseFields({
    slug: words.problemOfSlug(input.slug),
    name: words.problemOfLine(input.name, words.limits.partnerName),
    legalName: words.problemOfLine(input.legalName, words.limits.legalName),
    country: words.problemOfCountry(input.country),
    website: words.problemOfPage(input.website),
    contactEmail: words.problemOfContact(input.contactEmail),
  });

/** How staff bring a partner in. `principal` is who asks. */
export function createInvitationDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
}) {
  const { db, hashes, random } = parts;

  async function invitationTo(tx: Tx, partnerId: string, invitedBy: string): Promise<Invited> {
    const code = newInvitationCode(random);
    const invitation = await addInvitation(tx, {
      ...{ partnerId, invitedBy, codeHash: hashOfSecret(code) },
      expiresAt: tx.now + LIFETIME,
    });
    return { ...(await withPartner(tx, invitation)), code };
  }

  async function withPartner(tx: Tx, invitation: Invitation): Promise<Invited> {
    const partner = (await partnersById(tx, [invitation.partnerId])).get(invitation.partnerId);
    if (partner === undefined) throw new Error('a partner that is invited is there');
    return { ...invitation, partner, code: null };
  }

  async function reload(tx: Tx, id: string): Promise<Invited> {
    const invitation = await invitationById(tx, id);
    if (invitation === null) throw new Error('an invitation that was made is there');
    return withPartner(tx, invitation);
  }

  return {
    /** Makes a partner that can do nothing until it accepts. */
    invitePartner(principal: string, key: string, input: InvitedPartner): Promise<Invited | Refusal> {
      const request = idempotentRequest(hashes, {
        ...{ principal, mutation: 'invitePartner', key },
        body: { ...input },
      });
      return onceForKey<Invited>(db, request, {
        async make(tx) {
          const refusal = refuseWords(input);
          if (refusal !== null) return refusal;
          if ((await partnerIdBySlug(tx, input.slug)) !== null) {
            return refuse('SLUG_TAKEN', ['input', 'slug'], 'There is a partner with this slug.');
          }
          const id = newId('partner', tx.now);
          await insertPartners(tx, [{ ...input, id, status: 'invited', policy: null }]);
          return invitationTo(tx, id, principal);
        },
        reload,
      });
    },

    /** Gives a new code to a partner that has not accepted; the old one opens nothing any more. */
    renewInvitation(principal: string, key: string, partnerId: string): Promise<Invited | Refusal> {
      const request = idempotentRequest(hashes, {
        ...{ principal, mutation: 'renewInvitation', key },
        body: { partnerId },
      });
      return onceForKey<Invited>(db, request, {
        async make(tx) {
          const status = await lockPartner(tx, partnerId);
          const field = ['input', 'partnerId'];
          if (status === null) return refuse('NOT_FOUND', field, 'There is no partner with this id.');
          if (status !== 'invited') {
            return refuse('WRONG_STATUS', field, 'This partner has accepted its invitation.');
          }
          return invitationTo(tx, partnerId, principal);
        },
        reload,
      });
    },
  };
}
