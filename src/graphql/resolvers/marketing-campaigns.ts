import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Refusal } from '../../kernel/errors.ts';
import {
  audienceOf,
  campaignsById,
  explainOffer,
  listCampaigns,
  plainContent,
  runsOf,
  statusOf,
  versionOf,
  versionsOf,
  windowOf,
} from '../../offers/index.ts';
import type {
  Campaign,
  CampaignVersion,
  ImageDesk,
  NewContent,
  createCampaignDesk,
} from '../../offers/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { campaignReport } from '../../reports/index.ts';
import { bandOf, digestOrdinals, printCriterion, printCriterionText } from '../../targeting/index.ts';
import type { CampaignContentInput, Resolvers, UserErrorCode } from '../generated/marketing.ts';
import { existing } from '../loaders.ts';
import { connection, given, lower, payloads, upper } from '../shapes.ts';

/** Why this door refuses what is done to campaigns. */
const payload = payloads({
  CRITERION_INVALID: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  NOT_FOUND: true,
  OWN_WORK: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface CampaignServices {
  readonly db: Database;
  readonly clock: Clock;
  readonly campaigns: ReturnType<typeof createCampaignDesk>;
  readonly images: ImageDesk;
  /** Where a picture is served. */
  readonly imageUrl: (id: string) => string;
}

/** The content as it was sent; what is left out is as in every plain campaign. */
function contentOf(input: CampaignContentInput): NewContent {
  const { criterion: json, criterionText: text, variants, channels, ...rest } = input;
  return {
    ...plainContent,
    ...rest,
    ...given(rest),
    frequencyCap: rest.frequencyCap ?? null,
    maxAcceptances: rest.maxAcceptances ?? null,
    budget: rest.budget ?? null,
    quietHours: rest.quietHours ?? null,
    criterion: { json, text },
    variants: variants.map((variant) => ({
      ...variant,
      weight: variant.weight ?? 1,
      imageId: variant.imageId ?? null,
    })),
    channels: channels?.map(lower) ?? plainContent.channels,
  };
}

const ofCampaign = (result: Campaign | Refusal) => payload(result, (campaign) => ({ campaign }));

/** The marketing door's fields for campaigns. */
export function createCampaignResolvers({ db, clock, campaigns, images, imageUrl }: CampaignServices) {
  const latestOf = async ({ id, latest }: Campaign): Promise<CampaignVersion> => {
    const version = await db.read((r) => versionOf(r, id, latest));
    if (version === null) throw new Error('a campaign has a version');
    return version;
  };
  const inForceOf = async ({ id, inForce }: Campaign): Promise<CampaignVersion | null> =>
    inForce === null ? null : db.read((r) => versionOf(r, id, inForce));
  return {
    Query: {
      campaigns: async (_, page) => connection(await db.read((r) => listCampaigns(r, page))),
      campaign: async (_, { id }) => (await db.read((r) => campaignsById(r, [id]))).get(id) ?? null,
      explainOffer: (_, { campaignId, subjectId }) =>
        db.read((r) => explainOffer(r, subjectId, campaignId, clock.now())),
      offerImage: (_, { id }, { loaders }) => loaders.images.load(id),
      campaignReport: (_, { campaignId }) => db.read((r) => campaignReport(r, campaignId, clock.now())),
    },
    Mutation: {
      addOfferImage: async (_, { input: { idempotencyKey, ...image } }, context) =>
        payload(await images.add(context.staff(), idempotencyKey, image), (image) => ({ image })),
      createCampaign: async (_, { input: { idempotencyKey, content, ...rest } }, context) => {
        const campaign = { ...rest, ...contentOf(content) };
        return ofCampaign(await campaigns.createCampaign(context.staff(), idempotencyKey, campaign));
      },
      reviseCampaign: async (_, { input: { idempotencyKey, content, campaignId } }, context) => {
        const revised = { campaignId, ...contentOf(content) };
        return ofCampaign(await campaigns.reviseCampaign(context.staff(), idempotencyKey, revised));
      },
      submitCampaign: async (_, { input }, context) =>
        ofCampaign(await campaigns.submitCampaign(context.staff(), input.idempotencyKey, input.campaignId)),
      approveCampaign: async (_, { input: { idempotencyKey, ...decision } }, context) =>
        ofCampaign(await campaigns.approveCampaign(context.staff(), idempotencyKey, decision)),
      returnCampaign: async (_, { input: { idempotencyKey, ...decision } }, context) =>
        ofCampaign(await campaigns.returnCampaign(context.staff(), idempotencyKey, decision)),
      pauseCampaign: async (_, { input }, context) =>
        ofCampaign(await campaigns.pauseCampaign(context.staff(), input.idempotencyKey, input.campaignId)),
      resumeCampaign: async (_, { input }, context) =>
        ofCampaign(await campaigns.resumeCampaign(context.staff(), input.idempotencyKey, input.campaignId)),
      endCampaign: async (_, { input }, context) =>
        ofCampaign(await campaigns.endCampaign(context.staff(), input.idempotencyKey, input.campaignId)),
    },
    Campaign: {
      app: (campaign, _, { loaders }) => existing(loaders.apps, campaign.appId),
      status: async (campaign) => {
        const [inForce, latest] = await Promise.all([inForceOf(campaign), latestOf(campaign)]);
        return upper(statusOf(campaign, inForce, latest, clock.now()));
      },
      inForce: inForceOf,
      latest: latestOf,
      runs: async ({ id }) => [...(await db.read((r) => runsOf(r, id)))],
      versions: async ({ id }) => [...(await db.read((r) => versionsOf(r, id)))],
    },
    CampaignVersion: {
      state: (version) => upper(version.state),
      criterion: ({ content }) => printCriterion(content.criterion) as JsonValue,
      criterionText: ({ content }) => printCriterionText(content.criterion),
      startsAt: ({ content }) => windowOf(content)?.startsAt ?? 0,
      endsAt: ({ content }) => windowOf(content)?.endsAt ?? 0,
      variants: ({ content }) => [...content.variants],
      startsLocal: ({ content }) => content.startsLocal,
      endsLocal: ({ content }) => content.endsLocal,
      timeZone: ({ content }) => content.timeZone,
      priority: ({ content }) => content.priority,
      frequencyCap: ({ content }) => content.frequencyCap,
      maxAcceptances: ({ content }) => content.maxAcceptances,
      budget: ({ content }) => content.budget,
      holdoutPercent: ({ content }) => content.holdoutPercent,
      suppressionLists: ({ content }) => [...content.suppressionLists],
      channels: ({ content }) => content.channels.map(upper),
      quietHours: ({ content }) => content.quietHours,
      spreadHours: ({ content }) => content.spreadHours,
      report: ({ content }) => content.report,
    },
    CampaignVariant: {
      image: ({ imageId }, _, { loaders }) => (imageId === null ? null : existing(loaders.images, imageId)),
    },
    OfferImage: { url: ({ id }) => imageUrl(id) },
    CampaignRun: {
      people: ({ people }) => bandOf(people),
      queued: ({ queued }) => bandOf(queued),
      replayedDigest: async ({ id }) => digestOrdinals(id, await db.read((r) => audienceOf(r, id))).digest,
    },
    OfferExplanation: { reasons: ({ reasons }) => reasons.map(upper) },
    ExplainedCriterion: {
      text: ({ criterion }) => printCriterionText(criterion),
      truth: ({ truth }) => (truth === null ? 'UNKNOWN' : truth ? 'TRUE' : 'FALSE'),
      value: ({ by }) => by?.value ?? null,
      valueVersion: ({ by }) => by?.version ?? null,
      parts: ({ parts }) => [...parts],
    },
  } satisfies Resolvers;
}
