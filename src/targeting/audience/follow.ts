import type { Database } from '../../platform/db/index.ts';
import { PRIME, diceOf, peopleAfter, peopleById } from '../../traits/index.ts';
import type { TraitRegistry } from '../../traits/index.ts';
import { mixingOf } from '../bucket.ts';
import type { AudienceIndex } from '../engines/audience/index.ts';
import type { PersonFacts } from '../facts.ts';
import { loadFacts } from '../load-facts.ts';
import type { Plan } from '../plan.ts';

/** People of whom nearly surely this is the number: with it, and hardly with another, both come to bucket 0. */
function withDice(dice: number): Plan {
  const of = ['forget', 'them'].map((salt): Plan => {
    const { a } = mixingOf(salt);
    const b = (PRIME - Number((BigInt(a) * BigInt(dice)) % BigInt(PRIME))) % PRIME;
    return { kind: 'bucket', a, b, below: 1 };
  });
  return { kind: 'all', of };
}

/**
 * Who of those is gone of whom the database knows no ordinal any more. The index has no ids of people, which would be
 * most of it; what it has is the number that was drawn from the id.
 */
async function ordinalsOf(
  index: AudienceIndex,
  db: Database,
  subjectIds: readonly string[],
): Promise<number[]> {
  const gone: number[] = [];
  for (const id of subjectIds) {
    const members = index.members(withDice(diceOf(id)));
    const ordinals = members.toArray();
    members.dispose();
    for (const ordinal of ordinals) {
      const [person] = await db.read((reader) => peopleAfter(reader, ordinal - 1, 1));
      if (person?.ordinal !== ordinal) gone.push(ordinal);
    }
  }
  return gone;
}

/** What is known now of people about whom something changed. */
export interface Changed {
  readonly set: readonly { readonly ordinal: number; readonly facts: PersonFacts }[];
  /** Ordinals of those who were forgotten. */
  readonly gone: readonly number[];
}

export async function readChanged(
  index: AudienceIndex,
  db: Database,
  registry: TraitRegistry,
  subjectIds: readonly string[],
): Promise<Changed> {
  const people = await db.read((reader) => peopleById(reader, subjectIds));
  const facts = await db.read((reader) => loadFacts(reader, subjectIds, registry));
  const set = [...people.values()].flatMap(({ subjectId, ordinal }) => {
    const theirs = facts.get(subjectId);
    // Who went between the two statements is noted once more.
    return theirs === undefined ? [] : [{ ordinal, facts: theirs }];
  });
  const unknown = subjectIds.filter((id) => !people.has(id));
  return { set, gone: await ordinalsOf(index, db, unknown) };
}
