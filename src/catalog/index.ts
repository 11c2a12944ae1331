export { catalogMigrations } from './migrations.ts';
export { roundInstalls } from './rules.ts';
export type {
  ApiKey,
  App,
  AppRevision,
  AppWords,
  Category,
  OAuthClient,
  OAuthCredential,
  Partner,
  PartnerPolicy,
  Suspension,
} from './types.ts';
export {
  addInstalls,
  appsById,
  appsOfPartner,
  categoriesById,
  findAppBySlug,
  insertApps,
  insertCategories,
  listApps,
  listCategories,
  openApps,
} from './store.ts';
export type { AppFilter, AppOrder } from './store.ts';
export { createCatalogSnapshot } from './snapshot.ts';
export type { CatalogSnapshot, CatalogView } from './snapshot.ts';
export {
  insertPartners,
  listPartners,
  partnerIdBySlug,
  partnerLogin,
  partnerPoliciesById,
  partnerStatuses,
  partnersById,
} from './partners.ts';
export type { NewPartner } from './partners.ts';
export {
  partnerContactEmail,
  partnerContactEmails,
  refuseSuspended,
  suspensionsOf,
} from './partner-changes.ts';
export { latestRevisions } from './revisions.ts';
export { liveApiKeys, partnerOfApiKey } from './api-keys.ts';
export { createAcceptance } from './accept-invitation.ts';
export { createApiKeyDesk } from './manage-api-keys.ts';
export { createSecretHasher } from './oauth/client-secret.ts';
export { createTokenIssue } from './oauth/issue-token.ts';
export type { ClientProof, IssueToken } from './oauth/issue-token.ts';
export { PROOF_ALGORITHM } from './oauth/possession.ts';
export { createOAuthClientDesk } from './oauth/manage-clients.ts';
export { liveClients, sweepCredentials } from './oauth/store.ts';
export { partnerOfAccessToken } from './oauth/check-token.ts';
export type { ShownProof } from './oauth/check-token.ts';
export { sweepAccessTokens, sweepAssertions, sweepProofs } from './oauth/tokens.ts';
export { createAppDesk } from './app-desk.ts';
export { createInvitationDesk } from './invite-partner.ts';
export { createProfileDesk } from './update-partner.ts';
export { appsToReview, createReviewDesk } from './review-app.ts';
export type { AppReview } from './review-app.ts';
export { createStandingDesk } from './suspend-partner.ts';
export {
  problemOfContact,
  problemOfCountry,
  problemOfLine,
  problemOfPage,
  problemOfSlug,
  problemOfText,
  refuseFields,
} from './words.ts';
