export { createOfferDesk } from './create-offer.ts';
export type { NewOffer } from './create-offer.ts';
export { evaluate, matches, parseCriterion, printCriterion } from './criterion.ts';
export type { Criterion, CriterionProblem, Traits, Truth } from './criterion.ts';
export { offersMigrations } from './migrations.ts';
export { insertOffers, isLive, listOffers, liveOffers, offersById } from './store.ts';
export type { Offer } from './store.ts';
export { viewerOffer, viewerOffers } from './viewer-offers.ts';
