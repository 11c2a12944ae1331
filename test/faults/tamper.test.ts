import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import knexFactory from 'knex';
import type { Knex } from 'knex';
import { sequence } from '../../seeds/deterministic.ts';
import { runFsck } from '../../src/cli/ledger.ts';
import { verify } from '../../src/cli/verify.ts';
import { HOUR } from '../../src/kernel/clock.ts';
import { append, exportLog, formatVerifierKey } from '../../src/ledger/index.ts';
import { purgeEndedGrants } from '../../src/privacy/index.ts';
import { temporaryFolder } from '../support/databases.ts';
import { dose } from '../support/dose.ts';
import { acts, engines, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { until } from '../support/until.ts';

const ROWS = dose(60, 500);
const BYTES = dose(250, 600);
const FILES = dose(100, 300);

/**
 * What the ledger answers for, by table. Left out is what has no meaning to falsify: `seq` (the order of insertion, of
 * no account once an entry has its place), `signed_at` (housekeeping), `witness` rows (what others said last).
 */
const columns: Readonly<Record<string, readonly string[]>> = {
  ledger_entries: [
    'id',
    'event',
    'subject_id',
    'about',
    'leaf',
    'sealed',
    'mac',
    'leaf_index',
    'destroyed_by',
    'recorded_at',
    'rejected_at',
  ],
  ledger_tiles: ['id', 'hashes'],
  ledger_checkpoints: ['size', 'root', 'note'],
  ledger_state: ['origin', 'size', 'halted'],
  releases: ['grant_id', 'subject_id', 'partner_id', 'app_id', 'ledger_entry_id', 'released_at'],
  grants: [
    'subject_id',
    'app_id',
    'partner_id',
    'basis',
    'offer_id',
    'fields',
    'purposes',
    'disclosure_hash',
    'text_version',
    'policy_id',
    'partner_policy_id',
    'means',
    'state',
    'granted_at',
    'ended_at',
    'end_reason',
  ],
  offer_refusals: ['id', 'subject_id', 'app_id', 'partner_id', 'offer_id', 'disclosure_hash', 'refused_at'],
  policies: ['version', 'text', 'text_hash', 'material', 'effective_at', 'published_at'],
  disclosures: [
    'hash',
    'subject_id',
    'app_id',
    'partner_id',
    'offer_id',
    'basis',
    'policy_id',
    'partner_policy_id',
    'text_version',
    'text',
    'nonce',
    'created_at',
    'expires_at',
    'used_at',
  ],
};

type Row = Record<string, unknown>;

/** Somebody with the database in hand: no foreign keys, no triggers, no rules of ours. */
function openAsIntruder(marketplace: Marketplace): Knex {
  if (marketplace.db.dialect === 'sqlite') {
    const filename = marketplace.databaseUrl.replace('sqlite:', '');
    return knexFactory({
      client: 'sqlite3',
      connection: { filename },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
  }
  return knexFactory({
    client: 'pg',
    connection: marketplace.databaseUrl,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (
        connection: { query(sql: string, done: (error: unknown) => void): void },
        done: (error: unknown, connection: unknown) => void,
      ) => connection.query('set session_replication_role = replica', (error) => done(error, connection)),
    },
  });
}

for (const dialect of engines) {
  describe(`a ledger that is tampered with, on ${dialect},`, function () {
    this.timeout(10 * 60_000);
    const random = sequence(20_261_125);
    const below = (n: number): number => Math.floor(random() * n);
    const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
    let marketplace: Marketplace;
    let intruder: Knex;
    let folder: string;
    let trust: { key: string[] };
    let receipts: { name: string; text: string }[];

    before(async () => {
      marketplace = await startMarketplace(dialect, { worker: { poll: HOUR } });
      const act = acts(marketplace);
      receipts = [];
      for (let i = 0; i < 12; i += 1) {
        const person = marketplace.login(`tamper-${i}`, `tamper.${i}@canary.example`);
        await act.createAccount(person);
        for (const slug of ['calmly-booking', 'calmly-rooms', 'ink-proof']) {
          const appId = await act.appId(slug);
          const { disclosure } = await act.disclosure(person, { appId });
          const { grant } = await act.installApp(person, appId, disclosure?.hash ?? '');
          if (slug === 'calmly-rooms') await act.withdrawGrant(person, grant?.id ?? '');
          if (slug === 'ink-proof' && i % 3 === 0) await act.uninstallApp(person, appId);
        }
        if (i % 4 === 1) await act.eraseAccount(person);
      }
      const ada = marketplace.login('demo-user', 'ada.demo@mail.example');
      for (const offer of (await act.offers(ada)).slice(0, 2)) {
        const { disclosure } = await act.disclosure(ada, { offerId: offer.id });
        await act.dismissOffer(ada, offer.id, disclosure?.hash ?? '');
      }
      const { serving, db, services } = marketplace;
      const { ledger } = serving.sluice;
      marketplace.clock.advance(HOUR);
      assert.ok((await purgeEndedGrants(db, ledger, marketplace.clock.now() - HOUR / 2)) > 0);
      // More than one tile, so that there are full ones and a level above.
      await db.transact((tx) =>
        append(
          tx,
          ledger,
          Array.from({ length: 300 }, (_, i) => ({
            subjectId: null,
            about: null,
            record: {
              event: 'purge',
              data: 'made up',
              rule: `the rule numbered ${i}`,
              count: 1,
              purgedAt: tx.now,
            } as const,
          })),
        ),
      );
      await until(async () => (await services.ledgerStatus()).pending === 0, 'everything in the tree');
      const { data } = await marketplace.ask<{
        viewer: { refusals: { nodes: { receipt: string }[] } };
      }>('marketplace', ada.token, '{ viewer { refusals(first: 5) { nodes { receipt } } } }');
      receipts = data.viewer.refusals.nodes.map(({ receipt }, i) => ({
        name: `refused-${i}.json`,
        text: receipt,
      }));
      const person = marketplace.login('tamper-0', 'tamper.0@canary.example');
      const own = await marketplace.ask<{
        viewer: { releases: { nodes: { proof: string; grant: { receipt: string } }[] } };
      }>(
        'marketplace',
        person.token,
        '{ viewer { releases(first: 3) { nodes { proof grant { receipt } } } } }',
      );
      for (const { proof, grant } of own.data.viewer.releases.nodes) {
        // Purged ones open no more; this person's last yes is in force.
        if (proof) receipts.push({ name: 'given.tlog-proof', text: proof });
        if (grant.receipt) receipts.push({ name: 'given.json', text: grant.receipt });
      }
      assert.ok(receipts.length >= 3);

      trust = { key: services.receipts.identity.signers.map(({ key }) => formatVerifierKey(key)) };
      folder = join(temporaryFolder(), 'log');
      await exportLog(db, services.receipts.trust, folder, () => undefined);
      intruder = openAsIntruder(marketplace);
    });
    after(async () => {
      await intruder?.destroy();
      await marketplace?.stop();
    });

    const fsckFinds = async (): Promise<string[]> =>
      (await runFsck(marketplace.serving.sluice)).map(({ where, what }) => `${where}: ${what}`);

    function filesUnder(where: string): string[] {
      return readdirSync(where, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    }

    /** Another value of the same kind. */
    function altered(value: unknown, others: readonly unknown[]): unknown {
      const different = others.filter((other) => other !== null && String(other) !== String(value));
      if (Buffer.isBuffer(value)) {
        const copy = Buffer.from(value);
        const at = below(copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
        return pick([copy, Buffer.concat([value, Buffer.from([0])]), value.subarray(1)]);
      }
      if (different.length > 0 && random() < 0.5) return pick(different);
      if (typeof value === 'boolean') return !value;
      if (typeof value === 'number') return value === 0 || value === 1 ? 1 - value : value + pick([-1, 1]);
      if (typeof value === 'string') return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
      return pick([...different, 'x']);
    }

    it('is whole before anybody touches it', async () => {
      assert.deepEqual(await fsckFinds(), []);
      const verdict = await verify(folder, trust);
      assert.equal(verdict.status, 0, verdict.line);
    });

    it(`${ROWS} changed, deleted, swapped or added rows are all found`, async () => {
      let tried = 0;
      const missed: string[] = [];
      while (tried < ROWS) {
        const table = pick(Object.keys(columns));
        const key = table === 'ledger_checkpoints' ? 'size' : 'id';
        const rows = (await intruder(table)) as Row[];
        const answered = new Set([
          ...((await intruder('grants')) as Row[]).map((row) => row['disclosure_hash']),
          ...((await intruder('offer_refusals')) as Row[]).map((row) => row['disclosure_hash']),
        ]);
        const forgotten = new Set(
          ((await intruder('ledger_entries')) as Row[])
            .filter((one) => one['subject_id'] !== null && one['sealed'] === null)
            .map((one) => one['about']),
        );
        // A text that nobody answered is in no record, and what was erased or purged is held against nothing any more.
        const isKnown = (row: Row): boolean =>
          (table !== 'disclosures' || answered.has(row['hash'])) &&
          (table !== 'grants' || !forgotten.has(row['id']));
        const known = rows.filter(isKnown);
        const row = pick(known);
        const column = pick(columns[table] ?? []);
        const others = known.map((other) => other[column]);
        const way = pick(['change', 'change', 'change', 'null', 'delete', 'swap'] as const);
        const before = { ...row };
        // An old checkpoint may be thrown away; the newest may not.
        const newest = Math.max(...rows.map((one) => Number(one['size'])));
        if (way === 'delete' && table === 'ledger_checkpoints' && row['size'] !== newest) continue;
        let what = `${way} ${table}.${column} of ${String(row[key])}`;
        try {
          if (way === 'delete') {
            await intruder(table)
              .where(key, row[key] as string)
              .delete();
            what = `delete ${table} ${String(row[key])}`;
          } else if (way === 'swap') {
            const other = pick(known);
            if (String(other[column]) === String(row[column])) continue;
            // By way of a value that is nobody's, for a unique index looks at each step.
            await intruder.transaction(async (trx) => {
              const place = (one: Row) => trx(table).where(key, one[key] as string);
              if (column === key) await place(other).delete();
              else await place(other).update({ [column]: row[column] });
              await place(row).update({ [column]: other[column] });
            });
            const restore = async (): Promise<void> => {
              await intruder(table)
                .where(key, (column === key ? other : row)[key] as string)
                .delete();
              await intruder(table)
                .where(key, other[key] as string)
                .delete();
              await intruder(table).insert([row, other]);
            };
            const found = await fsckFinds();
            await restore();
            tried += 1;
            if (found.length === 0) missed.push(`${what} with ${String(other[key])}`);
            continue;
          } else {
            // Without a place it waits for one, and the sequencer gives it another: see below.
            if (way === 'null' && column === 'leaf_index') continue;
            const value = way === 'null' ? null : altered(row[column], others);
            if (String(value) === String(row[column]) && !Buffer.isBuffer(value)) continue;
            await intruder(table)
              .where(key, row[key] as string)
              .update({ [column]: value });
          }
        } catch {
          // The database itself refused: nothing was changed.
          continue;
        }
        const found = await fsckFinds();
        const [after] = (await intruder(table).where(key, row[key] as string)) as Row[];
        if (after === undefined && way !== 'delete') {
          const ids = new Set(rows.map((one) => String(one[key])));
          const strangers = ((await intruder(table)) as Row[]).filter((one) => !ids.has(String(one[key])));
          for (const one of strangers)
            await intruder(table)
              .where(key, one[key] as string)
              .delete();
        }
        if (after !== undefined)
          await intruder(table)
            .where(key, row[key] as string)
            .delete();
        await intruder(table).insert(before);
        tried += 1;
        if (found.length === 0) missed.push(what);
      }
      assert.deepEqual(missed, []);
      assert.deepEqual(await fsckFinds(), [], 'everything is back in its place');
    });

    it(`${BYTES} changed bytes of the served files are all found, and the place is named`, async () => {
      const files = filesUnder(folder);
      const missed: string[] = [];
      for (let i = 0; i < BYTES; i += 1) {
        const file = pick(files);
        const bytes = readFileSync(file);
        const copy = Buffer.from(bytes);
        const at = below(copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
        writeFileSync(file, copy);
        const { status, line } = await verify(folder, trust);
        writeFileSync(file, bytes);
        if (status !== 1) missed.push(`byte ${at} of ${relative(folder, file)}: ${line}`);
        else assert.match(line, /^FAILED (checkpoint|tile\/\S+): /);
      }
      assert.deepEqual(missed, []);
    });

    it(`${FILES} missing, cut, exchanged or emptied files are all found`, async () => {
      const files = filesUnder(folder);
      const missed: string[] = [];
      for (let i = 0; i < FILES; i += 1) {
        const file = pick(files);
        const bytes = readFileSync(file);
        const other = pick(files.filter((one) => !readFileSync(one).equals(bytes)));
        const way = pick(['remove', 'cut', 'grow', 'exchange', 'empty'] as const);
        const otherBytes = readFileSync(other);
        if (way === 'remove') rmSync(file);
        if (way === 'cut') writeFileSync(file, bytes.subarray(0, below(bytes.length)));
        if (way === 'grow') writeFileSync(file, Buffer.concat([bytes, bytes.subarray(0, 1 + below(40))]));
        if (way === 'empty') writeFileSync(file, '');
        if (way === 'exchange') {
          writeFileSync(file, otherBytes);
          writeFileSync(other, bytes);
        }
        const { status, line } = await verify(folder, trust);
        writeFileSync(file, bytes);
        writeFileSync(other, otherBytes);
        if (status !== 1) missed.push(`${way} ${relative(folder, file)}: ${line}`);
      }
      assert.deepEqual(missed, []);
      assert.equal((await verify(folder, trust)).status, 0, 'everything is back in its place');
    });

    it(`${BYTES} changed bytes of receipts and proofs are all found`, async () => {
      const where = temporaryFolder();
      const missed: string[] = [];
      for (let i = 0; i < BYTES; i += 1) {
        const { name, text } = pick(receipts);
        const file = join(where, name);
        const bytes = Buffer.from(text);
        const at = below(bytes.length);
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8));
        writeFileSync(file, flipped);
        const { status, line } = await verify(file, trust);
        // White space between the parts of a JSON file says nothing: what it says is what is signed.
        const says = (content: string): string => {
          try {
            return JSON.stringify(JSON.parse(content));
          } catch {
            return content;
          }
        };
        const isSame = name.endsWith('.json') && says(flipped.toString()) === says(text);
        if (status !== (isSame ? 0 : 1)) missed.push(`byte ${at} of ${name}: ${line}`);
      }
      assert.deepEqual(missed, []);
    });

    it('names what is missing when a whole folder of tiles is gone', async () => {
      const [tiles, away] = [join(folder, 'tile', '0'), join(folder, 'away')];
      renameSync(tiles, away);
      const { status, line } = await verify(folder, trust);
      mkdirSync(dirname(tiles), { recursive: true });
      renameSync(away, tiles);
      assert.ok(existsSync(tiles));
      assert.deepEqual([status, line.slice(0, 24)], [1, 'FAILED tile/0/000: missi']);
    });

    it('an entry that is made to wait again gets another place, and its old one is missed', async () => {
      const [taken] = (await intruder('ledger_entries').where('leaf_index', 3)) as Row[];
      const id = taken?.['id'] as string;
      await intruder('ledger_entries').where({ id }).update({ leaf_index: null });
      await until(async () => {
        const [now] = (await intruder('ledger_entries').where({ id })) as Row[];
        return now?.['leaf_index'] !== null;
      }, 'another place');
      assert.ok((await fsckFinds()).includes('ledger_entries: entry 3 of the tree is missing'));
    });
  });
}
