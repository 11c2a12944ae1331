import type { OfferReports } from '../../reports/index.ts';
import type { Resolvers } from '../generated/partner.ts';

/** The one thing that a partner learns of people who gave it nothing: how many they are, under noise. */
export function createReportResolvers(services: { readonly reports: OfferReports }) {
  return {
    Query: {
      offerReport: async (_, { appId }, context) => [
        ...(await services.reports.offerReport(context.partnerId(), appId)),
      ],
    },
  } satisfies Resolvers;
}
