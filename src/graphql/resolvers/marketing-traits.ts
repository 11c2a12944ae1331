import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import { eventKinds, listsPage, traitRegistry } from '../../traits/index.ts';
import type {
  PersonList,
  Recorded,
  Trait,
  TraitType,
  createListDesk,
  createRecordingDesk,
  createRegistrationDesk,
} from '../../traits/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketing.ts';
import { connection, lower, payloads, upper } from '../shapes.ts';

/** Why what is said about people is refused. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NAME_TAKEN: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface TraitsServices {
  readonly db: Database;
  readonly registration: ReturnType<typeof createRegistrationDesk>;
  readonly recording: ReturnType<typeof createRecordingDesk>;
  readonly lists: ReturnType<typeof createListDesk>;
}

const ofList = (result: PersonList | Refusal) => payload(result, (list) => ({ list }));
const ofRecorded = (result: Recorded | Refusal) => payload(result, ({ recorded }) => ({ recorded }));

const isNumber = (type: TraitType) => (type.type === 'number' ? type : null);
const valuesOf = ({ type }: Trait): string[] | null =>
  type.type !== 'text' || type.values === null ? null : [...type.values];

/** The marketing door's fields for what can be known about a person. */
export function createTraitsResolvers({ db, registration, recording, lists }: TraitsServices) {
  return {
    Query: {
      traits: async () => [...(await db.read(traitRegistry)).values()],
      eventKinds: async () => [...(await db.read(eventKinds)).values()],
      lists: async (_, page) => connection(await db.read((r) => listsPage(r, page))),
    },
    Mutation: {
      registerTrait: async (_, { input: { idempotencyKey, ...trait } }, context) => {
        const registered = await registration.registerTrait(context.staff(), idempotencyKey, {
          ...trait,
          type: lower(trait.type),
          about: lower(trait.about),
          values: trait.values ?? null,
          min: trait.min ?? null,
          max: trait.max ?? null,
          decimals: trait.decimals ?? null,
        });
        return payload(registered, (trait) => ({ trait }));
      },
      registerEvent: async (_, { input: { idempotencyKey, ...event } }, context) => {
        const registered = await registration.registerEvent(context.staff(), idempotencyKey, event);
        return payload(registered, (eventKind) => ({ eventKind }));
      },
      recordTraits: async (_, { input }, context) =>
        ofRecorded(await recording.recordTraits(context.staff(), input.idempotencyKey, input.values)),
      recordEvents: async (_, { input }, context) =>
        ofRecorded(await recording.recordEvents(context.staff(), input.idempotencyKey, input.events)),
      createList: async (_, { input: { idempotencyKey, ...list } }, context) =>
        ofList(await lists.createList(context.staff(), idempotencyKey, list)),
      addToList: async (_, { input: { idempotencyKey, ...change } }, context) =>
        ofList(await lists.addToList(context.staff(), idempotencyKey, change)),
      removeFromList: async (_, { input: { idempotencyKey, ...change } }, context) =>
        ofList(await lists.removeFromList(context.staff(), idempotencyKey, change)),
    },
    Trait: {
      type: ({ type }) => upper(type.type),
      about: ({ about }) => upper(about),
      values: valuesOf,
      min: ({ type }) => isNumber(type)?.min ?? null,
      max: ({ type }) => isNumber(type)?.max ?? null,
      decimals: ({ type }) => isNumber(type)?.decimals ?? null,
    },
  } satisfies Resolvers;
}
