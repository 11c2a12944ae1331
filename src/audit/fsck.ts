import { grantsAfter, refusalsAfter } from '../consent/index.ts';
import { dutiesAfter } from '../duties/index.ts';
import { checkTree, rowsAfter } from '../ledger/index.ts';
import { policiesAfter } from '../policies/index.ts';
import { releasesAfter } from '../release/index.ts';
import { checkDuties } from './check-duties.ts';
import { checkEntries } from './check-entries.ts';
import type { FsckParts } from './check-entries.ts';
import { checkGrants, checkPolicies, checkRefusals, checkReleases } from './check-rows.ts';
import { problem } from './problems.ts';
import type { Problem } from './problems.ts';
import { walk } from './walk.ts';

type PlacedRow = Awaited<ReturnType<typeof rowsAfter>>[number];

const byId = { first: '', keyOf: ({ id }: { readonly id: string }): string => id };

/**
 * Rows against leaves: recomputes the tree from the rows, authenticates every row, opens every record that is there,
 * and holds it against the leaf and against the release, grant, refusal, duty, policy, purge or erasure that it records; and
 * each of these against the ledger. Reads only; may run beside a working service.
 */
export async function fsck(
  parts: FsckParts,
  onProgress: (done: number, total: number) => void,
): Promise<readonly Problem[]> {
  const { db } = parts;
  const [counted] = await db.read(
    async (reader) => (await reader.q('ledger_entries').count({ n: '*' })) as { n: number }[],
  );
  const total = Number(counted?.n ?? 0);
  const tree = await checkTree(db, parts.identity, parts.trust, (done) => onProgress(done / 2, total));
  let seen = 0;
  return [
    ...tree.map(([where, what]) => problem(where, what)),
    ...(await walk<PlacedRow, number>(db, {
      ...{ table: 'ledger_entries', first: 0, page: rowsAfter, keyOf: ({ seq }) => seq },
      check: (at, rows) => checkEntries(at, parts, rows),
      onRows(count) {
        seen += count;
        onProgress((total + seen) / 2, total);
      },
    })),
    ...(await walk(db, { ...byId, table: 'grants', page: grantsAfter, check: checkGrants })),
    ...(await walk(db, { ...byId, table: 'releases', page: releasesAfter, check: checkReleases })),
    ...(await walk(db, { ...byId, table: 'offer_refusals', page: refusalsAfter, check: checkRefusals })),
    ...(await walk(db, { ...byId, table: 'deletion_duties', page: dutiesAfter, check: checkDuties })),
    ...(await walk(db, { ...byId, table: 'policies', page: policiesAfter, check: checkPolicies })),
  ];
}
