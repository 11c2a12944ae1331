import { isoOrNull, wholeList } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { addressesOf } from './store.ts';

/** Addresses that stand for a person's own. */
export const relayExports: readonly ExportSection[] = [
  {
    name: 'relay-addresses',
    about: 'Addresses of ours that partners have in place of yours.',
    page: wholeList(async (at, subjectId) =>
      (await addressesOf(at, [subjectId])).map(({ name, domain, partner_id, app_id, made_at }) => ({
        ...{ address: `${name}@${domain}`, partnerId: partner_id, appId: app_id },
        madeAt: isoOrNull(made_at),
      })),
    ),
  },
];
