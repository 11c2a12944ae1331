import { mkdirSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import prettier from 'prettier';
import { doors } from '../src/kernel/principal.ts';
import type { Door } from '../src/kernel/principal.ts';
import { assertGuarded, doorSdl } from '../src/graphql/sdl.ts';

const from = (slice: string, type: string): string => `../../${slice}/index.ts#${type}`;

/** Which domain type stands behind an SDL type; the others are made by their parent's resolver. */
const mappers: Record<Door, Record<string, string>> = {
  marketplace: {
    App: from('catalog', 'App'),
    Category: from('catalog', 'Category'),
    Partner: from('catalog', 'Partner'),
    Policy: from('policies', 'Policy'),
    PolicyLines: from('policies', 'PolicyLines'),
    PolicyAgreement: from('accounts', 'Subject'),
    DataExport: from('exports', 'DataExport'),
    PastAgreement: from('accounts', 'Agreement'),
    Viewer: from('accounts', 'Subject'),
    Profile: from('accounts', 'Subject'),
    Offer: from('offers', 'ViewerOffer'),
    OfferImage: from('offers', 'OfferImage'),
    Preferences: from('offers', 'Preferences'),
    PendingErasure: from('privacy', 'Erasure'),
    Grant: from('consent', 'Grant'),
    Installation: from('consent', 'Installation'),
    Refusal: from('consent', 'OfferRefusal'),
    Disclosure: from('consent', 'ShownDisclosure'),
    Release: from('release', 'Release'),
    ReleaseDelivery: from('delivery', 'Delivery'),
    ReleaseDeletion: from('duties', 'DeletionDuty'),
    ContactFetch: from('ledger', 'Entry'),
    RelayedLetter: from('ledger', 'Entry'),
    Processor: from('processors', 'Processor'),
    ViewerProcessor: from('processors', 'PersonProcessor'),
    Complaint: from('office', 'OwnCase'),
    RightsRequest: from('office', 'OwnCase'),
    CaseRead: from('office', 'PastRead'),
    ContactCorrection: from('ledger', 'Entry'),
    ProfileCorrection: from('profile', 'ShownCorrection'),
    PublicProfile: from('profile', 'PublicProfile'),
    PublishedField: from('profile', 'PublishedField'),
    PublicationNotice: from('profile', 'PublicationNotice'),
    StaffRead: from('privacy', 'StaffReadRow'),
    LegalDisclosure: from('privacy', 'LegalDisclosure'),
    PaidSubscription: from('billing', 'Subscription'),
    SubscriptionMethod: from('billing', 'ShownMethod'),
  },
  partner: {
    ApiKey: from('catalog', 'ApiKey'),
    App: from('catalog', 'App'),
    AppRevision: from('catalog', 'AppRevision'),
    Category: from('catalog', 'Category'),
    Partner: from('catalog', 'Partner'),
    OAuthClient: from('catalog', 'OAuthClient'),
    OAuthCredential: from('catalog', 'OAuthCredential'),
    OfferReport: from('reports', 'OfferReport'),
    WebhookEndpoint: from('delivery', 'Endpoint'),
    Recovery: from('delivery', 'Recovery'),
    SandboxContact: from('delivery', 'SandboxContact'),
    Contact: from('release', 'Release'),
    Deletion: from('duties', 'DeletionDuty'),
    PrivacyPolicy: from('catalog', 'PartnerPolicy'),
    Delivery: from('delivery', 'Delivery'),
    DeliveryAttempt: from('delivery', 'Attempt'),
    Complaint: from('office', 'OfficeCase'),
  },
  marketing: {
    App: from('catalog', 'App'),
    AppReview: from('catalog', 'AppReview'),
    AppWords: from('catalog', 'AppWords'),
    Campaign: from('offers', 'Campaign'),
    CampaignVersion: from('offers', 'CampaignVersion'),
    CampaignRun: from('offers', 'CampaignRun'),
    CampaignReport: from('reports', 'CampaignReport'),
    ExplainedCriterion: from('targeting', 'Explained'),
    OfferExplanation: from('offers', 'OfferExplanation'),
    OfferImage: from('offers', 'OfferImage'),
    CampaignVariant: from('offers', 'Variant'),
    Partner: from('catalog', 'Partner'),
    Trait: from('traits', 'Trait'),
    EventKind: from('traits', 'EventKind'),
    PersonList: from('traits', 'PersonList'),
    Segment: from('targeting', 'Segment'),
  },
  privacy: {
    App: from('catalog', 'App'),
    Partner: from('catalog', 'Partner'),
    Policy: from('policies', 'Policy'),
    Release: from('release', 'Release'),
    ReleaseDelivery: from('delivery', 'Delivery'),
    Ledger: from('ledger', 'LogStatus'),
    LedgerWitness: from('ledger', 'WitnessStatus'),
    LedgerEntry: from('ledger', 'Entry'),
    Deletion: from('duties', 'DeletionDuty'),
    OverduePartner: from('duties', 'OverduePartner'),
    Processor: from('processors', 'Processor'),
    Complaint: from('office', 'OfficeCase'),
    RightsRequest: from('office', 'OfficeCase'),
    CaseRead: from('office', 'PastRead'),
    CaseWords: from('office', 'CaseWords'),
    StaffRead: from('privacy', 'StaffReadRow'),
    ReadPerson: from('privacy', 'ShownPerson'),
    PersonGrant: from('consent', 'Grant'),
    LegalRequest: from('privacy', 'LegalCase'),
    LegalApproval: from('privacy', 'Approval'),
  },
};

/** The types of one door's resolvers, as TypeScript. Fails when a field has no @auth. */
export async function generateDoor(door: Door): Promise<string> {
  const schema = parse(doorSdl(door));
  assertGuarded(schema, door);
  const code = await codegen({
    filename: `${door}.ts`,
    schema,
    documents: [],
    config: {
      contextType: '../context.ts#DoorContext',
      mappers: mappers[door],
      mapperTypeSuffix: 'Row',
      useTypeImports: true,
      enumsAsTypes: true,
      skipTypename: true,
      strictScalars: true,
      scalars: {
        ID: 'string',
        DateTime: 'number',
        Date: 'string',
        EmailAddress: 'string',
        URL: 'string',
        ...(door === 'marketing' ? { JSON: '../../kernel/canonical-json.ts#JsonValue' } : {}),
      },
    },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  });
  const options = await prettier.resolveConfig('src/graphql/generated/door.ts');
  const banner = '// Made from schema/*.graphql by `npm run generate`. Do not edit.\n';
  return prettier.format(`${banner}${code}`, { ...options, parser: 'typescript' });
}

const folder = new URL('../src/graphql/generated/', import.meta.url);

if (process.argv[1]?.endsWith('generate.ts')) {
  mkdirSync(folder, { recursive: true });
  for (const door of doors) writeFileSync(new URL(`${door}.ts`, folder), await generateDoor(door));
}
