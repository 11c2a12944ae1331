import {
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionSetNode,
  ValueNode,
} from 'graphql';

/** How large an operation is. Aliases, `__typename` and introspection count as every field does; fragments as what they stand for. */
export interface Size {
  /** Fields within fields. */
  readonly depth: number;
  /** The most fields that stand side by side. */
  readonly breadth: number;
  /** All fields as written out. */
  readonly fields: number;
  /** All fields of the answer, if every list is as long as it may be. */
  readonly cost: number;
}

/** A selection: its size, and how many of its fields stand side by side at its own level. */
export interface Selected {
  readonly size: Size;
  readonly beside: number;
}

/** Sizes of lists as a request's variables give them. */
export type Variables = Readonly<Record<string, unknown>>;

/** What a list without `first` or `last` counts as. */
const LIST = 10;
/** The same within the schema's description of itself, most of whose lists are short. */
const OWN_LIST = 4;
/** A page's longest, which also stands for sizes that are none. */
const PAGE = 100;
/** Beyond this nobody counts. */
const MOST = 1e9;
const NONE: Selected = { beside: 0, size: { depth: 0, breadth: 0, fields: 0, cost: 0 } };
const LEAF: Selected = { beside: 1, size: { depth: 1, breadth: 1, fields: 1, cost: 1 } };

const capped = (n: number): number => Math.min(n, MOST);

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === '__typename') return TypeNameMetaFieldDef;
  if (parent !== undefined && parent === schema.getQueryType()) {
    if (name === '__schema') return SchemaMetaFieldDef;
    if (name === '__type') return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function sizeOf(value: ValueNode | undefined, variables: Variables): number {
  if (value?.kind === Kind.INT) return Math.max(1, Number(value.value));
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return typeof given === 'number' && given >= 1 ? given : PAGE;
}

/** How long the page of a connection may be; null: the field is none. */
function pageSize(
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
  variables: Variables,
): number | null {
  if (!field?.args.some(({ name }) => name === 'first')) return null;
  const given = (node.arguments ?? []).filter(({ name }) => name.value === 'first' || name.value === 'last');
  return given.length === 0 ? PAGE : Math.max(...given.map(({ value }) => sizeOf(value, variables)));
}

/**
 * Measures selections and fragments of a document, which need not be valid: what the schema does not know counts as a
 * field that is no list. Each fragment is measured once for each length of page it stands in, so the work grows with the
 * text and not with what the text expands to.
 */
export function createMeasure(schema: GraphQLSchema, document: DocumentNode, variables: Variables) {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const measured = new Map<string, Selected>();

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined, page: number | null): Selected {
    if (node.selectionSet === undefined) return LEAF;
    const field = fieldOf(schema, parent, node.name.value);
    const type = field === undefined ? undefined : getNamedType(field.type);
    const isList = field !== undefined && isListType(getNullableType(field.type));
    const times = isList ? (page ?? (type?.name.startsWith('__') ? OWN_LIST : LIST)) : 1;
    const { size } = ofSelections(node.selectionSet, type, pageSize(node, field, variables));
    return {
      beside: 1,
      size: {
        depth: size.depth + 1,
        breadth: size.breadth,
        fields: capped(size.fields + 1),
        cost: capped(1 + times * size.cost),
      },
    };
  }

  function ofFragment(name: string, page: number | null): Selected {
    const fragment = fragments.get(name);
    if (fragment === undefined) return NONE;
    const key = `${name} ${page ?? ''}`;
    const before = measured.get(key);
    if (before !== undefined) return before;
    // Whoever comes back here before it is measured goes round in a circle, which validation refuses.
    measured.set(key, NONE);
    const type = schema.getType(fragment.typeCondition.name.value);
    const selected = ofSelections(fragment.selectionSet, type, page);
    measured.set(key, selected);
    return selected;
  }

  function ofSelections(
    set: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    page: number | null,
  ): Selected {
    const parts = set.selections.map((node) => {
      if (node.kind === Kind.FIELD) return ofField(node, type, page);
      if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value, page);
      const { typeCondition } = node;
      const narrowed = typeCondition === undefined ? type : schema.getType(typeCondition.name.value);
      return ofSelections(node.selectionSet, narrowed, page);
    });
    const beside = capped(parts.reduce((sum, part) => sum + part.beside, 0));
    const sizes = parts.map(({ size }) => size);
    return {
      beside,
      size: {
        depth: Math.max(0, ...sizes.map(({ depth }) => depth)),
        breadth: Math.max(beside, ...sizes.map(({ breadth }) => breadth)),
        fields: capped(sizes.reduce((sum, { fields }) => sum + fields, 0)),
        cost: capped(sizes.reduce((sum, { cost }) => sum + cost, 0)),
      },
    };
  }

  return {
    /** Of a selection on a type. */
    selection: (set: SelectionSetNode, type: GraphQLNamedType | undefined): Selected =>
      ofSelections(set, type, null),
    /** Of a fragment by itself, whether anything uses it or not. */
    fragment: (name: string): Selected => ofFragment(name, null),
  };
}
