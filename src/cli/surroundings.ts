import { createLog } from '../platform/log.ts';
import { systemClock } from '../kernel/clock.ts';
import { systemRandom } from '../kernel/random.ts';
import { readConfig, readSecrets } from '../platform/config/index.ts';
import type { Environment } from '../platform/config/index.ts';
import type { Surroundings } from '../app/index.ts';

/** Settings and secrets of the environment, the real clock, real randomness, the log on stderr. */
export function surroundingsOf(environment: Environment): Surroundings {
  const config = readConfig(environment);
  const secrets = readSecrets(environment, config, systemRandom);
  return { config, secrets, clock: systemClock, random: systemRandom, log: createLog(config.logLevel) };
}
