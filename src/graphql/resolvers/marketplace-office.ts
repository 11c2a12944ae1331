import type { Subject } from '../../accounts/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isRefusal } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { hadItsTurn, howToAppeal } from '../../office/index.ts';
import type { CaseFollowing, Filing, OfficeCase, OwnCase } from '../../office/index.ts';
import type { DoorContext } from '../context.ts';
import type {
  ComplaintState,
  Resolvers,
  RightsException,
  RightsRequestState,
  UserErrorCode,
} from '../generated/marketplace.ts';
import { existing } from '../loaders.ts';
import { connection, lower, payloads, upper } from '../shapes.ts';
import { createMarketplaceProcessors } from './processors.ts';
import type { ProcessorServices } from './processors.ts';

/** Why this door refuses a complaint or a request. */
const payload = payloads({
  ACCOUNT_REQUIRED: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
  NOT_FOUND: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

interface OwnCaseServices {
  readonly clock: Clock;
  readonly filing: Filing;
  readonly caseFollowing: CaseFollowing;
  /** Where the service is, and who decides after it. */
  readonly appealPlace: Parameters<typeof howToAppeal>[1];
}

export type OwnOfficeServices = OwnCaseServices & ProcessorServices;

const exceptionOf = (exception: OfficeCase['exception']): RightsException | null =>
  exception === null ? null : upper(exception);

/** Fields for what people complain of and ask for. */
function createOwnCases(services: OwnCaseServices) {
  const { clock, filing, caseFollowing, appealPlace } = services;
  const opened = async (filed: OfficeCase | Refusal): Promise<OwnCase | Refusal> =>
    isRefusal(filed) ? filed : caseFollowing.open(filed);
  const ofRequest = async (filed: OfficeCase | Refusal) =>
    payload(await opened(filed), (request) => ({ request }));
  const subject = (context: DoorContext): Promise<Subject | null> => context.subject();
  return {
    Mutation: {
      fileComplaint: async (_, { input: { idempotencyKey, ...input } }, context) => {
        const filed = await filing.fileComplaint(await subject(context), idempotencyKey, input);
        return payload(await opened(filed), (complaint) => ({ complaint }));
      },
      requestRight: async (_, { input: { idempotencyKey, right, ...words } }, context) => {
        const input = { ...words, right: lower(right) };
        return ofRequest(await filing.requestRight(await subject(context), idempotencyKey, input));
      },
      appealRefusal: async (_, { input: { idempotencyKey, requestId, text } }, context) => {
        const input = { id: requestId, text };
        return ofRequest(await caseFollowing.appealRefusal(await subject(context), idempotencyKey, input));
      },
    },
    Viewer: {
      complaints: async ({ id }, page) => connection(await caseFollowing.list('complaint', id, page)),
      rightsRequests: async ({ id }, page) => connection(await caseFollowing.list('request', id, page)),
    },
    Complaint: {
      state: ({ state }) => upper(state) as ComplaintState,
      partner: ({ partnerId }, _, { loaders }) =>
        partnerId === null ? null : existing(loaders.partners, partnerId),
      violation: ({ words }) => words.text,
      contact: ({ words }) => words.contact,
      shareDetails: ({ share }) => share,
      acknowledgeBy: ({ acknowledgeBy, answerBy }) => acknowledgeBy ?? answerBy,
      answer: ({ words }) => words.answer,
      outsideBody: (one) => (hadItsTurn(one, clock.now()) ? appealPlace.complaintsBody : null),
      reads: ({ reads }) => [...reads],
    },
    RightsRequest: {
      state: ({ state }) => upper(state) as RightsRequestState,
      right: ({ right }) => upper(right ?? 'access'),
      text: ({ words }) => words.text,
      decideBy: ({ answerBy }) => answerBy,
      decidedAt: ({ answeredAt }) => answeredAt,
      answer: ({ exception, words }) => (exception === null ? words.answer : null),
      refusal: (one) =>
        one.exception === null || one.appealBy === null
          ? null
          : {
              exception: upper(one.exception),
              reason: one.words.answer,
              howToAppeal: howToAppeal(one, appealPlace),
              appealBy: one.appealBy,
            },
      appeal: ({ appealedAt, appealAnswerBy, appealAnsweredAt, appealException, words }) =>
        appealedAt === null
          ? null
          : {
              text: words.appeal,
              appealedAt,
              decideBy: appealAnswerBy ?? appealedAt,
              decidedAt: appealAnsweredAt,
              granted: appealAnsweredAt === null ? null : appealException === null,
              reason: words.appealAnswer,
              exception: exceptionOf(appealException),
            },
      reads: ({ reads }) => [...reads],
    },
    CaseRead: { by: ({ reader }) => (reader.startsWith('partner:') ? 'PARTNER' : 'PRIVACY_OFFICE') },
  } satisfies Resolvers;
}

/** The marketplace door's fields for what the privacy office does for people: cases, and processors to say no to. */
export function createOwnOffice(services: OwnOfficeServices) {
  const [cases, processors] = [createOwnCases(services), createMarketplaceProcessors(services)];
  return {
    ...cases,
    ...processors,
    Mutation: { ...cases.Mutation, ...processors.Mutation },
    Viewer: { ...cases.Viewer, ...processors.Viewer },
  } satisfies Resolvers;
}
