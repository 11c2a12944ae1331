import assert from 'node:assert/strict';
import { Kind, buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { createMeasure } from '../../src/graphql/operations/measure.ts';

const schema = buildSchema(`
  type Query { apps(first: Int, last: Int): AppConnection! app: App tags: [String!]! all: [App!]! }
  type AppConnection { nodes: [App!]! edges: [Edge!]! total: Int! }
  type Edge { node: App! cursor: String! }
  type App { name: String! partner: Partner! apps(first: Int): AppConnection! shots: [Shot!]! }
  type Shot { url: String! }
  type Partner { name: String! app: App! }
`);

function measure(text: string, variables: Record<string, unknown> = {}, on = schema) {
  const document = parse(text);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  assert.ok(operation);
  return createMeasure(on, document, variables).selection(
    operation.selectionSet,
    on.getQueryType() ?? undefined,
  );
}

describe('the measure of an operation', () => {
  it('counts depth, breadth and fields, of aliases and __typename as of all others', () => {
    assert.deepEqual(measure('{ app { name partner { name } } }').size, {
      depth: 3,
      breadth: 2,
      fields: 4,
      cost: 4,
    });
    assert.deepEqual(measure('{ a: app { name } b: app { name } __typename }').size, {
      depth: 2,
      breadth: 3,
      fields: 5,
      cost: 5,
    });
    assert.equal(measure('{ __typename a: __typename b: __typename }').beside, 3);
  });

  it('counts a list as its page may be long, by number, variable or default', () => {
    const cost = (text: string, variables = {}): number => measure(text, variables).size.cost;
    assert.equal(cost('{ apps(first: 20) { nodes { name } } }'), 1 + 1 + 20);
    assert.equal(cost('{ apps(last: 20) { nodes { name } total } }'), 1 + 1 + 20 + 1);
    assert.equal(cost('{ apps(first: 20) { edges { node { name } cursor } } }'), 1 + 1 + 20 * 3);
    assert.equal(cost('query ($n: Int) { apps(first: $n) { nodes { name } } }', { n: 7 }), 1 + 1 + 7);
    assert.equal(cost('query ($n: Int) { apps(first: $n) { nodes { name } } }'), 1 + 1 + 100);
    assert.equal(cost('query ($n: Int) { apps(first: $n) { nodes { name } } }', { n: -5 }), 1 + 1 + 100);
    assert.equal(cost('{ apps { nodes { name } } }'), 1 + 1 + 100);
    assert.equal(cost('{ apps(first: 1, last: 50) { nodes { name } } }'), 1 + 1 + 50);
    const nested = '{ apps(first: 10) { nodes { apps(first: 10) { nodes { name } } } } }';
    assert.equal(cost(nested), 2 + 10 * (2 + 10));
    assert.equal(cost('{ all { name } }'), 1 + 10);
    assert.equal(cost('{ tags }'), 1);
  });

  it('counts a fragment wherever it stands, in another page with another length', () => {
    const text = `
      { a: apps(first: 2) { ...Page } b: apps(first: 5) { ...Page } app { ... on App { ...Name } ... { name } } }
      fragment Page on AppConnection { nodes { ...Name } }
      fragment Name on App { name }`;
    assert.deepEqual(measure(text).size, {
      depth: 3,
      breadth: 3,
      fields: 3 + 3 + 3,
      cost: 2 + 2 + (2 + 5) + 1 + 2,
    });
  });

  it('counts fields of fragments beside those of their place', () => {
    const text = '{ ...A ...A app { name } } fragment A on Query { a: tags b: tags c: tags }';
    assert.equal(measure(text).beside, 7);
    assert.equal(measure(text).size.breadth, 7);
  });

  it('takes no longer for a text that stands for very much, and goes round no circle', () => {
    const many = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Query { a: app { name } ...F${i + 1} ...F${i + 1} }`,
    );
    const { size } = measure(`{ ...F0 } ${many.join('\n')} fragment F60 on Query { tags }`);
    assert.equal(size.fields, 1e9);
    assert.equal(size.cost, 1e9);
    assert.equal(
      measure('{ ...A } fragment A on Query { tags ...B } fragment B on Query { tags ...A }').beside,
      2,
    );
  });

  it('counts what the schema does not know, once', () => {
    assert.deepEqual(measure('{ nothing { of: it { is { there } } } }').size, {
      depth: 4,
      breadth: 1,
      fields: 4,
      cost: 4,
    });
    assert.equal(measure('{ ...Nowhere }').size.fields, 0);
  });

  it('counts introspection, which fits into what is allowed', () => {
    const { size } = measure(getIntrospectionQuery());
    assert.ok(size.depth > 10 && size.depth <= 15, `depth ${size.depth}`);
    assert.ok(size.fields > 50 && size.fields <= 500, `fields ${size.fields}`);
    assert.ok(size.cost > 500 && size.cost <= 10_000, `cost ${size.cost}`);
  });
});
