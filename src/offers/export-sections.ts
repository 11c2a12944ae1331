import { partnersById } from '../catalog/index.ts';
import { wholeList } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { dateOfDay } from '../traits/index.ts';
import { offersById } from './offers-in-force.ts';
import { preferencesOf } from './preferences.ts';
import { showsTo } from './shows.ts';

/** What a person wants of offers, and which ones the person was shown. */
export const offerExports: readonly ExportSection[] = [
  {
    name: 'preferences',
    about: 'What you chose about offers, and what your browser said of them.',
    async object(at, subjectId) {
      const { offers, offersByEmail, blockedPartners, signal } = await preferencesOf(at, subjectId);
      const partners = await partnersById(at, blockedPartners);
      return {
        ...{ offers, offersByEmail },
        optOutSignal: signal && {
          seenAt: new Date(signal.seenAt).toISOString(),
          overruledAt: signal.overruledAt === null ? null : new Date(signal.overruledAt).toISOString(),
        },
        blockedPartners: blockedPartners.map((id) => ({ id, name: partners.get(id)?.name ?? null })),
      };
    },
  },
  {
    name: 'offers-shown',
    about: 'Offers that we showed you, on which days and how often. Our partners do not know of it.',
    page: wholeList(async (at, subjectId) => {
      const shows = await showsTo(at, subjectId);
      const offers = await offersById(at, [...shows.keys()]);
      return [...shows].map(([offerId, days]) => ({
        offerId,
        appId: offers.get(offerId)?.appId ?? null,
        titles: offers.get(offerId)?.content.variants.map(({ title }) => title) ?? [],
        days: days.map(({ day, count }) => ({ day: dateOfDay(day), count })),
      }));
    }),
  },
];
