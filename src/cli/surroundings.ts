import { createLog } from '../platform/log.ts';
import { systemClock } from '../kernel/clock.ts';
import { systemRandom } from '../kernel/random.ts';
import { readConfig, readSecrets, readSettingFile } from '../platform/config/index.ts';
import type { Environment } from '../platform/config/index.ts';
import type { Surroundings } from '../app/index.ts';
import { ConfigError } from '../kernel/errors.ts';
import { PolicyError, parsePolicy } from '../ledger/index.ts';
import { readDocuments } from './trusted-documents.ts';

/** The witnesses that the operator chose. */
function ledgerPolicy(file: string): NonNullable<Surroundings['ledgerPolicy']> {
  const wrong = (what: string): ConfigError => new ConfigError([`SLUICE_LEDGER_POLICY_FILE wants ${what}`]);
  const text = readSettingFile('SLUICE_LEDGER_POLICY_FILE', file);
  try {
    return { text, trust: parsePolicy(text) };
  } catch (error) {
    if (error instanceof PolicyError) throw wrong(`a tlog-policy file; ${error.message}`);
    throw error;
  }
}

/** Settings and secrets of the environment, the real clock, real randomness, the log on stderr. */
export function surroundingsOf(environment: Environment): Surroundings {
  const config = readConfig(environment);
  const secrets = readSecrets(environment, config, systemRandom);
  const { policyFile } = config.ledger;
  const { documentsFile } = config.requests;
  return {
    config,
    secrets,
    clock: systemClock,
    random: systemRandom,
    log: createLog(config.logLevel),
    ...(documentsFile === null ? {} : { trustedDocuments: readDocuments(documentsFile) }),
    ...(policyFile === null ? {} : { ledgerPolicy: ledgerPolicy(policyFile) }),
  };
}
