import type { NewAccount, Subject } from '../../accounts/index.ts';
import type { CatalogSnapshot } from '../../catalog/index.ts';
import { grantsPage, installationsPage, refusalsPage } from '../../consent/index.ts';
import type { ConsentDesk, DisclosureOf, Outcome, ShownDisclosure } from '../../consent/index.ts';
import type { DeletionDuty } from '../../duties/index.ts';
import { AppError, isRefusal } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Login, Session } from '../../kernel/principal.ts';
import { preferencesOf } from '../../offers/index.ts';
import type { Preferences, PreferenceWishes, ShowRecorder, ViewerOffers } from '../../offers/index.ts';
import { pageOf } from '../../platform/keyset.ts';
import { scopeOf } from '../../policies/index.ts';
import { dutyAfter, releaseState } from '../../privacy/index.ts';
import { listReleases } from '../../release/index.ts';
import type { OwnEmail, Release } from '../../release/index.ts';
import type { DoorContext } from '../context.ts';
import type { DisclosureInput, Resolvers } from '../generated/marketplace.ts';
import { existing } from '../loaders.ts';
import { connection, given, lower, upper } from '../shapes.ts';
import { payload } from './marketplace-payload.ts';
import { createExportResolvers } from './marketplace-exports.ts';
import type { ExportServices } from './marketplace-exports.ts';
import { createBillingResolvers } from './marketplace-billing.ts';
import type { BillingServices } from './marketplace-billing.ts';
import { createLeavingResolvers } from './marketplace-leaving.ts';
import type { LeavingServices } from './marketplace-leaving.ts';
import { findNode, typeOfNode } from './marketplace-node.ts';
import { createOwnOffice } from './marketplace-office.ts';
import type { OwnOfficeServices } from './marketplace-office.ts';
import { createOversightResolvers } from './marketplace-oversight.ts';
import { createPolicyResolvers } from './marketplace-policy.ts';
import type { PolicyServices } from './marketplace-policy.ts';
import { createRelayResolvers } from './marketplace-relay.ts';
import type { RelayServices } from './marketplace-relay.ts';
import { createProfileResolvers } from './marketplace-profile.ts';
import type { ProfileServices } from './marketplace-profile.ts';
import { createWebsiteResolvers } from './marketplace-website.ts';
import type { WebsiteServices } from './marketplace-website.ts';

export interface MarketplaceServices
  extends
    PolicyServices,
    RelayServices,
    LeavingServices,
    ExportServices,
    ProfileServices,
    OwnOfficeServices,
    BillingServices,
    WebsiteServices {
  readonly catalog: CatalogSnapshot;
  readonly consent: ConsentDesk;
  readonly showDisclosure: (subject: Subject | null, of: DisclosureOf) => Promise<ShownDisclosure | Refusal>;
  readonly createAccount: (login: Login, session: Session, input: NewAccount) => Promise<Subject | Refusal>;
  readonly showEmail: (subjectId: string) => Promise<OwnEmail | null>;
  readonly isEmailVerified: (subjectId: string) => Promise<boolean>;
  readonly viewerOffers: ViewerOffers;
  /** Where a picture is served. */
  readonly imageUrl: (id: string) => string;
  readonly shows: Pick<ShowRecorder, 'record'>;
  readonly setPreferences: (
    subject: Subject | null,
    key: string,
    wishes: PreferenceWishes,
  ) => Promise<Preferences | Refusal>;
}

function whatIsDisclosed(input: DisclosureInput): DisclosureOf {
  const { offerId, appId } = input;
  const address = lower(input.address ?? 'REAL');
  if (offerId != null && appId == null) return { address, offerId, appId: null };
  if (appId != null && offerId == null) return { address, appId, offerId: null };
  throw new AppError('BAD_USER_INPUT', '`input` wants `offerId` or `appId`, one of them.');
}

/** The text behind a grant, as it was shown. */
async function shownText(context: DoorContext, disclosureHash: string): Promise<string> {
  return (await existing(context.loaders.disclosures, disclosureHash)).text;
}

const MAX_FETCHES = 50;

async function dutyOf(release: Release, { loaders }: DoorContext): Promise<DeletionDuty | null> {
  return dutyAfter(release, await loaders.duties.load(release.subjectId));
}

const ofGrant = (result: Outcome | Refusal) => payload(result, ({ grant }) => ({ grant }));

const ofInstallation = (result: Outcome | Refusal) =>
  payload(result, ({ grant, installation }) => ({ grant, installation }));

export function createMarketplaceResolvers(services: MarketplaceServices): Resolvers {
  const { db, clock, catalog, consent } = services;
  const policy = createPolicyResolvers(services);
  const relay = createRelayResolvers(services);
  const exports = createExportResolvers(services);
  const leaving = createLeavingResolvers(services);
  const { Query: told, Mutation: said, Viewer: own, ...office } = createOwnOffice(services);
  const profile = createProfileResolvers(services);
  const oversight = createOversightResolvers(services);
  const billing = createBillingResolvers(services);
  const website = createWebsiteResolvers(services);
  return {
    Query: {
      apps: async (_, { search, category, order, ...page }) => {
        const view = await catalog.view();
        return connection(await view.apps({ search, categorySlug: category, order }, page));
      },
      app: async (_, { slug }) => (await catalog.view()).app(slug),
      categories: async () => [...(await (await catalog.view()).categories())],
      ...policy.Query,
      ...relay.Query,
      ...told,
      ...profile.Query,
      ...website.Query,
      disclosure: async (_, { input }, context) => {
        const of = whatIsDisclosed(input);
        const shown = await services.showDisclosure(await context.subject(), of);
        return payload(shown, (disclosure) => ({ disclosure }));
      },
      viewer: (_, __, context) => context.subject(),
      node: (_, { id }, context) => findNode(db, context, id),
    },
    PaidSubscription: billing.PaidSubscription,
    SubscriptionMethod: billing.SubscriptionMethod,
    PolicyLines: policy.PolicyLines,
    PolicyAgreement: policy.PolicyAgreement,
    PastAgreement: policy.PastAgreement,
    RelayedLetter: relay.RelayedLetter,
    DataExport: exports.DataExport,
    ...office,
    Profile: profile.Profile,
    ProfileCorrection: profile.ProfileCorrection,
    PublicProfile: profile.PublicProfile,
    PublishedField: profile.PublishedField,
    PublicationNotice: profile.PublicationNotice,
    ContactCorrection: profile.ContactCorrection,
    StaffRead: oversight.StaffRead,
    LegalDisclosure: oversight.LegalDisclosure,
    Mutation: {
      ...policy.Mutation,
      ...exports.Mutation,
      ...leaving.Mutation,
      ...said,
      ...profile.Mutation,
      ...billing.Mutation,
      createAccount: async (_, { input }, context) => {
        const { birthDate, policyVersion, idempotencyKey } = input;
        const account = { birthDate, policyVersion, idempotencyKey };
        const made = await services.createAccount(context.login(), context.session(), account);
        if (!isRefusal(made)) await context.heedSignal(made.id);
        return payload(made, (viewer) => ({ viewer }));
      },
      acceptOffer: async (_, { input }, context) =>
        ofGrant(await consent.acceptOffer(await context.subject(), input)),
      dismissOffer: async (_, { input }, context) => {
        const result = await consent.dismissOffer(await context.subject(), input);
        return payload(result, ({ refusal }) => ({ refusal }));
      },
      installApp: async (_, { input }, context) =>
        ofInstallation(await consent.installApp(await context.subject(), input)),
      uninstallApp: async (_, { input }, context) => {
        const result = await consent.uninstallApp(await context.subject(), input);
        return payload(result, ({ installation }) => ({ installation }));
      },
      withdrawGrant: async (_, { input }, context) =>
        ofGrant(await consent.withdrawGrant(await context.subject(), input)),
      setPreferences: async (_, { input: { idempotencyKey, ...wishes } }, context) => {
        const saved = await services.setPreferences(await context.subject(), idempotencyKey, given(wishes));
        return payload(saved, (preferences) => ({ preferences }));
      },
    },
    Node: { __resolveType: typeOfNode },
    App: {
      ...website.App,
      // What a page of apps read is there at once; of other apps it is read for all of them together.
      category: ({ categoryId }, _, { loaders }) =>
        catalog.current()?.category(categoryId) ?? existing(loaders.categories, categoryId),
      partner: ({ partnerId }, _, { loaders }) =>
        catalog.current()?.partner(partnerId) ?? existing(loaders.partners, partnerId),
    },
    PendingErasure: leaving.PendingErasure,
    Partner: { ...website.Partner, privacyPolicyUrl: (partner) => partner.policy?.url ?? null },
    Viewer: {
      ...exports.Viewer,
      ...leaving.Viewer,
      ...own,
      ...profile.Viewer,
      ...oversight.Viewer,
      ...billing.Viewer,
      agreement: (subject) => subject,
      email: async (subject) => (await services.showEmail(subject.id))?.email.reveal() ?? null,
      emailVerified: (subject) => services.isEmailVerified(subject.id),
      profile: (subject) => subject,
      offers: async (subject, page) => {
        const offers = await db.read((r) => services.viewerOffers.list(r, subject.id, clock.now()));
        const shown = pageOf(offers, page);
        await services.shows.record(
          subject.id,
          shown.edges.map(({ node }) => node.id),
        );
        return connection(shown);
      },
      preferences: (subject) => db.read((r) => preferencesOf(r, subject.id)),
      grants: async (subject, page) => connection(await db.read((r) => grantsPage(r, subject.id, page))),
      releases: async (subject, page) =>
        connection(await db.read((r) => listReleases(r, { subjectIds: [subject.id] }, page))),
      refusals: async (subject, page) => connection(await db.read((r) => refusalsPage(r, subject.id, page))),
      installations: async (subject, page) =>
        connection(await db.read((r) => installationsPage(r, subject.id, page))),
    },
    Preferences: {
      ...website.Preferences,
      blockedPartners: ({ blockedPartners }, _, { loaders }) =>
        Promise.all(blockedPartners.map((id) => existing(loaders.partners, id))),
    },
    Offer: {
      ...website.Offer,
      app: (offer, _, { loaders }) => existing(loaders.apps, offer.appId),
      image: ({ imageId }, _, { loaders }) => (imageId === null ? null : existing(loaders.images, imageId)),
    },
    OfferImage: { url: ({ id }) => services.imageUrl(id) },
    Grant: {
      ...relay.Grant,
      basis: (grant) => upper(grant.basis),
      app: (grant, _, { loaders }) => existing(loaders.apps, grant.appId),
      partner: (grant, _, { loaders }) => existing(loaders.partners, grant.partnerId),
      fields: (grant) => grant.fields.map(upper),
      purposes: (grant) => grant.purposes.map(upper),
      text: (grant, _, context) => shownText(context, grant.disclosureHash),
      policyVersion: async (grant, _, { loaders }) =>
        (await existing(loaders.policies, grant.policyId)).version,
      means: (grant) => upper(grant.means),
      state: (grant) => upper(grant.state),
      endReason: (grant) => (grant.endReason === null ? null : upper(grant.endReason)),
      receipt: (grant, _, { loaders }) => loaders.grantReceipts.load(grant.id),
      withdrawalReceipt: (grant, _, { loaders }) => loaders.withdrawalReceipts.load(grant.id),
    },
    Refusal: {
      app: (refusal, _, { loaders }) => existing(loaders.apps, refusal.appId),
      partner: (refusal, _, { loaders }) => existing(loaders.partners, refusal.partnerId),
      text: (refusal, _, context) => shownText(context, refusal.disclosureHash),
      receipt: (refusal, _, { loaders }) => loaders.refusalReceipts.load(refusal.id),
    },
    Release: {
      ...profile.Release,
      app: (release, _, { loaders }) => existing(loaders.apps, release.appId),
      partner: (release, _, { loaders }) => existing(loaders.partners, release.partnerId),
      grant: (release, _, { loaders }) => existing(loaders.grants, release.grantId),
      text: async (release, _, context) => {
        const grant = await existing(context.loaders.grants, release.grantId);
        return shownText(context, grant.disclosureHash);
      },
      delivered: (release) => release.receivedAt !== null,
      state: async (release, _, context) =>
        upper(releaseState(release, await dutyOf(release, context), clock.now())),
      deletion: (release, _, context) => dutyOf(release, context),
      fetches: async (release, _, { loaders }) =>
        [...(await loaders.fetches.load(release.grantId))].reverse().slice(0, MAX_FETCHES),
      deliveries: async (release, _, { loaders }) => [...(await loaders.deliveries.load(release.id))],
      proof: (release, _, { loaders }) => loaders.openedProofs.load(release.ledgerEntryId),
    },
    ReleaseDeletion: {
      proof: async (duty, _, { loaders }) => {
        const [entry] = await loaders.attestations.load(duty.id);
        return entry === undefined ? null : loaders.openedProofs.load(entry.id);
      },
    },
    ContactFetch: {
      at: (entry) => entry.recordedAt,
      proof: (entry, _, { loaders }) => loaders.openedProofs.load(entry.id),
    },
    ReleaseDelivery: { state: (delivery) => upper(delivery.state) },
    Installation: {
      app: (installation, _, { loaders }) => existing(loaders.apps, installation.appId),
      grant: (installation, _, { loaders }) => existing(loaders.grants, installation.grantId),
      state: (installation) => upper(installation.state),
    },
    Disclosure: {
      ...relay.Disclosure,
      ...website.Disclosure,
      fields: (disclosure) => scopeOf[disclosure.basis].fields.map(upper),
      purposes: (disclosure) => scopeOf[disclosure.basis].purposes.map(upper),
      app: (disclosure, _, { loaders }) => existing(loaders.apps, disclosure.appId),
      partner: (disclosure, _, { loaders }) => existing(loaders.partners, disclosure.partnerId),
      privacyPolicyUrl: (disclosure) => disclosure.partnerPolicyUrl,
    },
  };
}
