import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { plant } from '../../seeds/plant.ts';
import { sequence } from '../../seeds/deterministic.ts';
import { compose } from '../../src/app/index.ts';
import { listApps, partnerIdBySlug } from '../../src/catalog/index.ts';
import { runFsck } from '../../src/cli/ledger.ts';
import { issueToken } from '../../src/cli/issue-token.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { partners } from '../../seeds/catalog.ts';
import { connectEndpoint } from '../support/connect.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { dose } from '../support/dose.ts';
import { until } from '../support/until.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import { signedBy } from '../support/stage.ts';

const KILLS = dose(3, 100);
/** Wishes that are asked for at once. */
const AT_ONCE = 40;
const PEOPLE = AT_ONCE * KILLS;

/** An install that somebody wants, under one key until it is answered. */
interface Wish {
  readonly token: string;
  readonly key: string;
  readonly appId: string;
  hash: string | null;
}

async function startService(
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'serve'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const { ready, url } = JSON.parse(line) as { ready: boolean; url: string };
    if (ready) return { child, url };
  }
  throw new Error('the service ended before it was ready');
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
  );

for (const dialect of engines) {
  describe(`kill -9 on ${dialect}`, function () {
    this.timeout(30 * 60_000);
    let running: ChildProcess | null = null;
    let closeReceiver: () => Promise<void> = () => Promise.resolve();
    afterEach(async () => {
      running?.kill('SIGKILL');
      await closeReceiver();
    });

    it(`${KILLS} times at random moments under load loses nothing that was committed`, async () => {
      const random = sequence(dialect === 'sqlite' ? 1 : 2);
      const environment = {
        SLUICE_PORT: '0',
        SLUICE_DATA_DIR: temporaryFolder(),
        SLUICE_DATABASE_URL: await newDatabaseUrl(dialect),
        SLUICE_LOOPBACK_WEBHOOKS: 'true',
        SLUICE_LOG_LEVEL: 'silent',
      };
      const config = readConfig(environment);
      const secrets = readSecrets(environment, config, systemRandom);
      const receiver = await startReceiver();
      closeReceiver = () => receiver.close();
      const open = () =>
        compose({ config, secrets, clock: systemClock, random: systemRandom, log: createLog('silent') });

      const first = open();
      const { db, services, ledger } = first;
      await first.upgrade();
      await plant({ db, vault: services.vault, ledger, issuer: config.jwt.issuer }, PEOPLE);
      const signing = new Map<string, string>();
      for (const { slug } of partners) {
        const partnerId = (await db.read((r) => partnerIdBySlug(r, slug))) ?? '';
        const { secret } = await connectEndpoint(first, partnerId, `${receiver.url}/${slug}`);
        signing.set(`/${slug}`, secret);
      }
      const apps = await db.read((r) =>
        listApps(r, { order: 'NAME', categorySlug: 'selling' }, { first: 50 }),
      );
      await first.close();

      const wish = (i: number): Wish => ({
        token: issueToken(config.jwt, secrets, { door: 'marketplace', sub: `person-${i + 1}` }),
        key: newKey(),
        appId: apps.edges[i % apps.edges.length]?.node.id ?? '',
        hash: null,
      });
      const answered = new Set<string>();
      const waiting = Array.from({ length: PEOPLE }, (_, i) => wish(i));

      async function fulfil(url: string, one: Wish): Promise<boolean> {
        const ask = async (query: string): Promise<Record<string, Record<string, unknown>>> => {
          const response = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${one.token}` },
            body: JSON.stringify({ query }),
          });
          const { data } = (await response.json()) as { data: Record<string, Record<string, unknown>> };
          return data;
        };
        try {
          if (one.hash === null) {
            const { disclosure } = await ask(
              `{ disclosure(input: {appId: "${one.appId}"}) { disclosure { hash } } }`,
            );
            one.hash = (disclosure?.['disclosure'] as { hash: string }).hash;
          }
          const { installApp } = await ask(
            `mutation { installApp(input: {appId: "${one.appId}", disclosureHash: "${one.hash}", idempotencyKey: "${one.key}"}) { grant { id } userErrors { code } } }`,
          );
          assert.deepEqual(installApp?.['userErrors'], []);
          answered.add((installApp?.['grant'] as { id: string }).id);
          return true;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          return false;
        }
      }

      /** Asks for the next few; those that get no answer are asked for again before all others. */
      const settle = async (url: string): Promise<void> => {
        const asked = waiting.splice(0, AT_ONCE);
        const done = await Promise.all(asked.map((one) => fulfil(url, one)));
        waiting.unshift(...asked.filter((_, i) => !done[i]));
      };

      for (let kill = 0; kill < KILLS; kill += 1) {
        const { child, url } = await startService(environment);
        running = child;
        const settled = settle(url);
        await new Promise((resolve) => setTimeout(resolve, 20 + random() * 600));
        child.kill('SIGKILL');
        await Promise.all([settled, ended(child)]);
      }
      const last = await startService(environment);
      running = last.child;
      for (let rounds = 0; waiting.length > 0 && rounds < 2 * KILLS; rounds += 1) await settle(last.url);
      assert.equal(waiting.length, 0, 'nobody is left without an answer');
      assert.equal(answered.size, PEOPLE, 'every wish was answered in the end, once');

      const check = open();
      const rows = <Row>(table: string): Promise<Row[]> => rowsOf(check, table);
      const resting = async (): Promise<boolean> =>
        (await rows<{ state: string }>('outbox')).every(({ state }) => state === 'delivered');
      // What was under way at a kill comes back when its worker was not seen for six seconds.
      const deadline = Date.now() + 90_000;
      while (!(await resting())) {
        assert.ok(Date.now() < deadline, 'a committed release was never delivered');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const grants = await rows<{ id: string }>('grants');
      const releases = await rows<{ id: string; grant_id: string; ledger_entry_id: string }>('releases');
      const entries = await rows<{ id: string; event: string }>('ledger_entries');
      const outbox = await rows<{ id: string; release_id: string | null }>('outbox');
      const inTree = async (): Promise<boolean> => (await check.services.ledgerStatus()).pending === 0;
      await until(inTree, 'everything in the tree');
      const problems = await runFsck(check);
      await check.close();
      last.child.kill('SIGTERM');
      await ended(last.child);

      assert.deepEqual(grants.map((row) => row.id).sort(), [...answered].sort());
      assert.deepEqual(
        releases.map((row) => row.ledger_entry_id).sort(),
        entries
          .filter((row) => row.event === 'release')
          .map((row) => row.id)
          .sort(),
        'no release without a ledger row',
      );
      assert.deepEqual(problems, [], 'rows against leaves');
      const carrying = outbox.flatMap((row) => row.release_id ?? []);
      assert.deepEqual(carrying.sort(), releases.map((row) => row.id).sort());
      const ids = new Set<string>();
      for (const hook of receiver.hooks) {
        // By its own timestamp: at the end of a long run the first ones are older than a receiver would take.
        const secret = signing.get(hook.path) ?? '';
        assert.deepEqual(signedBy(hook, [secret]), [secret]);
        ids.add(String(hook.headers['webhook-id']));
      }
      assert.deepEqual(
        [...ids].sort(),
        outbox.map((row) => row.id).sort(),
        'duplicates carry the same webhook-id',
      );
    });
  });
}
