import type { Clock } from '../../kernel/clock.ts';
import { fromPages, isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection } from '../../platform/export-section.ts';
import type { VaultParts } from '../../vault/index.ts';
import { openedRecords } from '../opened-records.ts';
import { disclosuresShownTo } from './people.ts';

/** Disclosures in a legal process, as far as the person may know of them by now. */
export const legalExports = (vault: Pick<VaultParts, 'keyRing'>, clock: Clock): ExportSection => ({
  name: 'legal-disclosures',
  about: 'What we disclosed about you because a legal process compelled us, and to whom.',
  page: fromPages(
    (at, subjectId, args) => disclosuresShownTo(at, subjectId, clock.now(), args),
    async (at, disclosures) => {
      const records = await openedRecords(
        at,
        vault,
        disclosures.map(({ ledgerEntryId }) => ledgerEntryId),
      );
      return disclosures.map(({ ledgerEntryId, disclosedAt }) => {
        const said = records.get(ledgerEntryId);
        const words = ['authority', 'instrument', 'reference', 'fields'] as const;
        return {
          at: isoOrNull(disclosedAt),
          ...Object.fromEntries(words.map((word) => [word, said?.[word] ?? null])),
          ...{ from: instant(said?.['from']), until: instant(said?.['until']) },
        };
      });
    },
  ),
});

const instant = (value: unknown): string | null => isoOrNull(typeof value === 'number' ? value : null);
