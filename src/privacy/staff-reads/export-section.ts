import type { Clock } from '../../kernel/clock.ts';
import { fromPages, isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection } from '../../platform/export-section.ts';
import type { VaultParts } from '../../vault/index.ts';
import { openedRecords } from '../opened-records.ts';
import { staffReadsShownTo } from './store.ts';

/** Looks of staff, as far as the person may know of them by now. */
export const staffReadExports = (vault: Pick<VaultParts, 'keyRing'>, clock: Clock): ExportSection => ({
  name: 'staff-reads',
  about: 'When our staff looked at your data, at what, and why.',
  page: fromPages(
    (at, subjectId, args) => staffReadsShownTo(at, subjectId, clock.now(), args),
    async (at, reads) => {
      const records = await openedRecords(
        at,
        vault,
        reads.map(({ ledgerEntryId }) => ledgerEntryId),
      );
      return reads.map(({ ledgerEntryId, fields, readAt }) => {
        const said = records.get(ledgerEntryId);
        const words = ['staff', 'reason', 'reference'] as const;
        return {
          ...{ at: isoOrNull(readAt), fields },
          ...Object.fromEntries(words.map((word) => [word, said?.[word] ?? null])),
        };
      });
    },
  ),
});
