export { changesAfter, changesPosition, markChanged, sweepChanges } from './changes.ts';
export type { Changes, Position } from './changes.ts';
export { PRIME, diceOf, first31Bits } from './dice.ts';
export { MOST_A_DAY, eventDaysOf, recordEvents } from './event-days.ts';
export type { EventFact } from './event-days.ts';
export { traitExports } from './export-sections.ts';
export { isWrong, readEventFact, readSubject, readTraitFact } from './fact-rules.ts';
export type { Wrong } from './fact-rules.ts';
export { firstTraits } from './first-traits.ts';
export { createListDesk, findList } from './manage-lists.ts';
export { addToList, createList, listsById, listsOf, listsPage, removeFromList } from './lists.ts';
export type { PersonList } from './lists.ts';
export { traitsMigrations } from './migrations.ts';
export { addPeople, forgetPerson, lockPeople, peopleAfter, peopleById, subjectsByOrdinal } from './people.ts';
export type { Person } from './people.ts';
export { createRecordingDesk } from './record-facts.ts';
export type { Recorded } from './record-facts.ts';
export { createRegistrationDesk } from './register-trait.ts';
export { eventKinds, registerEventKind, registerTrait, traitRegistry } from './registry.ts';
export { sweepTraits } from './retention.ts';
export { recordValues, traitValuesOf } from './trait-values.ts';
export type { TraitFact } from './trait-values.ts';
export { countries } from './countries.ts';
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
  dateOfDay,
  dayOfDate,
  decodeValue,
  encodeValue,
  isPlainAddress,
  wantsOf,
} from './values.ts';
