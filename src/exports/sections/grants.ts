import { grantsPage } from '../../consent/index.ts';
import type { Grant } from '../../consent/index.ts';
import type { Reader } from '../../platform/db/index.ts';
import { fromPages, isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection } from '../../platform/export-section.ts';
import { disclosuresByHash, policiesById } from '../../policies/index.ts';
import { withdrawalReceipts } from '../../privacy/index.ts';
import type { ReceiptParts } from '../../privacy/index.ts';
import { namesFor } from './names.ts';

async function describeGrants(at: Reader, grants: readonly Grant[]) {
  const names = await namesFor(at, grants);
  const texts = await disclosuresByHash(
    at,
    grants.map(({ disclosureHash }) => disclosureHash),
  );
  const policies = await policiesById(
    at,
    grants.map(({ policyId }) => policyId),
  );
  return grants.map((grant) => ({
    id: grant.id,
    ...names(grant),
    ...{
      basis: grant.basis,
      address: grant.address,
      offerId: grant.offerId,
      fields: grant.fields,
      purposes: grant.purposes,
    },
    text: texts.get(grant.disclosureHash)?.text ?? null,
    ...{ textVersion: grant.textVersion, disclosureHash: grant.disclosureHash },
    policyVersion: policies.get(grant.policyId)?.version ?? null,
    ...{ means: grant.means, state: grant.state, endReason: grant.endReason },
    grantedAt: isoOrNull(grant.grantedAt),
    endedAt: isoOrNull(grant.endedAt),
  }));
}

/** Every yes, and the receipts of those that were taken back; the receipts of the others are with their releases. */
export const grantsSection = (receipts: ReceiptParts): ExportSection => ({
  name: 'grants',
  about:
    'Every yes that you gave: to whom, for what, to which text, and whether you took it back (receipts).',
  page: fromPages(grantsPage, describeGrants),
  files: fromPages(grantsPage, async (at, grants) => {
    const texts = await withdrawalReceipts(at, receipts, grants);
    return [...texts].map(([id, text]) => ({ name: `${id}.withdrawal.receipt.json`, text }));
  }),
});
