import { isoOrNull, pageById } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import type { MailRow } from './queue.ts';

/** What was queued for a person and what became of it. */
export const mailExports: readonly ExportSection[] = [
  {
    name: 'mails',
    about: 'Letters from us to you: what kind, when, and whether they went. We keep no copies.',
    async page(at, subjectId, after) {
      const query = at.q('mail_queue').where({ recipient_kind: 'person', recipient_ref: subjectId });
      const { items, next } = await pageById<MailRow>(query, after);
      return {
        next,
        items: items.map(({ kind, state, refs, created_at, finished_at }) => ({
          ...{ kind, state, about: JSON.parse(refs) as Record<string, string> },
          createdAt: isoOrNull(created_at),
          finishedAt: isoOrNull(finished_at),
        })),
      };
    },
  },
];
