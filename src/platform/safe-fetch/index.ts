export { createSafePost } from './safe-post.ts';
export type { ClientCertificate, PostOutcome, SafePost } from './safe-post.ts';
export { isPublicAddress } from './address.ts';
export { problemOfUrl } from './vet-url.ts';
export type { FetchRules } from './vet-url.ts';
