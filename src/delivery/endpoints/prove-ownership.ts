import { SECOND } from '../../kernel/clock.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import type { KeyRing } from '../../platform/key-ring.ts';
import type { Challenge, ChallengeOutcome } from './challenge.ts';
import { clientName, openPrivate } from './secrets.ts';
import { sendingEndpoints, sentWith } from './sending-endpoint.ts';
import { changeEndpoint, endpointRows, lockEndpoint } from './store.ts';
import type { EndpointPrivate } from './types.ts';

/** A challenge calls a server that nobody has shown to be the partner's: not more often than this. */
const CHALLENGE_PAUSE = 2 * SECOND;

export const noEndpoint = (): Refusal =>
  refuse('NOT_FOUND', ['input', 'endpointId'], 'You have no endpoint with this id.');

const CHALLENGE_SAYS: Readonly<Record<Exclude<ChallengeOutcome, 'proven'>, string>> = {
  'another answer': 'it answered, but did not repeat the challenge',
  status: 'it answered with another status than 2xx',
  redirect: 'it answered with a redirect, which is not followed',
  timeout: 'it did not answer in time',
  connection: 'it could not be reached',
  blocked: 'its address is not on the public internet',
};

const unproven = (outcome: Exclude<ChallengeOutcome, 'proven'>): Refusal =>
  refuse(
    'OWNERSHIP_UNPROVEN',
    [],
    `The endpoint did not show that it is yours: ${CHALLENGE_SAYS[outcome]}. It has to answer the signed endpoint.ping with its challenge.`,
  );

/** Has whoever answers for an endpoint show that it is the partner's. No transaction is open while the challenge is out. */
export function createOwnershipProof(parts: {
  readonly db: Database;
  readonly keyRing: KeyRing;
  readonly challenge: Challenge;
}) {
  const { db, keyRing, challenge } = parts;

  /** Sends the challenge to an endpoint, at its own URL or at one that it may get. Null: it was answered. */
  return async function prove(
    partnerId: string,
    endpointId: string,
    differing: { readonly url?: string; readonly kept?: Partial<EndpointPrivate> } = {},
  ): Promise<Refusal | null> {
    const found = await db.transact(async (tx) => {
      if ((await lockEndpoint(tx, partnerId, endpointId)) === null) return null;
      const row = (await endpointRows(tx, [endpointId])).get(endpointId);
      if (row === undefined) return null;
      if (row.challenged_at !== null && tx.now - row.challenged_at < CHALLENGE_PAUSE) return 'too soon';
      await changeEndpoint(tx, endpointId, { challengedAt: tx.now });
      const sending = (await sendingEndpoints(tx, keyRing, [row], tx.now)).get(endpointId);
      return sending === undefined ? null : { sending, row };
    });
    if (found === null) return noEndpoint();
    if (found === 'too soon') {
      return refuse('INVALID_INPUT', [], 'The challenge was sent a moment ago. Wait two seconds.');
    }
    const kept = { ...openPrivate(keyRing, found.row), ...differing.kept };
    const outcome = await challenge({
      ...found.sending,
      ...sentWith(kept, `${clientName(found.row)}|challenge`),
      url: differing.url ?? found.sending.url,
    });
    return outcome === 'proven' ? null : unproven(outcome);
  };
}
