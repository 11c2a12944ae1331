import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lockSubjects } from '../src/accounts/index.ts';
import type { Sluice } from '../src/app/index.ts';
import { listApps } from '../src/catalog/index.ts';
import { isRefusal } from '../src/kernel/errors.ts';
import { newId } from '../src/kernel/ids.ts';
import { insertRows } from '../src/platform/db/index.ts';
import type { Tx } from '../src/platform/db/index.ts';

/** Starts the receiver in a process of its own; ends it with this one. */
export async function startBenchReceiver(): Promise<{
  readonly url: string;
  /** Arrivals since the last call, milliseconds since the epoch, by `webhook-id`. */
  arrivals(): Promise<Map<string, number>>;
  stop(): void;
}> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/receiver.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const url = `http://127.0.0.1:${line}`;
    return {
      url,
      arrivals: async () => new Map((await (await fetch(url)).json()) as [string, number][]),
      stop: () => void child.kill(),
    };
  }
  throw new Error('the receiver did not start');
}

/** A release that a message can carry out. */
export interface Released {
  readonly id: string;
  readonly grant_id: string;
  readonly subject_id: string;
  readonly partner_id: string;
  readonly app_id: string;
}

/** Everybody installs one app, in turn; the apps of one category, so that partners are several. */
export async function releaseEverybody({ db, services }: Sluice): Promise<Released[]> {
  const page = await db.read((r) => listApps(r, { order: 'NAME' }, { first: 100 }));
  const apps: string[] = [];
  for (const { node } of page.edges) {
    const [partner] = (await db.read((r) => r.q('partners').where('id', node.partnerId))) as {
      policy_id: string | null;
    }[];
    if (partner?.policy_id != null) apps.push(node.id);
  }
  const people = await db.transact(async (tx) => {
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
  for (let i = 0; i < people.length; i += 500) {
    await Promise.all(
      people.slice(i, i + 500).map(async (subject, j) => {
        const appId = apps[(i + j) % apps.length] ?? '';
        const shown = await services.showDisclosure(subject, { appId, offerId: null });
        if (isRefusal(shown)) throw new Error(shown.refused);
        const yes = { appId, disclosureHash: shown.hash, idempotencyKey: `bench-${i + j}` };
        const answer = await services.consent.installApp(subject, yes);
        if (isRefusal(answer)) throw new Error(answer.refused);
      }),
    );
  }
  await db.transact((tx) => tx.q('outbox').delete());
  return db.read(async (r) => (await r.q('releases').orderBy('id')) as Released[]);
}

/** Queues a message that carries out a release to an endpoint. */
export const queueReleases = (
  tx: Tx,
  releases: readonly Released[],
  endpointOf: (release: Released) => string,
): Promise<void> =>
  insertRows(
    tx,
    'outbox',
    releases.map((release) => ({
      id: newId('message', tx.now),
      event: 'contact.released',
      partner_id: release.partner_id,
      app_id: release.app_id,
      endpoint_id: endpointOf(release),
      subject_id: release.subject_id,
      grant_id: release.grant_id,
      release_id: release.id,
      sandbox: false,
      state: 'pending',
      attempts: 0,
      failures: 0,
      next_at: tx.now,
      created_at: tx.now,
      finished_at: null,
      claimed_by: null,
    })),
  );
