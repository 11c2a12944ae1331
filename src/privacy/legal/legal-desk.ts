import type { Clock } from '../../kernel/clock.ts';
import type { JsonValue } from '../../kernel/canonical-json.ts';
import { AppError, isRefusal } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { isLogHalted } from '../../ledger/index.ts';
import type { LedgerPorts } from '../../ledger/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../../platform/idempotency.ts';
import type { IdempotentRequest } from '../../platform/idempotency.ts';
import { createLegalOpening } from '../../release/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import { approve, extendGag } from './approve-request.ts';
import type { GagExtension } from './approve-request.ts';
import { bundleOf } from './bundle.ts';
import { legalCase } from './cases.ts';
import { recordDisclosure } from './disclose-request.ts';
import { openRequest } from './open-request.ts';
import { refuseDefective, withdrawRequest } from './refuse-request.ts';
import type { RequestRefusal } from './refuse-request.ts';
import type { TellDisclosed } from './tell-people.ts';
import type { LegalCase, NewLegalRequest } from './types.ts';

export interface Disclosed {
  readonly request: LegalCase;
  /** What goes to the authority, JSON; null: the request is a repetition, and it was given out once. */
  readonly bundle: string | null;
}

/** What the privacy office does with what authorities want. `officer` is who asks, `key` the idempotency key. */
export function createLegalDesk(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: VaultParts;
  readonly ledger: LedgerPorts;
  readonly tell: TellDisclosed;
  readonly onCommitted: () => void;
}) {
  const { db, clock, vault, onCommitted } = parts;
  const { hashes, keyRing } = vault;
  const open = createLegalOpening({ db, clock, keyRing, hashes });

  const requestOf = (officer: string, mutation: string, key: string, body: JsonValue) =>
    idempotentRequest(hashes, { principal: officer, mutation, key, body });

  /** One move of a request, once for its key; `make` gives the id of the request. */
  const step = (
    request: IdempotentRequest,
    make: (tx: Tx) => Promise<string | Refusal>,
  ): Promise<LegalCase | Refusal> =>
    onceForKey<LegalCase>(db, request, {
      async make(tx) {
        const id = await make(tx);
        return isRefusal(id) ? id : legalCase(tx, vault, id);
      },
      reload: (tx, id) => legalCase(tx, vault, id),
    });

  async function disclose(officer: string, key: string, requestId: string): Promise<Disclosed | Refusal> {
    if (await isLogHalted(db)) {
      throw new AppError('UNAVAILABLE', 'The ledger takes nothing in, so nothing is disclosed.');
    }
    const request = requestOf(officer, 'discloseLegalRequest', key, { requestId });
    const recorded = await onceForKey<{ readonly id: string; readonly entryIds: readonly string[] | null }>(
      db,
      request,
      {
        async make(tx) {
          const entryIds = await recordDisclosure(tx, parts, officer, requestId);
          return isRefusal(entryIds) ? entryIds : { id: requestId, entryIds };
        },
        reload: (_, id) => Promise.resolve({ id, entryIds: null }),
      },
    );
    if (isRefusal(recorded)) return recorded;
    onCommitted();
    const { entryIds } = recorded;
    const opened = entryIds === null ? null : await open(entryIds);
    return db.read(async (reader) => ({
      request: await legalCase(reader, vault, requestId),
      bundle: opened === null ? null : await bundleOf(reader, requestId, opened),
    }));
  }

  return {
    disclose,
    open: (officer: string, key: string, input: NewLegalRequest) =>
      step(
        requestOf(officer, 'openLegalRequest', key, { ...input, gag: input.gag && { ...input.gag } }),
        (tx) => openRequest(tx, vault, officer, input),
      ),
    approve: (officer: string, key: string, requestId: string) =>
      step(requestOf(officer, 'approveLegalRequest', key, { requestId }), (tx) =>
        approve(tx, officer, requestId),
      ),
    refuse: (officer: string, key: string, input: RequestRefusal) =>
      step(requestOf(officer, 'refuseLegalRequest', key, { ...input }), (tx) =>
        refuseDefective(tx, vault, officer, input),
      ),
    withdraw: (officer: string, key: string, requestId: string) =>
      step(requestOf(officer, 'withdrawLegalRequest', key, { requestId }), (tx) =>
        withdrawRequest(tx, officer, requestId),
      ),
    extendGag: (officer: string, key: string, input: GagExtension) =>
      step(requestOf(officer, 'extendGag', key, { ...input }), (tx) => extendGag(tx, officer, input)),
  };
}

export type LegalDesk = ReturnType<typeof createLegalDesk>;
