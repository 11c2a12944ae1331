import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expanded, Leaf } from '../../src/targeting/criteria/ast.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import { explain } from '../../src/targeting/interpreter.ts';
import { hashOf, normalForm } from '../../src/targeting/preview/normal.ts';
import type { KnownTrait, TraitValue } from '../../src/traits/index.ts';
import { TODAY, criteria, everyType } from '../support/criteria-arbitrary.ts';

/** Criteria without segments are expanded ones. */
const expanded = (): fc.Arbitrary<Expanded> =>
  criteria({
    traits: everyType,
    events: ['login'],
    apps: ['app_1'],
    lists: ['lst_1'],
  }) as fc.Arbitrary<Expanded>;

const formOf = (criterion: Expanded): string => normalForm(criterion, everyType);

/** Ways to write the same: which one is taken at each node comes from `choices`. */
function rewritten(criterion: Expanded, choices: Iterator<number>): Expanded {
  const choice = Number(choices.next().value ?? 0);
  const again = (part: Expanded): Expanded => rewritten(part, choices);
  if (choice === 1) return { op: 'not', of: { op: 'not', of: again(criterion) } };
  if (choice === 2 || choice === 6)
    return { op: choice === 2 ? 'and' : 'or', all: [again(criterion), criterion] };
  switch (criterion.op) {
    case 'not':
      return { op: 'not', of: again(criterion.of) };
    case 'and':
    case 'or': {
      const { op } = criterion;
      const parts = criterion.all.map(again);
      const [first, ...rest] = parts;
      if (choice === 3) return { op, all: [...parts].reverse() };
      if (choice === 4 && first !== undefined && rest.length > 0)
        return { op, all: [{ op, all: rest }, first] };
      if (choice === 5) {
        const all = parts.map((of): Expanded => ({ op: 'not', of }));
        return { op: 'not', of: { op: op === 'and' ? 'or' : 'and', all } };
      }
      return { op, all: parts };
    }
    case 'eq':
      return choice < 4 ? criterion : { op: 'in', trait: criterion.trait, values: [criterion.value] };
    case 'ne':
      return choice < 4 ? criterion : { op: 'not', of: { ...criterion, op: 'eq' } };
    case 'in':
      return { ...criterion, values: [...criterion.values, ...criterion.values].reverse() };
    default:
      return criterion;
  }
}

describe('the normal form', () => {
  it('is one for all ways to write a criterion: order, repetition, nesting, double negation, De Morgan', () => {
    fc.assert(
      fc.property(expanded(), fc.array(fc.nat(6), { minLength: 40, maxLength: 40 }), (criterion, choices) => {
        const other = rewritten(criterion, choices.values());
        assert.equal(formOf(other), formOf(criterion));
        assert.equal(hashOf(other, everyType), hashOf(criterion, everyType));
      }),
    );
  });

  it('is one for values that are kept as one', () => {
    const version = (value: string): Expanded => ({ op: 'eq', trait: 'app_version', value });
    assert.equal(formOf(version('v1.0.0')), formOf(version('1.0.0+build.5')));
    assert.notEqual(formOf(version('1.0.0')), formOf(version('1.0.1')));
  });

  it('tells apart what somebody is true of and another is not, for everybody in a small world', () => {
    const traits = new Map([...everyType].filter(([name]) => name === 'plan' || name === 'site_count'));
    const people = [undefined, 'free', 'pro'].flatMap((plan) =>
      [undefined, 0, 1, 2].map((count): PersonFacts => {
        const values: [string, TraitValue | undefined][] = [
          ['plan', plan],
          ['site_count', count],
        ];
        const known = values.flatMap(([name, value]): [string, KnownTrait][] =>
          value === undefined ? [] : [[name, { value, version: 1 }]],
        );
        const none = { events: new Map(), lists: new Set<string>() };
        const apps = { installed: new Set<string>(), granted: new Set<string>() };
        return { subjectId: 'sub_1', dice: 0, traits: new Map(known), ...none, ...apps };
      }),
    );
    const leaf: fc.Arbitrary<Leaf> = fc.oneof(
      fc
        .tuple(fc.constantFrom('eq', 'ne'), fc.constantFrom('free', 'pro'))
        .map(([op, value]): Leaf => ({ op, trait: 'plan', value })),
      fc
        .tuple(fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', 'ne'), fc.nat(2))
        .map(([op, value]): Leaf => ({ op, trait: 'site_count', value })),
    );
    const small = fc.letrec<{ criterion: Expanded }>((tie) => ({
      criterion: fc.oneof(
        { maxDepth: 2 },
        leaf as fc.Arbitrary<Expanded>,
        fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('criterion'), { minLength: 1, maxLength: 2 }))
          .map(([op, all]): Expanded => ({ op, all })),
        tie('criterion').map((of): Expanded => ({ op: 'not', of })),
      ),
    })).criterion;
    const seen = new Map<string, string>();
    let again = 0;
    fc.assert(
      fc.property(small, (criterion) => {
        const truths = people.map((facts) => explain(criterion, facts, { traits, today: TODAY }).truth);
        const form = normalForm(criterion, traits);
        const known = seen.get(form);
        if (known === undefined) seen.set(form, JSON.stringify(truths));
        else again += 1;
        assert.ok(known === undefined || known === JSON.stringify(truths), form);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(again > 500, `${again} came up again`);
  });
});
