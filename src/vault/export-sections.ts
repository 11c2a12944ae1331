import { isoOrNull, pageById } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { OPENINGS } from './mail-opening.ts';
import type { OpeningRow } from './mail-opening.ts';
import { VIEWS } from './subject-view.ts';
import type { ViewRow } from './subject-view.ts';

/** When the email of a person was opened other than for a partner. */
export const vaultExports: readonly ExportSection[] = [
  {
    name: 'views',
    about: 'When you were shown your own email address, or got it in a copy like this one.',
    async page(at, subjectId, after) {
      const { items, next } = await pageById<ViewRow>(at.q(VIEWS).where('subject_id', subjectId), after);
      return { next, items: items.map((row) => ({ at: isoOrNull(row.viewed_at), purpose: row.purpose })) };
    },
  },
  {
    name: 'mail-openings',
    about: 'When we opened your email address to write to you ourselves, and what for.',
    async page(at, subjectId, after) {
      const query = at.q(OPENINGS).where('subject_id', subjectId);
      const { items, next } = await pageById<OpeningRow>(query, after);
      return { next, items: items.map((row) => ({ at: isoOrNull(row.opened_at), purpose: row.purpose })) };
    },
  },
];
