import type { Compared, Criterion, Leaf } from './ast.ts';
import { shapes } from './fields.ts';
import type { Cursor } from './text-cursor.ts';
import type { Got } from './text-fields.ts';
import { createFieldReader } from './text-fields.ts';
import type { Place, Sign } from './text-lexer.ts';

/** A criterion and where it, its fields and its parts stand in the text. */
export interface Placed {
  readonly criterion: Criterion;
  readonly place: Place;
  /** By the names that the JSON form has for them, e.g. `trait` and `values[1]`. */
  readonly fields: ReadonlyMap<string, Place>;
  readonly parts: readonly Placed[];
}

const comparisons: ReadonlyMap<Sign, Compared['op']> = new Map([
  ['=', 'eq'],
  ['!=', 'ne'],
  ['<', 'lt'],
  ['<=', 'lte'],
  ['>', 'gt'],
  ['>=', 'gte'],
]);

const AFTER_TRAIT =
  'what the trait has to be: =, !=, <, <=, >, >=, in, between, exists, contains, starts with, ends with, matches or ' +
  'more than';
const AFTER_IN = 'a list in parentheses, `network`, `region`, `the last` or `the next`';

/** Reads one condition. Null: a problem was named, and what follows cannot be understood. */
export function readCondition(cursor: Cursor): Placed | null {
  const { next, take, takesWord, expectWords, expectSign, wants } = cursor;
  const { name, text, number, days, value, list } = createFieldReader(cursor);
  const { place } = next();

  function leaf(
    criterion: Leaf,
    fields: Readonly<Record<string, Got<unknown> | readonly Got<unknown>[]>>,
  ): Placed {
    const places = Object.entries(fields).flatMap(([key, got]): [string, Place][] =>
      'place' in got ? [[key, got.place]] : got.map((one, i): [string, Place] => [`${key}[${i}]`, one.place]),
    );
    return { criterion, place, fields: new Map(places), parts: [] };
  }

  const valuesOf = <T>(got: readonly Got<T>[]): T[] => got.map((one) => one.value);

  function compared(op: Compared['op'], trait: Got<string>): Placed | null {
    const to = value(shapes[op].value);
    return to && leaf({ op, trait: trait.value, value: to.value }, { trait, value: to });
  }

  function between(trait: Got<string>): Placed | null {
    const from = value(shapes.between.from);
    if (from === null || expectWords('and') === null) return null;
    const to = value(shapes.between.to);
    return (
      to && leaf({ op: 'between', trait: trait.value, from: from.value, to: to.value }, { trait, from, to })
    );
  }

  function search(op: 'contains' | 'starts' | 'ends', trait: Got<string>): Placed | null {
    if (op !== 'contains' && expectWords('with') === null) return null;
    const part = text(shapes[op].value);
    if (part === null) return null;
    const ignoreCase = takesWord('ignoring');
    if (ignoreCase && expectWords('case') === null) return null;
    return leaf({ op, trait: trait.value, value: part.value, ignoreCase }, { trait, value: part });
  }

  /** After `in`. */
  function inside(trait: Got<string>): Placed | null {
    if (takesWord('network')) {
      const blocks = list(shapes.cidr.blocks, text);
      return blocks && leaf({ op: 'cidr', trait: trait.value, blocks: valuesOf(blocks) }, { trait, blocks });
    }
    if (takesWord('region')) {
      const regions = list(shapes.region.regions, text);
      return (
        regions && leaf({ op: 'region', trait: trait.value, regions: valuesOf(regions) }, { trait, regions })
      );
    }
    if (takesWord('the')) {
      const op = takesWord('last') ? 'past' : takesWord('next') ? 'next' : wants('`last` or `next`');
      const within = op && days(shapes[op].days);
      return op && within && leaf({ op, trait: trait.value, days: within.value }, { trait, days: within });
    }
    const token = next();
    if (token.kind !== 'sign' || token.sign !== '(') return wants(AFTER_IN);
    const values = list(shapes.in.values, value);
    return values && leaf({ op: 'in', trait: trait.value, values: valuesOf(values) }, { trait, values });
  }

  function ofTrait(): Placed | null {
    const trait = name(shapes.exists.trait);
    if (trait === null) return null;
    const token = next();
    const op = token.kind === 'sign' ? comparisons.get(token.sign) : undefined;
    if (op !== undefined) {
      take();
      return compared(op, trait);
    }
    if (takesWord('in')) return inside(trait);
    if (takesWord('between')) return between(trait);
    if (takesWord('exists')) return leaf({ op: 'exists', trait: trait.value }, { trait });
    for (const op of ['contains', 'starts', 'ends'] as const) if (takesWord(op)) return search(op, trait);
    if (takesWord('matches')) {
      const pattern = text(shapes.matches.pattern);
      return (
        pattern && leaf({ op: 'matches', trait: trait.value, pattern: pattern.value }, { trait, pattern })
      );
    }
    if (takesWord('more')) {
      const since = expectWords('than') && days(shapes.ago.days);
      if (since === null || expectWords('ago') === null) return null;
      return leaf({ op: 'ago', trait: trait.value, days: since.value }, { trait, days: since });
    }
    return wants(AFTER_TRAIT);
  }

  function sample(): Placed | null {
    const percent = number(shapes.sample.percent);
    if (percent === null || expectSign('%') === null || expectWords('by') === null) return null;
    const salt = text(shapes.sample.salt);
    return salt && leaf({ op: 'sample', salt: salt.value, percent: percent.value }, { salt, percent });
  }

  function did(): Placed | null {
    const event = text(shapes.did.event);
    if (event === null || expectWords('at', 'least') === null) return null;
    let atLeast: Got<number> | null = { value: 1, place: next().place };
    if (!takesWord('once')) {
      atLeast = number(shapes.did.atLeast);
      if (atLeast === null) return null;
      if (!takesWord('times') && !takesWord('time')) return wants('`times`');
    }
    const within = expectWords('in') && days(shapes.did.days);
    return (
      within &&
      leaf(
        { op: 'did', event: event.value, atLeast: atLeast.value, days: within.value },
        { event, atLeast, days: within },
      )
    );
  }

  function time(op: 'first' | 'last'): Placed | null {
    const event = text(shapes[op].event);
    if (event === null) return null;
    const when = takesWord('in') ? 'past' : takesWord('more') ? 'ago' : wants('`in the last` or `more than`');
    if (when === null) return null;
    const begun = when === 'past' ? expectWords('the', 'last') : expectWords('than');
    const since = begun && days(shapes[op].days);
    if (since === null || (when === 'ago' && expectWords('ago') === null)) return null;
    return leaf({ op, event: event.value, when, days: since.value }, { event, days: since });
  }

  const token = next();
  if (token.kind === 'name') return ofTrait();
  if (takesWord('sample')) return sample();
  if (takesWord('did')) return did();
  if (takesWord('first')) return time('first');
  if (takesWord('last')) return time('last');
  for (const op of ['installed', 'granted'] as const) {
    if (!takesWord(op)) continue;
    const app = text(shapes[op].app);
    return app && leaf({ op, app: app.value }, { app });
  }
  if (takesWord('on')) {
    const id = expectWords('list') && text(shapes.list.list);
    return id && leaf({ op: 'list', list: id.value }, { list: id });
  }
  if (takesWord('segment')) {
    const id = text(shapes.segment.segment);
    return id && leaf({ op: 'segment', segment: id.value }, { segment: id });
  }
  return wants(
    token.kind === 'word'
      ? `a condition; a trait by the name of ${token.word} stands in backquotes`
      : 'a condition such as plan = "pro"',
  );
}
