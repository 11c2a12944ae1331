import { readFileSync } from 'node:fs';
import { Kind, parse, print } from 'graphql';
import type { Door } from '../kernel/principal.ts';
import { documentHash } from '../graphql/index.ts';

/** The doors that have pages. */
export type PagesDoor = Extract<Door, 'marketplace' | 'marketing'>;

/** What the pages of a door ask, by the name of each operation: each is a document of its own. */
export function operationsOf(door: PagesDoor): ReadonlyMap<string, string> {
  const text = readFileSync(new URL(`operations/${door}.graphql`, import.meta.url), 'utf8');
  return new Map(
    parse(text).definitions.map((node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION || node.name === undefined) {
        throw new Error(`operations/${door}.graphql wants operations with names`);
      }
      return [node.name.value, print(node)];
    }),
  );
}

/** The script by which pages name their operations: `operations.Apps` is what to send as `documentId`. */
export function operationsScript(door: PagesDoor): string {
  const ids = [...operationsOf(door)].map(([name, source]) => [name, `sha256:${documentHash(source)}`]);
  return `// Made from operations/${door}.graphql: the documents of the pages, by the hash of their text.
export const operations = ${JSON.stringify(Object.fromEntries(ids), null, 2)};
`;
}
