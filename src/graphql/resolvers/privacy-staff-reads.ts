import { grantsPage } from '../../consent/index.ts';
import { SealedEmail } from '../../kernel/sealed-email.ts';
import type { LedgerRecord } from '../../ledger/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { listStaffReads } from '../../privacy/index.ts';
import type { ReadPerson, ShownPerson, StaffReadRow } from '../../privacy/index.ts';
import { listReleases } from '../../release/index.ts';
import { findByEmail } from '../../vault/index.ts';
import type { PersonField, VaultParts } from '../../vault/index.ts';
import type { DoorContext } from '../context.ts';
import type { Resolvers, UserErrorCode } from '../generated/privacy.ts';
import { existing } from '../loaders.ts';
import { textIn } from '../record-texts.ts';
import { connection, given, lower, payloads, upper } from '../shapes.ts';

/** Why this door refuses a look. */
const payload = payloads({
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface StaffReadServices {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly readPerson: ReadPerson;
}

const recordOf = (read: StaffReadRow, { loaders }: DoorContext): Promise<LedgerRecord | null> =>
  loaders.openedRecords.load(read.ledgerEntryId);

/** A part of a person's data, if the recorded look is at it. */
const shown = <Part>({ read }: ShownPerson, field: PersonField, part: Part): Part | null =>
  read.fields.includes(field) ? part : null;

/** The privacy door's fields for looks at people's data. */
export function createStaffReadResolvers({ db, vault, readPerson }: StaffReadServices) {
  return {
    Query: {
      peopleByEmail: (_, { email }) => db.read((r) => findByEmail(r, vault, new SealedEmail(email))),
      staffReads: async (_, { filter, ...page }) =>
        connection(await db.read((r) => listStaffReads(r, given(filter ?? {}), page))),
    },
    Mutation: {
      readPerson: async (_, { input }, context) => {
        const { idempotencyKey, fields, reason } = input;
        const { subjectId = null, email = null, reference = null, legalRequestId = null } = input;
        const wish = { subjectId, email, fields: fields.map(lower), reason, reference, legalRequestId };
        return payload(await readPerson(context.staff(), idempotencyKey, wish), (done) => ({ ...done }));
      },
    },
    StaffRead: {
      fields: ({ fields }) => fields.map(upper),
      reason: async (read, _, context) => textIn(await recordOf(read, context), 'reason'),
      reference: async (read, _, context) => textIn(await recordOf(read, context), 'reference'),
      at: ({ readAt }) => readAt,
    },
    ReadPerson: {
      id: ({ subject }) => subject.id,
      email: ({ email }) => email?.reveal() ?? null,
      emailVerified: ({ email, verified }) => (email === null ? null : verified),
      birthDate: (person) => shown(person, 'birth_date', person.subject.birthDate),
      createdAt: (person) => shown(person, 'account', person.subject.createdAt),
      policyVersion: (person) => shown(person, 'account', person.subject.policyVersion),
      grants: async (person, page) =>
        shown(person, 'grants', true) &&
        connection(await db.read((r) => grantsPage(r, person.subject.id, page))),
      releases: async (person, page) =>
        shown(person, 'releases', true) &&
        connection(await db.read((r) => listReleases(r, { subjectIds: [person.subject.id] }, page))),
    },
    PersonGrant: {
      partner: (grant, _, { loaders }) => existing(loaders.partners, grant.partnerId),
      app: (grant, _, { loaders }) => existing(loaders.apps, grant.appId),
      purposes: ({ purposes }) => purposes.map(upper),
      state: ({ state }) => upper(state),
    },
  } satisfies Resolvers;
}
