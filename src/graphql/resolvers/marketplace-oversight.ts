import type { Clock, Millis } from '../../kernel/clock.ts';
import type { LedgerRecord } from '../../ledger/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { disclosuresShownTo, staffReadsShownTo } from '../../privacy/index.ts';
import type { LegalDisclosure } from '../../privacy/index.ts';
import { personFields } from '../../vault/index.ts';
import type { DoorContext } from '../context.ts';
import type { LegalInstrument, Resolvers } from '../generated/marketplace.ts';
import { connection, upper } from '../shapes.ts';
import { existing } from '../loaders.ts';
import { textIn } from '../record-texts.ts';

const instantIn = (record: LedgerRecord | null, field: string): Millis | null => {
  const value = record?.[field];
  return typeof value === 'number' ? value : null;
};

const recordOf = (one: LegalDisclosure, { loaders }: DoorContext): Promise<LedgerRecord | null> =>
  loaders.openedRecords.load(one.ledgerEntryId);

const instruments: ReadonlySet<string> = new Set<LegalInstrument>([
  ...(['COURT_ORDER', 'SUBPOENA', 'LAW', 'REGULATION', 'OTHER'] as const),
]);

const isInstrument = (text: string): text is LegalInstrument => instruments.has(text);

/** What a person is shown of looks at their data: by staff, and by authorities. All of it comes out of the ledger. */
export function createOversightResolvers({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    Viewer: {
      staffReads: async ({ id }, page) =>
        connection(await db.read((r) => staffReadsShownTo(r, id, clock.now(), page))),
      legalDisclosures: async ({ id }, page) =>
        connection(await db.read((r) => disclosuresShownTo(r, id, clock.now(), page))),
    },
    StaffRead: {
      at: ({ readAt }) => readAt,
      staff: async (read, _, { loaders }) =>
        textIn(await loaders.openedRecords.load(read.ledgerEntryId), 'staff'),
      fields: ({ fields }) => fields.map(upper),
      reason: async (read, _, { loaders }) =>
        textIn(await loaders.openedRecords.load(read.ledgerEntryId), 'reason'),
      reference: async (read, _, { loaders }) =>
        textIn(await loaders.openedRecords.load(read.ledgerEntryId), 'reference'),
      proof: (read, _, { loaders }) => loaders.openedProofs.load(read.ledgerEntryId),
    },
    LegalDisclosure: {
      at: ({ disclosedAt }) => disclosedAt,
      authority: async (one, _, context) => textIn(await recordOf(one, context), 'authority'),
      instrument: async (one, _, context) => {
        const text = textIn(await recordOf(one, context), 'instrument')?.toUpperCase() ?? '';
        return isInstrument(text) ? text : null;
      },
      reference: async (one, _, context) => textIn(await recordOf(one, context), 'reference'),
      fields: async (one, _, context) => {
        const named = (await recordOf(one, context))?.['fields'];
        return personFields.filter((field) => Array.isArray(named) && named.includes(field)).map(upper);
      },
      from: async (one, _, context) => instantIn(await recordOf(one, context), 'from'),
      until: async (one, _, context) => instantIn(await recordOf(one, context), 'until'),
      silentUntil: async ({ requestId }, _, { loaders }) =>
        (await existing(loaders.legalRequests, requestId)).gagUntil,
      proof: (one, _, { loaders }) => loaders.openedProofs.load(one.ledgerEntryId),
    },
  } satisfies Resolvers;
}
