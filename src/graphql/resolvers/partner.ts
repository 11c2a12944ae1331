import { appsOfPartner } from '../../catalog/index.ts';
import type { Resolvers } from '../generated/partner.ts';
import { existing } from '../loaders.ts';
import { connection, upper } from '../shapes.ts';
import { createContactResolvers } from './partner-contacts.ts';
import { createDeliveryResolvers } from './partner-deliveries.ts';
import { createEndpointResolvers } from './partner-endpoints.ts';

export type PartnerServices = Parameters<typeof createContactResolvers>[0] &
  Parameters<typeof createDeliveryResolvers>[0] &
  Parameters<typeof createEndpointResolvers>[0];

export function createPartnerResolvers(services: PartnerServices): Resolvers {
  const { db } = services;
  const contacts = createContactResolvers(services);
  const deliveries = createDeliveryResolvers(services);
  const endpoints = createEndpointResolvers(services);
  return {
    ...contacts,
    ...deliveries,
    ...endpoints,
    Query: {
      ...contacts.Query,
      ...deliveries.Query,
      ...endpoints.Query,
      me: (_, __, context) => existing(context.loaders.partners, context.partnerId()),
      apps: async (_, page, context) =>
        connection(await db.read((r) => appsOfPartner(r, context.partnerId(), page))),
    },
    Mutation: { ...contacts.Mutation, ...deliveries.Mutation, ...endpoints.Mutation },
    Partner: {
      status: (partner) => upper(partner.status),
      privacyPolicyUrl: (partner) => partner.policy?.url ?? null,
    },
    App: { status: (app) => upper(app.status) },
  };
}
