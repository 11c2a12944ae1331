import { Kind } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createMeasure } from './measure.ts';
import type { Size, Variables } from './measure.ts';
import { operationRefused } from './refusals.ts';

/** How large what is asked may be. The parser stops at `tokens`; `mutations` is how many one request may run. */
export const limits = {
  tokens: 1_000,
  depth: 15,
  breadth: 100,
  fields: 500,
  cost: 10_000,
  mutations: 4,
} as const;

const says: Readonly<Record<keyof Size, string>> = {
  depth: 'fields within fields',
  breadth: 'fields side by side',
  fields: 'fields',
  cost: 'fields of an answer whose lists are as long as they may be',
};

function refuseBeyond(size: Size, what: readonly (keyof Size)[]): void {
  for (const key of what) {
    if (size[key] <= limits[key]) continue;
    throw operationRefused(
      'OPERATION_TOO_LARGE',
      `The document has too much ${key}: it wants at most ${limits[key]} ${says[key]}.`,
    );
  }
}

/** Refuses a document whose text stands for too much, whichever of its operations is to run. */
export function refuseLargeDocument(schema: GraphQLSchema, document: DocumentNode): void {
  const measure = createMeasure(schema, document, {});
  let fields = 0;
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { size } =
      node.kind === Kind.FRAGMENT_DEFINITION
        ? measure.fragment(node.name.value)
        : measure.selection(node.selectionSet, schema.getRootType(node.operation) ?? undefined);
    fields += size.fields;
    refuseBeyond({ ...size, fields }, ['depth', 'breadth', 'fields']);
  }
}

/** The cost of an operation with these variables; refuses one that costs too much or changes too many things. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const root = schema.getRootType(operation.operation) ?? undefined;
  const { size, beside } = createMeasure(schema, document, variables).selection(operation.selectionSet, root);
  if (operation.operation === 'mutation' && beside > limits.mutations) {
    throw operationRefused(
      'OPERATION_TOO_LARGE',
      `The document has too many mutations: it wants at most ${limits.mutations} a request.`,
    );
  }
  refuseBeyond(size, ['cost']);
  return size.cost;
}
