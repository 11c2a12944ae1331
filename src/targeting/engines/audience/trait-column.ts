import type { PlanLeaf } from '../../plan.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import type { Frames } from './frames.ts';
import type { Part } from './part.ts';
import type { Scratch } from './scratch.ts';

/** How a leaf is asked. */
export interface Asked {
  readonly scratch: Scratch;
  readonly people: ReadonlyBitmap;
  /** The answer need be right for these only; null: for everybody. A column may heed it where that is faster. */
  readonly within: ReadonlyBitmap | null;
}

/** Takes values in ascending order of ordinals, each ordinal once, all of whom are people. */
export interface Appender {
  add(ordinal: number, value: string | number): void;
  /** Must be called before the column is asked or changed. */
  finish(): void;
}

/** What is known of one trait, of everybody. Values stand as `encodeValue` gives them. */
export interface TraitColumn {
  /** For whom the trait is known. */
  readonly known: ReadonlyBitmap;
  set(ordinal: number, value: string | number): void;
  clear(ordinal: number): void;
  appender(): Appender;
  /** For whom a leaf is surely true, or surely false. */
  find(leaf: PlanLeaf, sure: boolean, asked: Asked): Part;
  /** How much work a leaf is: 0 what lies ready, 1 a few operations on bitmaps, 2 many, 3 a scan, 4 a slow one. */
  costOf(leaf: PlanLeaf): number;
  bytes(): number;
  frames(): Frames;
}
