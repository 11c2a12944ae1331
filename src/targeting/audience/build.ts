import type { Database } from '../../platform/db/index.ts';
import { encodeValue, peopleAfter } from '../../traits/index.ts';
import type { TraitRegistry } from '../../traits/index.ts';
import { AudienceBuilder } from '../engines/audience/index.ts';
import type { AudienceIndex } from '../engines/audience/index.ts';
import type { PersonFacts } from '../facts.ts';
import { loadFacts } from '../load-facts.ts';

function add(builder: AudienceBuilder, ordinal: number, facts: PersonFacts, registry: TraitRegistry): void {
  builder.addPerson(ordinal, facts.dice);
  for (const [name, { value }] of facts.traits) {
    const type = registry.get(name)?.type;
    if (type !== undefined) builder.trait(name)?.add(ordinal, encodeValue(type, value));
  }
  for (const [name, days] of facts.events) {
    const event = builder.event(name);
    for (const day of days) event.add(ordinal, day);
  }
  for (const id of facts.installed) builder.members('installed', id).add(ordinal);
  for (const id of facts.granted) builder.members('granted', id).add(ordinal);
  for (const id of facts.lists) builder.members('list', id).add(ordinal);
}

/**
 * Reads everybody, `page` people at a time. The pages are of different moments: who takes the position of changes before
 * and follows them afterwards has everybody as of one. Null: it was told to stop.
 */
export async function buildAudience(
  db: Database,
  registry: TraitRegistry,
  { page, goesOn }: { readonly page: number; readonly goesOn: () => boolean },
): Promise<AudienceIndex | null> {
  const builder = new AudienceBuilder(registry);
  for (let after = 0; goesOn();) {
    const people = await db.read((reader) => peopleAfter(reader, after, page));
    const ids = people.map(({ subjectId }) => subjectId);
    const facts = await db.read((reader) => loadFacts(reader, ids, registry));
    for (const { subjectId, ordinal } of people) {
      const theirs = facts.get(subjectId);
      if (theirs !== undefined) add(builder, ordinal, theirs, registry);
    }
    const last = people.at(-1);
    if (last === undefined || people.length < page) return builder.finish();
    after = last.ordinal;
  }
  return null;
}
