import type { Database } from '../../platform/db/index.ts';
import { eventKinds, listsPage, traitRegistry } from '../../traits/index.ts';
import type { Trait, TraitType } from '../../traits/index.ts';
import type { Resolvers } from '../generated/marketing.ts';
import { connection, upper } from '../shapes.ts';

export interface TraitsServices {
  readonly db: Database;
}

const isNumber = (type: TraitType) => (type.type === 'number' ? type : null);
const valuesOf = ({ type }: Trait): string[] | null =>
  type.type !== 'text' || type.values === null ? null : [...type.values];

/** The marketing door's fields for what can be known about a person. */
export function createTraitsResolvers({ db }: TraitsServices) {
  return {
    Query: {
      traits: async () => [...(await db.read(traitRegistry)).values()],
      eventKinds: async () => [...(await db.read(eventKinds)).values()],
      lists: async (_, page) => connection(await db.read((r) => listsPage(r, page))),
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
