import { plant } from '../../seeds/plant.ts';
import { compose } from '../../src/app/index.ts';
import type { Sluice } from '../../src/app/index.ts';
import { listApps } from '../../src/catalog/index.ts';
import { enqueue } from '../../src/delivery/index.ts';
import type {
  Admit,
  AttemptOutcome,
  EndpointWish,
  NewMessage,
  StartedAttempt,
  WorkerSettings,
} from '../../src/delivery/index.ts';
import type { EndpointRow } from '../../src/delivery/endpoints/store.ts';
import { OUTBOX } from '../../src/delivery/outbox/rows.ts';
import type { DeliveryRow } from '../../src/delivery/outbox/rows.ts';
import { startAttempts } from '../../src/delivery/sending/claim.ts';
import type { Share } from '../../src/delivery/sending/claim.ts';
import { recordResults } from '../../src/delivery/sending/record.ts';
import type { ObservedResult, RecordParts } from '../../src/delivery/sending/record.ts';
import { SECOND } from '../../src/kernel/clock.ts';
import type { Random } from '../../src/kernel/random.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import type { Secrets } from '../../src/platform/config/index.ts';
import type { Database, Dialect } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { connectEndpoint } from './connect.ts';
import { newDatabaseUrl, temporaryFolder } from './databases.ts';
import type { TestClock } from './marketplace.ts';
import { startReceiver } from './receiver.ts';

/** Jitter in the middle: waits are what the list says. */
export const evenRandom: Random = { bytes: (size) => systemRandom.bytes(size), fraction: () => 0.5 };

/** A clock that moves by hand only. */
export function handClock(): TestClock {
  let at = Date.UTC(2026, 10, 24, 12);
  return { now: () => at, advance: (ms) => void (at += ms) };
}

/** Each of these may go. */
export const admitAll: Admit = (_tx, deliveries) =>
  Promise.resolve(new Map(deliveries.map(({ id }) => [id, 'go'])));

export interface Holder {
  readonly id: string;
  readonly appId: string;
}

let endpoints = 0;
let people = 0;

/** A composed service on which nothing runs by itself, for tests of delivery's steps against a real database. */
export async function startOutbox(dialect: Dialect, worker: Partial<WorkerSettings> = {}) {
  const clock = handClock();
  const environment = {
    SLUICE_DATA_DIR: temporaryFolder(),
    SLUICE_DATABASE_URL: await newDatabaseUrl(dialect),
    SLUICE_LOOPBACK_WEBHOOKS: 'true',
  };
  const config = readConfig(environment);
  const secrets = readSecrets(environment, config, systemRandom);
  const composeWith = (other: Partial<Secrets>): Sluice =>
    compose({
      config,
      secrets: { ...secrets, ...other },
      clock,
      random: systemRandom,
      log: createLog('silent'),
      worker,
    });
  const sluice = composeWith({});
  const { db, services, ledger } = sluice;
  await sluice.upgrade();
  await plant({ db, vault: services.vault, ledger, issuer: config.jwt.issuer }, 0);
  const receiver = await startReceiver();
  const { edges } = await db.read((reader) => listApps(reader, { order: 'NAME' }, { first: 100 }));
  const partners = new Map(
    edges.map(({ node }): [string, Holder] => [node.partnerId, { id: node.partnerId, appId: node.id }]),
  );

  async function find<Row>(table: string, column: string, values: readonly string[]): Promise<Row[]> {
    return db.read(async (reader) => (await reader.q(table).whereIn(column, [...values])) as Row[]);
  }

  /** Rows of these messages in the order of `ids`. */
  async function messages(ids: readonly string[]): Promise<DeliveryRow[]> {
    const rows = new Map((await find<DeliveryRow>(OUTBOX, 'id', ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) as DeliveryRow);
  }

  return {
    ...{ sluice, db, services, clock, receiver, secrets, composeWith, messages },
    partners: [...partners.values()],

    /** An endpoint that answered its challenge; returns its id. */
    async connect(
      partner: Holder,
      wish: EndpointWish & { readonly sandbox?: boolean } = {},
    ): Promise<string> {
      endpoints += 1;
      return (await connectEndpoint({ services }, partner.id, `${receiver.url}/${endpoints}`, wish)).id;
    },

    /** Queues a message about each of `count` people, a millisecond apart; ids of the rows that came of it, in order. */
    async put(partner: Holder, count: number, like: Partial<NewMessage> = {}): Promise<string[]> {
      const ids: string[] = [];
      for (let i = 0; i < count; i += 1) {
        const subjectId = `sub_test_${(people += 1)}`;
        const message: NewMessage = {
          ...{ event: 'contact.released', partnerId: partner.id, appId: partner.appId, subjectId },
          ...{ grantId: `grt_${subjectId}`, releaseId: null, sandbox: false },
          ...like,
        };
        await db.transact((tx) => enqueue(tx, [message]));
        ids.push(...(await find<DeliveryRow>(OUTBOX, 'subject_id', [subjectId])).map(({ id }) => id));
        clock.advance(1);
      }
      return ids;
    },

    claim: (shares: readonly Share[], workerId = 'wrk_test', admit = admitAll) =>
      db.transact((tx) => startAttempts(tx, admit, shares, { workerId, reclaimAfter: 30 * SECOND })),

    record: (results: readonly ObservedResult[], parts: Partial<RecordParts> = {}) =>
      db.transact((tx) =>
        recordResults(
          tx,
          {
            random: evenRandom,
            received: () => Promise.resolve(),
            notifyDisabled: () => Promise.resolve(),
            ...parts,
          },
          results,
        ),
      ),

    async endpoint(id: string): Promise<EndpointRow> {
      const [row] = await find<EndpointRow>('webhook_endpoints', 'id', [id]);
      if (row === undefined) throw new Error(`no endpoint ${id}`);
      return row;
    },

    /** What another test may have left. */
    async clear(): Promise<void> {
      receiver.hooks.length = 0;
      await db.transact(async (tx) => {
        for (const table of [
          ...['delivery_results', 'delivery_attempts', OUTBOX, 'webhook_secrets', 'webhook_endpoints'],
          ...['delivery_workers', 'recoveries', 'deletion_duties', 'mail_queue'],
        ]) {
          await tx.q(table).delete();
        }
        await tx.q('partners').update({ status: 'active' });
      });
    },

    async close(): Promise<void> {
      await sluice.close();
      await receiver.close();
    },
  };
}

export type Outbox = Awaited<ReturnType<typeof startOutbox>>;

/** How an attempt ended. */
export const result = (
  attempt: StartedAttempt,
  outcome: AttemptOutcome,
  more: Partial<ObservedResult> = {},
): ObservedResult => ({
  ...{ attempt, outcome, status: null, retryAfter: null, durationMs: 5, wasFailing: true },
  ...more,
});

/** The query plan of a statement, as text. */
export async function planOf(
  db: Database,
  sql: string,
  values: readonly (string | number)[],
): Promise<string> {
  const explain = db.dialect === 'postgres' ? 'explain' : 'explain query plan';
  const answer: unknown = await db.read(
    async (reader) => (await reader.q.raw(`${explain} ${sql}`, values)) as unknown,
  );
  const rows = db.dialect === 'postgres' ? (answer as { rows: object[] }).rows : (answer as object[]);
  return rows.map((row) => JSON.stringify(row)).join('\n');
}
