/**
 * Releases per second: one transaction each against group commit, on one database file, in paired rounds.
 * Prints the ratio; the aim is 10 on SQLite, 3 on PostgreSQL.
 */
import { isRefusal } from '../src/kernel/errors.ts';
import { appsById, listApps } from '../src/catalog/index.ts';
import { compose } from '../src/app/index.ts';
import type { Sluice } from '../src/app/index.ts';
import { lockSubjects } from '../src/accounts/index.ts';
import type { Subject } from '../src/accounts/index.ts';
import { benchSurroundings, composedBench, endBench, median } from './harness.ts';

const PEOPLE = 3_000;
const SERIAL = 150;
const GROUPED = 1_500;
const ROUNDS = 3;

async function everybody({ db }: Sluice): Promise<Subject[]> {
  return db.transact(async (tx) => {
    const rows = (await tx.q('subjects').select('id')) as { id: string }[];
    return [
      ...(
        await lockSubjects(
          tx,
          rows.map(({ id }) => id),
        )
      ).values(),
    ];
  });
}

/** Shows everybody the text of one app, so that only the yes is timed. */
async function prepare({ services }: Sluice, people: readonly Subject[], appId: string) {
  return Promise.all(
    people.map(async (subject) => {
      const shown = await services.showDisclosure(subject, { appId, offerId: null });
      if (isRefusal(shown)) throw new Error(shown.refused);
      return { subject, appId, disclosureHash: shown.hash };
    }),
  );
}

type Prepared = Awaited<ReturnType<typeof prepare>>[number];

async function install(
  { services }: Sluice,
  { subject, appId, disclosureHash }: Prepared,
  key: string,
): Promise<void> {
  const answer = await services.consent.installApp(subject, { appId, disclosureHash, idempotencyKey: key });
  if (isRefusal(answer)) throw new Error(answer.refused);
}

for (const dialect of ['sqlite', 'postgres'] as const) {
  const surroundings = await benchSurroundings(dialect);
  const grouped = await composedBench(surroundings, PEOPLE);
  const serial = compose({ ...surroundings, batch: { size: 1, parallel: 1 } });
  const people = await everybody(grouped);
  const page = await grouped.db.read((r) =>
    listApps(r, { order: 'NAME', categorySlug: 'selling' }, { first: 20 }),
  );
  const apps = await grouped.db.read((r) =>
    appsById(
      r,
      page.edges.map(({ node }) => node.id),
    ),
  );
  const ids = [...apps.keys()];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const appId = ids[round] ?? '';
    const ready = await prepare(grouped, people.slice(0, SERIAL + GROUPED), appId);
    let begun = performance.now();
    for (const [i, one] of ready.slice(0, SERIAL).entries()) await install(serial, one, `s${round}-${i}`);
    const alone = (SERIAL * 1_000) / (performance.now() - begun);
    begun = performance.now();
    await Promise.all(ready.slice(SERIAL).map((one, i) => install(grouped, one, `g${round}-${i}`)));
    const together = (GROUPED * 1_000) / (performance.now() - begun);
    ratios.push(together / alone);
    console.log(
      `${dialect} round ${round + 1}: one transaction each ${alone.toFixed(0)}/s, group commit ${together.toFixed(0)}/s, ratio ${(together / alone).toFixed(1)}`,
    );
  }
  console.log(
    `${dialect}: group commit / one transaction each = ${median(ratios).toFixed(1)} (median of ${ROUNDS})`,
  );
  await serial.close();
  await grouped.close();
}
await endBench();
