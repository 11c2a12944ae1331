import { isoOrNull, pageById } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { toDisclosure } from './store.ts';
import type { DisclosureRow } from './store.ts';

/** Texts that a person was shown before a yes, answered or not. */
export const policyExports: readonly ExportSection[] = [
  {
    name: 'texts-shown',
    about: 'Texts that you were shown before you could say yes, whether you did or not.',
    async page(at, subjectId, after) {
      const query = at.q('disclosures').where('subject_id', subjectId);
      const { items, next } = await pageById<DisclosureRow>(query, after);
      return {
        next,
        items: items.map(toDisclosure).map(({ id, appId, offerId, text, hash, createdAt, usedAt }) => ({
          ...{ id, appId, offerId, text, hash },
          shownAt: isoOrNull(createdAt),
          answeredAt: isoOrNull(usedAt),
        })),
      };
    },
  },
];
