import type { Clock } from '../kernel/clock.ts';
import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { addApiKey, apiKeyById } from './api-keys.ts';
import { invitationByCode, useInvitation } from './invitations.ts';
import { hashOfSecret, newApiKey } from './one-time-secrets.ts';
import { lockPartner, updatePartnerRow } from './partner-changes.ts';
import { partnersById } from './partners.ts';
import type { ApiKey } from './types.ts';
import * as words from './words.ts';

export interface Acceptance {
  readonly code: string;
  /** Null: `first key`. */
  readonly keyName: string | null;
  /** Null: a repetition is answered as a used code is. */
  readonly idempotencyKey: string | null;
}

export interface Accepted {
  readonly id: string;
  readonly partnerSlug: string;
  /** The first API key; null on a repetition. */
  readonly secret: string | null;
}

/** One answer for every code that opens nothing: wrong, used, expired and voided ones look the same. */
const unknown = (): Refusal =>
  refuse('INVITATION_UNKNOWN', ['input', 'code'], 'There is no open invitation with this code.');

/** The one thing that somebody without a token can do at the partner door: whoever has the code is the partner. */
export function createAcceptance(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
  readonly clock: Clock;
}) {
  const { db, hashes, random, clock } = parts;

  async function withSlug(tx: Tx, key: ApiKey, secret: string | null): Promise<Accepted> {
    const partner = (await partnersById(tx, [key.partnerId])).get(key.partnerId);
    if (partner === undefined) throw new Error('a partner that has a key is there');
    return { id: key.id, partnerSlug: partner.slug, secret };
  }

  return async function acceptInvitation(input: Acceptance): Promise<Accepted | Refusal> {
    const name = input.keyName ?? 'first key';
    const refusal = words.refuseFields({ keyName: words.problemOfLine(name, words.limits.keyName) });
    if (refusal !== null) return refusal;
    const codeHash = hashOfSecret(input.code);
    // The readers are asked first: whoever has no code does not get at the one writer.
    const known = await db.read((reader) => invitationByCode(reader, codeHash, clock.now()));
    if (known === null) return unknown();
    const { partnerId } = known;

    async function make(tx: Tx): Promise<Accepted | Refusal> {
      await lockPartner(tx, partnerId);
      const invitation = await invitationByCode(tx, codeHash, tx.now);
      if (invitation?.isOpen !== true) return unknown();
      await useInvitation(tx, invitation.id);
      await updatePartnerRow(tx, partnerId, { status: 'active' });
      const secret = newApiKey(random);
      return withSlug(tx, await addApiKey(tx, { partnerId, name, secret }), secret);
    }
    if (input.idempotencyKey === null) return db.transact(make);
    const request = idempotentRequest(hashes, {
      ...{ principal: `invitation:${known.id}`, mutation: 'acceptInvitation', key: input.idempotencyKey },
      body: { name },
    });
    return onceForKey<Accepted>(db, request, {
      make,
      async reload(tx, id) {
        const key = await apiKeyById(tx, id);
        if (key === null) throw new Error('a key that was made is there');
        return withSlug(tx, key, null);
      },
    });
  };
}
