import { isoOrNull } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import type { ProfileView } from './show-corrections.ts';

const AT_ONCE = 100;

/** What was corrected, by whom and why, for the person's own copy; the opening is recorded as that. */
export const profileExports = (view: Pick<ProfileView, 'corrections'>): readonly ExportSection[] => [
  {
    name: 'corrections',
    about: 'What was corrected in your profile, when, by whom and why, and what it was before.',
    async page(_, subjectId, after) {
      const args = { first: AT_ONCE, ...(after === '' ? {} : { after }) };
      const { edges, pageInfo } = await view.corrections(subjectId, args, 'export');
      return {
        items: edges.map(({ node }) => ({
          ...{ id: node.id, field: node.field, fromVersion: node.fromVersion },
          former: node.formerEmail?.reveal() ?? node.former,
          ...{ by: node.by, reason: node.reason, correctedAt: isoOrNull(node.correctedAt) },
        })),
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      };
    },
  },
];
