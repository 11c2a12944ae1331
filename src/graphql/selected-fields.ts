import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** The fields that a document selects, `Type.field`, in the order in which they first stand in it. */
export function selectedFields(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const selected = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD](node) {
        selected.add(`${types.getParentType()?.name ?? ''}.${node.name.value}`);
      },
    }),
  );
  return selected;
}
