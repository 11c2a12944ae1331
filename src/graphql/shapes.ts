import { isRefusal } from '../kernel/errors.ts';
import type { Refusal, RefusalCode } from '../kernel/errors.ts';
import type { Page } from '../platform/keyset.ts';

/** A page as an SDL connection. */
export const connection = <Node>(page: Page<Node>) => ({
  edges: page.edges.map((edge) => ({ ...edge })),
  nodes: page.edges.map((edge) => edge.node),
  pageInfo: page.pageInfo,
});

interface Errors<Code> {
  readonly userErrors: { code: Code; field: string[]; message: string }[];
}

/**
 * Makes a door's payloads: what was done, or why not. `codes` are the door's own; a refusal with another is a mistake
 * of ours and fails as INTERNAL instead of telling one audience of what only another may know.
 */
export function payloads<Code extends RefusalCode>(codes: Readonly<Record<Code, true>>) {
  const isOwn = (code: RefusalCode): code is Code => Object.hasOwn(codes, code);
  return function payload<Done extends object, Fields extends object>(
    result: Done | Refusal,
    fields: (done: Done) => Fields,
  ): (Fields & Errors<Code>) | Errors<Code> {
    if (!isRefusal(result)) return { ...fields(result), userErrors: [] };
    const { refused, field, message } = result;
    if (!isOwn(refused)) throw new Error(`a refusal that this door does not know: ${refused}`);
    return { userErrors: [{ code: refused, field: [...field], message }] };
  };
}

/** A domain word as the SDL's enum value: `account_creation` is ACCOUNT_CREATION. */
export const upper = <Word extends string>(word: Word): Uppercase<Word> =>
  word.toUpperCase() as Uppercase<Word>;

/** What an input gives: a field that is left out or null is not there. */
export const given = <Input extends Readonly<Record<string, unknown>>>(input: Input) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as {
    [Field in keyof Input]?: NonNullable<Input[Field]>;
  };

/** An SDL enum value as the domain word: ACTIVE is `active`. */
export const lower = <Word extends string>(word: Word): Lowercase<Word> =>
  word.toLowerCase() as Lowercase<Word>;
