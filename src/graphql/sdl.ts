import { readFileSync } from 'node:fs';
import { Kind } from 'graphql';
import type { DocumentNode, FieldDefinitionNode } from 'graphql';
import type { Door } from '../kernel/principal.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');

/** The contract of one door: what all share and what is its own. */
export const doorSdl = (door: Door): string => `${read('shared')}\n${read(door)}`;

const isGuarded = (field: FieldDefinitionNode): boolean =>
  field.directives?.some((directive) => directive.name.value === 'auth') ?? false;

/** Throws, naming each one, when a field does not say who may ask for it. */
export function assertGuarded(document: DocumentNode, door: string): void {
  const open = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (definition.fields ?? [])
          .filter((field) => !isGuarded(field))
          .map((field) => `${definition.name.value}.${field.name.value}`)
      : [],
  );
  if (open.length > 0) throw new Error(`schema/${door}.graphql: no @auth on ${open.join(', ')}`);
}
