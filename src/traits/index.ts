export { PRIME, diceOf, first31Bits } from './dice.ts';
export { firstTraits } from './first-traits.ts';
export { traitsMigrations } from './migrations.ts';
export { traitSubjects } from './types.ts';
export type {
  Day,
  EventDay,
  EventKind,
  KnownTrait,
  Trait,
  TraitRegistry,
  TraitSubject,
  TraitType,
  TraitValue,
} from './types.ts';
export {
  canonicalValue,
  compareValues,
  decodeValue,
  encodeValue,
  isPlainAddress,
  wantsOf,
} from './values.ts';
