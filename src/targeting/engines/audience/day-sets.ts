import type { Day } from '../../../traits/index.ts';
import { BitmapAppender } from './bitmap-appender.ts';
import { Bitmap, bytesOfAll } from './bitmap.ts';
import type { FrameReader, Frames } from './frames.ts';

/** Days, spans of 8 days and spans of 64 days, as powers of two. */
const SHIFTS = [0, 3, 6] as const;
const FINER = 3;
const TOP = SHIFTS.length - 1;
const TOP_SHIFT = TOP * FINER;

/** Who did something on which day, and within which longer spans of days, so that many days are few sets. */
export class DaySets {
  /** By number of the span, for each length. */
  readonly #levels: readonly Map<number, Bitmap>[] = SHIFTS.map(() => new Map<number, Bitmap>());
  readonly #appenders = new Map<Day, BitmapAppender>();
  #first: Day = Infinity;
  #last: Day = -Infinity;

  #map(level: number, span: number): Bitmap {
    const maps = this.#levels[level] as Map<number, Bitmap>;
    let map = maps.get(span);
    if (map === undefined) {
      map = new Bitmap();
      maps.set(span, map);
    }
    return map;
  }

  #reach(day: Day): void {
    this.#first = Math.min(this.#first, day);
    this.#last = Math.max(this.#last, day);
  }

  add(ordinal: number, day: Day): void {
    this.#reach(day);
    SHIFTS.forEach((shift, level) => this.#map(level, day >> shift).add(ordinal));
  }

  /** As `add`, much at a time; then `finish`. */
  append(ordinal: number, day: Day): void {
    let appender = this.#appenders.get(day);
    if (appender === undefined) {
      this.#reach(day);
      appender = new BitmapAppender(this.#map(0, day));
      this.#appenders.set(day, appender);
    }
    appender.add(ordinal);
  }

  finish(): void {
    for (const appender of this.#appenders.values()) appender.finish();
    this.#appenders.clear();
    this.#raise();
  }

  /** Makes the longer spans anew from the days. */
  #raise(): void {
    for (let level = 1; level <= TOP; level += 1) {
      const parts = new Map<number, Bitmap[]>();
      for (const [span, map] of this.#levels[level - 1] ?? []) {
        parts.set(span >> FINER, [...(parts.get(span >> FINER) ?? []), map]);
      }
      for (const [span, maps] of parts) {
        const joined = Bitmap.orMany(maps);
        joined.shrinkToFit();
        this.#levels[level]?.set(span, joined);
      }
    }
  }

  /** Takes somebody out, and gives the days on which they were in. */
  clear(ordinal: number): Day[] {
    const days: Day[] = [];
    const search = (level: number, from: number, to: number): void => {
      for (let span = from; span < to; span += 1) {
        if (this.#levels[level]?.get(span)?.delete(ordinal) !== true) continue;
        if (level === 0) days.push(span);
        else search(level - 1, span << FINER, (span + 1) << FINER);
      }
    };
    if (this.#first <= this.#last) search(TOP, this.#first >> TOP_SHIFT, (this.#last >> TOP_SHIFT) + 1);
    return days;
  }

  /** Sets that together hold whoever did it from one day to another, as few as there are. */
  covering(from: Day, to: Day): Bitmap[] {
    // Beyond the first and the last day there is nothing: spans may reach out there.
    const start = from <= this.#first ? (this.#first >> TOP_SHIFT) << TOP_SHIFT : from;
    const end = to >= this.#last ? ((this.#last >> TOP_SHIFT) + 1) << TOP_SHIFT : to + 1;
    const maps: Bitmap[] = [];
    for (let day = start; day < end;) {
      let level = TOP;
      while (level > 0 && !fits(day, end, SHIFTS[level] as number)) level -= 1;
      const shift = SHIFTS[level] as number;
      const map = this.#levels[level]?.get(day >> shift);
      if (map !== undefined && !map.isEmpty) maps.push(map);
      day += 1 << shift;
    }
    return maps;
  }

  /** The days of a time on which somebody did it. */
  days(from: Day, to: Day): Day[] {
    const days: Day[] = [];
    for (let day = Math.max(from, this.#first); day <= Math.min(to, this.#last); day += 1) {
      if (this.on(day)?.isEmpty === false) days.push(day);
    }
    return days;
  }

  on(day: Day): Bitmap | undefined {
    return this.#levels[0]?.get(day);
  }

  bytes(): number {
    return this.#levels.reduce((sum, maps) => sum + bytesOfAll(maps.values()), 0);
  }

  *frames(): Frames {
    const days = this.days(-Infinity, Infinity);
    yield { days };
    for (const day of days) yield this.on(day) as Bitmap;
  }

  async read(from: FrameReader): Promise<void> {
    const { days } = (await from.record()) as { days: Day[] };
    for (const day of days) {
      this.#reach(day);
      this.#levels[0]?.set(day, await from.bitmap());
    }
    this.#raise();
  }
}

const fits = (day: Day, end: Day, shift: number): boolean =>
  (day >> shift) << shift === day && day + (1 << shift) <= end;
