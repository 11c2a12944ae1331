export { readConfig } from './config.ts';
export type { Config, Environment } from './config.ts';
export { readSecrets } from './secrets.ts';
export type { Secrets, VersionedKey } from './secrets.ts';
