import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { surroundingsOf } from '../../src/cli/surroundings.ts';
import { consolePages, operationsOf } from '../../src/console/index.ts';
import { createAdmission, createTrustedDocuments, doorSdl } from '../../src/graphql/index.ts';
import { ConfigError } from '../../src/kernel/errors.ts';
import { temporaryFolder } from '../support/databases.ts';
import { startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';

const OWN = 'query Titles { apps(first: 3) { nodes { name } } }';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Answer {
  data?: { apps: { nodes: unknown[] } };
  errors?: { message: string; extensions: { code: string } }[];
}

describe('documents that a door knows', () => {
  let marketplace: Marketplace;
  before(async () => {
    marketplace = await startMarketplace('sqlite', {
      environment: { SLUICE_AD_HOC_QUERIES: 'false' },
      pages: consolePages(),
      trustedDocuments: [OWN],
    });
  });
  after(() => marketplace.stop());

  async function send(body: unknown): Promise<{ status: number; answer: Answer }> {
    const response = await fetch(`${marketplace.serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as Answer };
  }
  async function get(parameters: Record<string, string>): Promise<{ status: number; answer: Answer }> {
    const response = await fetch(
      `${marketplace.serving.url}/graphql?${new URLSearchParams(parameters).toString()}`,
      { headers: { 'apollo-require-preflight': '1' } },
    );
    return { status: response.status, answer: (await response.json()) as Answer };
  }
  const persistedQuery = { version: 1, sha256Hash: sha256(OWN) };

  it('run by their hash, by the extension of Apollo’s clients, and by their text', async () => {
    for (const { status, answer } of [
      await send({ documentId: `sha256:${sha256(OWN)}` }),
      await send({ documentId: sha256(OWN).toUpperCase() }),
      await send({ extensions: { persistedQuery } }),
      await send({ query: OWN, extensions: { persistedQuery } }),
      await send({ query: OWN }),
      await get({ documentId: `sha256:${sha256(OWN)}` }),
      await get({ extensions: JSON.stringify({ persistedQuery }) }),
      await get({ query: OWN }),
    ]) {
      assert.equal(status, 200);
      assert.equal(answer.data?.apps.nodes.length, 3);
    }
  });

  it('are all that runs, and nobody adds to them', async () => {
    const other = '{ apps(first: 2) { nodes { name } } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(other) } };
    const refused = [
      [await send({ query: other }), 'DOCUMENT_NOT_TRUSTED'],
      [await send({ query: `${OWN} ` }), 'DOCUMENT_NOT_TRUSTED'],
      [await get({ query: other }), 'DOCUMENT_NOT_TRUSTED'],
      [await send({ extensions }), 'PERSISTED_QUERY_NOT_FOUND'],
      [await get({ extensions: JSON.stringify(extensions) }), 'PERSISTED_QUERY_NOT_FOUND'],
      [await send({ query: other, extensions }), 'DOCUMENT_NOT_TRUSTED'],
      [await send({ extensions }), 'PERSISTED_QUERY_NOT_FOUND'],
      [await send({ documentId: '__proto__' }), 'PERSISTED_QUERY_NOT_FOUND'],
      [await send({ documentId: `sha256:${sha256(OWN)}`, query: other }), 'BAD_USER_INPUT'],
      [await send({ query: '{ __schema { types { name } } }' }), 'DOCUMENT_NOT_TRUSTED'],
    ] as const;
    for (const [{ status, answer }, code] of refused) {
      assert.equal(status, 400);
      assert.deepEqual(
        answer.errors?.map(({ extensions: { code: said } }) => said),
        [code],
      );
      assert.equal(answer.data, undefined);
    }
    const partner = await marketplace.ask('partner', marketplace.partnerToken('calmly'), '{ me { slug } }');
    assert.deepEqual(partner.errors, [], 'a partner asks what it likes');
  });

  it('hold what the pages ask, each valid and within the limits of its door', () => {
    for (const door of ['marketplace', 'marketing'] as const) {
      const schema = buildSchema(doorSdl(door));
      const sources = [...operationsOf(door).values()];
      assert.ok(sources.length > 3);
      const { admit } = createAdmission(schema, {
        ...{ introspection: false, adHoc: false },
        trusted: createTrustedDocuments(sources),
        publicFields: new Set<string>(),
      });
      for (const source of sources) {
        assert.deepEqual(validate(schema, parse(source)), [], source);
        const named = /\$\w+: [\w!]+/.exec(source);
        // Without its variables it gets no further than that they are missing, which comes after the limits.
        if (named?.[0].endsWith('!')) assert.throws(() => admit({ source }), /required type/, source);
        else assert.ok(admit({ source }).cost > 0);
      }
    }
  });

  it('come from a file of the operator’s, in either form, or the start fails and says why', () => {
    const file = join(temporaryFolder(), 'documents.json');
    const read = (content: unknown): readonly string[] | undefined => {
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
      return surroundingsOf({
        SLUICE_DATA_DIR: temporaryFolder(),
        SLUICE_TRUSTED_DOCUMENTS_FILE: file,
        SLUICE_LOG_LEVEL: 'silent',
      }).trustedDocuments;
    };
    assert.deepEqual(read({ [sha256(OWN)]: OWN }), [OWN]);
    assert.deepEqual(read({ [`sha256:${sha256(OWN)}`]: OWN }), [OWN]);
    const operation = { id: sha256(OWN), name: 'Titles', type: 'query', body: OWN };
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] };
    assert.deepEqual(read(manifest), [OWN]);
    for (const [content, wants] of [
      ['no json', 'JSON'],
      [[OWN], 'texts by their SHA-256, or the manifest of Apollo’s clients'],
      [{ [sha256(`${OWN} `)]: OWN }, 'the SHA-256 of each text; that of document 1 is another'],
    ] as const) {
      assert.throws(
        () => read(content),
        (error) =>
          error instanceof ConfigError &&
          error.message.includes(`SLUICE_TRUSTED_DOCUMENTS_FILE wants ${wants}`),
      );
    }
    assert.throws(
      () => surroundingsOf({ SLUICE_TRUSTED_DOCUMENTS_FILE: '/nowhere.json', SLUICE_LOG_LEVEL: 'silent' }),
      /wants a readable file/,
    );
  });
});
