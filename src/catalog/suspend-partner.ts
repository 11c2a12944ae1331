import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { decideStanding, lockPartner } from './partner-changes.ts';
import { partnersById } from './partners.ts';
import type { Partner } from './types.ts';
import { limits, problemOfLine, refuseFields } from './words.ts';

/**
 * How staff take a partner out and let it in again. A suspended one receives nothing, its apps are nowhere to be seen
 * and nobody can say yes to them; what people said yes to before stays, and stays theirs to take back.
 */
export function createStandingDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, onCommitted } = parts;

  const reload = async (tx: Tx, id: string): Promise<Partner> => {
    const partner = (await partnersById(tx, [id])).get(id);
    if (partner === undefined) throw new Error('a partner that was decided on is there');
    return partner;
  };

  const decision =
    (mutation: string, from: 'active' | 'suspended', to: 'active' | 'suspended') =>
    async (
      principal: string,
      key: string,
      input: { readonly partnerId: string; readonly reason: string },
    ): Promise<Partner | Refusal> => {
      const { partnerId, reason } = input;
      const request = idempotentRequest(hashes, {
        ...{ principal, mutation, key },
        body: { partnerId, reason },
      });
      const decided = await onceForKey<Partner>(db, request, {
        async make(tx) {
          const refusal = refuseFields({ reason: problemOfLine(reason, limits.reason) });
          if (refusal !== null) return refusal;
          const status = await lockPartner(tx, partnerId);
          const field = ['input', 'partnerId'];
          if (status === null) return refuse('NOT_FOUND', field, 'There is no partner with this id.');
          if (status !== from) return refuse('WRONG_STATUS', field, `This partner is not ${from}.`);
          await decideStanding(tx, { partnerId, status: to, reason, decidedBy: principal });
          return reload(tx, partnerId);
        },
        reload,
      });
      onCommitted();
      return decided;
    };

  return {
    suspendPartner: decision('suspendPartner', 'active', 'suspended'),
    reinstatePartner: decision('reinstatePartner', 'suspended', 'active'),
  };
}
