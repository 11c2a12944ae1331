import type { Expanded } from '../../criteria/ast.ts';

/** Whether the plan of a criterion is another one on another day. */
export function restsOnToday(criterion: Expanded): boolean {
  switch (criterion.op) {
    case 'and':
    case 'or':
      return criterion.all.some(restsOnToday);
    case 'not':
      return restsOnToday(criterion.of);
    case 'past':
    case 'ago':
    case 'next':
    case 'did':
    case 'first':
    case 'last':
      return true;
    default:
      return false;
  }
}
