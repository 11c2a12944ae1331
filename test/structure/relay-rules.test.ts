import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { doors } from '../../src/kernel/principal.ts';

const eslint = new ESLint();

/** What lint says of a file of the SDL once something in it is written otherwise. */
async function broken(file: string, right: string | RegExp, wrong: string): Promise<string[]> {
  const filePath = `schema/${file}`;
  const sdl = readFileSync(filePath, 'utf8');
  const text = sdl.replace(right, wrong);
  assert.notEqual(text, sdl, `${file} has ${String(right)}`);
  const results = await eslint.lintText(text, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

describe('the Relay rules of npm run lint', () => {
  it('find nothing in the SDL', async () => {
    const results = await eslint.lintFiles(['schema/*.graphql']);
    const sdl = readdirSync('schema').filter((file) => file.endsWith('.graphql'));
    assert.equal(results.length, sdl.length);
    assert.deepEqual(
      results.flatMap(({ filePath, messages }) => messages.map(({ message }) => `${filePath}: ${message}`)),
      [],
    );
  });

  it('know the edges of every door, not of the first one alone', async () => {
    for (const door of doors) {
      const chapters = readdirSync('schema').filter((file) =>
        new RegExp(`^${door}(-.*)?\\.graphql$`).test(file),
      );
      const withEdges = chapters.filter((file) =>
        /^type \w+Edge /m.test(readFileSync(`schema/${file}`, 'utf8')),
      );
      assert.notEqual(withEdges.length, 0, door);
      for (const file of withEdges) {
        const found = await broken(file, /(type \w+Edge \{\s+)cursor: String!/, '$1place: String!');
        assert.deepEqual(found, ['relay/relay-edge-types'], file);
      }
    }
  });

  it('find a list that pages one way alone, a connection without its page, a page that may be unknown', async () => {
    const oneWay = await broken(
      'partner.graphql',
      'contacts(first: Int, after: String, last: Int,',
      'contacts(last: Int,',
    );
    assert.deepEqual(oneWay, ['relay/relay-arguments', 'relay/relay-arguments'], '`first` and `after`');
    const words = await broken('partner.graphql', 'contacts(first: Int,', 'contacts(first: String,');
    assert.deepEqual(words, ['relay/relay-arguments']);
    const without = await broken('privacy.graphql', /(type ReleaseConnection \{[^}]*)pageInfo:/, '$1page:');
    assert.deepEqual(without, ['relay/relay-connection-types']);
    const unknown = await broken('shared.graphql', 'hasNextPage: Boolean!', 'hasNextPage: Boolean');
    assert.deepEqual(unknown, ['relay/relay-page-info']);
  });

  it('find a Node with more than an id, an id of another type, a node that is asked for by something else', async () => {
    const wrong: [string | RegExp, string][] = [
      [/(interface Node \{)/, '$1 name: String @auth(requires: PUBLIC) @data(class: PUBLIC)'],
      [/(type App implements Node \{\s+id: )ID!/, '$1ID'],
      [/(type App implements Node \{\s+id: )ID!/, '$1String!'],
      ['node(id: ID!): Node', 'node(id: ID!): Node!'],
      ['node(id: ID!): Node', 'node(slug: String!): Node'],
      ['node(id: ID!): Node', 'node(id: ID!, kind: String): Node'],
    ];
    for (const [right, instead] of wrong) {
      assert.deepEqual(
        await broken('marketplace.graphql', right, instead),
        ['no-restricted-syntax'],
        instead,
      );
    }
  });
});
