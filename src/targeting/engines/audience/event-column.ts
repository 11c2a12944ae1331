import type { Day, EventDay } from '../../../traits/index.ts';
import type { PlanLeaf } from '../../plan.ts';
import { BitmapAppender } from './bitmap-appender.ts';
import { Bitmap, bytesOf, bytesOfAll, nobody } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import { DaySets } from './day-sets.ts';
import type { FrameReader, Frames } from './frames.ts';
import { Kept } from './kept.ts';
import type { KeptPool } from './kept.ts';
import { everyone } from './part.ts';
import type { Part } from './part.ts';
import { reaching } from './sums.ts';
import type { Asked } from './trait-column.ts';

type DidLeaf = Extract<PlanLeaf, { kind: 'did' }>;
type TimeLeaf = Extract<PlanLeaf, { kind: 'first' | 'last' }>;

const isWithin = (day: Day, from: Day, to: Day): boolean => from <= day && day <= to;

/** Who did something when, and how often on a day. */
export class EventColumn {
  readonly #days = new DaySets();
  /** For days on which somebody did it more than once: the binary digits of how often more. */
  readonly #more = new Map<Day, Bitmap[]>();
  readonly #ever = new Bitmap();
  readonly #kept: Kept<readonly EventDay[]>;
  readonly #appenders = new Map<Bitmap, BitmapAppender>();

  constructor(pool: KeptPool) {
    this.#kept = new Kept(pool);
  }

  #digit(day: Day, i: number): Bitmap {
    const digits = this.#more.get(day) ?? [];
    this.#more.set(day, digits);
    while (digits.length <= i) digits.push(new Bitmap());
    return digits[i] as Bitmap;
  }

  /** Calls for each digit of a count that is 1. */
  #digits({ day, count }: EventDay, of: (digit: Bitmap) => void): void {
    for (let i = 0, left = count - 1; left > 0; i += 1, left = Math.floor(left / 2)) {
      if (left % 2 === 1) of(this.#digit(day, i));
    }
  }

  /** What somebody did, in place of what was known. */
  set(ordinal: number, days: readonly EventDay[]): void {
    this.#forget(ordinal);
    for (const one of days) {
      this.#days.add(ordinal, one.day);
      this.#digits(one, (digit) => digit.add(ordinal));
    }
    if (days.length > 0) this.#ever.add(ordinal);
    this.#kept.changed(ordinal, days);
  }

  clear(ordinal: number): void {
    if (!this.#ever.has(ordinal)) return;
    this.#forget(ordinal);
    this.#kept.changed(ordinal, null);
  }

  #forget(ordinal: number): void {
    if (!this.#ever.delete(ordinal)) return;
    for (const day of this.#days.clear(ordinal)) {
      for (const digit of this.#more.get(day) ?? []) digit.delete(ordinal);
    }
  }

  /** Each day of each person once, best in ascending order of ordinals; then `finish`. */
  append(ordinal: number, one: EventDay): void {
    this.#days.append(ordinal, one.day);
    this.#digits(one, (digit) => {
      const appender = this.#appenders.get(digit) ?? new BitmapAppender(digit);
      this.#appenders.set(digit, appender);
      appender.add(ordinal);
    });
  }

  finish(): void {
    for (const appender of this.#appenders.values()) appender.finish();
    this.#appenders.clear();
    this.#days.finish();
    this.#gather();
  }

  #gather(): void {
    for (const map of this.#days.covering(-Infinity, Infinity)) this.#ever.orInPlace(map);
    this.#kept.clear();
  }

  costOf(leaf: DidLeaf | TimeLeaf): number {
    if (leaf.kind === 'did' && leaf.atLeast > 1) return this.#kept.has(didKey(leaf)) ? 0 : 4;
    return this.#kept.has(`${leaf.from} ${leaf.to}`) ? 0 : 2;
  }

  find(leaf: DidLeaf | TimeLeaf, sure: boolean, { scratch }: Asked): Part {
    if (leaf.kind === 'did') {
      if (leaf.atLeast <= 0) return sure ? everyone : { of: nobody, but: null };
      const found = this.#did(leaf);
      return sure ? { of: found, but: null } : { of: null, but: found };
    }
    // The first day lies in a time when there is one in it and none before; the last, when none after.
    const { kind, from, to } = leaf;
    const inside = this.#on(from, to);
    const outside = kind === 'first' ? this.#on(-Infinity, from - 1) : this.#on(to + 1, Infinity);
    if (sure) return { of: inside, but: outside };
    return { of: scratch.join(scratch.less(this.#ever, inside), outside), but: null };
  }

  #did(leaf: DidLeaf): ReadonlyBitmap {
    const { from, to, atLeast } = leaf;
    if (atLeast === 1) return this.#on(from, to);
    const times = (days: readonly EventDay[]): number =>
      days.reduce((sum, { day, count }) => (isWithin(day, from, to) ? sum + count : sum), 0);
    return this.#kept.get(
      didKey(leaf),
      (days) => times(days) >= atLeast,
      () => reaching(atLeast, this.#counts(from, to)),
    );
  }

  /** Who did it on some day of a time. */
  #on(from: Day, to: Day): ReadonlyBitmap {
    if (!(from <= to)) return nobody;
    const maps = this.#days.covering(from, to);
    if (maps.length < 2) return maps[0] ?? nobody;
    return this.#kept.get(
      `${from} ${to}`,
      (days) => days.some(({ day }) => isWithin(day, from, to)),
      () => Bitmap.orMany(maps),
    );
  }

  *#counts(from: Day, to: Day): Generator<readonly [ReadonlyBitmap, times: number]> {
    for (const day of this.#days.days(from, to)) {
      yield [this.#days.on(day) ?? nobody, 1];
      for (const [i, digit] of (this.#more.get(day) ?? []).entries()) yield [digit, 2 ** i];
    }
  }

  bytes(): number {
    return (
      this.#days.bytes() +
      bytesOf(this.#ever) +
      [...this.#more.values()].reduce((sum, digits) => sum + bytesOfAll(digits), 0)
    );
  }

  *frames(): Frames {
    yield* this.#days.frames();
    const more = [...this.#more].filter(([, digits]) => digits.some((digit) => !digit.isEmpty));
    yield { more: more.map(([day, digits]) => [day, digits.length]) };
    for (const [, digits] of more) yield* digits;
  }

  async read(from: FrameReader): Promise<void> {
    await this.#days.read(from);
    const { more } = (await from.record()) as { more: [day: Day, digits: number][] };
    for (const [day, count] of more) {
      const digits: Bitmap[] = [];
      while (digits.length < count) digits.push(await from.bitmap());
      this.#more.set(day, digits);
    }
    this.#gather();
  }
}

const didKey = ({ from, to, atLeast }: DidLeaf): string => `${from} ${to} ${atLeast}`;
