import assert from 'node:assert/strict';
import { inputTypeOf, mutationText, newKey } from './marketplace.ts';
import type { Marketplace, UserErrors } from './marketplace.ts';

/** A campaign as the marketing door answers it. */
export interface CampaignView {
  readonly id: string;
  readonly status: string;
  readonly inForce: { readonly number: number } | null;
  readonly latest: {
    readonly number: number;
    readonly state: string;
    readonly author: string;
    readonly decidedBy: string | null;
    readonly criterion: object;
    readonly criterionText: string;
  };
}

const CAMPAIGN = `id status inForce { number }
  latest { number state author decidedBy criterion criterionText }`;

type Answered = UserErrors & { readonly campaign: CampaignView | null };

const localMinute = (at: number): string => new Date(at).toISOString().slice(0, 16);

/** What the staff of marketing does, in the words of its door: Ann writes, Bob approves. */
export function marketing(marketplace: Marketplace) {
  const ann = marketplace.staffToken('marketing');
  const bob = marketplace.token({ door: 'marketing', sub: 'bob', role: 'marketer' });

  async function ask<Data>(query: string, variables: object = {}, bearer = ann): Promise<Data> {
    const { data, errors } = await marketplace.ask<Data>('marketing', bearer, query, { ...variables });
    assert.deepEqual(errors, []);
    return data;
  }

  async function act(name: string, input: object, bearer = ann, key = newKey()): Promise<Answered> {
    const type = ['submitCampaign', 'pauseCampaign', 'resumeCampaign', 'endCampaign'].includes(name)
      ? 'CampaignInput'
      : inputTypeOf(name);
    const answer = await ask<Record<string, Answered>>(
      mutationText(name, `campaign { ${CAMPAIGN} }`, type),
      { input: { ...input, idempotencyKey: key } },
      bearer,
    );
    return answer[name] as Answered;
  }

  /** Open since yesterday, for a month, for everybody whose plan is known, with whatever differs. */
  const content = (change: object = {}): object => ({
    variants: [{ key: 'a', title: 'A title', text: 'A text' }],
    criterion: { exists: { trait: 'plan' } },
    startsLocal: localMinute(marketplace.clock.now() - 86_400_000),
    endsLocal: localMinute(marketplace.clock.now() + 30 * 86_400_000),
    timeZone: 'UTC',
    ...change,
  });

  async function done(answer: Promise<Answered>): Promise<CampaignView> {
    const { campaign, userErrors } = await answer;
    assert.deepEqual(userErrors, []);
    assert.ok(campaign);
    return campaign;
  }

  return {
    ann,
    bob,
    ask,
    act,
    done,
    content,
    create: (appId: string, change: object = {}, name = 'A campaign') =>
      act('createCampaign', { appId, name, content: content(change) }),
    /** Hands a campaign's latest version in and has it approved. */
    async approve(campaignId: string): Promise<CampaignView> {
      const { latest } = await done(act('submitCampaign', { campaignId }));
      return done(act('approveCampaign', { campaignId, version: latest.number }, bob));
    },
    /** Writes a campaign and has it approved; returns the id of the offer. */
    async launch(appId: string, change: object = {}): Promise<string> {
      const { id } = await done(act('createCampaign', { appId, name: 'Launched', content: content(change) }));
      await this.approve(id);
      return id;
    },
    async explain(campaignId: string, subjectId: string) {
      const { explainOffer } = await ask<{
        explainOffer: {
          shown: boolean;
          reasons: string[];
          variant: string;
          version: number;
          criterion: {
            text: string;
            truth: string;
            value: unknown;
            valueVersion: number | null;
            parts: { text: string; truth: string; value: unknown }[];
          };
        } | null;
      }>(
        `query ($campaignId: ID!, $subjectId: ID!) @purpose(is: TARGETING) { explainOffer(campaignId: $campaignId, subjectId: $subjectId) {
          shown reasons variant version criterion { text truth value valueVersion parts { text truth value } } } }`,
        { campaignId, subjectId },
      );
      return explainOffer;
    },
  };
}
