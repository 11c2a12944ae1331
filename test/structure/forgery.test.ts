import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { ActiveGrant, requireActiveGrants } from '../../src/consent/index.ts';
import { createReleasePort } from '../../src/release/index.ts';
import { LedgerReceipt } from '../../src/ledger/index.ts';
import type { LedgerPorts } from '../../src/ledger/index.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import {
  openAgainstReceipts,
  openForLegal,
  openForOwnMail,
  openForStaff,
  openForSubject,
  openValuesForSubject,
} from '../../src/vault/open.ts';
import { startMarketplace } from '../support/marketplace.ts';

const FILE = 'test/types/forgery.ts';

/** Nothing gets as far as the ledger. */
const noLedger: LedgerPorts = {
  sealForSubjects: () => Promise.resolve([]),
  rowMac: () => Buffer.alloc(0),
  erasureKey: () => Buffer.alloc(32),
  random: systemRandom,
};

describe('proof types', () => {
  it('a forged receipt, email, view, grant or transaction does not compile', () => {
    const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
    const program = ts.createProgram([FILE], options);
    const found = ts
      .getPreEmitDiagnostics(program)
      .filter((diagnostic) => diagnostic.file?.fileName.endsWith(FILE))
      .map(({ file, start }) => (file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0) + 1);
    const expected = readFileSync(FILE, 'utf8')
      .split('\n')
      .flatMap((line, i) => (line.endsWith('// FORGED') ? [i + 1] : []));
    assert.equal(expected.length, 18);
    assert.deepEqual([...new Set(found)], expected);
  });

  it('one that a cast got past the compiler is refused when it is used', async () => {
    const marketplace = await startMarketplace('sqlite');
    const { db, services } = marketplace;
    try {
      // JSON.parse gives `any`: the cast that lint cannot see.
      const receipt = JSON.parse(
        '{"entryId":"led_1","event":"release","subjectId":"sub_1"}',
      ) as LedgerReceipt;
      assert.equal(LedgerReceipt.isGenuine(receipt), false);
      await assert.rejects(
        db.read((reader) => openAgainstReceipts(reader, services.vault, [receipt])),
        /against a ledger receipt only/,
      );
      const view = JSON.parse('{"id":"opn_1","subjectId":"sub_1"}') as Parameters<typeof openForSubject>[2];
      await assert.rejects(
        db.read((reader) => openForSubject(reader, services.vault, view)),
        /against a recorded view only/,
      );
      await assert.rejects(
        db.read((reader) => openValuesForSubject(reader, services.vault, view)),
        /against a recorded view only/,
      );
      const mail = JSON.parse('{"id":"opn_1","subjectId":"sub_1","purpose":"verification"}') as Parameters<
        typeof openForOwnMail
      >[2];
      await assert.rejects(
        db.read((reader) => openForOwnMail(reader, services.vault, mail)),
        /against a recorded mail only/,
      );
      const look = '{"entryId":"led_1","subjectId":"sub_1","fields":["email"]}';
      const read = JSON.parse(look) as Parameters<typeof openForStaff>[2];
      await assert.rejects(
        db.read((reader) => openForStaff(reader, services.vault, read)),
        /against a recorded look only/,
      );
      const legal = JSON.parse(look) as Parameters<typeof openForLegal>[2];
      await assert.rejects(
        db.read((reader) => openForLegal(reader, services.vault, legal)),
        /against a recorded disclosure only/,
      );
      const grant = JSON.parse('{"id":"grt_1","subjectId":"sub_1"}') as ActiveGrant;
      const port = createReleasePort(noLedger, { pairwiseId: () => '', relayName: () => '' }, () =>
        Promise.resolve(),
      );
      await assert.rejects(
        db.transact((tx) => port.release(tx, [grant])),
        /proven in its own transaction/,
      );
      const tx = JSON.parse('{"q":null}') as Parameters<typeof requireActiveGrants>[0];
      await assert.rejects(requireActiveGrants(tx, ['grt_1']), /in an open transaction only/);
    } finally {
      await marketplace.stop();
    }
  });

  it('a grant proven in one transaction is worth nothing in the next', async () => {
    const marketplace = await startMarketplace('sqlite');
    const { db } = marketplace;
    try {
      const { acts } = await import('../support/marketplace.ts');
      const act = acts(marketplace);
      const person = marketplace.login('demo-user', 'ada.demo@mail.example');
      const appId = await act.appId('ink-proof');
      const { disclosure } = await act.disclosure(person, { appId });
      const { grant } = await act.installApp(person, appId, disclosure?.hash ?? '');
      const id = grant?.id ?? '';
      const kept = await db.transact((tx) => requireActiveGrants(tx, [id]));
      const stale = kept.get(id);
      assert.ok(stale instanceof ActiveGrant);
      const port = createReleasePort(noLedger, { pairwiseId: () => '', relayName: () => '' }, () =>
        Promise.resolve(),
      );
      await assert.rejects(
        db.transact((tx) => port.release(tx, [stale])),
        /proven in its own transaction/,
      );
    } finally {
      await marketplace.stop();
    }
  });
});
