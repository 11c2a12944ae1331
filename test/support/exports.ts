import assert from 'node:assert/strict';
import yauzl from 'yauzl';
import { newKey } from './marketplace.ts';
import type { Person, UserErrors } from './marketplace.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

export interface ExportView {
  readonly id: string;
  readonly state: string;
  readonly percent: number;
  readonly size: number | null;
  readonly expiresAt: string | null;
}

const FIELDS = 'id state percent size expiresAt';

/** Files of a zip by path, read by another library than the one that wrote it. */
export function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, string>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('error', reject);
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            assert.ok(!files.has(entry.fileName), 'each path once');
            files.set(entry.fileName, Buffer.concat(chunks).toString());
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** What a person does to get a copy of their data. */
export function exportActs(stage: Stage) {
  const { marketplace } = stage;

  async function mutate<Fields>(person: Person, text: string, input: object): Promise<Fields & UserErrors> {
    const { data, errors } = await marketplace.ask<Record<string, Fields & UserErrors>>(
      'marketplace',
      person.token,
      text,
      { input },
    );
    assert.deepEqual(errors, []);
    return Object.values(data)[0] as Fields & UserErrors;
  }

  const list = async (person: Person): Promise<readonly ExportView[]> => {
    const { data, errors } = await marketplace.ask<{ viewer: { exports: { nodes: ExportView[] } } }>(
      'marketplace',
      person.token,
      `{ viewer { exports(first: 20) { nodes { ${FIELDS} } } } }`,
    );
    assert.deepEqual(errors, []);
    return data.viewer.exports.nodes;
  };

  const acts = {
    list,
    request: (person: Person, key = newKey()) =>
      mutate<{ export: ExportView | null }>(
        person,
        `mutation ($input: ExportMyDataInput!) { exportMyData(input: $input) {
          export { ${FIELDS} } userErrors { code field message } } }`,
        { idempotencyKey: key },
      ),
    link: (person: Person, exportId: string, key = newKey()) =>
      mutate<{ url: string | null; expiresAt: string | null }>(
        person,
        `mutation ($input: CreateExportLinkInput!) { createExportLink(input: $input) {
          url expiresAt userErrors { code field message } } }`,
        { exportId, idempotencyKey: key },
      ),
    reaches: (person: Person, id: string, state: string, timeoutMs = 30_000) =>
      until(
        async () => (await list(person)).some((one) => one.id === id && one.state === state),
        `the export to be ${state}`,
        timeoutMs,
      ),
    async ready(person: Person): Promise<ExportView> {
      const { export: made, userErrors } = await acts.request(person);
      assert.deepEqual(userErrors, []);
      assert.ok(made);
      await acts.reaches(person, made.id, 'READY');
      return made;
    },
    /** Asks where the service listens, which its public URL does not say in tests. */
    go: (url: string | null, method: 'GET' | 'POST') =>
      fetch(`${marketplace.serving.url}${new URL(url ?? '').pathname}`, { method }),
    async fetchFiles(person: Person, exportId: string): Promise<Map<string, string>> {
      const { url } = await acts.link(person, exportId);
      const response = await acts.go(url, 'POST');
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'application/zip');
      return unzip(Buffer.from(await response.arrayBuffer()));
    },
  };
  return acts;
}
