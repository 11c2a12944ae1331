import type { FieldDefinitionNode } from 'graphql';
import type { Principal } from '../kernel/principal.ts';
import { directiveOf } from './sdl.ts';

const isA =
  (kind: Principal['kind']) =>
  (principal: Principal): boolean =>
    principal.kind === kind;

/** Whom each access of `@auth` admits. */
const admits: Readonly<Record<string, (principal: Principal) => boolean>> = {
  PUBLIC: () => true,
  USER: isA('user'),
  PARTNER: isA('partner'),
  ACTIVE_PARTNER: (principal) => principal.kind === 'partner' && !principal.suspended,
  KEYHOLDER: (principal) => principal.kind === 'partner' && principal.clientId === null,
  MARKETER: isA('marketer'),
  CURATOR: isA('curator'),
  OFFICER: isA('officer'),
};

/** Whether somebody is one of those whom a field is for. */
export const isAdmitted = (requires: readonly string[], principal: Principal): boolean =>
  requires.some((access) => admits[access]?.(principal));

/** Whom a field is for, as its `@auth` says; nobody where it says nothing. */
export const requiresOf = (field: FieldDefinitionNode): readonly string[] =>
  [directiveOf(field, 'auth')?.['requires'] ?? []].flat() as string[];
