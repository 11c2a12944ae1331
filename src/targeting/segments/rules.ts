import { refuseField } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Criterion } from '../criteria/ast.ts';
import { referencesOf } from '../criteria/leaves.ts';

const NAME = 80;
const DESCRIPTION = 500;

/** Characters that show nothing, or change how others are shown; line feeds are for descriptions. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Null where both can be. */
export function refuseWords(name: string, description: string): Refusal | null {
  if (name.trim() !== name || name === '' || name.length > NAME || UNSEEN.test(name))
    return refuseField('name', `1 to ${NAME} visible characters, without space around them`);
  if (description.length > DESCRIPTION || UNSEEN.test(description.replaceAll('\n', '')))
    return refuseField('description', `at most ${DESCRIPTION} visible characters`);
  return null;
}

type Criteria = ReadonlyMap<string, { readonly criterion: Criterion }>;

/** The segments that name one, those that name it themselves before those that do by way of another. */
export function dependentsOf(segmentId: string, segments: Criteria): readonly string[] {
  const named = [...segments].map(([id, { criterion }]) => [id, referencesOf(criterion).segments] as const);
  const found = new Set<string>([segmentId]);
  for (const id of found) {
    for (const [other, names] of named) if (names.has(id)) found.add(other);
  }
  found.delete(segmentId);
  return [...found];
}
