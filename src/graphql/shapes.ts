import { isRefusal } from '../kernel/errors.ts';
import type { Refusal, RefusalCode } from '../kernel/errors.ts';
import type { Page } from '../platform/keyset.ts';

/** A page as an SDL connection. */
export const connection = <Node>(page: Page<Node>) => ({
  edges: page.edges.map((edge) => ({ ...edge })),
  nodes: page.edges.map((edge) => edge.node),
  pageInfo: page.pageInfo,
});

interface Errors {
  readonly userErrors: { code: RefusalCode; field: string[]; message: string }[];
}

const errorsOf = ({ refused, field, message }: Refusal): Errors => ({
  userErrors: [{ code: refused, field: [...field], message }],
});

/** A payload: what was done, or why not. */
export function payload<Done extends object, Fields extends object>(
  result: Done | Refusal,
  fields: (done: Done) => Fields,
): (Fields & Errors) | Errors {
  return isRefusal(result) ? errorsOf(result) : { ...fields(result), userErrors: [] };
}

/** A domain word as the SDL's enum value: `account_creation` is ACCOUNT_CREATION. */
export const upper = <Word extends string>(word: Word): Uppercase<Word> =>
  word.toUpperCase() as Uppercase<Word>;
