import type { Knex } from 'knex';
import { subjectsWithGrant } from '../../../consent/index.ts';
import type { Reader } from '../../../platform/db/index.ts';
import { whereAny } from '../../../platform/db/index.ts';
import type { Answers } from './ask-texts.ts';
import type { RailLeaf } from './rails.ts';

/** Who a leaf is about: those who are among `subjects`, a query for `subject_id`, or those who are not. */
export interface Asked {
  readonly subjects: Knex.QueryBuilder;
  readonly among: boolean;
}

/** An end that a column cannot hold, as infinity is, comes down to the last one that it can. */
const between = (from: number, to: number, most: number): [number, number] => [
  Math.min(Math.max(from, -most), most),
  Math.min(Math.max(to, -most), most),
];
const NUMBER_ENDS = 2 ** 53;
const DAY_ENDS = 2 ** 31 - 1;

/** Those for whom a trait is known, to be cut down by its value. */
const valuesOf = (reader: Reader, trait: string): Knex.QueryBuilder =>
  reader.q('trait_values').select('subject_id').where({ trait });

const memberships = {
  list: (reader: Reader, id: string) => reader.q('list_members').select('subject_id').where({ list_id: id }),
  installed: (reader: Reader, id: string) => subjectsWithGrant(reader, id, 'install'),
  granted: (reader: Reader, id: string) => subjectsWithGrant(reader, id),
};

/** Values of a trait that are in a list or, which is not the opposite where nothing is known, outside of it. */
function listed(
  reader: Reader,
  trait: string,
  column: 'text' | 'number',
  values: readonly (string | number)[],
  inside: boolean,
): Asked {
  const known = valuesOf(reader, trait);
  const subjects = inside
    ? whereAny(reader, known, column, values)
    : known.whereNot((query) => void whereAny(reader, query, column, values));
  return { subjects, among: true };
}

/** Brings a leaf's side to a question about membership; everything about the person's own row is not asked here. */
export function asked(
  reader: Reader,
  leaf: Exclude<RailLeaf, { kind: 'bucket' }>,
  truth: boolean,
  answers: ReadonlyMap<string, Answers>,
): Asked {
  switch (leaf.kind) {
    case 'known':
      return { subjects: valuesOf(reader, leaf.trait), among: truth };
    case 'range': {
      const ends = between(leaf.from, leaf.to, NUMBER_ENDS);
      const known = valuesOf(reader, leaf.trait);
      return {
        subjects: truth ? known.whereBetween('number', ends) : known.whereNotBetween('number', ends),
        among: true,
      };
    }
    case 'numbers':
      return listed(reader, leaf.trait, 'number', leaf.values, truth);
    case 'text': {
      if (leaf.values !== null) return listed(reader, leaf.trait, 'text', leaf.values, truth);
      // A value that came after the question was asked is in neither answer, so nobody is a member by it.
      const { yes, no } = answers.get(leaf.key) ?? { yes: [], no: [] };
      return listed(reader, leaf.trait, 'text', truth ? yes : no, true);
    }
    case 'member':
      return { subjects: memberships[leaf.of](reader, leaf.id), among: truth };
    case 'did': {
      const subjects = reader
        .q('event_days')
        .select('subject_id')
        .where({ event: leaf.event })
        .whereBetween('day', between(leaf.from, leaf.to, DAY_ENDS))
        .groupBy('subject_id')
        .havingRaw('sum(count) >= ?', [leaf.atLeast]);
      return { subjects, among: truth };
    }
    case 'first':
    case 'last': {
      const day = leaf.kind === 'first' ? 'min(day)' : 'max(day)';
      const subjects = reader
        .q('event_days')
        .select('subject_id')
        .where({ event: leaf.event })
        .groupBy('subject_id')
        .havingRaw(
          `${day} ${truth ? 'between' : 'not between'} ? and ?`,
          between(leaf.from, leaf.to, DAY_ENDS),
        );
      return { subjects, among: true };
    }
  }
}
