import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import graphqlPlugin from '@graphql-eslint/eslint-plugin';

const { parser, rules } = graphqlPlugin;
const folder = import.meta.dirname;
const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
const doors = files.flatMap((file) => /^(?!shared\.)([a-z]+)\.graphql$/.exec(file)?.[1] ?? []);

/** The same files as `doorSdl` in src/graphql/sdl.ts, which eslint cannot import: it is TypeScript. */
const doorSdl = (door) =>
  files
    .filter((file) => file === 'shared.graphql' || file === `${door}.graphql` || file.startsWith(`${door}-`))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');

/**
 * These two rules keep what they learned from the first schema of a process, as if there were no other: all but one
 * door would go unchecked. In their own tests they keep nothing, and they ask NODE_ENV whether it is a test.
 */
const afresh = (rule) => ({
  ...rule,
  create(context) {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'test';
    try {
      return rule.create(context);
    } finally {
      if (before === undefined) delete process.env.NODE_ENV;
      else process.env.NODE_ENV = before;
    }
  },
});

const relay = {
  rules: {
    ...rules,
    'relay-edge-types': afresh(rules['relay-edge-types']),
    'relay-page-info': afresh(rules['relay-page-info']),
  },
};

/** What Relay wants of `Node` and of ids; the plugin has no rule for these. */
const nodes = [
  {
    selector: 'InterfaceTypeDefinition[name.value=Node] > FieldDefinition[name.value!=id]',
    message: 'Node has an id and nothing else.',
  },
  {
    selector: 'FieldDefinition[name.value=id] > .gqlType:not([kind=NonNullType][gqlType.name.value=ID])',
    message: 'An id is an ID!.',
  },
  {
    selector:
      ':matches(ObjectTypeDefinition, ObjectTypeExtension)[name.value=Query] > FieldDefinition[name.value=node] > .gqlType:not([name.value=Node])',
    message: 'Query.node answers a Node, or null.',
  },
  {
    selector:
      ':matches(ObjectTypeDefinition, ObjectTypeExtension)[name.value=Query] > FieldDefinition[name.value=node]:not([arguments.length=1][arguments.0.name.value=id])',
    message: 'Query.node wants an id and nothing else.',
  },
];

/** Every file of the SDL is checked against the whole of its door. */
export const relayRules = [
  {
    files: ['schema/*.graphql'],
    plugins: { relay },
    languageOptions: { parser },
    rules: {
      'relay/relay-arguments': 'error',
      'relay/relay-connection-types': 'error',
      'relay/relay-page-info': 'error',
      'relay/relay-edge-types': [
        'error',
        {
          // Lists that are short by nature (the errors of a payload, the kinds of a trait) are plain lists.
          listTypeCanWrapOnlyEdgeType: false,
          // One door has `node`, and there only what it finds by its id alone is a Node. Rows of a log have no id,
          // and what staff and partners see comes by lists that check who asks, and for what.
          shouldImplementNode: false,
        },
      ],
      'no-restricted-syntax': ['error', ...nodes],
    },
  },
  ...doors.map((door) => ({
    files: [`schema/${door}.graphql`, `schema/${door}-*.graphql`],
    languageOptions: { parserOptions: { schemaSdl: doorSdl(door) } },
  })),
  // What all doors share is the same at each, so one door stands for them.
  { files: ['schema/shared.graphql'], languageOptions: { parserOptions: { schemaSdl: doorSdl(doors[0]) } } },
];
