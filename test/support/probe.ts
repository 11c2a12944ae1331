import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { GraphQLInputType } from 'graphql';
import { doorSdl } from '../../src/graphql/index.ts';
import type { Door } from '../../src/kernel/principal.ts';
import type { Marketplace } from './marketplace.ts';

const blanks: Record<string, unknown> = {
  URL: 'https://blank.example/',
  EmailAddress: 'blank@mail.example',
  DateTime: '2026-11-24T00:00:00Z',
  Boolean: false,
  Date: '2026-11-24',
  Int: 1,
};

/** A value of the type: an input with every field that it needs, and nothing in any. */
function blank(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (!isInputObjectType(named)) return blanks[named.name] ?? 'blank';
  return Object.fromEntries(
    Object.values(named.getFields())
      .filter(isRequiredInputField)
      .map((field) => [field.name, blank(field.type)]),
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
      const args = field.args.filter(isRequiredArgument);
      const selection = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
      const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
      const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
      const query =
        args.length === 0
          ? `${kind} { ${field.name} ${selection} }`
          : `${kind} (${declared}) { ${field.name}(${given}) ${selection} }`;
      const variables = Object.fromEntries(args.map(({ name, type }) => [name, blank(type)]));
      const { errors } = await marketplace.ask(door, bearer, query, variables);
      answers.set(field.name, errors[0]?.extensions.code ?? null);
    }
  }
  return answers;
}
