import { ulid } from 'ulid';
import { idPrefixes } from '../src/kernel/ids.ts';
import type { IdKind } from '../src/kernel/ids.ts';

/** 2026-01-01: the instant that stands in seeded ids. */
const SEED_TIME = Date.UTC(2026, 0, 1);

/** Numbers in [0, 1) that are the same on every machine (mulberry32). For made-up data only. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Ids of the usual shape, the same at every seeding. */
export function seededIds(seed: number): (kind: IdKind) => string {
  const next = sequence(seed);
  return (kind) => `${idPrefixes[kind]}_${ulid(SEED_TIME, next)}`;
}

export const pick = <Item>(items: readonly Item[], next: () => number): Item =>
  items[Math.floor(next() * items.length)] as Item;
