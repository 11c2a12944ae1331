export { readConfig } from './config.ts';
export type { Config, Environment } from './config.ts';
export { readSettingFile } from './setting-file.ts';
export { readSecrets, readWitnessSecret } from './secrets.ts';
export type { Secrets, VersionedKey } from './secrets.ts';
export type { SmtpServer } from './smtp.ts';
