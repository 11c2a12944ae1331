import assert from 'node:assert/strict';
import { buildSchema, getNamedType, isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLInputType } from 'graphql';
import { doorSdl } from '../../src/graphql/index.ts';
import type { Door } from '../../src/kernel/principal.ts';
import type { Marketplace } from './marketplace.ts';

/** An input with every field that it needs, and nothing in any. */
function blankInput(type: GraphQLInputType): object {
  const input = getNamedType(type);
  assert.ok(isInputObjectType(input));
  const blanks: Record<string, unknown> = {
    URL: 'https://blank.example/',
    EmailAddress: 'blank@mail.example',
    DateTime: '2026-11-24T00:00:00Z',
    Boolean: false,
  };
  return Object.fromEntries(
    Object.values(input.getFields())
      .filter((field) => isNonNullType(field.type))
      .map((field) => [field.name, blanks[getNamedType(field.type).name] ?? 'blank']),
  );
}

/** Asks for every field of a door's Query and Mutation; gives the code of each one's error, null where there was none. */
export async function probe(
  marketplace: Marketplace,
  door: Door,
  bearer: string | null,
): Promise<ReadonlyMap<string, string | null>> {
  const schema = buildSchema(doorSdl(door));
  const answers = new Map<string, string | null>();
  for (const kind of ['query', 'mutation'] as const) {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    for (const field of Object.values(root?.getFields() ?? {})) {
      const input = field.args.find((arg) => isNonNullType(arg.type));
      const selection = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
      const query = input
        ? `${kind} ($input: ${String(input.type)}) { ${field.name}(input: $input) ${selection} }`
        : `${kind} { ${field.name} ${selection} }`;
      const variables = input ? { input: blankInput(input.type) } : {};
      const { errors } = await marketplace.ask(door, bearer, query, variables);
      answers.set(field.name, errors[0]?.extensions.code ?? null);
    }
  }
  return answers;
}
