export { createCampaignDesk } from './campaign-desk.ts';
export type { NewCampaign, NewContent } from './campaign-desk.ts';
export { reasons } from './eligibility.ts';
export type { Reason } from './eligibility.ts';
export { offerExports } from './export-sections.ts';
export { createImageDesk } from './add-image.ts';
export type { ImageDesk } from './add-image.ts';
export { imageBytes, imagesById } from './image-store.ts';
export type { OfferImage } from './image-store.ts';
export { explainOffer } from './explain-offer.ts';
export type { OfferExplanation } from './explain-offer.ts';
export { acceptancesLeft, isLive, statusOf } from './lifecycle.ts';
export { createLiveOffers } from './live-offers.ts';
export type { LiveOffers } from './live-offers.ts';
export { offersMigrations } from './migrations.ts';
export { lockOffers, offersAhead, offersById, offersOfApp } from './offers-in-force.ts';
export { heedSignal, optedOutBySignal } from './opt-out-signals.ts';
export type { OptOutSignal } from './opt-out-signals.ts';
export { deletePreferences, isOptedOutBySignal, preferencesOf, wantsOffers } from './preferences.ts';
export type { Preferences } from './preferences.ts';
export { addShows, dayOf, deleteShows, peopleReached } from './shows.ts';
export type { Show } from './shows.ts';
export { plainContent } from './content.ts';
export {
  addAcceptances,
  campaignsById,
  insertCampaigns,
  insertVersions,
  isSegmentAwaited,
  listCampaigns,
  putInForce,
  versionOf,
  versionsOf,
} from './store.ts';
export type {
  Campaign,
  CampaignContent,
  CampaignStatus,
  CampaignVersion,
  Channel,
  Offer,
  Variant,
} from './types.ts';
export { createViewerOffers } from './viewer-offers.ts';
export type { ViewerOffer, ViewerOffers } from './viewer-offers.ts';
export { firstTimes } from './first-times.ts';
export { createPreferenceDesk } from './set-preferences.ts';
export type { PreferenceWishes } from './set-preferences.ts';
export { createShowRecorder } from './record-shows.ts';
export type { ShowRecorder } from './record-shows.ts';
export { windowOf } from './window.ts';
export { mailableOffer } from './mailable-offer.ts';
export type { MailableOffer } from './mailable-offer.ts';
export { savePreferences } from './preferences.ts';
export { audienceOf, isRunQueuing, runsOf } from './runs.ts';
export type { CampaignRun } from './runs.ts';
export { stepMailRuns } from './send-by-mail.ts';
export type { OfferMail, QueueMails } from './send-by-mail.ts';
