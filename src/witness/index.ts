export { witnessMigrations } from './migrations.ts';
export type { Answer } from './rules.ts';
export { createWitness } from './witness.ts';
export type { Witness, WitnessParts } from './witness.ts';
