import { readFileSync, readdirSync } from 'node:fs';
import { Kind, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, DirectiveNode, DocumentNode } from 'graphql';
import type { Door } from '../kernel/principal.ts';

const folder = new URL('../../schema/', import.meta.url);

const isOf = (door: Door, file: string): boolean =>
  file === 'shared.graphql' ||
  file === `${door}.graphql` ||
  (file.startsWith(`${door}-`) && file.endsWith('.graphql'));

/** The contract of one door: what all share, what is its own, and the chapters of it (`DOOR-CHAPTER.graphql`). */
export const doorSdl = (door: Door): string =>
  readdirSync(folder)
    .filter((file) => isOf(door, file))
    .sort()
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');

/** The arguments of a directive on a field or an operation; null: it is not there. */
export function directiveOf(
  { directives }: { readonly directives?: readonly ConstDirectiveNode[] | readonly DirectiveNode[] },
  name: string,
): Readonly<Record<string, unknown>> | null {
  const directive = directives?.find((one) => one.name.value === name);
  if (directive === undefined) return null;
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

/** Throws, naming each one, when a field does not say who may ask for it. */
export function assertGuarded(document: DocumentNode, door: string): void {
  const open = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (definition.fields ?? [])
          .filter((field) => directiveOf(field, 'auth') === null)
          .map((field) => `${definition.name.value}.${field.name.value}`)
      : [],
  );
  if (open.length > 0) throw new Error(`schema/${door}.graphql: no @auth on ${open.join(', ')}`);
}
