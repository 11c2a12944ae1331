import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  acts,
  engines,
  exceptInstalled,
  failuresRecorded,
  newKey,
  rowsOf,
  startMarketplace,
} from '../support/marketplace.ts';
import type { Acts, Marketplace, Person } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Receiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

/** Every form in which a text can hide in bytes: as it is, percent, JSON-escaped, UTF-16, hex and base64 at each offset. */
function disguises(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The first and last characters depend on the neighbours.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
  return [
    bytes,
    Buffer.from(text.toUpperCase()),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from([...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...base64.flatMap((part) => [
      Buffer.from(part),
      Buffer.from(part.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ];
}

/** The bytes, and whatever gzip streams stand in them. */
function layers(bytes: Buffer): Buffer[] {
  const found = [bytes];
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at)));
    } catch {
      // Three bytes that look like a beginning and are none.
    }
  }
  return found;
}

const contains = (haystack: Buffer, canary: string): boolean =>
  layers(haystack).some((layer) => disguises(canary).some((form) => layer.includes(form)));

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Everything that the database holds: on SQLite its very files, WAL included; on PostgreSQL every row of every table. */
async function databaseBytes(marketplace: Marketplace): Promise<Buffer> {
  if (marketplace.db.dialect === 'sqlite') {
    const folder = dirname(marketplace.databaseUrl.replace('sqlite:', ''));
    return Buffer.concat(filesUnder(folder).map((file) => readFileSync(file)));
  }
  const tables = await marketplace.db.read(
    async (r) =>
      (await r.q('information_schema.tables').select('table_name').where('table_schema', 'public')) as {
        table_name: string;
      }[],
  );
  const parts = await Promise.all(tables.map(({ table_name }) => rowsOf(marketplace, table_name)));
  const values = parts.flat().flatMap((row) => Object.values(row));
  return Buffer.concat(
    values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${JSON.stringify(value)}\n`))),
  );
}

describe('the canary scan itself', () => {
  it('finds a canary in every disguise', () => {
    const canary = 'canary.7f3a@mail.example';
    const text = `before ${canary} after`;
    for (const hidden of [
      text,
      text.toUpperCase(),
      encodeURIComponent(text),
      Buffer.from(text).toString('base64'),
      Buffer.from(`x${text}`).toString('base64url'),
      Buffer.from(text).toString('hex'),
    ]) {
      assert.ok(contains(Buffer.from(hidden), canary), hidden);
    }
    assert.ok(contains(Buffer.from(text, 'utf16le'), canary));
    assert.ok(contains(Buffer.concat([Buffer.from('head'), gzipSync(text)]), canary));
    assert.ok(!contains(Buffer.from('before canary.7f3b@mail.example after'), canary));
  });
});

for (const dialect of engines) {
  describe(`canaries on ${dialect}`, function () {
    this.timeout(60_000);
    let marketplace: Marketplace;
    let act: Acts;
    let receiver: Receiver;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      act = acts(marketplace);
      receiver = await startReceiver();
      for (const slug of ['acorn-desk', 'calmly'])
        await act.connect(slug, `${receiver.url}/${slug}`, exceptInstalled);
    });
    after(async () => {
      await marketplace.stop();
      await receiver.close();
    });

    it('stand where a grant or the person’s own access says so, and nowhere else', async () => {
      const people = new Map<string, Person>();
      for (const role of [
        'silent',
        'shown',
        'accepts',
        'retried',
        'withdraws',
        'erases',
        'unverified',
        'child',
        'refused',
      ]) {
        const canary = `canary.${role}.${newKey()}@mail.example`;
        people.set(role, marketplace.login(`login-${role}`, canary, role !== 'unverified'));
      }
      const person = (role: string): Person => people.get(role) as Person;
      for (const [role, one] of people) {
        await act.createAccount(one, role === 'child' ? '2020-01-01' : '1980-01-01');
      }
      const helpdesk = await act.appId('acorn-helpdesk');
      const booking = await act.appId('calmly-booking');
      const install = async (role: string, appId: string) => {
        const { disclosure } = await act.disclosure(person(role), { appId });
        return act.installApp(person(role), appId, disclosure?.hash ?? '');
      };

      await act.disclosure(person('shown'), { appId: helpdesk });
      receiver.answer = () => 500;
      const failing = [await install('accepts', helpdesk), await install('retried', booking)];
      await receiver.received(2);
      for (const { grant } of failing) await failuresRecorded(marketplace, grant?.id ?? '');
      receiver.answer = () => 200;
      marketplace.clock.advance(7_000);
      await receiver.received(4);
      const withdrawn = await install('withdraws', helpdesk);
      await receiver.received(5);
      await act.withdrawGrant(person('withdraws'), withdrawn.grant?.id ?? '');
      await install('erases', helpdesk);
      await receiver.received(7);
      await act.eraseAccount(person('erases'));
      await receiver.received(8);
      // Refusals and errors of every kind, with the canary in the request wherever one can be put.
      const { email, token } = person('refused');
      await act.installApp(person('refused'), helpdesk, email);
      await act.withdrawGrant(person('refused'), email);
      await act.acceptOffer(person('refused'), email, email, email);
      await install('unverified', helpdesk);
      await marketplace.ask(
        'marketplace',
        token,
        `{ app(slug: "${email}") { id } apps(first: "${email}") { nodes { id } } }`,
      );
      await marketplace.ask('marketplace', token, `{ ${email} }`);
      await marketplace.ask('marketplace', token, 'query ($n: Int) { apps(first: $n) { nodes { id } } }', {
        n: email,
      });
      await marketplace.ask('marketplace', token, 'query ($d: Date!, $k: ID!) { node(id: $k) { id } }', {
        d: email,
        k: email,
      });
      await marketplace.ask(
        'privacy',
        marketplace.staffToken('privacy'),
        'query ($e: EmailAddress) { releases(first: 5, filter: {email: $e}) { nodes { id subjectId } } }',
        { e: person('accepts').email },
      );
      await marketplace.ask(
        'privacy',
        marketplace.staffToken('privacy'),
        'query ($e: EmailAddress) { releases(first: 5, filter: {email: $e}) { nodes { id } } }',
        { e: `${email} x` },
      );
      await marketplace.ask(
        'partner',
        marketplace.partnerToken('acorn-desk'),
        '{ deliveries(first: 50) { nodes { id contactId event state attempts { outcome } } } }',
      );
      // Receipts and proofs open records; the public log is for everyone. No email stands in either.
      const PROOFS =
        '{ viewer { releases(first: 9) { nodes { proof grant { receipt withdrawalReceipt } } } refusals(first: 9) { nodes { receipt } } } }';
      await until(
        async () => (await marketplace.services.ledgerStatus()).pending === 0,
        'everything in the tree',
      );
      for (const role of ['accepts', 'retried', 'withdraws']) {
        const { raw } = await marketplace.ask('marketplace', person(role).token, PROOFS);
        assert.match(raw, /tlog-proof@v1/);
      }
      const ledgerUrl = `${marketplace.serving.url}/ledger/`;
      const { head } = await marketplace.services.ledgerStatus();
      const publicLog: Buffer[] = [];
      for (const path of [
        'checkpoint',
        'policy',
        `tile/0/000.p/${head?.size}`,
        `tile/entries/000.p/${head?.size}`,
      ]) {
        const response = await fetch(`${ledgerUrl}${path}`);
        assert.equal(response.status, 200, path);
        publicLog.push(Buffer.from(await response.arrayBuffer()));
      }
      const strangers = [...marketplace.transcript];

      // The person's own access: the one answer in which the email may stand.
      const own = await marketplace.ask<{ viewer: { email: string } }>(
        'marketplace',
        token,
        '{ viewer { email } }',
      );
      assert.equal(own.data.viewer.email, email);
      marketplace.transcript.length = 0;

      const hooksWith = (canary: string) =>
        receiver.hooks.filter((hook) =>
          contains(Buffer.from(JSON.stringify([hook.path, hook.headers, hook.body])), canary),
        );
      const allowed: Record<string, number> = { accepts: 2, retried: 2, withdraws: 1, erases: 1 };
      for (const [role, { email: canary }] of people) {
        const hooks = hooksWith(canary);
        assert.equal(hooks.length, allowed[role] ?? 0, `webhooks with ${role}`);
        for (const hook of hooks) {
          assert.equal((JSON.parse(hook.body) as { type: string }).type, 'contact.released');
          assert.equal(hook.path, role === 'retried' ? '/calmly' : '/acorn-desk');
          assert.ok(
            !contains(Buffer.from(JSON.stringify([hook.path, hook.headers])), canary),
            'in a URL or header',
          );
        }
      }
      const stores: Record<string, Buffer> = {
        'an answer': Buffer.from(strangers.join('\n')),
        'the log': Buffer.from(marketplace.logLines.join('')),
        'the public ledger': Buffer.concat(publicLog),
        'the data folder': Buffer.concat(filesUnder(marketplace.dataDir).map((file) => readFileSync(file))),
        'the database': await databaseBytes(marketplace),
      };
      for (const [store, bytes] of Object.entries(stores)) {
        assert.ok(bytes.length > 100, `${store} has something to scan`);
        for (const [role, { email: canary }] of people) {
          assert.ok(!contains(bytes, canary), `${role}’s email stands in ${store}`);
        }
      }
    });
  });
}
