export { OfferIndex } from './offer-index.ts';
export { planTruth } from './plan-truth.ts';
export { restsOnToday } from './rests-on-today.ts';
