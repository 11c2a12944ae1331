import type { Millis } from '../../src/kernel/clock.ts';
import { migrationSource, openDatabase } from '../../src/platform/db/index.ts';
import type { Database, Dialect, Tx } from '../../src/platform/db/index.ts';
import { createOfferReports, reportsMigrations } from '../../src/reports/index.ts';
import type { OfferReports, ReportPorts, ReportableOffer } from '../../src/reports/index.ts';
import { newDatabaseUrl } from './databases.ts';
import { seededRandom } from './seeded-random.ts';

export const DAY = 86_400_000;
export const WEEK = 7 * DAY;
export const at = (text: string): Millis => Date.parse(`${text}Z`);

interface OfferRow extends Record<string, unknown> {
  offer_id: string;
  app_id: string;
  starts_at: Millis;
}

const toOffer = (row: OfferRow): ReportableOffer => ({
  offerId: row.offer_id,
  appId: row.app_id,
  startsAt: row.starts_at,
});

/** Offers and what people did about them, in tables of the test's own. */
const ports: ReportPorts = {
  async reportableOffers(at, partnerId, appId) {
    const own = { partner_id: partnerId, app_id: appId, report: 1 };
    return ((await at.q('test_offers').where(own)) as OfferRow[]).map(toOffer);
  },
  async reportableOffer(at, partnerId, offerId) {
    const own = { partner_id: partnerId, offer_id: offerId, report: 1 };
    const row = (await at.q('test_offers').where(own).first()) as OfferRow | undefined;
    return row === undefined ? null : toOffer(row);
  },
  async firstTimes(at, offerId, { from, until }) {
    const within = 'sum(case when ?? >= ? and ?? < ? then 1 else 0 end) as ??';
    const sumOf = (column: string, name: string) => at.q.raw(within, [column, from, column, until, name]);
    const [row] = (await at
      .q('test_touches')
      .select(sumOf('reached_at', 'reached'), sumOf('dismissed_at', 'dismissed'))
      .where({ offer_id: offerId })) as { reached: number | null; dismissed: number | null }[];
    return { reached: row?.reached ?? 0, dismissed: row?.dismissed ?? 0 };
  },
};

/** Reports on offers of the test's own, in a database of their own. The clock moves by hand. */
export async function startReports(
  dialect: Dialect,
  options: { readonly epsilon?: number; readonly seed?: string; readonly ports?: Partial<ReportPorts> } = {},
) {
  const url = await newDatabaseUrl(dialect);
  let now = at('2026-11-25T15:00:00');
  const clock = { now: () => now };
  const opened: Database[] = [];
  const open = (own: { now(): Millis } = clock): Database => {
    const db = openDatabase(url, own);
    opened.push(db);
    return db;
  };
  const db = open();
  await db.migrate(migrationSource(reportsMigrations));
  await db.transact(async ({ q }) => {
    await q.schema.createTable('test_offers', (t) => {
      t.text('offer_id').primary();
      t.text('partner_id');
      t.text('app_id');
      t.bigInteger('starts_at');
      t.integer('report');
    });
    await q.schema.createTable('test_touches', (t) => {
      t.text('offer_id').index();
      t.text('person');
      t.bigInteger('reached_at');
      t.bigInteger('dismissed_at');
    });
  });
  const reportsOf = (over: Database, own: { now(): Millis }, seed: string): OfferReports =>
    createOfferReports({
      ...{ db: over, clock: own, random: seededRandom(seed), ports: { ...ports, ...options.ports } },
      ...(options.epsilon === undefined ? {} : { epsilon: options.epsilon }),
    });

  let people = 0;
  return {
    ...{ db, clock, ports },
    reports: reportsOf(db, clock, options.seed ?? 'reports'),
    /** Another process: connections, chance and perhaps a clock of its own. */
    another: (seed: string, own: { now(): Millis } = clock): OfferReports => reportsOf(open(own), own, seed),
    setClock: (to: Millis): void => void (now = to),
    async offer(
      offerId: string,
      like: Partial<Record<'partner_id' | 'app_id' | 'report' | 'starts_at', unknown>> = {},
    ) {
      const row = {
        offer_id: offerId,
        partner_id: 'prt_1',
        app_id: 'app_1',
        starts_at: now,
        report: 1,
        ...like,
      };
      await db.transact((tx) => tx.q('test_offers').insert(row));
    },
    /** So many new people see an offer now, and perhaps dismiss it at some time. */
    async reach(offerId: string, count: number, dismissedAt: Millis | null = null): Promise<void> {
      const rows = Array.from({ length: count }, () => ({
        ...{ offer_id: offerId, person: `sub_${(people += 1)}` },
        ...{ reached_at: now, dismissed_at: dismissedAt },
      }));
      await db.transact(async (tx) => {
        for (let i = 0; i < rows.length; i += 500) await tx.q('test_touches').insert(rows.slice(i, i + 500));
      });
    },
    rows: <Row>(table: string): Promise<Row[]> => db.read(async (reader) => (await reader.q(table)) as Row[]),
    write: <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => db.transact(fn),
    close: async (): Promise<void> => {
      for (const one of opened.reverse()) await one.close();
    },
  };
}

export type ReportStage = Awaited<ReturnType<typeof startReports>>;
