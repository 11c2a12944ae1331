import { wholeList } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { eventDaysOf } from './event-days.ts';
import { listsById, listsOf } from './lists.ts';
import { peopleById } from './people.ts';
import { eventKinds, traitRegistry } from './registry.ts';
import { traitValuesOf } from './trait-values.ts';
import { dateOfDay } from './values.ts';

/** All that targeting knows of a person. It is about them, so it is theirs. */
export const traitExports: readonly ExportSection[] = [
  {
    name: 'traits',
    about: 'What we know about you to find out which offers may be for you, why we keep it and for how long.',
    page: wholeList(async (at, subjectId) => {
      const registry = await traitRegistry(at);
      const values = (await traitValuesOf(at, [subjectId], registry)).get(subjectId);
      return [...registry.values()].flatMap(({ name, about, purpose, retentionDays }) => {
        const known = values?.get(name);
        return known === undefined ? [] : [{ name, about, purpose, retentionDays, value: known.value }];
      });
    }),
  },
  {
    name: 'events',
    about: 'What you did in our product, by day, as far as we count it for offers.',
    page: wholeList(async (at, subjectId) => {
      const kinds = await eventKinds(at);
      const events = (await eventDaysOf(at, [subjectId])).get(subjectId) ?? [];
      return [...events].map(([name, days]) => ({
        ...{ name, purpose: kinds.get(name)?.purpose ?? null },
        retentionDays: kinds.get(name)?.retentionDays ?? null,
        days: days.map(({ day, count }) => ({ day: dateOfDay(day), count })),
      }));
    }),
  },
  {
    name: 'lists',
    about: 'Lists that we put you on by hand.',
    page: wholeList(async (at, subjectId) => {
      const ids = [...((await listsOf(at, [subjectId])).get(subjectId) ?? [])];
      return [...(await listsById(at, ids)).values()].map(({ name, purpose }) => ({ name, purpose }));
    }),
  },
  {
    name: 'lots',
    about: 'Your number in our counts, and the number that decides for you where an offer goes by lot.',
    async object(at, subjectId) {
      const person = (await peopleById(at, [subjectId])).get(subjectId);
      return person === undefined ? null : { number: person.ordinal, lot: person.dice };
    },
  },
];
