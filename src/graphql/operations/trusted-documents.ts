import { hash } from 'node:crypto';

/** Documents that a door knows by the SHA-256 of their text. */
export interface TrustedDocuments {
  /** The text with this hash, in lower-case hex; undefined: there is none. */
  find(hash: string): string | undefined;
  has(hash: string): boolean;
}

export const documentHash = (source: string): string => hash('sha256', source);

export function createTrustedDocuments(sources: readonly string[]): TrustedDocuments {
  const byHash = new Map(sources.map((source) => [documentHash(source), source]));
  return { find: (hash) => byHash.get(hash), has: (hash) => byHash.has(hash) };
}
