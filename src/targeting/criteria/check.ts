import type { Trait, TraitRegistry, TraitType, TraitValue } from '../../traits/index.ts';
import { canonicalValue, compareValues, wantsOf } from '../../traits/index.ts';
import type { Criterion, Leaf } from './ast.ts';
import { leavesOf } from './leaves.ts';
import { problemOfPattern } from './patterns.ts';
import type { CriterionProblem, Problems } from './problems.ts';
import { collectProblems } from './problems.ts';
import { regions } from './regions.ts';
import { parseBlock } from './tests.ts';

/** What is there to be named. Sets of ids need to hold those alone that the criterion names; see `referencesOf`. */
export interface Known {
  readonly traits: TraitRegistry;
  readonly events: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

type TraitLeaf = Extract<Leaf, { trait: string }>;
type TraitOp = TraitLeaf['op'];
type Kind = TraitType['type'];

const any = ['eq', 'ne', 'exists'] as const;
const ordered = [...any, 'in', 'lt', 'lte', 'gt', 'gte', 'between'] as const;

/** The operators that go with each type of traits. */
const operators: Readonly<Record<Kind, readonly TraitOp[]>> = {
  text: [...any, 'in', 'contains', 'starts', 'ends', 'matches'],
  number: ordered,
  flag: any,
  date: [...ordered, 'past', 'ago', 'next'],
  version: ordered,
  ip: [...any, 'in', 'cidr'],
  country: [...any, 'in', 'region'],
};

const nameOf: Readonly<Record<Kind, string>> = {
  text: 'a text',
  number: 'a number',
  flag: 'true or false',
  date: 'a date',
  version: 'a version',
  ip: 'an address',
  country: 'a country',
};

const kinds: readonly Kind[] = ['text', 'number', 'flag', 'date', 'version', 'ip', 'country'];

function kindsWith(op: TraitOp): string {
  const names = kinds.filter((kind) => operators[kind].includes(op)).map((kind) => nameOf[kind]);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

type Add = Problems<CriterionProblem>['add'];

function checkValues(at: string, leaf: TraitLeaf, { type }: Trait, add: Add): void {
  const check = (place: string, value: TraitValue): TraitValue | null =>
    canonicalValue(type, value) ?? add({ at: `${at}.${place}`, wants: wantsOf(type) });
  switch (leaf.op) {
    case 'eq':
    case 'ne':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      check('value', leaf.value);
      break;
    case 'in':
      leaf.values.forEach((value, i) => check(`values[${i}]`, value));
      break;
    case 'between': {
      const from = check('from', leaf.from);
      const to = check('to', leaf.to);
      if (from !== null && to !== null && compareValues(type, from, to) > 0)
        add({ at: `${at}.to`, wants: 'an end that is not below its beginning' });
      break;
    }
    case 'cidr':
      leaf.blocks.forEach((block, i) => {
        if (parseBlock(block) === null)
          add({
            at: `${at}.blocks[${i}]`,
            wants: 'a block of addresses such as 10.0.0.0/8 or 2001:db8::/32',
          });
      });
      break;
    case 'region':
      leaf.regions.forEach((region, i) => {
        if (!regions.has(region))
          add({ at: `${at}.regions[${i}]`, wants: `one of ${[...regions.keys()].join(', ')}` });
      });
      break;
  }
}

function checkTrait(at: string, leaf: TraitLeaf, traits: TraitRegistry, add: Add): void {
  const trait = traits.get(leaf.trait);
  if (trait === undefined) {
    add({ at: `${at}.trait`, wants: `a registered trait: ${[...traits.keys()].join(', ')}` });
  } else if (!operators[trait.type.type].includes(leaf.op)) {
    const is = nameOf[trait.type.type];
    add({ at: `${at}.trait`, wants: `a trait that is ${kindsWith(leaf.op)}; ${trait.name} is ${is}` });
  } else {
    checkValues(at, leaf, trait, add);
  }
}

/** What of a criterion does not go with what is registered. Every problem is named, in the order of the conditions. */
export function checkCriterion(criterion: Criterion, known: Known): readonly CriterionProblem[] {
  const { all, add } = collectProblems<CriterionProblem>();
  let costly = false;
  for (const [at, leaf] of leavesOf(criterion)) {
    if ('trait' in leaf) checkTrait(at, leaf, known.traits, add);
    // One that took long is enough to refuse them all.
    if (leaf.op === 'matches' && !costly) {
      const problem = problemOfPattern(leaf.pattern);
      if (problem !== null) add({ at: `${at}.pattern`, wants: problem.wants });
      costly = problem?.costly ?? false;
    }
    if ('event' in leaf && !known.events.has(leaf.event))
      add({ at: `${at}.event`, wants: 'a registered event' });
    if ('app' in leaf && !known.apps.has(leaf.app)) add({ at: `${at}.app`, wants: 'the id of an app' });
    if ('list' in leaf && !known.lists.has(leaf.list)) add({ at: `${at}.list`, wants: 'the id of a list' });
    if ('segment' in leaf && !known.segments.has(leaf.segment))
      add({ at: `${at}.segment`, wants: 'the id of a segment' });
  }
  return all;
}
