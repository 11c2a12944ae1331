import { appsById } from '../catalog/index.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { admitCriterion, printCriterion, refuseCriterion } from '../targeting/index.ts';
import type { CriterionInput } from '../targeting/index.ts';
import { listsById } from '../traits/index.ts';
import { refuseContent } from './content.ts';
import { imagesById } from './image-store.ts';
import { refuseDecision, refuseStanding, refuseSubmission } from './lifecycle.ts';
import {
  campaignsById,
  insertCampaigns,
  insertVersions,
  lockCampaign,
  printExpanded,
  putInForce,
  setStanding,
  updateVersion,
  versionOf,
} from './store.ts';
import type { Campaign, CampaignContent, CampaignVersion, Standing } from './types.ts';

/** A campaign as staff hands it in: the criterion in either of its forms. */
export type NewContent = Omit<CampaignContent, 'criterion'> & { readonly criterion: CriterionInput };

export interface NewCampaign extends NewContent {
  readonly appId: string;
  readonly name: string;
}

/** What was sent, as the JSON that a repetition is held against. */
const plain = (input: object): JsonValue => JSON.parse(JSON.stringify(input)) as JsonValue;

const NAME = 80;
const REASON = 500;

const noCampaign = (): Refusal =>
  refuse('NOT_FOUND', ['input', 'campaignId'], 'There is no campaign with this id.');

/** Refuses a part of the content that names what is not there. */
const wantsId = (field: readonly string[], what: string): Refusal =>
  refuse('NOT_FOUND', ['input', 'content', ...field], `${field.join('.')} wants the id of a ${what}.`);

async function missingImage(tx: Tx, { variants }: CampaignContent): Promise<Refusal | null> {
  const wanted = variants.flatMap(({ imageId }) => imageId ?? []);
  const known = await imagesById(tx, wanted);
  const place = variants.findIndex(({ imageId }) => imageId !== null && !known.has(imageId));
  return place < 0 ? null : wantsId(['variants', String(place), 'imageId'], 'picture');
}

/** The content with its criterion read and checked against what is registered. */
async function checkedContent(tx: Tx, input: NewContent): Promise<CampaignContent | Refusal> {
  const admitted = await admitCriterion(tx, input.criterion);
  if (admitted.expanded === null) {
    return { ...refuseCriterion(admitted.problems), field: ['input', 'content', 'criterion'] };
  }
  const content = { ...input, criterion: admitted.criterion };
  const refusal = refuseContent(content);
  if (refusal !== null) return refusal;
  const missing = await missingImage(tx, content);
  if (missing !== null) return missing;
  const known = await listsById(tx, content.suppressionLists);
  const unknown = content.suppressionLists.findIndex((id) => !known.has(id));
  return unknown < 0 ? content : wantsId(['suppressionLists', String(unknown)], 'list');
}

const draft = (
  tx: Tx,
  campaignId: string,
  number: number,
  author: string,
  content: CampaignContent,
): CampaignVersion => ({
  ...{ campaignId, number, content, author },
  state: 'draft',
  createdAt: tx.now,
  submittedBy: null,
  decidedBy: null,
  decidedAt: null,
  reason: null,
  expanded: null,
});

/** What staff of the marketing door may do to campaigns. `staff` is who asks. */
export function createCampaignDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
}) {
  const { db, hashes, random } = parts;

  async function reload(tx: Tx, id: string): Promise<Campaign> {
    const campaign = (await campaignsById(tx, [id])).get(id);
    if (campaign === undefined) throw new Error('a campaign that was made is there');
    return campaign;
  }

  /** Runs an act on a locked campaign, once for its key. */
  function onCampaign(
    mutation: string,
    staff: string,
    key: string,
    input: { readonly campaignId: string; readonly [part: string]: JsonValue },
    act: (tx: Tx, campaign: Campaign) => Promise<Refusal | null>,
  ): Promise<Campaign | Refusal> {
    const request = idempotentRequest(hashes, { principal: staff, mutation, key, body: input });
    return onceForKey(db, request, {
      make: async (tx) => {
        const campaign = await lockCampaign(tx, input.campaignId);
        if (campaign === null) return noCampaign();
        return (await act(tx, campaign)) ?? reload(tx, campaign.id);
      },
      reload,
    });
  }

  async function latestOf(tx: Tx, campaign: Campaign): Promise<CampaignVersion> {
    const version = await versionOf(tx, campaign.id, campaign.latest);
    if (version === null) throw new Error('a campaign has a version');
    return version;
  }

  const stand =
    (mutation: string, wanted: Standing) =>
    (staff: string, key: string, campaignId: string): Promise<Campaign | Refusal> =>
      onCampaign(mutation, staff, key, { campaignId }, async (tx, campaign) => {
        const refusal = refuseStanding(campaign, wanted);
        if (refusal === null) await setStanding(tx, campaign.id, wanted);
        return refusal;
      });

  async function approve(
    tx: Tx,
    campaign: Campaign,
    version: CampaignVersion,
    by: string,
  ): Promise<Refusal | null> {
    // What it names may have changed since it was written.
    const json = printCriterion(version.content.criterion) as JsonValue;
    const admitted = await admitCriterion(tx, { json });
    if (admitted.expanded === null) return refuseCriterion(admitted.problems);
    await updateVersion(tx, version, {
      state: 'approved',
      decided_by: by,
      decided_at: tx.now,
      expanded: printExpanded(admitted.expanded),
    });
    await putInForce(tx, version);
    return null;
  }

  return {
    createCampaign(staff: string, key: string, input: NewCampaign): Promise<Campaign | Refusal> {
      const request = idempotentRequest(hashes, {
        principal: staff,
        mutation: 'createCampaign',
        key,
        body: plain(input),
      });
      const { appId, name, ...content } = input;
      return onceForKey(db, request, {
        make: async (tx) => {
          if (name.trim() === '' || name.length > NAME) {
            return refuse('INVALID_INPUT', ['input', 'name'], `name wants 1 to ${NAME} characters.`);
          }
          if (!(await appsById(tx, [appId])).has(appId)) {
            return refuse('NOT_FOUND', ['input', 'appId'], 'There is no app with this id.');
          }
          const checked = await checkedContent(tx, content);
          if (isRefusal(checked)) return checked;
          const id = newId('offer', tx.now);
          const salt = random.bytes(16).toString('hex');
          await insertCampaigns(tx, [
            { id, appId, name, standing: 'running', salt, inForce: null, latest: 1, createdAt: tx.now },
          ]);
          await insertVersions(tx, [draft(tx, id, 1, staff, checked)]);
          return reload(tx, id);
        },
        reload,
      });
    },

    /** Writes another version; the one in force stays until this one is approved. */
    reviseCampaign(
      staff: string,
      key: string,
      { campaignId, ...content }: NewContent & { readonly campaignId: string },
    ): Promise<Campaign | Refusal> {
      const input = { campaignId, content: plain(content) };
      return onCampaign('reviseCampaign', staff, key, input, async (tx, campaign) => {
        if (campaign.standing === 'ended') return refuseStanding(campaign, 'running');
        const checked = await checkedContent(tx, content);
        if (isRefusal(checked)) return checked;
        await insertVersions(tx, [draft(tx, campaign.id, campaign.latest + 1, staff, checked)]);
        return null;
      });
    },

    submitCampaign(staff: string, key: string, campaignId: string): Promise<Campaign | Refusal> {
      return onCampaign('submitCampaign', staff, key, { campaignId }, async (tx, campaign) => {
        const version = await latestOf(tx, campaign);
        const refusal = refuseSubmission(campaign, version, tx.now);
        if (refusal === null) await updateVersion(tx, version, { state: 'submitted', submitted_by: staff });
        return refusal;
      });
    },

    /** Puts what was submitted in force. `number` says which version was read, so that nothing else is approved. */
    approveCampaign(
      staff: string,
      key: string,
      { campaignId, version: number }: { readonly campaignId: string; readonly version: number },
    ): Promise<Campaign | Refusal> {
      return onCampaign(
        'approveCampaign',
        staff,
        key,
        { campaignId, version: number },
        async (tx, campaign) => {
          const version = await latestOf(tx, campaign);
          if (version.number !== number) return staleVersion();
          return refuseDecision(campaign, version, staff, true) ?? approve(tx, campaign, version, staff);
        },
      );
    },

    /** Sends what was submitted back to its author. */
    returnCampaign(
      staff: string,
      key: string,
      input: { readonly campaignId: string; readonly version: number; readonly reason: string },
    ): Promise<Campaign | Refusal> {
      return onCampaign('returnCampaign', staff, key, { ...input }, async (tx, campaign) => {
        const version = await latestOf(tx, campaign);
        if (version.number !== input.version) return staleVersion();
        if (input.reason.trim() === '' || input.reason.length > REASON) {
          return refuse('INVALID_INPUT', ['input', 'reason'], `reason wants 1 to ${REASON} characters.`);
        }
        const refusal = refuseDecision(campaign, version, staff, false);
        if (refusal !== null) return refusal;
        await updateVersion(tx, version, {
          state: 'returned',
          decided_by: staff,
          decided_at: tx.now,
          reason: input.reason,
        });
        return null;
      });
    },

    pauseCampaign: stand('pauseCampaign', 'paused'),
    resumeCampaign: stand('resumeCampaign', 'running'),
    endCampaign: stand('endCampaign', 'ended'),
  };
}

const staleVersion = (): Refusal =>
  refuse('WRONG_STATUS', ['input', 'version'], 'version wants the number of the version written last.');
