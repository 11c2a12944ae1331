import { readFileSync } from 'node:fs';
import { ConfigError } from '../../kernel/errors.ts';

/** The text of a file that a setting or an option names; throws a `ConfigError` that says which, never what is in it. */
export function readSettingFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError([`${name} wants a readable file`]);
  }
}
