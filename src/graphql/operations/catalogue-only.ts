import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

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
  const types = new TypeInfo(schema);
  let only = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD](node) {
        const parent = types.getParentType();
        const name = `${parent?.name ?? ''}.${node.name.value}`;
        const isOpen =
          parent === schema.getQueryType()
            ? CATALOGUE.has(name)
            : publicFields.has(name) || node.name.value === '__typename';
        if (!isOpen || parent === schema.getMutationType()) only = false;
      },
    }),
  );
  return only;
}
