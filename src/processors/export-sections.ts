import { isoOrNull, pageById, wholeList } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { processorsOfPerson } from './opt-out.ts';
import { transfersOf } from './transfers.ts';
import type { TransferRow } from './transfers.ts';

/** Which other companies worked with something of a person, and what the person said to it. */
export const processorExports: readonly ExportSection[] = [
  {
    name: 'processors',
    about: 'Companies that work with your data for us, and whether you said no to them.',
    page: wholeList(async (at, subjectId) =>
      (await processorsOfPerson(at, subjectId)).map(({ processor, optedOutAt, lastTransferAt }) => ({
        ...{ slug: processor.slug, name: processor.name, purpose: processor.purpose },
        ...{ optedOutAt: isoOrNull(optedOutAt), lastTransferAt: isoOrNull(lastTransferAt) },
      })),
    ),
  },
  {
    name: 'processor-transfers',
    about: 'Each time that something of you went to one of them.',
    async page(at, subjectId, after) {
      const { items, next } = await pageById<TransferRow>(transfersOf(at, subjectId), after);
      return {
        next,
        items: items.map(({ processor_id, field, about, transferred_at }) => ({
          ...{ processorId: processor_id, field, about, transferredAt: isoOrNull(transferred_at) },
        })),
      };
    },
  },
];
