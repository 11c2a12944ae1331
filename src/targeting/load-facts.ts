import { activeGrantsOf } from '../consent/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import type { TraitRegistry } from '../traits/index.ts';
import { eventDaysOf, listsOf, peopleById, traitValuesOf } from '../traits/index.ts';
import type { PersonFacts } from './facts.ts';

/** All that targeting may look at about these people, in five statements; somebody who is not known is not there. */
export async function loadFacts(
  at: Queryable,
  subjectIds: readonly string[],
  registry: TraitRegistry,
): Promise<Map<string, PersonFacts>> {
  const people = await peopleById(at, subjectIds);
  const ids = [...people.keys()];
  const traits = await traitValuesOf(at, ids, registry);
  const events = await eventDaysOf(at, ids);
  const lists = await listsOf(at, ids);
  const installed = new Map<string, Set<string>>();
  const granted = new Map<string, Set<string>>();
  for (const { subjectId, appId, basis } of await activeGrantsOf(at, ids)) {
    note(granted, subjectId, appId);
    if (basis === 'install') note(installed, subjectId, appId);
  }
  return new Map(
    [...people.values()].map(({ subjectId, dice }) => [
      subjectId,
      {
        ...{ subjectId, dice },
        traits: traits.get(subjectId) ?? new Map(),
        events: events.get(subjectId) ?? new Map(),
        lists: lists.get(subjectId) ?? new Set(),
        installed: installed.get(subjectId) ?? new Set(),
        granted: granted.get(subjectId) ?? new Set(),
      },
    ]),
  );
}

function note(apps: Map<string, Set<string>>, subjectId: string, appId: string): void {
  const known = apps.get(subjectId) ?? new Set<string>();
  apps.set(subjectId, known.add(appId));
}
