import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';
import { insertRows, rowsWhereIn, whereAny } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { keysetPage } from '../platform/keyset.ts';
import { markChanged } from './changes.ts';
import { lockPeople } from './people.ts';

/** A list of people that marketing keeps by hand. */
export interface PersonList {
  readonly id: string;
  /** No other list has it. */
  readonly name: string;
  /** Why the company keeps it, in words for the person. */
  readonly purpose: string;
  readonly createdAt: Millis;
}

interface ListRow {
  id: string;
  name: string;
  purpose: string;
  created_at: number;
}

interface MemberRow {
  list_id: string;
  subject_id: string;
}

const toList = ({ id, name, purpose, created_at }: ListRow): PersonList => ({
  ...{ id, name, purpose },
  createdAt: created_at,
});

export async function createList(tx: Tx, list: PersonList): Promise<void> {
  const { id, name, purpose, createdAt } = list;
  await insertRows<ListRow>(tx, 'lists', [{ id, name, purpose, created_at: createdAt }]);
}

export async function listsById(
  at: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonList>> {
  const rows = await rowsWhereIn<ListRow>(at, 'lists', 'id', ids);
  return new Map(rows.map((row) => [row.id, toList(row)]));
}

export async function isListName(at: Queryable, name: string): Promise<boolean> {
  return (await at.q('lists').where({ name }).first()) !== undefined;
}

/** All lists, newest first. */
export function listsPage(at: Queryable, args: PageArgs): Promise<Page<PersonList>> {
  return keysetPage<ListRow, PersonList>(
    at.q('lists'),
    { column: 'created_at', idColumn: 'id', direction: 'desc', value: 'number' },
    args,
    (row) => ({ key: [row.created_at, row.id], node: toList(row) }),
  );
}

async function membersAmong(tx: Tx, listId: string, subjectIds: readonly string[]): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set();
  const query = whereAny(tx, tx.q('list_members').where('list_id', listId), 'subject_id', subjectIds);
  return new Set(((await query) as MemberRow[]).map((row) => row.subject_id));
}

/** Puts known people on a list; those who are on it stay, those who are not known are passed over. */
export async function addToList(tx: Tx, listId: string, subjectIds: readonly string[]): Promise<void> {
  const people = [...(await lockPeople(tx, subjectIds))];
  const members = await membersAmong(tx, listId, people);
  const added = people.filter((id) => !members.has(id));
  await insertRows<MemberRow>(
    tx,
    'list_members',
    added.map((id) => ({ list_id: listId, subject_id: id })),
  );
  await markChanged(tx, added);
}

/** Takes people off a list. */
export async function removeFromList(tx: Tx, listId: string, subjectIds: readonly string[]): Promise<void> {
  const people = [...(await lockPeople(tx, subjectIds))];
  const removed = [...(await membersAmong(tx, listId, people))];
  if (removed.length === 0) return;
  await whereAny(tx, tx.q('list_members').where('list_id', listId), 'subject_id', removed).delete();
  await markChanged(tx, removed);
}

/** Ids of the lists that people are on; somebody who is on none is not there. */
export async function listsOf(
  at: Queryable,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await rowsWhereIn<MemberRow>(at, 'list_members', 'subject_id', subjectIds);
  const known = new Map<string, Set<string>>();
  for (const { list_id, subject_id } of rows) {
    const lists = known.get(subject_id) ?? new Set<string>();
    known.set(subject_id, lists.add(list_id));
  }
  return known;
}
