import type { TraitValue } from '../../traits/index.ts';
import { LIMITS } from './ast.ts';
import type { Field, ListField } from './fields.ts';
import type { Cursor } from './text-cursor.ts';
import type { Place } from './text-lexer.ts';

/** A field's value and where it stands. */
export interface Got<T> {
  readonly value: T;
  readonly place: Place;
}

/** Readers of single fields. Null: it is not there. What is there and does not fit is a problem, but no reason to stop. */
export interface FieldReader {
  readonly name: (field: Field<string>) => Got<string> | null;
  readonly text: (field: Field<string>) => Got<string> | null;
  readonly number: (field: Field<number>) => Got<number> | null;
  readonly days: (field: Field<number>) => Got<number> | null;
  readonly value: (field: Field<TraitValue>) => Got<TraitValue> | null;
  readonly list: <T>(
    field: ListField<T>,
    item: (each: Field<T>) => Got<T> | null,
  ) => readonly Got<T>[] | null;
}

export function createFieldReader(cursor: Cursor): FieldReader {
  const { next, take, takesWord, takesSign, expectSign, wants, problems } = cursor;

  function got<T>(field: Field<T>, value: T): Got<T> {
    const { place } = take();
    if (!field.fits(value)) problems.add({ ...place, wants: field.wants });
    return { value, place };
  }

  function number(field: Field<number>): Got<number> | null {
    const token = next();
    return token.kind === 'number' ? got(field, token.number) : wants(field.wants);
  }

  return {
    name(field) {
      const token = next();
      return token.kind === 'name' ? got(field, token.name) : wants(field.wants);
    },
    text(field) {
      const token = next();
      return token.kind === 'text' ? got(field, token.text) : wants('a text in double quotes');
    },
    number,
    days(field) {
      const found = number(field);
      if (found === null) return null;
      return takesWord('days') || takesWord('day') ? found : wants('`days`');
    },
    value(field) {
      const token = next();
      if (token.kind === 'text') return got(field, token.text);
      if (token.kind === 'number') return got(field, token.number);
      const word = token.kind === 'word' ? token.word : null;
      if (word === 'true' || word === 'false') return got(field, word === 'true');
      return wants('a text in double quotes, a number, true or false');
    },
    list(field, item) {
      if (expectSign('(') === null) return null;
      const items = [];
      do {
        const one = item(field.each);
        if (one === null) return null;
        items.push(one);
        if (items.length > LIMITS.values) return problems.add({ ...one.place, wants: field.wants });
      } while (takesSign(','));
      return takesSign(')') ? items : wants('a comma or `)`');
    },
  };
}
