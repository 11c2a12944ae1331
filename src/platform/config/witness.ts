import { readConfig } from './config.ts';
import type { Config, Environment } from './config.ts';

/** The few settings that `sluice witness` shares with the service. Throws a `ConfigError` as `readConfig` does. */
export function readWitnessConfig(environment: Environment): Pick<Config, 'env' | 'dataDir' | 'logLevel'> {
  const { SLUICE_ENV, SLUICE_DATA_DIR, SLUICE_LOG_LEVEL } = environment;
  // A service in production needs many settings that mean nothing to a witness, so they are not asked for.
  const isProduction = SLUICE_ENV === 'production';
  const shared = { SLUICE_ENV: isProduction ? undefined : SLUICE_ENV, SLUICE_DATA_DIR, SLUICE_LOG_LEVEL };
  const { env, dataDir, logLevel } = readConfig(shared);
  return { env: isProduction ? 'production' : env, dataDir, logLevel };
}
