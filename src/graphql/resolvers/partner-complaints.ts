import { listCases } from '../../office/index.ts';
import type { CaseReading } from '../../office/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Resolvers } from '../generated/partner.ts';
import { connection } from '../shapes.ts';

/** The partner door's fields for complaints about the partner, of which it may see what is alleged. */
export function createComplaintResolvers(services: {
  readonly db: Database;
  readonly caseReading: Pick<CaseReading, 'byPartner'>;
}) {
  const { db, caseReading } = services;
  return {
    Query: {
      complaints: async (_, page, context) => {
        const shared = { kind: 'complaint', partnerId: context.partnerId(), share: true } as const;
        return connection(await db.read((r) => listCases(r, shared, page)));
      },
    },
    Complaint: {
      violation: ({ id }, _, context) => caseReading.byPartner(context.partnerId(), id),
    },
  } satisfies Resolvers;
}
