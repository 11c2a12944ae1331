export { audienceDigest, audiencePage, countAudience } from './audience.ts';
export type { AudienceDigest } from './audience.ts';
