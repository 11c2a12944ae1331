import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import type { DocumentNode, EnumTypeDefinitionNode } from 'graphql';
import { generateDoor } from '../../schema/generate.ts';
import { assertGuarded, buildDoorSchema, doorSdl } from '../../src/graphql/index.ts';
import { refusalCodes } from '../../src/kernel/errors.ts';
import { doors } from '../../src/kernel/principal.ts';

function enumOf(document: DocumentNode, name: string): string[] {
  const found = document.definitions.find(
    (node): node is EnumTypeDefinitionNode =>
      node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === name,
  );
  return (found?.values ?? []).map((value) => value.name.value);
}

describe('the SDL', () => {
  it('says of every field who may ask for it; one that does not fails the build and is named', () => {
    for (const door of doors) assertGuarded(parse(doorSdl(door)), door);
    const open = parse(
      'type Query { safe: Int @auth(requires: PUBLIC) forgotten: Int } interface Node { id: ID }',
    );
    assert.throws(() => assertGuarded(open, 'test'), /no @auth on Query\.forgotten, Node\.id$/);
    assert.throws(() => buildDoorSchema('partner', { Query: { noSuchField: () => 1 } }), /noSuchField/);
  });

  it('is what the generated types were made from', async () => {
    for (const door of doors) {
      const committed = readFileSync(`src/graphql/generated/${door}.ts`, 'utf8');
      assert.equal(await generateDoor(door), committed, `run npm run generate: ${door}`);
    }
  });

  it('knows every reason to refuse at some door, and no other', () => {
    const known = new Set(doors.flatMap((door) => enumOf(parse(doorSdl(door)), 'UserErrorCode')));
    assert.deepEqual([...known].sort(), [...refusalCodes].sort());
  });

  it('gives a person’s email out in four fields: their own, the one before it to themselves, a contact released to a partner, and a recorded look of staff; others are a company’s or made up', () => {
    const fields = doors.flatMap((door) =>
      parse(doorSdl(door)).definitions.flatMap((node) =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION
          ? (node.fields ?? [])
              .filter((field) => JSON.stringify(field.type).includes('"EmailAddress"'))
              .map((field) => `${door} ${node.name.value}.${field.name.value}`)
          : [],
      ),
    );
    assert.deepEqual(fields, [
      'marketplace ProfileCorrection.formerEmail',
      'marketplace Grant.relayAddress',
      'marketplace Viewer.email',
      'partner Partner.contactEmail',
      'partner Contact.email',
      'partner SandboxContact.email',
      'marketing Partner.contactEmail',
      'privacy ReadPerson.email',
    ]);
  });
});
