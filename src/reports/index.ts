export { campaignReport } from './campaign-report.ts';
export type { CampaignReport } from './campaign-report.ts';
export { reportsMigrations } from './migrations.ts';
export { createOfferReports } from './offer-report.ts';
export type { OfferReport, OfferReports } from './offer-report.ts';
export type { ReportPorts, ReportableOffer } from './ports.ts';
export type { Counts } from './figures.ts';
export { QUARTERLY_EPSILON } from './budget.ts';
