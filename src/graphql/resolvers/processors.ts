import type { Database } from '../../platform/db/index.ts';
import { listProcessors, processorsOfPerson } from '../../processors/index.ts';
import type { Processor, createOptOutDesk, createProcessorDesk } from '../../processors/index.ts';
import type { DoorContext } from '../context.ts';
import type { Resolvers as MarketplaceResolvers, UserErrorCode } from '../generated/marketplace.ts';
import type {
  Resolvers as PrivacyResolvers,
  UserErrorCode as OfficeErrorCode,
} from '../generated/privacy.ts';
import { connection, lower, payloads, upper } from '../shapes.ts';

/** Why a person's word about a processor is refused, and why an officer's. */
const ofPerson = payloads({
  ACCOUNT_REQUIRED: true,
  IDEMPOTENCY_CONFLICT: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);
const ofOfficer = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
  SLUG_TAKEN: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<OfficeErrorCode, true>>);

export interface ProcessorServices {
  readonly db: Database;
  readonly processors: ReturnType<typeof createProcessorDesk>;
  readonly optOuts: ReturnType<typeof createOptOutDesk>;
}

const noticesOf = ({ id }: Processor, _: unknown, { loaders }: DoorContext) =>
  loaders.processorNotices.load(id);
const noticeOf = async (processor: Processor, _: unknown, context: DoorContext) =>
  (await noticesOf(processor, _, context))[0] ?? null;
const fields = (processor: Processor) => processor.fields.map(upper);

/** The marketplace door's fields for companies that work for this one. */
export function createMarketplaceProcessors({ db, optOuts }: ProcessorServices) {
  return {
    Query: {
      processors: async (_, page) =>
        connection(await db.read((r) => listProcessors(r, { told: true }, page))),
    },
    Mutation: {
      optOutOfProcessor: async (_, { input: { slug, idempotencyKey } }, context) =>
        ofPerson(await optOuts.optOut(await context.subject(), idempotencyKey, slug), (processor) => ({
          processor,
        })),
      optInToProcessor: async (_, { input: { slug, idempotencyKey } }, context) =>
        ofPerson(await optOuts.optIn(await context.subject(), idempotencyKey, slug), (processor) => ({
          processor,
        })),
    },
    Viewer: { processors: ({ id }) => db.read((r) => processorsOfPerson(r, id)) },
    Processor: { fields, notice: noticeOf },
    ViewerProcessor: { optedOut: ({ optedOutAt }) => optedOutAt !== null },
  } satisfies MarketplaceResolvers;
}

/** The privacy door's register of them. */
export function createPrivacyProcessors({ db, processors }: Omit<ProcessorServices, 'optOuts'>) {
  return {
    Query: {
      processors: async (_, page) =>
        connection(await db.read((r) => listProcessors(r, { told: false }, page))),
    },
    Mutation: {
      registerProcessor: async (_, { input: { idempotencyKey, ...input } }, context) => {
        const wish = { ...input, fields: input.fields.map(lower) };
        const made = await processors.register(context.staff(), idempotencyKey, wish);
        return ofOfficer(made, (processor) => ({ processor }));
      },
      giveProcessorNotice: async (_, { input: { processorId, text, idempotencyKey } }, context) =>
        ofOfficer(
          await processors.giveNotice(context.staff(), idempotencyKey, processorId, text),
          (processor) => ({ processor }),
        ),
      retireProcessor: async (_, { input: { processorId, idempotencyKey } }, context) =>
        ofOfficer(await processors.retire(context.staff(), idempotencyKey, processorId), (processor) => ({
          processor,
        })),
    },
    Processor: {
      fields,
      notice: noticeOf,
      notices: async (processor, _, context) => [...(await noticesOf(processor, _, context))],
    },
  } satisfies PrivacyResolvers;
}
