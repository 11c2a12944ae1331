import type { DocumentNode, GraphQLSchema } from 'graphql';
import { selectedFields } from '../selected-fields.ts';

/** What a query may begin with if its answer is the same for everybody until the catalogue changes. */
const CATALOGUE: ReadonlySet<string> = new Set(['Query.apps', 'Query.app', 'Query.categories']);

/**
 * Whether the answers of a document are the same for everybody: queries that begin at the catalogue and select nothing
 * but public fields. Everything else is never kept.
 */
export function isCatalogueOnly(
  schema: GraphQLSchema,
  document: DocumentNode,
  publicFields: ReadonlySet<string>,
): boolean {
  return [...selectedFields(schema, document)].every((name) => {
    if (name.startsWith('Query.')) return CATALOGUE.has(name);
    if (name.startsWith('Mutation.')) return false;
    return publicFields.has(name) || name.endsWith('.__typename');
  });
}
