import { fromPages, isoOrNull } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import type { Queryable } from '../platform/db/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { readsOf } from './case-read.ts';
import { openWords } from './seal.ts';
import { listCases } from './store.ts';
import type { CaseKind, OfficeCase } from './types.ts';

/** What a person complained of and asked for, with every word of it and who read them. */
export function officeExports(vault: Pick<VaultParts, 'keyRing'>): readonly ExportSection[] {
  async function written(at: Queryable, one: OfficeCase) {
    const reads = await readsOf(at, vault, [one]);
    return {
      ...{ id: one.id, state: one.state, right: one.right, partnerId: one.partnerId, share: one.share },
      ...{ filedAt: isoOrNull(one.filedAt), answeredAt: isoOrNull(one.answeredAt), exception: one.exception },
      ...{ appealedAt: isoOrNull(one.appealedAt), appealAnsweredAt: isoOrNull(one.appealAnsweredAt) },
      ...{ escalatedAt: isoOrNull(one.escalatedAt), words: { ...(await openWords(at, vault, one)) } },
      reads: reads.map(({ reason, readAt }) => ({ reason, readAt: isoOrNull(readAt) })),
    };
  }
  const pages = (kind: CaseKind) =>
    fromPages(
      (at, subjectId, args) => listCases(at, { kind, subjectId }, args),
      async (at, cases) => {
        const items = [];
        for (const one of cases) items.push(await written(at, one));
        return items;
      },
    );
  return [
    {
      name: 'complaints',
      about: 'What you complained of, what was answered, and when somebody read it.',
      page: pages('complaint'),
    },
    {
      name: 'rights-requests',
      about: 'What you asked of us about your data, what was decided, and when somebody read it.',
      page: pages('request'),
    },
  ];
}
