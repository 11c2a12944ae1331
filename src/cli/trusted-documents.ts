import { z } from 'zod';
import { documentHash } from '../graphql/index.ts';
import { ConfigError } from '../kernel/errors.ts';
import { readSettingFile } from '../platform/config/index.ts';

/** What `generate-persisted-query-manifest` of Apollo's clients writes. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string().min(1) })),
});
/** What Relay's compiler and GraphQL Codegen write: texts by their hashes. */
const byHash = z.record(z.string(), z.string().min(1));

const SETTING = 'SLUICE_TRUSTED_DOCUMENTS_FILE';
const wrong = (what: string): ConfigError => new ConfigError([`${SETTING} wants ${what}`]);

function parsed(file: string): unknown {
  const text = readSettingFile(SETTING, file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw wrong('JSON');
  }
}

/** The documents of the operator's own pages; throws a `ConfigError` where a hash is not that of its text. */
export function readDocuments(file: string): readonly string[] {
  const content = parsed(file);
  const asManifest = manifest.safeParse(content);
  const asRecord = byHash.safeParse(content);
  const entries = asManifest.success
    ? asManifest.data.operations.map(({ id, body }) => [id, body] as const)
    : asRecord.success
      ? Object.entries(asRecord.data)
      : null;
  if (entries === null) throw wrong('texts by their SHA-256, or the manifest of Apollo’s clients');
  const other = entries.findIndex(([hash, text]) => hash.replace(/^sha256:/, '') !== documentHash(text));
  if (other >= 0) throw wrong(`the SHA-256 of each text; that of document ${other + 1} is another`);
  return entries.map(([, text]) => text);
}
