import { AudienceBuilder } from '../../src/targeting/engines/audience/index.ts';
import type { AudienceIndex } from '../../src/targeting/engines/audience/index.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { encodeValue } from '../../src/traits/index.ts';
import type { TraitRegistry } from '../../src/traits/index.ts';

/** An index that is built from streams, of people by ordinal, ascending. */
export function buildAudience(
  registry: TraitRegistry,
  people: Iterable<readonly [number, PersonFacts]>,
): AudienceIndex {
  const builder = new AudienceBuilder(registry);
  for (const [ordinal, { dice, traits, events, lists, installed, granted }] of people) {
    builder.addPerson(ordinal, dice);
    for (const [name, { value }] of traits) {
      const type = registry.get(name)?.type;
      if (type !== undefined) builder.trait(name)?.add(ordinal, encodeValue(type, value));
    }
    for (const [name, days] of events) for (const day of days) builder.event(name).add(ordinal, day);
    for (const [of, ids] of [
      ['list', lists],
      ['installed', installed],
      ['granted', granted],
    ] as const) {
      for (const id of ids) builder.members(of, id).add(ordinal);
    }
  }
  return builder.finish();
}
