import type { Criterion } from './ast.ts';
import { readCriterion } from './json.ts';

/** A criterion that was checked when it was stored, from its JSON form. */
export function storedCriterion(json: unknown): Criterion {
  const read = readCriterion(json);
  if ('problems' in read) throw new Error('a stored criterion can be read');
  return read.criterion;
}
