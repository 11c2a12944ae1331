import { Kind, valueFromASTUntyped } from 'graphql';
import type { DocumentNode, FieldDefinitionNode, TypeNode } from 'graphql';

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
  const directive = field.directives?.find(({ name }) => name.value === 'data');
  if (directive === undefined) return null;
  const args = new Map(
    directive.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value) as unknown]),
  );
  return {
    class: args.get('class') as DataClass,
    purposes: [args.get('purposes') ?? []].flat() as string[],
  };
}

const isForEverybody = (field: FieldDefinitionNode): boolean =>
  JSON.stringify(
    field.directives
      ?.find(({ name }) => name.value === 'auth')
      ?.arguments?.map(({ value }) => valueFromASTUntyped(value)),
  )?.includes('PUBLIC') ?? false;

function faultOf(field: FieldDefinitionNode, isOfPerson: boolean): string | null {
  const said = classOf(field);
  if (said === null) return 'has no @data';
  if ((said.class === 'PRIVATE') !== said.purposes.length > 0)
    return 'has purposes if it is PRIVATE, and only then';
  if (said.class === 'PRIVATE' && isForEverybody(field)) return 'is PRIVATE, and everybody may ask for it';
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

/** What private fields of a door may be looked at for, by `Type.field`. */
export function purposesByField(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...fieldsOf(document)].flatMap(([type, field]) => {
      const said = classOf(field);
      return said?.class === 'PRIVATE' ? [[`${type}.${field.name.value}`, said.purposes] as const] : [];
    }),
  );
}
