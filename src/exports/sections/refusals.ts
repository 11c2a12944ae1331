import { refusalsPage } from '../../consent/index.ts';
import { fromPages, isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection } from '../../platform/export-section.ts';
import { disclosuresByHash } from '../../policies/index.ts';
import { refusalReceipts } from '../../privacy/index.ts';
import type { ReceiptParts } from '../../privacy/index.ts';
import { namesFor } from './names.ts';

export const refusalsSection = (receipts: ReceiptParts): ExportSection => ({
  name: 'refusals',
  about: 'Every no that you gave to an offer, with its receipt. Our partners do not know of it.',
  page: fromPages(refusalsPage, async (at, refusals) => {
    const names = await namesFor(at, refusals);
    const texts = await disclosuresByHash(
      at,
      refusals.map(({ disclosureHash }) => disclosureHash),
    );
    return refusals.map((refusal) => ({
      ...{ id: refusal.id, ...names(refusal), offerId: refusal.offerId },
      text: texts.get(refusal.disclosureHash)?.text ?? null,
      refusedAt: isoOrNull(refusal.refusedAt),
    }));
  }),
  files: fromPages(refusalsPage, async (at, refusals) => {
    const texts = await refusalReceipts(at, receipts, refusals);
    return [...texts].map(([id, text]) => ({ name: `${id}.receipt.json`, text }));
  }),
});
