import { getNamedType, isRequiredArgument, parse } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import type { Asker } from './askers.ts';
import { inputValues } from './input-values.ts';
import type { Marketplace } from './marketplace.ts';
import { blocksOf, byPurpose, documentOf, literalOf, objectTypes, valueOf } from './schema-walk.ts';
import type { Block, FieldRules, Given } from './schema-walk.ts';

type Data = Record<string, unknown> | null;

export interface Asked {
  readonly query: string;
  readonly data: Data;
  readonly codes: readonly string[];
  readonly raw: string;
}

/** Whether somebody is let in by what the contract says of a field. */
export const lets = (asker: Asker, { requires }: FieldRules): boolean =>
  requires.some((access) => asker.is.includes(access));

/** Things of theirs, and values that are taken, by the most telling name that is known. */
export const ownValues =
  ({ own }: Asker): Given =>
  (owner, name) => {
    const known = [own, inputValues].find((values) => `${owner}.${name}` in values);
    return known === undefined ? (own[name] ?? inputValues[name]) : known[`${owner}.${name}`];
  };

/** Every way to every type of an asker's door, with arguments that are theirs. */
export function waysFor(schema: GraphQLSchema, asker: Asker, kind: Block['kind']): readonly Block[] {
  const types = new Map(objectTypes(schema).map((type) => [type.name, type]));
  return blocksOf(schema, kind, (name, on) => {
    const [type = '', field = ''] = name.split('.');
    const given = (owner: string, argument: string): unknown =>
      (on === null ? undefined : asker.own[`${name}.${on}`]) ?? ownValues(asker)(owner, argument);
    const args = types.get(type)?.getFields()[field]?.args ?? [];
    const wanted = args.flatMap((argument) => {
      const value = valueOf(argument.type, name, argument.name, given);
      return isRequiredArgument(argument) ? [`${argument.name}: ${literalOf(value, argument.type)}`] : [];
    });
    if (args.some((argument) => argument.name === 'first')) wanted.push('first: 5');
    return wanted.length === 0 ? null : wanted.join(', ');
  });
}

/** Every `Type.field` that an answer holds a place for, because the object around it is there. */
export function reachedIn(schema: GraphQLSchema, { query, data }: Asked): Set<string> {
  const found = new Set<string>();
  const visit = (set: SelectionSetNode, type: GraphQLObjectType, value: unknown): void => {
    if (Array.isArray(value)) return value.forEach((one) => visit(set, type, one));
    if (typeof value !== 'object' || value === null) return;
    for (const node of set.selections) {
      if (node.kind === 'FragmentSpread') continue;
      if (node.kind === 'InlineFragment') {
        const on = schema.getType(node.typeCondition?.name.value ?? '') as GraphQLObjectType;
        if ((value as { __typename?: string }).__typename === on.name) visit(node.selectionSet, on, value);
        continue;
      }
      const field = type.getFields()[node.name.value];
      const inner = (value as Record<string, unknown>)[(node.alias ?? node.name).value];
      if (field === undefined || inner === undefined) continue;
      found.add(`${type.name}.${field.name}`);
      if (node.selectionSet) visit(node.selectionSet, getNamedType(field.type) as GraphQLObjectType, inner);
    }
  };
  const [operation] = parse(query).definitions;
  if (operation?.kind !== 'OperationDefinition') return found;
  const root = schema.getRootType(operation.operation);
  if (root) visit(operation.selectionSet, root, data);
  return found;
}

/** How many plain fields go into one document: few enough for its tokens, whatever the way to them costs. */
const TOGETHER = 90;

/** Asks for all of these, in as many documents as it takes. */
export async function askFor(
  { ask }: Pick<Marketplace, 'ask'>,
  asker: Asker,
  blocks: readonly Block[],
): Promise<readonly Asked[]> {
  const answers: Asked[] = [];
  async function send(part: readonly Block[], purpose: string | null): Promise<void> {
    if (part.length === 0) return;
    const query = documentOf(part, purpose);
    const { data, errors, raw } = await ask<Data>(asker.door, asker.token, query);
    const codes = errors.map(({ extensions }) => extensions.code);
    const isTooLarge = ['OPERATION_TOO_LARGE', 'GRAPHQL_PARSE_FAILED'].includes(codes[0] ?? '');
    if (!isTooLarge || part.length === 1) return void answers.push({ query, data, codes, raw });
    const half = Math.ceil(part.length / 2);
    await send(part.slice(0, half), purpose);
    await send(part.slice(half), purpose);
  }
  for (const [purpose, group] of byPurpose(blocks)) {
    let part: Block[] = [];
    for (const block of group) {
      const size = [...part, block].reduce((sum, { leaves, path }) => sum + leaves.length + path.length, 0);
      if (size > TOGETHER) {
        await send(part, purpose);
        part = [];
      }
      part.push(block);
    }
    await send(part, purpose);
  }
  return answers;
}

/** What lies behind fields that are for this asker, without what is not. */
export const admitted = (asker: Asker, blocks: readonly Block[]): readonly Block[] =>
  blocks
    .filter(({ path }) => path.every((step) => lets(asker, step)))
    .map((block) => ({ ...block, leaves: block.leaves.filter((leaf) => lets(asker, leaf)) }))
    .filter(({ leaves }) => leaves.length > 0);

/** One block for each field that is not for this asker, with all that lies behind it where it leads to more. */
export function refused(asker: Asker, blocks: readonly Block[]): readonly (readonly Block[])[] {
  const singles: (readonly Block[])[] = [];
  const behind = new Map<string, Block[]>();
  for (const block of blocks) {
    const at = block.path.findIndex((step) => !lets(asker, step));
    if (at >= 0) {
      const way = block.path.slice(0, at + 1).map(({ key }) => key);
      const key = [block.kind, ...way].join('.');
      behind.set(key, [...(behind.get(key) ?? []), block]);
    } else {
      for (const leaf of block.leaves) if (!lets(asker, leaf)) singles.push([{ ...block, leaves: [leaf] }]);
    }
  }
  return [...singles, ...behind.values()];
}

/** How an answer keeps a field from somebody: by a refusal, or since the object around it is not there for them. */
export type Kept = 'refused' | 'absent' | 'given';

/** How an answer to what `refused` put together keeps it from the asker. */
export function keptFrom(asker: Asker, blocks: readonly Block[], { data, codes }: Asked): Kept {
  const path = blocks[0]?.path ?? [];
  const at = path.findIndex((step) => !lets(asker, step));
  const way = at < 0 ? path : path.slice(0, at + 1);
  const leaf = at < 0 ? blocks[0]?.leaves[0]?.name.split('.')[1] : undefined;
  const keys = [...way.map(({ key }) => key), ...(leaf === undefined ? [] : [leaf])];
  const values = keys.reduce<readonly unknown[]>(
    (seen, key) =>
      seen
        .flat(3)
        .filter((one) => typeof one === 'object' && one !== null)
        .map((one) => (one as Record<string, unknown>)[key]),
    [data],
  );
  if (values.flat(3).some((one) => one != null)) return 'given';
  if (codes.length === 0) return values.length === 0 ? 'absent' : 'given';
  const expected = asker.token === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  return codes.every((code) => code === expected) ? 'refused' : 'given';
}
