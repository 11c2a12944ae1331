import { Kind } from 'graphql';
import type { DocumentNode, FieldDefinitionNode, TypeNode } from 'graphql';
import { requiresOf } from './access.ts';
import { directiveOf } from './sdl.ts';

export type DataClass = 'PUBLIC' | 'INTERNAL' | 'PRIVATE';

/** What `@data` says of a field. */
export interface Classified {
  readonly class: DataClass;
  /** What it may be looked at for; empty unless it is private. */
  readonly purposes: readonly string[];
}

/** Names that stand for something by which a person can be told from others, wherever they occur. */
const TELLING =
  /^(e?mail|.*Email|emailAddress|ip|ipAddress|phone|birthDate|fullName|displayName|subjectId|contactId)$/;

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/** Null: the field says nothing. */
export function classOf(field: FieldDefinitionNode): Classified | null {
  const said = directiveOf(field, 'data');
  if (said === null) return null;
  return { class: said['class'] as DataClass, purposes: [said['purposes'] ?? []].flat() as string[] };
}

function faultOf(field: FieldDefinitionNode, isOfPerson: boolean): string | null {
  const said = classOf(field);
  if (said === null) return 'has no @data';
  if ((said.class === 'PRIVATE') !== said.purposes.length > 0)
    return 'has purposes if it is PRIVATE, and only then';
  if (said.class === 'PRIVATE' && requiresOf(field).includes('PUBLIC'))
    return 'is PRIVATE, and everybody may ask for it';
  if (said.class !== 'PUBLIC') return null;
  const tells =
    namedType(field.type) === 'EmailAddress' ||
    TELLING.test(field.name.value) ||
    (isOfPerson && field.name.value === 'name');
  return tells ? 'can never be PUBLIC' : null;
}

/** Every field of a door's types, `Type.field`, with what it says of itself. */
function* fieldsOf(document: DocumentNode): Generator<readonly [string, FieldDefinitionNode]> {
  for (const definition of document.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    )
      continue;
    for (const field of definition.fields ?? []) yield [definition.name.value, field];
  }
}

/**
 * Throws, naming each one, when a field does not say what it is about, or when something private could become public:
 * names, emails and addresses never are.
 */
export function assertClassified(document: DocumentNode, door: string): void {
  const fields = [...fieldsOf(document)];
  const ofPersons = new Set(
    fields.flatMap(([type, field]) => (classOf(field)?.class === 'PRIVATE' ? [type] : [])),
  );
  const faults = fields.flatMap(([type, field]) => {
    const fault = faultOf(field, ofPersons.has(type));
    return fault === null ? [] : [`${type}.${field.name.value} ${fault}`];
  });
  if (faults.length > 0) throw new Error(`schema/${door}.graphql: ${faults.join('; ')}`);
}

/** A field that is about a person. */
export interface PrivateField {
  /** `Type.field` */
  readonly name: string;
  readonly purposes: readonly string[];
  /** Whom it is for. */
  readonly requires: readonly string[];
}

/** The private fields of a door, by `Type.field`. */
export function privateFields(document: DocumentNode): ReadonlyMap<string, PrivateField> {
  return new Map(
    [...fieldsOf(document)].flatMap(([type, field]) => {
      const said = classOf(field);
      if (said?.class !== 'PRIVATE') return [];
      const name = `${type}.${field.name.value}`;
      return [[name, { name, purposes: said.purposes, requires: requiresOf(field) }] as const];
    }),
  );
}

/** The fields of a door that everybody may ask for and that are about no person, by `Type.field`. */
export function publicFields(document: DocumentNode): ReadonlySet<string> {
  return new Set(
    [...fieldsOf(document)]
      .filter(([, field]) => classOf(field)?.class === 'PUBLIC' && requiresOf(field).includes('PUBLIC'))
      .map(([type, field]) => `${type}.${field.name.value}`),
  );
}
