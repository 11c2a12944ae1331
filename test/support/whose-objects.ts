import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import { ownValues } from './access-matrix.ts';
import type { Asker } from './askers.ts';
import { newKey } from './marketplace.ts';
import type { Marketplace } from './marketplace.ts';
import { literalOf, valueOf } from './schema-walk.ts';
import type { Block, Given } from './schema-walk.ts';

/** An argument, or a part of an input, that names an object. */
export interface Slot {
  readonly kind: 'query' | 'mutation';
  readonly field: string;
  /** Whose part it is: `Query.node`, or an input's name. */
  readonly owner: string;
  readonly name: string;
}

/** Texts that name objects without being ids. */
const NAMING = /(?:Id|Ids|Hash|Reference|handle)$/;

/** Whether a part of an input is one to be filled. */
export type IsWanted = (type: string, name: string) => boolean;

const namesObject: IsWanted = (type, name) => type === 'ID' || (type === 'String' && NAMING.test(name));

function* slotsIn(
  type: GraphQLInputType,
  [owner, name]: readonly [owner: string, name: string],
  isWanted: IsWanted,
  seen: readonly string[] = [],
): Generator<readonly [owner: string, name: string]> {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    if (seen.includes(named.name)) return;
    for (const field of Object.values(named.getFields()))
      yield* slotsIn(field.type, [named.name, field.name], isWanted, [...seen, named.name]);
    return;
  }
  if (name !== 'idempotencyKey' && isWanted(named.name, name)) yield [owner, name];
}

const rootsOf = (schema: GraphQLSchema, kind: Slot['kind']) =>
  Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});

/** Everything at a door that names an object, or whatever else is wanted. */
export function slotsOf(schema: GraphQLSchema, isWanted: IsWanted = namesObject): readonly Slot[] {
  return (['query', 'mutation'] as const).flatMap((kind) =>
    rootsOf(schema, kind).flatMap((field) => {
      const root = `${kind === 'query' ? 'Query' : 'Mutation'}.${field.name}`;
      return field.args.flatMap((argument) =>
        [...slotsIn(argument.type, [root, argument.name], isWanted)].map(([owner, name]) => ({
          ...{ kind, field: field.name, owner, name },
        })),
      );
    }),
  );
}

/** The plain fields of what comes out, and of what lies one further in. */
function selectionOf(field: GraphQLField<unknown, unknown>, deep: number): string {
  const named = getNamedType(field.type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return '{ __typename id }';
  const inner = Object.values(named.getFields()).filter((one) => !one.args.some(isRequiredArgument));
  const parts = inner.flatMap((one) => {
    if (isLeafType(getNamedType(one.type))) return [one.name];
    if (deep === 0) return [];
    const below = selectionOf(one, deep - 1);
    const page = one.args.some(({ name }) => name === 'first') ? '(first: 5)' : '';
    return below === '{  }' ? [] : [`${one.name}${page} ${below}`];
  });
  return `{ ${parts.join(' ')} }`;
}

/** Whether something is known for an argument, or for a part of it. */
function isGiven(type: GraphQLInputType, owner: string, name: string, given: Given): boolean {
  const named = getNamedType(type);
  return (
    given(owner, name) !== undefined ||
    (isInputObjectType(named) &&
      Object.values(named.getFields()).some((field) => given(named.name, field.name) !== undefined))
  );
}

/** One field with arguments, and all that it answers; `purposes`: what it may be looked at for. */
export function operationOf(
  schema: GraphQLSchema,
  kind: Slot['kind'],
  name: string,
  given: Given,
  deep = 1,
): string {
  const field = rootsOf(schema, kind).find((one) => one.name === name);
  if (field === undefined) throw new Error(`there is no ${name}`);
  const root = `${kind === 'query' ? 'Query' : 'Mutation'}.${name}`;
  const args = field.args
    .filter((one) => isRequiredArgument(one) || isGiven(one.type, root, one.name, given))
    .map((one) => `${one.name}: ${literalOf(valueOf(one.type, root, one.name, given), one.type)}`);
  if (field.args.some((one) => one.name === 'first')) args.push('first: 5');
  const purpose = purposeOf(field);
  return `${kind} ${purpose === null ? '' : `@purpose(is: ${purpose})`} { ${name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selectionOf(field, deep)} }`;
}

function purposeOf(field: GraphQLField<unknown, unknown>): string | null {
  const said = field.astNode?.directives?.find(({ name }) => name.value === 'data');
  const value = said?.arguments?.find(({ name }) => name.value === 'purposes')?.value;
  const [first] = value?.kind === 'ListValue' ? value.values : value === undefined ? [] : [value];
  return first?.kind === 'EnumValue' ? first.value : null;
}

/** What fills a slot: the thing itself, in a list where one is wanted; beside it only what cannot be left out. */
export function filled(schema: GraphQLSchema, slot: Slot, value: unknown, own: Given): Given {
  const input = schema.getType(slot.owner);
  const fields = isInputObjectType(input) ? input.getFields() : {};
  return (owner, name) => {
    if (name === 'idempotencyKey') return newKey();
    if (owner !== slot.owner) {
      const known = own(owner, name);
      // A whole input that is known would hide the part of it that is to be filled.
      return owner.includes('.') && typeof known === 'object' ? undefined : known;
    }
    const type = fields[name];
    if (name !== slot.name)
      return type === undefined || isRequiredInputField(type) ? own(owner, name) : undefined;
    return type !== undefined && isListType(getNullableType(type.type)) ? [value] : value;
  };
}

/** What a door answers when a slot holds a thing, with the thing's name taken out. */
export async function answerWith(
  { ask }: Pick<Marketplace, 'ask'>,
  schema: GraphQLSchema,
  asker: Asker,
  slot: Slot,
  value: string,
): Promise<{ readonly text: string; readonly isNothing: boolean; readonly query: string }> {
  const query = operationOf(schema, slot.kind, slot.field, filled(schema, slot, value, ownValues(asker)));
  const { data, errors, raw } = await ask<Record<string, unknown> | null>(asker.door, asker.token, query);
  const payload = data?.[slot.field];
  const { userErrors: refusals, nodes } = (payload ?? {}) as Partial<
    Record<'userErrors' | 'nodes', readonly unknown[]>
  >;
  const isNothing =
    errors.length > 0 ||
    payload == null ||
    (refusals?.length ?? 0) > 0 ||
    nodes?.length === 0 ||
    (Array.isArray(payload) && payload.length === 0);
  return { text: raw.replaceAll(value, '(it)'), isNothing, query };
}

/** Something of the same form that is not there. */
export const unknownLike = (value: string): string =>
  /^[a-z]{3}_[0-9A-Z]{26}$/.test(value)
    ? `${value.slice(0, 4)}01K00000000000000000000000`
    : value.replaceAll(/[0-9]/g, '0').replaceAll(/[a-f]/g, 'e').replaceAll(/[A-Z]/g, 'Q');

/** What ends something comes last. */
export const byDamage = <One extends { readonly field: string }>(all: readonly One[]): readonly One[] => {
  const rank = ({ field }: One): number =>
    ['eraseAccount', 'cancelErasure'].indexOf(field) * 2 +
    (/^(?:delete|revoke|erase|end|withdraw|uninstall|unlist|retire)/.test(field) ? 1 : 0);
  return all.toSorted((a, b) => rank(a) - rank(b));
};

/** Ways to lists that are not the same for everybody. */
export const listsOf = (ways: readonly Block[]): readonly Block[] =>
  ways.filter(
    ({ type, path }) =>
      type.endsWith('Connection') && !path.every(({ requires }) => requires.includes('PUBLIC')),
  );

const PAGE = '{ edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

/** A page of a list, from a cursor on. */
export async function pageAfter(
  { ask }: Pick<Marketplace, 'ask'>,
  asker: Asker,
  { path }: Block,
  after: string | null,
): Promise<{ readonly raw: string; readonly cursors: readonly string[] }> {
  const last = path.at(-1)?.text.replace('first: 5', `first: 20, after: ${JSON.stringify(after)}`) ?? '';
  const around = path.slice(0, -1).map(({ text, on }) => (on === null ? text : `${text} { ... on ${on}`));
  const purpose = path.flatMap(({ purposes }) => purposes)[0];
  const closing = around.map((text) => (text.includes('{ ...') ? '} }' : '}')).join(' ');
  const query = `query ${purpose === undefined ? '' : `@purpose(is: ${purpose})`} { ${around.map((text) => `${text} {`).join(' ')} ${last} ${PAGE} ${closing} }`;
  const { raw } = await ask(asker.door, asker.token, query);
  return { raw, cursors: [...raw.matchAll(/\{"cursor":"([^"]+)"\}/g)].map(([, cursor]) => cursor ?? '') };
}

export const cursorsOf = async (...asking: Parameters<typeof pageAfter>): Promise<readonly string[]> =>
  (await pageAfter(...asking)).cursors;

/** A cursor of the same place for something that is not there. */
export function besideCursor(cursor: string): string {
  const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, string];
  const beside = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
  return Buffer.from(JSON.stringify([value === id ? beside : value, beside])).toString('base64url');
}
