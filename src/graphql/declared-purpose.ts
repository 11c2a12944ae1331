import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, TypeInfo, visit, visitWithTypeInfo, valueFromASTUntyped } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Door } from '../kernel/principal.ts';

/**
 * What whoever asks at a door looks at things about people for, unless the operation says otherwise. Staff look for
 * various reasons, and have to say which.
 */
const usual: Readonly<Record<Door, string | null>> = {
  marketplace: 'SUBJECT_ACCESS',
  partner: 'PARTNER_CONTACT',
  marketing: null,
  privacy: null,
};

function declared(operation: OperationDefinitionNode): string | null {
  const directive = operation.directives?.find(({ name }) => name.value === 'purpose');
  const value = directive?.arguments?.[0]?.value;
  return value === undefined ? null : (valueFromASTUntyped(value) as string);
}

/** A field that must not be looked at for a purpose, and what it may be looked at for. */
interface Mismatch {
  readonly field: string;
  readonly purposes: readonly string[];
}

function mismatches(
  schema: GraphQLSchema,
  document: DocumentNode,
  byField: ReadonlyMap<string, readonly string[]>,
  purpose: string | null,
): Mismatch[] {
  const found = new Map<string, Mismatch>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: {
        enter(node) {
          const field = `${types.getParentType()?.name ?? ''}.${node.name.value}`;
          const purposes = byField.get(field);
          if (purposes === undefined || (purpose !== null && purposes.includes(purpose))) return;
          found.set(field, { field, purposes });
        },
      },
    }),
  );
  return [...found.values()];
}

const refusal = (purpose: string | null, [first]: readonly Mismatch[]): GraphQLError => {
  const allowed = first?.purposes.join(' or ') ?? '';
  const message =
    purpose === null
      ? `${first?.field} is about a person: say what you look at it for, @purpose(is: ${allowed}).`
      : `${first?.field} was not collected for ${purpose}, but for ${allowed}.`;
  const code = purpose === null ? 'PURPOSE_REQUIRED' : 'PURPOSE_MISMATCH';
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
};

/** Refuses, before anything runs, an operation that looks at something about a person for what it was not collected for. */
export function purposePlugin(
  door: Door,
  schema: GraphQLSchema,
  byField: ReadonlyMap<string, readonly string[]>,
): ApolloServerPlugin<object> {
  // A document that was parsed once is looked through once for each purpose.
  const looked = new WeakMap<DocumentNode, Map<string | null, readonly Mismatch[]>>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, operation }) {
          const purpose = (operation && declared(operation)) ?? usual[door];
          const ofDocument = looked.get(document) ?? new Map<string | null, readonly Mismatch[]>();
          looked.set(document, ofDocument);
          const wrong = ofDocument.get(purpose) ?? mismatches(schema, document, byField, purpose);
          ofDocument.set(purpose, wrong);
          if (wrong.length > 0) throw refusal(purpose, wrong);
          return Promise.resolve();
        },
      }),
  };
}
