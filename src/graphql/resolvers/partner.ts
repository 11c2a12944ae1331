import { appsOfPartner } from '../../catalog/index.ts';
import type { Resolvers } from '../generated/partner.ts';
import { existing } from '../loaders.ts';
import { connection } from '../shapes.ts';
import { createComplaintResolvers } from './partner-complaints.ts';
import { createContactResolvers } from './partner-contacts.ts';
import { createDeliveryResolvers } from './partner-deliveries.ts';
import { createEndpointResolvers } from './partner-endpoints.ts';
import { createOAuthResolvers } from './partner-oauth.ts';
import { createOnboardingResolvers } from './partner-onboarding.ts';
import { createReportResolvers } from './partner-reports.ts';
import type { OnboardingServices } from './partner-onboarding.ts';

export type PartnerServices = OnboardingServices &
  Parameters<typeof createComplaintResolvers>[0] &
  Parameters<typeof createContactResolvers>[0] &
  Parameters<typeof createDeliveryResolvers>[0] &
  Parameters<typeof createEndpointResolvers>[0] &
  Parameters<typeof createOAuthResolvers>[0] &
  Parameters<typeof createReportResolvers>[0];

export function createPartnerResolvers(services: PartnerServices): Resolvers {
  const { db } = services;
  const complaints = createComplaintResolvers(services);
  const contacts = createContactResolvers(services);
  const deliveries = createDeliveryResolvers(services);
  const endpoints = createEndpointResolvers(services);
  const oauth = createOAuthResolvers(services);
  const onboarding = createOnboardingResolvers(services);
  const reports = createReportResolvers(services);
  return {
    ...complaints,
    ...contacts,
    ...deliveries,
    ...endpoints,
    ...oauth,
    ...onboarding,
    Query: {
      ...complaints.Query,
      ...contacts.Query,
      ...deliveries.Query,
      ...endpoints.Query,
      ...oauth.Query,
      ...onboarding.Query,
      ...reports.Query,
      me: (_, __, context) => existing(context.loaders.partners, context.partnerId()),
      apps: async (_, page, context) =>
        connection(await db.read((r) => appsOfPartner(r, context.partnerId(), page))),
    },
    Mutation: {
      ...contacts.Mutation,
      ...deliveries.Mutation,
      ...endpoints.Mutation,
      ...oauth.Mutation,
      ...onboarding.Mutation,
    },
  };
}
