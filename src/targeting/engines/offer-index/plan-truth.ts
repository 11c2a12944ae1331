import type { TraitRegistry } from '../../../traits/index.ts';
import { encodeValue } from '../../../traits/index.ts';
import type { Truth } from '../../criteria/ast.ts';
import type { PersonFacts } from '../../facts.ts';
import type { Plan, PlanLeaf } from '../../plan.ts';
import { holds } from './questions.ts';

const isWithin = (value: number | undefined, { from, to }: { from: number; to: number }): Truth =>
  value === undefined ? null : from <= value && value <= to;

function leafTruth(leaf: PlanLeaf, facts: PersonFacts, traits: TraitRegistry): Truth {
  const encoded = (trait: string): string | number | undefined => {
    const [known, type] = [facts.traits.get(trait), traits.get(trait)?.type];
    return known === undefined || type === undefined ? undefined : encodeValue(type, known.value);
  };
  switch (leaf.kind) {
    case 'known':
      return facts.traits.has(leaf.trait);
    case 'range': {
      const value = encoded(leaf.trait);
      return isWithin(typeof value === 'number' ? value : undefined, leaf);
    }
    case 'text': {
      const value = encoded(leaf.trait);
      return typeof value === 'string' ? leaf.test(value) : null;
    }
    case 'first':
      return isWithin(facts.events.get(leaf.event)?.at(0)?.day, leaf);
    case 'last':
      return isWithin(facts.events.get(leaf.event)?.at(-1)?.day, leaf);
    case 'member':
    case 'did':
    case 'bucket':
      return holds(leaf, facts);
  }
}

/** How a plan comes out for one person, evaluated as it is. */
export function planTruth(plan: Plan, facts: PersonFacts, traits: TraitRegistry): Truth {
  switch (plan.kind) {
    case 'all':
    case 'any': {
      const deciding = plan.kind === 'any';
      let truth: Truth = !deciding;
      for (const part of plan.of) {
        const one = planTruth(part, facts, traits);
        if (one === deciding) return deciding;
        if (one === null) truth = null;
      }
      return truth;
    }
    case 'not': {
      const truth = planTruth(plan.of, facts, traits);
      return truth === null ? null : !truth;
    }
    default:
      return leafTruth(plan, facts, traits);
  }
}
