import type { Queryable, Tx } from '../platform/db/index.ts';
import { rowsWhereIn, upsertRows, whereAny } from '../platform/db/index.ts';
import { markChanged } from './changes.ts';
import { lockPeople } from './people.ts';
import { traitRegistry } from './registry.ts';
import type { KnownTrait, TraitRegistry, TraitValue } from './types.ts';
import { canonicalValue, decodeValue, encodeValue } from './values.ts';

/** What is known about a person from now on. */
export interface TraitFact {
  readonly subjectId: string;
  /** A registered trait's name. */
  readonly trait: string;
  /** One that the trait can have; null: it is forgotten. */
  readonly value: TraitValue | null;
}

interface ValueRow {
  subject_id: string;
  trait: string;
  text: string | null;
  number: number | null;
  version: number;
  recorded_at: number;
}

type Encoded = Pick<ValueRow, 'text' | 'number'>;

function encoded(registry: TraitRegistry, { trait, value }: TraitFact): Encoded | null {
  if (value === null) return null;
  const type = registry.get(trait)?.type;
  const canonical = type === undefined ? null : canonicalValue(type, value);
  if (type === undefined || canonical === null) throw new Error(`no value of a registered trait: ${trait}`);
  const column = encodeValue(type, canonical);
  return typeof column === 'number' ? { text: null, number: column } : { text: column, number: null };
}

const keyOf = (subjectId: string, trait: string): string => `${subjectId} ${trait}`;

/**
 * Records values of known people; of several for the same trait of a person the last one holds. What somebody is known
 * by already is recorded again: it is kept for longer, and nobody has to hear of it. Callers check people and values
 * first; a wrong value throws, a person who is not known is passed over.
 */
export async function recordValues(tx: Tx, facts: readonly TraitFact[]): Promise<void> {
  const registry = await traitRegistry(tx);
  const people = await lockPeople(
    tx,
    facts.map(({ subjectId }) => subjectId),
  );
  const latest = new Map(
    facts
      .filter(({ subjectId }) => people.has(subjectId))
      .map((fact) => [keyOf(fact.subjectId, fact.trait), { ...fact, now: encoded(registry, fact) }]),
  );
  const wanted = [...latest.values()];
  const before = new Map(
    (await valueRows(tx, [...people], [...new Set(wanted.map(({ trait }) => trait))])).map((row) => [
      keyOf(row.subject_id, row.trait),
      row,
    ]),
  );
  const changed = wanted.filter(({ subjectId, trait, now }) => {
    const was = before.get(keyOf(subjectId, trait));
    return (was?.text ?? null) !== (now?.text ?? null) || (was?.number ?? null) !== (now?.number ?? null);
  });
  await upsertRows(
    tx,
    'trait_values',
    wanted.flatMap(({ subjectId, trait, now }): ValueRow[] =>
      now === null ? [] : [{ subject_id: subjectId, trait, ...now, version: 1, recorded_at: tx.now }],
    ),
    {
      key: ['subject_id', 'trait'],
      set: {
        text: 'excluded.text',
        number: 'excluded.number',
        version: 'trait_values.version + 1',
        recorded_at: 'excluded.recorded_at',
      },
    },
  );
  await forgetValues(
    tx,
    changed.filter(({ now }) => now === null),
  );
  await markChanged(
    tx,
    changed.map(({ subjectId }) => subjectId),
  );
}

async function forgetValues(tx: Tx, facts: readonly Pick<TraitFact, 'subjectId' | 'trait'>[]): Promise<void> {
  for (const trait of new Set(facts.map((fact) => fact.trait))) {
    const ids = facts.filter((fact) => fact.trait === trait).map(({ subjectId }) => subjectId);
    await whereAny(tx, tx.q('trait_values').where({ trait }), 'subject_id', ids).delete();
  }
}

async function valueRows(
  at: Queryable,
  subjectIds: readonly string[],
  traits: readonly string[],
): Promise<ValueRow[]> {
  if (subjectIds.length === 0) return [];
  const query = whereAny(at, at.q('trait_values'), 'subject_id', subjectIds);
  return (await whereAny(at, query, 'trait', traits)) as ValueRow[];
}

/** What is known about people, by name of the trait; somebody of whom nothing is known is not there. */
export async function traitValuesOf(
  at: Queryable,
  subjectIds: readonly string[],
  registry: TraitRegistry,
): Promise<ReadonlyMap<string, ReadonlyMap<string, KnownTrait>>> {
  const rows = await rowsWhereIn<ValueRow>(at, 'trait_values', 'subject_id', subjectIds);
  const known = new Map<string, Map<string, KnownTrait>>();
  for (const row of rows) {
    const type = registry.get(row.trait)?.type;
    // Registered since the registry was read: whoever read it asks for nothing of the kind.
    if (type === undefined) continue;
    const traits = known.get(row.subject_id) ?? new Map<string, KnownTrait>();
    known.set(row.subject_id, traits);
    const value = decodeValue(type, row.text ?? Number(row.number));
    traits.set(row.trait, { value, version: row.version });
  }
  return known;
}
