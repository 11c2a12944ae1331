import { endpointsWithSecrets } from '../catalog/index.ts';
import { MINUTE, SECOND } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { createGroupCommit } from '../platform/db/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { KeyRing } from '../platform/key-ring.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import type { Poller } from '../platform/poller.ts';
import type { PostOutcome, SafePost } from '../platform/safe-fetch/index.ts';
import { startAttempts } from './claim.ts';
import type { Admit } from './claim.ts';
import { isAnythingDue } from './outbox.ts';
import { recordResults } from './record.ts';
import { signedHeaders } from './sign.ts';
import type { AttemptOutcome, AttemptResult, StartedAttempt } from './types.ts';

/**
 * Makes the bodies of started attempts, by attempt id; `release/` does it. What is missing has nothing left to send.
 * Bodies live in memory for the moment of sending.
 */
export type Unseal = (
  reader: Reader,
  attempts: readonly StartedAttempt[],
) => Promise<ReadonlyMap<string, string>>;

export interface WorkerSettings {
  /** How often to look for what came due without a word: retries, other processes' releases. */
  readonly poll: Millis;
  /** Attempts at once. */
  readonly concurrency: number;
  /** How long after its start an attempt may still begin to send; the grant was checked at the start. */
  readonly lease: Millis;
  /** When an attempt without a result counts as lost. More than the lease and the request's timeout together. */
  readonly reclaimAfter: Millis;
}

export const workerDefaults: WorkerSettings = {
  poll: 50,
  concurrency: 128,
  lease: SECOND,
  reclaimAfter: MINUTE / 2,
};

/** `stop` starts no attempt any more and waits for those that are under way. */
export type Worker = Omit<Poller, 'isRunning'>;

const outcomeOf = (answer: PostOutcome): AttemptOutcome => {
  if (answer.kind === 'failed') return answer.error;
  if (answer.status >= 200 && answer.status < 300) return 'delivered';
  return answer.status >= 300 && answer.status < 400 ? 'redirect' : 'status';
};

/** Carries messages to partners: start, unseal, sign, send, record. Any number of them may run on PostgreSQL. */
export function createWorker(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly keyRing: KeyRing;
  readonly log: Log;
  readonly post: SafePost;
  readonly admit: Admit;
  readonly unseal: Unseal;
  readonly settings?: Partial<WorkerSettings>;
}): Worker {
  const { db, clock, random, keyRing, log, post, admit, unseal } = parts;
  const settings = { ...workerDefaults, ...parts.settings };
  const results = createGroupCommit<AttemptResult, null>(db, async (tx, batch) => {
    await recordResults(tx, random, batch);
    return batch.map(() => null);
  });
  const underWay = new Set<Promise<void>>();

  async function attempt(
    started: StartedAttempt,
    body: string | undefined,
    endpoint: Endpoint,
  ): Promise<void> {
    const begun = performance.now();
    const { id } = started.delivery;
    const end = (outcome: AttemptOutcome, status: number | null): Promise<null> => {
      const durationMs = Math.round(performance.now() - begun);
      log.info('delivery attempt', { messageId: id, attempt: started.number, outcome, durationMs });
      return results.submit({ attempt: started, outcome, status, durationMs });
    };
    if (body === undefined) return void (await end('gone', null));
    if (endpoint === undefined) return void (await end('connection', null));
    const at = clock.now();
    // The grant was active when the attempt started; what did not begin in time has to ask again.
    if (at > started.startedAt + settings.lease) return void (await end('lapsed', null));
    const answer = await post.post(endpoint.url, signedHeaders(endpoint.secret, { id, at, body }), body);
    await end(outcomeOf(answer), answer.kind === 'answered' ? answer.status : null);
  }

  /** One claim; false when there was nothing due. */
  async function round(): Promise<boolean> {
    const free = settings.concurrency - underWay.size;
    if (free <= 0) {
      await Promise.race(underWay);
      return true;
    }
    if (!(await db.read((reader) => isAnythingDue(reader, clock.now())))) return false;
    const started = await db.transact((tx) => startAttempts(tx, admit, free, settings.reclaimAfter));
    if (started.length === 0) return false;
    const { bodies, endpoints } = await db.read(async (reader) => ({
      bodies: await unseal(reader, started),
      endpoints: await endpointsWithSecrets(
        reader,
        keyRing,
        started.flatMap(({ delivery }) => delivery.endpointId ?? []),
      ),
    }));
    for (const one of started) {
      const endpoint = endpoints.get(one.delivery.endpointId ?? '');
      const own = endpoint?.partnerId === one.delivery.partnerId ? endpoint : undefined;
      const running: Promise<void> = attempt(one, bodies.get(one.id), own)
        .catch((error: unknown) => log.error('delivery result lost', describeError(error)))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    }
    return true;
  }

  const poller = createPoller({
    poll: settings.poll,
    round,
    // The database is away. What is queued stays queued; the next poll asks again.
    onError: (error) => log.error('delivery worker', describeError(error)),
  });

  return {
    wake: () => poller.wake(),
    start: () => poller.start(),
    async stop() {
      await poller.stop();
      await Promise.all(underWay);
      await results.idle();
    },
  };
}

type Endpoint = { readonly url: string; readonly secret: string } | undefined;
