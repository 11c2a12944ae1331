import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { isGagged, listLegalCases } from '../../privacy/index.ts';
import type { LegalCase, LegalDesk } from '../../privacy/index.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { VaultParts } from '../../vault/index.ts';
import type { OpenLegalRequestInput, Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { connection, lower, payloads, upper } from '../shapes.ts';

/** Why this door refuses a move of a legal request. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
  OWN_WORK: true,
  REQUEST_DEFECTIVE: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface LegalServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: VaultParts;
  readonly legal: LegalDesk;
}

const ofRequest = (result: LegalCase | Refusal) => payload(result, (request) => ({ request }));

function toNew(input: Omit<OpenLegalRequestInput, 'idempotencyKey'>) {
  const { authority = null, instrument, reference, subjectIds, from = null, until = null } = input;
  return {
    ...{ authority, reference, subjectIds, from, until, receivedAt: input.receivedAt },
    instrument: instrument == null ? null : lower(instrument),
    fields: input.fields.map(lower),
    gag: input.gag == null ? null : { ...input.gag },
  };
}

/** The privacy door's fields for what authorities want. */
export function createLegalResolvers({ db, clock, vault, legal }: LegalServices) {
  return {
    Query: {
      legalRequests: async (_, { state, ...page }) => {
        const filter = { state: state == null ? undefined : lower(state) };
        return connection(await db.read((r) => listLegalCases(r, vault, filter, page)));
      },
    },
    Mutation: {
      openLegalRequest: async (_, { input: { idempotencyKey, ...input } }, context) =>
        ofRequest(await legal.open(context.staff(), idempotencyKey, toNew(input))),
      approveLegalRequest: async (_, { input: { idempotencyKey, requestId } }, context) =>
        ofRequest(await legal.approve(context.staff(), idempotencyKey, requestId)),
      refuseLegalRequest: async (_, { input: { idempotencyKey, requestId, defect, note } }, context) =>
        ofRequest(
          await legal.refuse(context.staff(), idempotencyKey, { requestId, defect: lower(defect), note }),
        ),
      withdrawLegalRequest: async (_, { input: { idempotencyKey, requestId } }, context) =>
        ofRequest(await legal.withdraw(context.staff(), idempotencyKey, requestId)),
      discloseLegalRequest: async (_, { input: { idempotencyKey, requestId } }, context) =>
        payload(await legal.disclose(context.staff(), idempotencyKey, requestId), (done) => ({ ...done })),
      extendGag: async (_, { input: { idempotencyKey, requestId, until } }, context) =>
        ofRequest(await legal.extendGag(context.staff(), idempotencyKey, { requestId, until })),
    },
    LegalRequest: {
      state: ({ state }) => upper(state),
      instrument: ({ instrument }) => (instrument === null ? null : upper(instrument)),
      reference: ({ texts }) => texts?.reference ?? null,
      subjectIds: ({ people }) => people.map(({ subjectId }) => subjectId),
      fields: ({ fields }) => fields.map(upper),
      gagReason: ({ texts }) => texts?.gagReason ?? null,
      gagged: (request) => isGagged(request, clock.now()),
      approvals: ({ approvals }) => [...approvals],
      defect: ({ defect }) => (defect === null ? null : upper(defect)),
      note: ({ texts }) => texts?.note ?? null,
    },
    LegalApproval: { at: ({ approvedAt }) => approvedAt },
  } satisfies Resolvers;
}
