import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';

/** Refuses a part of the input for what it wants; a place in a list is a number: `values[3].value wants ...`. */
export function wrong(wants: string, ...field: string[]): Refusal {
  const name = field.map((part, i) => (/^\d+$/.test(part) ? `[${part}]` : i === 0 ? part : `.${part}`));
  return refuse('INVALID_INPUT', ['input', ...field], `${name.join('')} wants ${wants}.`);
}

export const nameTaken = (): Refusal =>
  refuse('NAME_TAKEN', ['input', 'name'], 'name wants one that is not given to something else.');
