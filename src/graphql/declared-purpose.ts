import { GraphQLError } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Door, Principal } from '../kernel/principal.ts';
import { isAdmitted } from './access.ts';
import type { PrivateField } from './data-classes.ts';
import { directiveOf } from './sdl.ts';
import { selectedFields } from './selected-fields.ts';

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

/** The private fields that a document selects and that were not collected for a purpose. */
function mismatches(
  schema: GraphQLSchema,
  document: DocumentNode,
  fields: ReadonlyMap<string, PrivateField>,
  purpose: string | null,
): readonly PrivateField[] {
  return [...selectedFields(schema, document)].flatMap((name) => {
    const field = fields.get(name);
    const isMismatch = field !== undefined && (purpose === null || !field.purposes.includes(purpose));
    return isMismatch ? [field] : [];
  });
}

function refusal(purpose: string | null, { name, purposes }: PrivateField): GraphQLError {
  const allowed = purposes.join(' or ');
  const message =
    purpose === null
      ? `${name} is about a person: say what you look at it for, @purpose(is: ${allowed}).`
      : `${name} was not collected for ${purpose}, but for ${allowed}.`;
  const code = purpose === null ? 'PURPOSE_REQUIRED' : 'PURPOSE_MISMATCH';
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}

export type PurposeCheck = (
  document: DocumentNode,
  operation: OperationDefinitionNode | undefined,
  principal: Principal,
) => void;

/**
 * Refuses, before anything runs, an operation that looks at something about a person for what it was not collected for:
 * throws a GraphQLError. Who may not look at it at all hears that instead, from the field itself.
 */
export function createPurposeCheck(
  door: Door,
  schema: GraphQLSchema,
  fields: ReadonlyMap<string, PrivateField>,
): PurposeCheck {
  // A document that was parsed once is looked through once for each purpose.
  const looked = new WeakMap<DocumentNode, Map<string | null, readonly PrivateField[]>>();
  return (document, operation, principal) => {
    const said = directiveOf(operation ?? {}, 'purpose')?.['is'] as string | undefined;
    const purpose = said ?? usual[door];
    const ofDocument = looked.get(document) ?? new Map<string | null, readonly PrivateField[]>();
    looked.set(document, ofDocument);
    const wrong = ofDocument.get(purpose) ?? mismatches(schema, document, fields, purpose);
    ofDocument.set(purpose, wrong);
    const seen = wrong.find(({ requires }) => isAdmitted(requires, principal));
    if (seen !== undefined) throw refusal(purpose, seen);
  };
}
