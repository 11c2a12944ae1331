import type { Campaign, CampaignContent, CampaignVersion, Offer } from '../../src/offers/index.ts';

/** A content that can stand in a campaign, with whatever differs. */
export const content = (change: Partial<CampaignContent> = {}): CampaignContent => ({
  variants: [
    { key: 'a', weight: 1, imageId: null, title: 'Three months free', text: 'No bill for three months.' },
  ],
  criterion: { op: 'eq', trait: 'plan', value: 'pro' },
  startsLocal: '2026-03-01T09:00',
  endsLocal: '2026-03-31T18:00',
  timeZone: 'UTC',
  priority: 50,
  frequencyCap: null,
  maxAcceptances: null,
  budget: null,
  holdoutPercent: 0,
  suppressionLists: [],
  channels: ['site'],
  quietHours: null,
  spreadHours: 0,
  report: false,
  ...change,
});

export const STARTS = Date.UTC(2026, 2, 1, 9);
export const ENDS = Date.UTC(2026, 2, 31, 18);

export const campaign = (change: Partial<Campaign> = {}): Campaign => ({
  id: 'off_01',
  appId: 'app_01',
  name: 'Spring',
  standing: 'running',
  salt: 'salt',
  inForce: 1,
  latest: 1,
  createdAt: 0,
  ...change,
});

export const version = (change: Partial<CampaignVersion> = {}): CampaignVersion => ({
  campaignId: 'off_01',
  number: 1,
  content: content(),
  state: 'approved',
  author: 'staff:ann',
  createdAt: 0,
  submittedBy: 'staff:ann',
  decidedBy: 'staff:bob',
  decidedAt: 0,
  reason: null,
  expanded: { op: 'eq', trait: 'plan', value: 'pro' },
  ...change,
});

export const offer = (change: Partial<Offer> = {}): Offer => ({
  id: 'off_01',
  appId: 'app_01',
  salt: 'salt',
  version: 1,
  content: content(),
  criterion: { op: 'eq', trait: 'plan', value: 'pro' },
  startsAt: STARTS,
  endsAt: ENDS,
  standing: 'running',
  ...change,
});
