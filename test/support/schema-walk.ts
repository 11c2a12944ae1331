import {
  astFromValue,
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredInputField,
  print,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { directiveOf, doorSdl } from '../../src/graphql/sdl.ts';
import type { Door } from '../../src/kernel/principal.ts';

/** What the contract says of one field. */
export interface FieldRules {
  /** `Type.field` */
  readonly name: string;
  readonly requires: readonly string[];
  /** What it may be looked at for; empty: it is about no person. */
  readonly purposes: readonly string[];
}

/** A field that leads to nothing more, as it is asked for. */
export interface Leaf extends FieldRules {
  readonly text: string;
}

/** A field on the way to a type, as it is asked for. */
export interface Step extends FieldRules {
  /** What stands in the document, arguments and all; each step has one name in its answer. */
  readonly text: string;
  /** The name under which the answer has it. */
  readonly key: string;
  /** An interface leads on to one of its types only. */
  readonly on: string | null;
}

/** The plain fields of a type, by one of the ways that lead to it. */
export interface Block {
  readonly kind: 'query' | 'mutation';
  readonly path: readonly Step[];
  readonly type: string;
  readonly leaves: readonly Leaf[];
}

/** Arguments for a field as they stand in a document; `on`: the type that is to come out of an interface. */
export type Arguments = (field: string, on: string | null) => string | null;

const list = (value: unknown): readonly string[] => [value ?? []].flat() as string[];

function rulesOf(type: string, field: GraphQLField<unknown, unknown>): FieldRules {
  const node = field.astNode ?? {};
  return {
    name: `${type}.${field.name}`,
    requires: list(directiveOf(node, 'auth')?.['requires']),
    purposes: list(directiveOf(node, 'data')?.['purposes']),
  };
}

const isOwn = (name: string): boolean => !name.startsWith('__');

export const schemaOf = (door: Door): GraphQLSchema => buildSchema(doorSdl(door));

/** Every object type of a door that is its own. */
export const objectTypes = (schema: GraphQLSchema): readonly GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && isOwn(type.name),
  );

/** Every field of a door, `Type.field`. */
export const fieldsOf = (schema: GraphQLSchema): readonly FieldRules[] =>
  objectTypes(schema).flatMap((type) =>
    Object.values(type.getFields()).map((field) => rulesOf(type.name, field)),
  );

/** A field with its arguments. */
function textOf(parent: string, field: GraphQLField<unknown, unknown>, argsOf: Arguments, on: string | null) {
  const given = argsOf(`${parent}.${field.name}`, on);
  return given === null ? field.name : `${field.name}(${given})`;
}

/** Where a field leads, under a name of its own where it is asked for once for each type of an interface. */
function stepsTo(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  argsOf: Arguments,
): readonly (readonly [step: Step, target: GraphQLObjectType])[] {
  const rules = rulesOf(parent, field);
  const named = getNamedType(field.type);
  if (isInterfaceType(named)) {
    return schema.getPossibleTypes(named).map((target) => {
      const key = `${field.name}${target.name}`;
      const text = `${key}: ${textOf(parent, field, argsOf, target.name)}`;
      return [{ ...rules, text, key, on: target.name }, target];
    });
  }
  if (!isObjectType(named)) return [];
  return [[{ ...rules, text: textOf(parent, field, argsOf, null), key: field.name, on: null }, named]];
}

/**
 * The types of a door by every field that leads to one, each field once, by the shortest way to it: a type that four
 * fields lead to is asked for four times.
 */
export function blocksOf(schema: GraphQLSchema, kind: Block['kind'], argsOf: Arguments): readonly Block[] {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) return [];
  const blocks: Block[] = [];
  const taken = new Set<string>();
  let waiting: (readonly [type: GraphQLObjectType, path: readonly Step[]])[] = [[root, []]];
  while (waiting.length > 0) {
    const next: typeof waiting = [];
    for (const [type, path] of waiting) {
      const fields = Object.values(type.getFields());
      const leaves = fields
        .filter((field) => isLeafType(getNamedType(field.type)))
        .map((field) => ({
          ...rulesOf(type.name, field),
          text: textOf(type.name, field, argsOf, null),
        }));
      blocks.push({ kind, path, type: type.name, leaves });
      for (const field of fields) {
        if (taken.has(`${type.name}.${field.name}`)) continue;
        taken.add(`${type.name}.${field.name}`);
        for (const [step, target] of stepsTo(schema, type.name, field, argsOf))
          next.push([target, [...path, step]]);
      }
    }
    waiting = next;
  }
  return blocks;
}

type Tree = Map<string, Tree | null>;

const render = (tree: Tree): string =>
  [...tree].map(([text, inner]) => (inner === null ? text : `${text} { ${render(inner)} }`)).join(' ');

/** One document of several blocks of one kind. */
export function documentOf(blocks: readonly Block[], purpose: string | null): string {
  const tree: Tree = new Map();
  for (const { path, leaves } of blocks) {
    let at = tree;
    for (const { text, on } of path) {
      for (const part of on === null ? [text] : [text, `... on ${on}`]) {
        const inner = at.get(part) ?? (new Map() as Tree);
        at.set(part, inner);
        if (on !== null && part === text) inner.set('__typename', null);
        at = inner;
      }
    }
    for (const { text } of leaves) at.set(text, null);
    if (at.size === 0) at.set('__typename', null);
  }
  return `${blocks[0]?.kind ?? 'query'} ${purpose === null ? '' : `@purpose(is: ${purpose})`} { ${render(tree)} }`;
}

/** Blocks that may be looked at for one purpose each: a field that was not collected for the first goes with another. */
export function byPurpose(blocks: readonly Block[]): ReadonlyMap<string | null, readonly Block[]> {
  const groups = new Map<string | null, Block[]>();
  for (const block of blocks) {
    const shared = block.path
      .filter(({ purposes }) => purposes.length > 0)
      .reduce<readonly string[] | null>(
        (all, { purposes }) => (all === null ? purposes : all.filter((one) => purposes.includes(one))),
        null,
      );
    const leavesFor = new Map<string | null, Leaf[]>();
    for (const leaf of block.leaves) {
      const fits =
        leaf.purposes.length === 0 ? shared : leaf.purposes.filter((one) => shared?.includes(one) ?? true);
      const purpose = fits?.[0] ?? null;
      leavesFor.set(purpose, [...(leavesFor.get(purpose) ?? []), leaf]);
    }
    if (block.leaves.length === 0) leavesFor.set(shared?.[0] ?? null, []);
    for (const [purpose, leaves] of leavesFor)
      groups.set(purpose, [...(groups.get(purpose) ?? []), { ...block, leaves }]);
  }
  return groups;
}

const blanks: Record<string, unknown> = {
  URL: 'https://blank.example/',
  EmailAddress: 'blank@mail.example',
  DateTime: '2026-11-24T00:00:00Z',
  Boolean: false,
  Date: '1990-11-24',
  Int: 1,
  Float: 1,
};

/** A value for an argument or a field of an input, by whose it is; undefined: whatever its type allows. */
export type Given = (owner: string, name: string) => unknown;

/** A value of a type: what is given, and for the rest what the type cannot do without. */
export function valueOf(type: GraphQLInputType, owner: string, name: string, given: Given): unknown {
  const said = given(owner, name);
  if (said !== undefined) return said;
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const value = Object.fromEntries(
      Object.values(named.getFields())
        .filter((field) => isRequiredInputField(field) || given(named.name, field.name) !== undefined)
        .map((field) => [field.name, valueOf(field.type, named.name, field.name, given)]),
    );
    return isListType(getNullableType(type)) ? [value] : value;
  }
  const one = isEnumType(named) ? named.getValues()[0]?.name : (blanks[named.name] ?? 'blank');
  return isListType(getNullableType(type)) ? [one] : one;
}

/** A value as it stands in a document. */
export function literalOf(value: unknown, type: GraphQLInputType): string {
  const node = astFromValue(value, type);
  return node == null ? 'null' : print(node);
}
