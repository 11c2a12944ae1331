type Span = readonly [from: number, to: number];

/** A set of whole numbers: ranges with both ends included, in order, none of which touches the next. */
export type Spans = readonly Span[];

export const everything: Spans = [[-Infinity, Infinity]];

export const spanOf = (from: number, to: number): Spans => (from <= to ? [[from, to]] : []);

/** All other whole numbers. */
export function complement(spans: Spans): Spans {
  const gaps: Span[] = [];
  let next = -Infinity;
  for (const [from, to] of spans) {
    if (from > next) gaps.push([next, from - 1]);
    if (to === Infinity) return gaps;
    next = to + 1;
  }
  gaps.push([next, Infinity]);
  return gaps;
}

export function unite(all: readonly Spans[]): Spans {
  // No difference of two ends: both can be infinite.
  const sorted = all.flat().sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const united: [from: number, to: number][] = [];
  for (const [from, to] of sorted) {
    const last = united.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}

export const intersect = (all: readonly Spans[]): Spans => complement(unite(all.map(complement)));

export const includes = (spans: Spans, value: number): boolean =>
  spans.some(([from, to]) => from <= value && value <= to);
