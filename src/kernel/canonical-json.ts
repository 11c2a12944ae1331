import { createRequire } from 'node:module';

/** `canonicalize` ships CommonJS whose types claim an ES default; require() gives the function itself. */
const serialize = createRequire(import.meta.url)('canonicalize') as (value: unknown) => string | undefined;

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** JSON in the canonical form of RFC 8785 (JCS): the same value always gives the same text. */
export function canonicalJson(value: JsonValue): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
