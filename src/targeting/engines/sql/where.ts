import type { Knex } from 'knex';
import type { Reader } from '../../../platform/db/index.ts';
import { PRIME } from '../../../traits/index.ts';
import { BUCKETS } from '../../bucket.ts';
import type { Answers } from './ask-texts.ts';
import { asked } from './leaves.ts';
import type { Clause, Rail, Says } from './rails.ts';
import { leavesOf } from './rails.ts';

/**
 * How people are looked for. `sets` brings those of each leaf together first: on SQLite a count of 100,000 people took a
 * quarter of the time. `probes` looks up each person for each leaf: a page of 1,000 took a twentieth of the time, for it
 * ends as soon as it is full. PostgreSQL plans either for itself.
 */
export type Form = 'sets' | 'probes';

export interface Asking {
  readonly reader: Reader;
  readonly answers: ReadonlyMap<string, Answers>;
  readonly form: Form;
}

function restrictByLeaf(query: Knex.QueryBuilder, { leaf, truth }: Says, asking: Asking): void {
  if (leaf.kind === 'bucket') {
    const bucket = `(p.dice * ? + ?) % ? % ? ${truth ? '<' : '>='} ?`;
    void query.whereRaw(bucket, [leaf.a, leaf.b, PRIME, BUCKETS, leaf.below]);
    return;
  }
  const { reader, answers, form } = asking;
  const { subjects, among } = asked(reader, leaf, truth, answers);
  if (form === 'sets') {
    void (among ? query.whereIn('p.subject_id', subjects) : query.whereNotIn('p.subject_id', subjects));
    return;
  }
  const theirs = subjects.where('subject_id', reader.q.ref('p.subject_id'));
  // Otherwise SQLite makes a join of it and walks through everybody's values for each person.
  if (reader.dialect === 'sqlite') void theirs.limit(1);
  void (among ? query.whereExists(theirs) : query.whereNotExists(theirs));
}

/**
 * Halves a join and halves it again: to SQLite `a and b and c` is a chain, and a thousand parts of one a thousand levels,
 * which is more than it takes.
 */
function restrictByClause(query: Knex.QueryBuilder, clause: Clause, asking: Asking): void {
  if (clause.kind === 'says') return restrictByLeaf(query, clause, asking);
  const { kind, of } = clause;
  const half = (parts: readonly Clause[]) => (inner: Knex.QueryBuilder) => {
    const [only] = parts;
    const part = parts.length === 1 && only !== undefined ? only : { kind, of: parts };
    restrictByClause(inner, part, asking);
  };
  const [one, other] = [half(of.slice(0, of.length >> 1)), half(of.slice(of.length >> 1))];
  void (kind === 'all' ? query.where(one).where(other) : query.where(one).orWhere(other));
}

/**
 * PostgreSQL plans what has to hold together as one join, and from some twenty leaves on looks longer for the best
 * order than the answer takes. It does so where nothing is joined by "or": so something is, which it drops later.
 */
const JOINED = 8;

/** Restricts a query over `people p` to those of whom a rail says yes. */
export function restrict(query: Knex.QueryBuilder, rail: Rail, asking: Asking): void {
  if (typeof rail === 'boolean') {
    void query.whereRaw(rail ? '1 = 1' : '1 = 0');
    return;
  }
  void query.where((whole) => {
    void whole.where((inner) => restrictByClause(inner, rail, asking));
    if (asking.reader.dialect === 'postgres' && leavesOf(rail).length > JOINED)
      void whole.orWhereRaw('1 = 0');
  });
}
