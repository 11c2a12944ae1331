import type { Clock } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { findCase, hadItsTurn, isOverdue, listCases, readsOf } from '../../office/index.ts';
import type { CaseReading, OfficeCase, OfficeDesk, OpenedCase } from '../../office/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { VaultParts } from '../../vault/index.ts';
import type {
  ComplaintState,
  Resolvers,
  RightsException,
  RightsRequestState,
  UserErrorCode,
} from '../generated/privacy.ts';
import { existing } from '../loaders.ts';
import { connection, lower, payloads, upper } from '../shapes.ts';

/** Why an officer's step is refused. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
  OWN_WORK: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface OfficeServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly vault: VaultParts;
  readonly officeDesk: OfficeDesk;
  readonly caseReading: CaseReading;
  readonly appealPlace: { readonly complaintsBody: string };
}

const ofComplaint = (step: OfficeCase | Refusal) => payload(step, (complaint) => ({ complaint }));
const ofRequest = (step: OfficeCase | Refusal) => payload(step, (request) => ({ request }));
const exceptionOf = (exception: RightsException | null | undefined) =>
  exception == null ? null : lower(exception);

/** The privacy door's fields for complaints and requests of rights. */
export function createOfficeResolvers(services: OfficeServices) {
  const { db, clock, vault, officeDesk, caseReading, appealPlace } = services;
  const dueBy = (overdue: boolean | null | undefined) => (overdue ? clock.now() : undefined);
  const reads = async (one: OfficeCase) => [...(await db.read((r) => readsOf(r, vault, [one])))];
  return {
    Query: {
      complaints: async (_, { filter, ...page }) => {
        const { state, partnerId, overdue } = filter ?? {};
        const wanted = {
          kind: 'complaint',
          state: state == null ? undefined : lower(state),
          partnerId: partnerId ?? undefined,
          dueBy: dueBy(overdue),
        } as const;
        return connection(await db.read((r) => listCases(r, wanted, page)));
      },
      complaint: (_, { id }) => db.read((r) => findCase(r, { id, kind: 'complaint' })),
      rightsRequests: async (_, { filter, ...page }) => {
        const { state, overdue } = filter ?? {};
        const wanted = {
          kind: 'request',
          state: state == null ? undefined : lower(state),
          dueBy: dueBy(overdue),
        } as const;
        return connection(await db.read((r) => listCases(r, wanted, page)));
      },
      rightsRequest: (_, { id }) => db.read((r) => findCase(r, { id, kind: 'request' })),
    },
    Mutation: {
      readComplaint: async (_, { input: { id, reason, idempotencyKey } }, context) => {
        const wish = { caseId: id, reason };
        const read = await caseReading.byOfficer('complaint', context.staff(), idempotencyKey, wish);
        return payload(read, (complaint: OpenedCase) => ({ complaint, words: complaint.words }));
      },
      readRightsRequest: async (_, { input: { id, reason, idempotencyKey } }, context) => {
        const wish = { caseId: id, reason };
        const read = await caseReading.byOfficer('request', context.staff(), idempotencyKey, wish);
        return payload(read, (request: OpenedCase) => ({ request, words: request.words }));
      },
      acknowledgeComplaint: async (_, { input: { id, idempotencyKey } }, context) =>
        ofComplaint(await officeDesk.acknowledgeComplaint(context.staff(), idempotencyKey, id)),
      answerComplaint: async (_, { input: { id, answer, idempotencyKey } }, context) =>
        ofComplaint(await officeDesk.answerComplaint(context.staff(), idempotencyKey, id, answer)),
      escalateComplaint: async (_, { input: { id, idempotencyKey } }, context) =>
        ofComplaint(await officeDesk.escalateComplaint(context.staff(), idempotencyKey, id)),
      grantRequest: async (_, { input: { id, answer, idempotencyKey } }, context) =>
        ofRequest(await officeDesk.grantRequest(context.staff(), idempotencyKey, id, answer)),
      refuseRequest: async (_, { input: { id, exception, reason, idempotencyKey } }, context) => {
        const why = lower(exception);
        return ofRequest(await officeDesk.refuseRequest(context.staff(), idempotencyKey, id, why, reason));
      },
      decideAppeal: async (_, { input }, context) => {
        const { id, granted, reason, idempotencyKey } = input;
        const decision = { granted, exception: exceptionOf(input.exception) };
        return ofRequest(
          await officeDesk.decideAppeal(context.staff(), idempotencyKey, id, decision, reason),
        );
      },
    },
    Complaint: {
      state: ({ state }) => upper(state) as ComplaintState,
      partner: ({ partnerId }, _, { loaders }) =>
        partnerId === null ? null : existing(loaders.partners, partnerId),
      shareDetails: ({ share }) => share,
      acknowledgeBy: ({ acknowledgeBy, answerBy }) => acknowledgeBy ?? answerBy,
      overdue: (one) => isOverdue(one, clock.now()),
      outsideBody: (one) => (hadItsTurn(one, clock.now()) ? appealPlace.complaintsBody : null),
      reads,
    },
    RightsRequest: {
      state: ({ state }) => upper(state) as RightsRequestState,
      right: ({ right }) => upper(right ?? 'access'),
      decideBy: ({ answerBy }) => answerBy,
      decidedAt: ({ answeredAt }) => answeredAt,
      exception: ({ exception }) => (exception === null ? null : upper(exception)),
      decideAppealBy: ({ appealAnswerBy }) => appealAnswerBy,
      appealDecidedAt: ({ appealAnsweredAt }) => appealAnsweredAt,
      overdue: (one) => isOverdue(one, clock.now()),
      reads,
    },
  } satisfies Resolvers;
}
