import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFsck } from '../../src/cli/ledger.ts';
import { verify } from '../../src/cli/verify.ts';
import { ConfigError } from '../../src/kernel/errors.ts';
import {
  append,
  formatVerifierKey,
  openCheckpoint,
  parseCheckpoint,
  parseVerifierKey,
  purgeRecords,
  readReceipts,
  recordPurge,
  verifyProof,
  verifyReceipt,
} from '../../src/ledger/index.ts';
import type { NewEntry, VerifierKey } from '../../src/ledger/index.ts';
import type { Tx } from '../../src/platform/db/index.ts';
import { purgeEndedGrants } from '../../src/privacy/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { acts, engines, newKey, rowsOf, startMarketplace } from '../support/marketplace.ts';
import type { Acts, Marketplace, Person } from '../support/marketplace.ts';
import { promptly, timed, until } from '../support/until.ts';

interface GrantNode {
  readonly id: string;
  readonly state: string;
  readonly receipt: string | null;
  readonly withdrawalReceipt: string | null;
}

const NODES = `{ viewer {
  grants(first: 20) { nodes { id state receipt withdrawalReceipt } }
  releases(first: 20) { nodes { id proof grant { id } } }
  refusals(first: 20) { nodes { id receipt text app { slug } } }
} }`;

interface Mine {
  readonly grants: { readonly nodes: readonly GrantNode[] };
  readonly releases: {
    readonly nodes: readonly { id: string; proof: string | null; grant: { id: string } }[];
  };
  readonly refusals: { readonly nodes: readonly { id: string; receipt: string | null; text: string }[] };
}

for (const dialect of engines) {
  describe(`the ledger that anyone can check, on ${dialect},`, () => {
    let marketplace: Marketplace;
    let act: Acts;
    let key: VerifierKey;
    let logUrl: string;
    let people = 0;
    const folder = temporaryFolder();

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
      logUrl = `${marketplace.serving.url}/ledger/`;
      const [signer] = marketplace.services.receipts.identity.signers;
      key = signer.key;
    });
    after(() => marketplace.stop());

    const vkey = (): string => formatVerifierKey(key);
    const check = (options: { remember?: string } = {}) => verify(logUrl, { key: [vkey()], ...options });
    const get = (path: string): Promise<Response> => fetch(`${logUrl}${path}`);
    const treeSize = async (): Promise<bigint> =>
      parseCheckpoint((await (await get('checkpoint')).text()).split('\n\n')[0] + '\n')?.size ?? -1n;

    /** The size that is shown once everything so far is in the tree. */
    async function settledSize(): Promise<bigint> {
      await until(
        async () => (await marketplace.services.ledgerStatus()).pending === 0,
        'everything in the tree',
      );
      return treeSize();
    }

    async function newPerson(): Promise<Person> {
      people += 1;
      const person = marketplace.login(`ledger-${people}`, `ledger.${people}@canary.example`);
      assert.deepEqual((await act.createAccount(person)).userErrors, []);
      return person;
    }

    async function install(person: Person, slug: string): Promise<string> {
      const appId = await act.appId(slug);
      const { disclosure } = await act.disclosure(person, { appId });
      const { grant } = await act.installApp(person, appId, disclosure?.hash ?? '');
      assert.ok(grant);
      return grant.id;
    }

    async function mine(person: Person): Promise<Mine> {
      const { data, errors } = await marketplace.ask<{ viewer: Mine }>('marketplace', person.token, NODES);
      assert.deepEqual(errors, []);
      return data.viewer;
    }

    /** The person's lists once every receipt in them is there. */
    async function proven(person: Person): Promise<Mine> {
      const complete = ({ grants, releases, refusals }: Mine): boolean =>
        grants.nodes.every((one) => one.receipt && (one.state === 'ACTIVE' || one.withdrawalReceipt)) &&
        [...releases.nodes.map(({ proof }) => proof), ...refusals.nodes.map(({ receipt }) => receipt)].every(
          Boolean,
        );
      await until(async () => complete(await mine(person)), 'receipts');
      return mine(person);
    }

    /** Runs `sluice verify` on a text as a person does who saved it. */
    async function verifyText(name: string, text: string | null | undefined) {
      assert.ok(text, `${name} is there`);
      const file = join(folder, name);
      writeFileSync(file, text);
      return verify(file, { key: [vkey()] });
    }

    it('gives a person a proof and a signed receipt of a yes, that hold without the service', async () => {
      const person = await newPerson();
      const grantId = await install(person, 'calmly-booking');
      const { grants, releases } = await proven(person);
      const [grant] = grants.nodes;
      const [release] = releases.nodes;
      assert.equal(grant?.id, grantId);
      assert.equal(grant?.withdrawalReceipt, null);

      const { leaf, checkpoint } = verifyProof(release?.proof ?? '', [key]);
      const record = JSON.parse(leaf.record?.toString() ?? '') as Record<string, unknown>;
      assert.equal(record['event'], 'release');
      assert.equal(record['grant'], grantId);
      assert.equal(checkpoint.origin, 'sluice.localhost/ledger');

      const verified = verifyReceipt(grant?.receipt ?? '', [key]);
      assert.equal(verified.state, 'given');
      assert.equal(verified.record['grant'], grantId);
      const { receipt } = JSON.parse(grant?.receipt ?? '') as { receipt: Record<string, never> };
      for (const field of [
        'pii_principal_id',
        'jurisdiction',
        'privacy_notice',
        'purposes',
        'party_identification',
      ]) {
        assert.ok(receipt[field], `the receipt says ${field}`);
      }
      assert.match(JSON.stringify(receipt), /Calmly/);
      assert.match(JSON.stringify(receipt), /withdrawal_method/);
      assert.ok(!grant?.receipt?.includes('@canary.example'), 'a receipt needs no email');

      assert.equal((await verifyText('given.json', grant?.receipt)).status, 0);
      const twice = grant?.receipt?.replace('"receipt": {', '"receipt": {"purposes": []}, "receipt": {');
      assert.equal((await verifyText('twice.json', twice)).status, 1, 'a name that stands twice');
      assert.equal((await verifyText('given.tlog-proof', release?.proof)).status, 0);
    });

    it('gives a signed receipt of a withdrawal and of a no, and shows a refused offer no more', async () => {
      const person = marketplace.login('demo-user', 'ada.demo@mail.example');
      const grantId = await install(person, 'ink-proof');
      await act.withdrawGrant(person, grantId);
      const offer = (await act.offers(person))[0];
      assert.ok(offer);
      const { disclosure } = await act.disclosure(person, { offerId: offer.id });
      const hash = disclosure?.hash ?? '';
      const idempotencyKey = newKey();
      const first = await act.dismissOffer(person, offer.id, hash, idempotencyKey);
      assert.deepEqual(first.userErrors, []);
      const again = await act.dismissOffer(person, offer.id, hash, idempotencyKey);
      assert.deepEqual(again, first, 'the same request has the same answer');
      const other = await act.dismissOffer(person, offer.id, hash);
      assert.equal(other.userErrors[0]?.code, 'DISCLOSURE_EXPIRED');
      assert.equal((await act.acceptOffer(person, offer.id, hash)).userErrors[0]?.code, 'DISCLOSURE_EXPIRED');
      assert.ok(!(await act.offers(person)).some(({ id }) => id === offer.id));

      const { grants, refusals } = await proven(person);
      const withdrawn = verifyReceipt(
        grants.nodes.find(({ id }) => id === grantId)?.withdrawalReceipt ?? '',
        [key],
      );
      assert.deepEqual([withdrawn.state, withdrawn.record['reason']], ['withdrawn', 'withdrawn']);
      const refused = verifyReceipt(refusals.nodes[0]?.receipt ?? '', [key]);
      assert.deepEqual([refused.state, refused.record['offer']], ['refused', offer.id]);
      assert.equal(refusals.nodes[0]?.text, disclosure?.text);
      const released = await rowsOf<{ grant_id: string }>(marketplace, 'releases');
      assert.equal(
        released.filter((row) => row.grant_id !== grantId && row.grant_id === refusals.nodes[0]?.id).length,
        0,
      );
    });

    it('refuses a no to what was not shown, to somebody else’s text, and to what was accepted', async () => {
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      const stranger = await newPerson();
      const offer = (await act.offers(ada))[0];
      assert.ok(offer);
      const { disclosure } = await act.disclosure(ada, { offerId: offer.id });
      const hash = disclosure?.hash ?? '';
      const code = async (person: Person, offerId: string, disclosureHash: string): Promise<unknown> =>
        (await act.dismissOffer(person, offerId, disclosureHash)).userErrors[0]?.code;
      assert.equal(await code(stranger, offer.id, hash), 'DISCLOSURE_UNKNOWN');
      assert.equal(await code(ada, offer.id, 'f'.repeat(64)), 'DISCLOSURE_UNKNOWN');
      assert.equal(await code(ada, 'off_01KDVDNA00V1QTF2D1QE4MV9VB', hash), 'DISCLOSURE_UNKNOWN');
      assert.deepEqual((await act.acceptOffer(ada, offer.id, hash)).userErrors, []);
      const shownAgain = await act.disclosure(ada, { offerId: offer.id });
      assert.equal(await code(ada, offer.id, shownAgain.disclosure?.hash ?? ''), 'ALREADY_ACCEPTED');
      assert.equal(
        (await act.dismissOffer(marketplace.login('nobody', 'n@canary.example'), offer.id, hash))
          .userErrors[0]?.code,
        'ACCOUNT_REQUIRED',
      );
    });

    it('shows a fresh checkpoint within a second of a commit', async () => {
      await promptly(1_000, async () => {
        const person = await newPerson();
        const before = await settledSize();
        await install(person, 'calmly-rooms');
        return timed(() => until(async () => (await treeSize()) > before, 'a larger checkpoint'));
      });
    });

    it('serves the log as tlog-tiles: paths, types, caching, and nothing beside', async () => {
      const checkpoint = await get('checkpoint');
      assert.equal(checkpoint.headers.get('content-type'), 'text/plain; charset=utf-8');
      assert.equal(checkpoint.headers.get('cache-control'), 'no-cache');
      assert.equal(checkpoint.headers.get('access-control-allow-origin'), '*');
      const { size } = openCheckpoint(await checkpoint.text(), [key]);
      const tile = await get(`tile/0/000.p/${size}`);
      assert.equal(tile.status, 200);
      assert.equal(tile.headers.get('content-type'), 'application/octet-stream');
      assert.match(tile.headers.get('cache-control') ?? '', /max-age=31536000, immutable/);
      assert.equal((await tile.arrayBuffer()).byteLength, Number(size) * 32);
      const smaller = Buffer.from(await (await get('tile/0/000.p/1')).arrayBuffer());
      assert.equal(smaller.length, 32);
      for (const path of [
        'tile/0/000',
        'tile/0/001.p/1',
        `tile/0/000.p/${Number(size) + 1}`,
        'tile/0/000.p/0',
        'tile/00/000.p/1',
        'tile/0/x000/000.p/1',
        'tile/0/%30%30%30.p/1',
        'tile/1/000',
        'tile/entries/000',
        'tile/entries/000.p/01',
        'tile/0/000.p/1/',
        'tile/../checkpoint/x',
        'Checkpoint',
        'checkpoint/',
        'tile/',
        '',
      ]) {
        const answer = await get(path);
        assert.equal(answer.status, 404, path);
        assert.match(answer.headers.get('cache-control') ?? '', /no-store/, path);
      }
      const policy = await (await get('policy')).text();
      assert.match(policy, /^log sluice\.localhost\/ledger\+[0-9a-f]{8}\+\S+ http/);
      const [, shown] = policy.split(/\s+/);
      assert.deepEqual(parseVerifierKey(shown ?? ''), key);
    });

    it('is checked whole from its URL, and holds what is remembered', async () => {
      const remember = join(folder, `remember-${dialect}`);
      await settledSize();
      const first = await check({ remember });
      assert.equal(first.status, 0, first.line);
      assert.match(
        first.line,
        /^OK sluice\.localhost\/ledger: all \d+ entries, root \S+=, no trusted witness$/,
      );
      assert.match(first.details[0] ?? '', /"event":"policy"/);
      const person = await newPerson();
      const before = await settledSize();
      await install(person, 'acorn-helpdesk');
      await until(async () => (await treeSize()) > before, 'a larger checkpoint');
      const second = await check({ remember });
      assert.equal(second.status, 0, second.line);
      assert.match(second.line, new RegExp(`continues the ${before} entries`));
      assert.equal(openCheckpoint(readFileSync(remember, 'utf8'), [key]).size, before + 1n);
    });

    it('erases a person for good: records and keys are gone, every proof and the whole tree still verify', async () => {
      const person = await newPerson();
      await install(person, 'calmly-booking');
      const before = await proven(person);
      const subjectId = verifyReceipt(before.grants.nodes[0]?.receipt ?? '', [key]).record['subject'];
      const key_ = newKey();
      const { erasedAt, receipt } = await act.eraseAccount(person, key_);
      assert.ok(erasedAt);
      const erased = verifyReceipt(receipt ?? '', [key]);
      assert.deepEqual([erased.state, erased.record['subject']], ['erased', subjectId]);
      const again = await act.eraseAccount(person, key_);
      assert.equal(again.erasedAt, erasedAt);
      assert.deepEqual(
        verifyReceipt(again.receipt ?? '', [key]).record,
        erased.record,
        'and may be asked for again',
      );

      const rows = await rowsOf<{ sealed: Buffer | null; destroyed_by: string | null; event: string }>(
        marketplace,
        'ledger_entries',
      );
      const own = rows.filter((row) => (row as { subject_id?: unknown }).subject_id === subjectId);
      assert.deepEqual(own.map((row) => row.event).sort(), ['erasure', 'release', 'withdrawal']);
      assert.ok(own.every((row) => row.sealed === null));
      assert.ok(own.every((row) => row.event === 'erasure' || row.destroyed_by !== null));
      assert.equal(verifyReceipt(before.grants.nodes[0]?.receipt ?? '', [key]).state, 'given');
      assert.equal((await check()).status, 0);
      assert.deepEqual(await runFsck(marketplace.serving.sluice), []);
    });

    it('takes every kind of leaf, and says of a purge how many and by which rule', async () => {
      const person = await newPerson();
      const grantId = await install(person, 'calmly-booking');
      await act.withdrawGrant(person, grantId);
      const { db, serving } = marketplace;
      const [subject] = await rowsOf<{ id: string }>(marketplace, 'subjects');
      const subjectId = subject?.id ?? '';
      const kept = await install(await newPerson(), 'calmly-booking');
      const grants = await rowsOf<Record<'id' | 'subject_id' | 'partner_id' | 'app_id', string>>(
        marketplace,
        'grants',
      );
      await db.transact((tx) => {
        const at = tx.now;
        const entries: NewEntry[] = [
          ...grants
            .filter(({ id }) => id === kept)
            .map(({ id: grant, subject_id, partner_id: partner, app_id: app }): NewEntry => {
              const about = { subject: subject_id, grant, partner, app };
              const record = { event: 'correction', ...about, sentAt: at } as const;
              return { subjectId: subject_id, about: grant, record };
            }),
          {
            subjectId,
            about: null,
            record: {
              ...{ event: 'legal', subject: subjectId, request: 'r1', authority: 'A court' },
              ...{ instrument: 'court_order', reference: '12/26', fields: ['email'], disclosedAt: at },
              ...{ from: null, until: null },
            },
          },
          {
            subjectId,
            about: null,
            record: {
              event: 'staff-read',
              subject: subjectId,
              staff: 'officer',
              reason: 'complaint',
              ...{ read: 'r1', reference: null, fields: ['email'], request: null, readAt: at },
            },
          },
        ];
        return append(tx, serving.sluice.ledger, entries);
      });
      marketplace.clock.advance(1_000);
      const purged = await purgeEndedGrants(db, serving.sluice.ledger, marketplace.clock.now());
      assert.ok(purged >= 2, `${purged} records purged`);
      assert.equal(await purgeEndedGrants(db, serving.sluice.ledger, marketplace.clock.now()), 0);
      assert.equal(
        await db.transact((tx) => recordPurge(tx, serving.sluice.ledger, { data: 'x', rule: 'y', count: 0 })),
        null,
      );

      const kinds = [
        'CORRECTION',
        'LEGAL',
        'STAFF_READ',
        'PURGE',
        'POLICY',
        'RELEASE',
        'WITHDRAWAL',
        'ERASURE',
        'REFUSAL',
      ];
      const asked = () =>
        marketplace.ask<{
          ledger: {
            halted: string | null;
            rejected: number;
            pending: number;
            size: string;
            entries: {
              nodes: {
                event: string;
                published: string | null;
                destroyed: boolean;
                proof: string;
                index: string;
              }[];
            };
          };
        }>(
          'privacy',
          marketplace.staffToken('privacy'),
          '{ ledger { halted rejected pending size entries(first: 100) { nodes { event published destroyed proof index } } } }',
        );
      await until(async () => (await asked()).data.ledger.pending === 0, 'everything in the tree');
      const { ledger } = (await asked()).data;
      assert.deepEqual([ledger.halted, ledger.rejected], [null, 0]);
      const { nodes } = ledger.entries;
      assert.equal(String(nodes.length), ledger.size);
      assert.deepEqual(new Set(nodes.map(({ event }) => event)), new Set(kinds));
      for (const { proof, index, event, published } of nodes) {
        const { leaf, index: proven_ } = verifyProof(proof, [key]);
        assert.equal(String(proven_), index);
        assert.equal(leaf.record?.toString() ?? null, published, 'the office’s proof opens nothing');
        assert.equal(published !== null, event === 'POLICY' || event === 'PURGE');
      }
      const purge = JSON.parse(nodes.find(({ event }) => event === 'PURGE')?.published ?? '') as Record<
        string,
        unknown
      >;
      assert.equal(purge['count'], purged);
      assert.match(String(purge['rule']), /^records of grants that ended before 20/);
      assert.ok(nodes.some(({ event, destroyed }) => event === 'WITHDRAWAL' && destroyed));
      assert.deepEqual(await runFsck(serving.sluice), []);
      const verdict = await check();
      assert.equal(verdict.status, 0, verdict.line);
      assert.ok(verdict.details.some((line) => line.includes('"event":"purge"')));

      const active = await mine(person);
      assert.equal(active.grants.nodes[0]?.receipt, null, 'what is purged opens no more');
      assert.equal(await db.transact((tx) => purgeRecords(tx, serving.sluice.ledger, [grantId], 'again')), 0);
    });

    it('keeps a row that the program did not write out of the tree, and says so', async () => {
      const { db, serving } = marketplace;
      const before = await settledSize();
      const published = JSON.stringify({
        count: 1_000,
        data: 'ledger records',
        event: 'purge',
        purgedAt: 1,
        rule: 'forged',
      });
      await db.transact((tx) =>
        tx.q('ledger_entries').insert({
          ...{ id: 'led_forged', event: 'purge', subject_id: null, sealed: null, recorded_at: 1 },
          leaf: Buffer.concat([Buffer.from([1, 1]), Buffer.from(published)]),
          mac: Buffer.alloc(32),
        }),
      );
      const rejected = async (): Promise<number> => (await marketplace.services.ledgerStatus()).rejected;
      await until(async () => (await rejected()) === 1, 'the row to be rejected');
      assert.equal(await treeSize(), before);
      const problems = await runFsck(serving.sluice);
      assert.ok(
        problems.some(({ where, what }) => where.includes('led_forged') && what.includes('did not write')),
      );
      await db.transact((tx) => tx.q('ledger_entries').where('id', 'led_forged').delete());
      assert.deepEqual(await runFsck(serving.sluice), []);
    });

    it('releases nothing on a row that the program did not write', async () => {
      const { db, services } = marketplace;
      const rowMac = (row: string): Buffer => services.hashes.ledgerRow(row);
      const person = await newPerson();
      const grantId = await install(person, 'calmly-booking');
      const [entry] = (
        await rowsOf<{ id: string; about: string; mac: Buffer }>(marketplace, 'ledger_entries')
      ).filter((row) => row.about === grantId);
      assert.ok(entry);
      const receipts = () => db.read((reader) => readReceipts(reader, rowMac, [entry.id]));
      assert.equal((await receipts()).size, 1);
      const change = (values: object) =>
        db.transact((tx) => tx.q('ledger_entries').where({ id: entry.id }).update(values));
      for (const [changed, back] of [
        [
          { recorded_at: 1 },
          {
            recorded_at: (
              await rowsOf<{ id: string; recorded_at: number }>(marketplace, 'ledger_entries')
            ).find(({ id }) => id === entry.id)?.recorded_at,
          },
        ],
        [{ mac: null }, { mac: entry.mac }],
        [{ rejected_at: 1 }, { rejected_at: null }],
      ] as const) {
        await change(changed);
        assert.equal((await receipts()).size, 0, JSON.stringify(changed));
        await change(back);
      }
      assert.equal((await receipts()).size, 1);
    });

    it('shows nobody another person’s receipts', async () => {
      const owner = await newPerson();
      const grantId = await install(owner, 'calmly-booking');
      await proven(owner);
      const stranger = await newPerson();
      const query = `{ node(id: "${grantId}") { ... on Grant { receipt } } }`;
      const theirs = await marketplace.ask<{ node: unknown }>('marketplace', stranger.token, query);
      assert.equal(theirs.data.node, null);
      const own = await marketplace.ask<{ node: { receipt: string } }>('marketplace', owner.token, query);
      assert.ok(own.data.node.receipt);
    });

    it('wants to be told whom to trust, and tells what is wrong with what it was told', async () => {
      const wants = async (work: Promise<unknown>, expected: RegExp): Promise<void> =>
        assert.rejects(work, (error) => error instanceof ConfigError && expected.test(error.message));
      await wants(verify(logUrl, { key: [] }), /--key VKEY or --policy FILE/);
      await wants(verify(logUrl, { key: ['nonsense'] }), /--key wants/);
      await wants(verify(join(folder, 'not-there'), { key: [vkey()] }), /is not there/);
      await wants(
        verify(logUrl, { key: [], policy: join(folder, 'no-policy') }),
        /--policy wants a readable file/,
      );
      const policy = join(folder, 'policy');
      writeFileSync(policy, 'log nonsense\nquorum none\n');
      await wants(verify(logUrl, { key: [], policy }), /line 1: wants the verifier key of a log/);
      const away = await verify('http://127.0.0.1:9/ledger/', { key: [vkey()] });
      assert.equal(away.status, 3);
      assert.match(away.line, /^UNCHECKED http:\/\/127\.0\.0\.1:9\/ledger\/checkpoint: /);
      const otherKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
      const foreign = await verify(logUrl, { key: [otherKey] });
      assert.deepEqual(
        [foreign.status, foreign.line],
        [1, 'FAILED checkpoint: no trusted key signed this note'],
      );
    });
  });
}

for (const dialect of engines) {
  describe(`a stored log that was changed under the program, on ${dialect},`, () => {
    for (const [what, change] of [
      [
        'a tile',
        (tx: Tx) =>
          tx
            .q('ledger_tiles')
            .where({ id: '0/0' })
            .update({ hashes: Buffer.alloc(64, 7) }),
      ],
      ['the tiles', (tx: Tx) => tx.q('ledger_tiles').delete()],
      ['its checkpoints', (tx: Tx) => tx.q('ledger_checkpoints').delete()],
      ['its size', (tx: Tx) => tx.q('ledger_state').update({ size: 1 })],
    ] as const) {
      it(`is not signed again: ${what}`, async () => {
        const marketplace = await startMarketplace(dialect);
        const act = acts(marketplace);
        const { db, services } = marketplace;
        const install = async (name: string): Promise<void> => {
          const person = marketplace.login(name, `${name}@canary.example`);
          await act.createAccount(person);
          const appId = await act.appId('calmly-booking');
          const { disclosure } = await act.disclosure(person, { appId });
          assert.ok((await act.installApp(person, appId, disclosure?.hash ?? '')).grant);
        };
        await install('one');
        await until(async () => (await services.ledgerStatus()).head?.size === 2, 'the tree');
        await db.transact(async (tx) => {
          await change(tx);
        });
        await install('two');
        await until(async () => (await services.ledgerStatus()).halted !== null, 'the log to halt');
        const { halted, pending } = await services.ledgerStatus();
        assert.equal(halted, 'the stored log is not the one that was signed last');
        assert.equal(pending, 1, 'and what was recorded waits');
        const heads = await rowsOf<{ size: number }>(marketplace, 'ledger_checkpoints');
        assert.ok(
          heads.every(({ size }) => size <= 2),
          'nothing new is signed',
        );
        await marketplace.stop();
      });
    }
  });
}
