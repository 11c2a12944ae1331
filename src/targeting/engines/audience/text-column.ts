import type { PlanLeaf, TextLeaf } from '../../plan.ts';
import { BitmapAppender } from './bitmap-appender.ts';
import { Bitmap, bytesOf, bytesOfAll } from './bitmap.ts';
import type { ReadonlyBitmap } from './bitmap.ts';
import { Codes } from './codes.ts';
import { Dictionary, FAILS, FITS, groupOf } from './dictionary.ts';
import type { Fitting } from './dictionary.ts';
import type { FrameReader, Frames } from './frames.ts';
import { Kept } from './kept.ts';
import type { KeptPool } from './kept.ts';
import { noOne } from './part.ts';
import type { Part } from './part.ts';
import type { Scratch } from './scratch.ts';
import type { Appender, Asked, TraitColumn } from './trait-column.ts';
import { costOfUnion, sizeOfAll, union } from './union.ts';

/** From so many values on the code of each person is kept, so that it need not be searched for when it changes. */
const SPREAD = 256;
/** To look at one of some people costs about as much as a scan of so many. */
const LOOK = 4;
/** Nanoseconds, measured. */
const A_LOOK = 4;
const A_SCANNED = 1;

interface Split {
  /** Whether those are put together who fit, or those who do not. */
  readonly positive: boolean;
  readonly whole: readonly Bitmap[];
  readonly mixed: readonly Bitmap[];
}

/**
 * Texts of any kind, by the codes of a dictionary: a bitmap for each group of codes and, once there are more values than
 * groups, the code of each person too. As long as a group is one value the bitmaps answer alone; after that they say
 * whose codes have to be looked at.
 */
export class TextColumn implements TraitColumn {
  readonly known: Bitmap;
  readonly #kept: Kept<number>;
  readonly #dictionary: Dictionary;
  readonly #groups: Bitmap[];
  #codes: Codes | null;

  constructor(
    pool: KeptPool,
    known = new Bitmap(),
    dictionary = new Dictionary(),
    groups: Bitmap[] = [],
    codes: Codes | null = null,
  ) {
    this.#kept = new Kept(pool);
    this.known = known;
    this.#dictionary = dictionary;
    this.#groups = groups;
    this.#codes = codes;
  }

  #group(code: number): Bitmap {
    while (this.#groups.length <= groupOf(code)) this.#groups.push(new Bitmap());
    return this.#groups[groupOf(code)] as Bitmap;
  }

  set(ordinal: number, value: string | number): void {
    const code = this.#dictionary.code(String(value));
    if (code >= SPREAD) this.#codes ??= this.#spread();
    this.#leave(ordinal, code);
    this.known.add(ordinal);
    this.#group(code).add(ordinal);
    this.#codes?.set(ordinal, code);
    this.#kept.changed(ordinal, code);
  }

  clear(ordinal: number): void {
    if (!this.known.has(ordinal)) return;
    this.#leave(ordinal, null);
    this.known.delete(ordinal);
    this.#codes?.clear(ordinal);
    this.#kept.changed(ordinal, null);
  }

  /** Takes a person out of the group where they are, for the sake of another code. */
  #leave(ordinal: number, next: number | null): void {
    if (!this.known.has(ordinal) || (next !== null && this.#group(next).has(ordinal))) return;
    if (this.#codes !== null) this.#group(this.#codes.get(ordinal)).delete(ordinal);
    else for (const group of this.#groups) if (group.delete(ordinal)) return;
  }

  /** From groups of one value to the code of each person. */
  #spread(): Codes {
    const codes = new Codes();
    this.#groups.forEach((group, code) => {
      for (const ordinal of group.toUint32Array()) codes.set(ordinal, code);
    });
    return codes;
  }

  appender(): Appender {
    const known = new BitmapAppender(this.known);
    const groups: BitmapAppender[] = [];
    return {
      add: (ordinal, value) => {
        const code = this.#dictionary.code(String(value));
        if (code >= SPREAD && this.#codes === null) {
          for (const group of groups) group.flush();
          this.#codes = this.#spread();
        }
        known.add(ordinal);
        for (let i = groups.length; i <= groupOf(code); i += 1)
          groups.push(new BitmapAppender(this.#group(i)));
        groups[groupOf(code)]?.add(ordinal);
        this.#codes?.set(ordinal, code);
      },
      finish: () => {
        for (const each of [known, ...groups]) each.finish();
        this.#kept.clear();
      },
    };
  }

  costOf(leaf: PlanLeaf): number {
    if (leaf.kind !== 'text' || this.#kept.has(leaf.key)) return 0;
    const groups = this.#split(this.#dictionary.fitting(leaf));
    if (this.#codes !== null && !this.#isQuick(groups)) return 3;
    return groups.mixed.length === 0 ? 1 : 2;
  }

  find(leaf: PlanLeaf, sure: boolean, { scratch, within, people }: Asked): Part {
    if (leaf.kind !== 'text') return noOne;
    const fitting = this.#dictionary.fitting(leaf);
    const isKept = this.#kept.has(leaf.key);
    const groups = this.#split(fitting);
    if (this.#codes === null || (!isKept && this.#isQuick(groups))) {
      return this.#byGroups(fitting, groups, sure, scratch);
    }
    const some = within !== null && within.size * LOOK < people.size && !isKept;
    const found = some
      ? scratch.take(new Bitmap(this.#codes.pick(within, fitting.codes, 1)))
      : this.#scanned(leaf, fitting, this.#codes);
    return sure ? { of: found, but: null } : { of: this.known, but: found };
  }

  /**
   * Groups to be put together, and those of which only some belong to them. A person has one value, so whoever has none
   * that fits has one that does not: of the two the smaller set is put together.
   */
  #split(fitting: Fitting): Split {
    const which = (wanted: number): Bitmap[] => this.#groups.filter((_, i) => fitting.groups[i] === wanted);
    const mixed = which(FITS | FAILS);
    const fit = which(FITS);
    const positive = sizeOfAll(fit) * 2 + sizeOfAll(mixed) <= this.known.size;
    return { positive, whole: positive ? fit : which(FAILS), mixed };
  }

  #isQuick({ whole, mixed }: Split): boolean {
    const looking = costOfUnion(mixed, this.known) + sizeOfAll(mixed) * A_LOOK;
    return costOfUnion(whole, this.known) + looking < this.known.size * A_SCANNED;
  }

  #scanned(leaf: TextLeaf, { codes }: Fitting, all: Codes): Bitmap {
    return this.#kept.get(
      leaf.key,
      (code) => this.#dictionary.fitting(leaf).codes[code] === 1,
      () => all.scan(codes),
    );
  }

  /** Whole groups as they are, and of the others whoever belongs to them. */
  #byGroups({ codes }: Fitting, { positive, whole, mixed }: Split, sure: boolean, scratch: Scratch): Part {
    const parts: ReadonlyBitmap[] = [...whole];
    if (this.#codes !== null && mixed.length > 0) {
      const among = union(mixed, this.known, scratch);
      const picked = this.#codes.pick(among, codes, positive ? 1 : 0);
      scratch.done(among);
      parts.push(scratch.take(new Bitmap(picked)));
    }
    const found = union(parts, this.known, scratch);
    return positive === sure ? { of: found, but: null } : { of: this.known, but: found };
  }

  /** Forgets values that nobody has any more. */
  compact(): void {
    const used = new Uint8Array(this.#dictionary.end);
    if (this.#codes === null) this.#groups.forEach((group, code) => (used[code] = group.isEmpty ? 0 : 1));
    else this.#codes.markUsed(used);
    this.#dictionary.retain(used);
  }

  bytes(): number {
    const codes = this.#codes?.bytes() ?? 0;
    return bytesOf(this.known) + this.#dictionary.bytes() + bytesOfAll(this.#groups) + codes;
  }

  *frames(): Frames {
    this.compact();
    yield { codes: this.#codes === null ? null : this.#codes.isShort ? 'short' : 'long' };
    yield this.known;
    yield* this.#dictionary.frames();
    yield { groups: this.#groups.length };
    yield* this.#groups;
    if (this.#codes !== null) yield* this.#codes.frames();
  }

  static async read(from: FrameReader, pool: KeptPool): Promise<TextColumn> {
    const { codes: kind } = (await from.record()) as { codes: 'short' | 'long' | null };
    const known = await from.bitmap();
    const dictionary = await Dictionary.read(from);
    const { groups: count } = (await from.record()) as { groups: number };
    const groups: Bitmap[] = [];
    while (groups.length < count) groups.push(await from.bitmap());
    const codes = kind === null ? null : await Codes.read(from, kind === 'short');
    return new TextColumn(pool, known, dictionary, groups, codes);
  }
}
