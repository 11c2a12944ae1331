import type { KeyObject } from 'node:crypto';
import { MINUTE } from '../../kernel/clock.ts';
import type { Clock, Millis } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { createGroupCommit } from '../../platform/db/index.ts';
import type { Database, Reader } from '../../platform/db/index.ts';
import type { KeyRing } from '../../platform/key-ring.ts';
import { describeError } from '../../platform/log.ts';
import type { Log } from '../../platform/log.ts';
import { createPoller } from '../../platform/poller.ts';
import type { Poller } from '../../platform/poller.ts';
import type { PostOutcome, SafePost } from '../../platform/safe-fetch/index.ts';
import { CIRCUIT_THRESHOLD } from '../endpoints/health.ts';
import { sendingEndpoints } from '../endpoints/sending-endpoint.ts';
import type { SendingEndpoint } from '../endpoints/sending-endpoint.ts';
import type { EndpointRow } from '../endpoints/store.ts';
import type { Admit, Content, Unseal } from '../ports.ts';
import { LEASE } from '../types.ts';
import type { AttemptOutcome, AttemptResult, StartedAttempt } from '../types.ts';
import { startAttempts } from './claim.ts';
import type { Claimed, Share } from './claim.ts';
import { divide } from './divide.ts';
import { messageBody } from './envelope.ts';
import { BEAT, beat, leave } from './members.ts';
import { openLanes } from './open-lanes.ts';
import { recordResults } from './record.ts';
import type { ObservedResult, RecordParts } from './record.ts';
import { readContents } from './read-contents.ts';
import { parseRetryAfter } from './retry.ts';
import { signedHeaders } from './sign.ts';
import { Windows } from './windows.ts';

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
  concurrency: 512,
  lease: LEASE,
  reclaimAfter: MINUTE / 2,
};

/** `stop` starts no attempt any more and waits for those that are under way. */
export type Worker = Omit<Poller, 'isRunning'>;

export interface WorkerParts extends RecordParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly log: Log;
  readonly post: SafePost;
  /** The service's own `v1a` keys; each signs. */
  readonly signingKeys: readonly KeyObject[];
  readonly admit: Admit;
  readonly unseal: Unseal;
  /** What `unseal` is for people, this is for made-up ones. */
  readonly sandboxContents: Unseal;
  readonly settings?: Partial<WorkerSettings>;
}

function outcomeOf(answer: PostOutcome): AttemptOutcome {
  if (answer.kind === 'failed') return answer.error;
  if (answer.status >= 200 && answer.status < 300) return 'delivered';
  return answer.status >= 300 && answer.status < 400 ? 'redirect' : 'status';
}

const ended = (outcome: AttemptOutcome) => ({ outcome, status: null, retryAfter: null });

/** Carries messages to partners: claim, unseal, sign, send, record. Any number of them may run on PostgreSQL. */
export function createWorker(parts: WorkerParts): Worker {
  const { db, clock, keyRing, log, post, admit, unseal, sandboxContents } = parts;
  const settings = { ...workerDefaults, ...parts.settings };
  const id = newId('worker', clock.now());
  const results = createGroupCommit<ObservedResult, null>(
    db,
    async (tx, batch) => {
      await recordResults(tx, parts, batch);
      return batch.map(() => null);
    },
    { size: 256, parallel: db.dialect === 'sqlite' ? 1 : 2 },
  );
  /** Attempts that have started and whose results are not written yet. */
  let underWay = 0;
  const batches = new Set<Promise<void>>();
  const windows = new Windows();
  let mayClaim = false;
  let beatAt: Millis = -Infinity;
  let lookedUntil = '';
  let takenInTurn = 0;

  /** Sends one attempt; says how it ended, without a word of what the partner answered. */
  async function send(
    started: StartedAttempt,
    content: Content | 'unreadable' | undefined,
    endpoint: SendingEndpoint | undefined,
  ): Promise<Omit<AttemptResult, 'attempt' | 'durationMs'>> {
    if (content === undefined) return ended('gone');
    if (content === 'unreadable') return ended('internal');
    if (endpoint === undefined) return ended('connection');
    const body = await messageBody(content, endpoint.encryptionKey);
    const at = clock.now();
    // The grant was active when the attempt started; what did not begin in time has to ask again.
    if (at > started.startedAt + settings.lease) return ended('lapsed');
    const signers = { secrets: endpoint.secrets, keys: parts.signingKeys };
    const headers = signedHeaders(signers, { id: started.delivery.id, at, body });
    const { url, client } = endpoint;
    const answer = await post.post(url, { ...endpoint.headers, ...headers }, body, { client });
    if (answer.kind === 'failed') return ended(outcomeOf(answer));
    const retryAfter = parseRetryAfter(answer.retryAfter, clock.now());
    return { outcome: outcomeOf(answer), status: answer.status, retryAfter };
  }

  async function attempt(
    started: StartedAttempt,
    content: Content | 'unreadable' | undefined,
    endpoint: SendingEndpoint | undefined,
  ): Promise<void> {
    const { id: messageId, endpointId } = started.delivery;
    const begun = performance.now();
    const sent = await send(started, content, endpoint).catch((error: unknown) => {
      // Written down like any failure, so that it goes again by the schedule, which ends where everybody can see it.
      log.error('delivery attempt broke', { messageId, ...describeError(error) });
      return ended('internal');
    });
    const wasFailing = endpoint?.isFailing ?? true;
    const makeRoom = (): void => {
      windows.ended(endpointId ?? '', sent.outcome);
      poller.wake();
    };
    // Where all is well there is room for the next while the result is being written. Where it is not, the result says
    // whether there is to be a next: written only then, a probe would be followed by another, rest or no rest.
    const isWell = sent.outcome === 'delivered' && !wasFailing;
    if (isWell) makeRoom();
    const durationMs = Math.round(performance.now() - begun);
    log.info('delivery attempt', { messageId, attempt: started.number, outcome: sent.outcome, durationMs });
    try {
      await results.submit({ attempt: started, ...sent, durationMs, wasFailing });
    } finally {
      if (!isWell) makeRoom();
    }
  }

  /** Says every other second that this worker is there; false: another one has the lease. */
  async function isLeading(): Promise<boolean> {
    const now = clock.now();
    if (now - beatAt < BEAT) return mayClaim;
    mayClaim = await db.transact((tx) => beat(tx, id));
    beatAt = now;
    return mayClaim;
  }

  /** Lanes in turn, from where the last look ended; what is free is divided among those that have room. */
  async function nextShares(free: number): Promise<readonly Share[]> {
    const from = lookedUntil;
    const { lanes, after } = await db.read((reader) =>
      openLanes(reader, from, clock.now(), CIRCUIT_THRESHOLD),
    );
    const roomy = lanes.map(({ endpointId, probing }) => ({
      endpointId,
      count: probing ? windows.room(endpointId, 1) : windows.room(endpointId),
    }));
    const { shares, passed } = divide(roomy, free);
    lookedUntil = passed ?? after ?? '';
    return shares;
  }

  async function contentsOf(
    reader: Reader,
    started: readonly StartedAttempt[],
  ): Promise<ReadonlyMap<string, Content>> {
    const people = started.filter(({ delivery }) => !delivery.sandbox);
    const madeUp = started.filter(({ delivery }) => delivery.sandbox);
    const contents = people.length === 0 ? [] : await unseal(reader, people);
    const sandbox = madeUp.length === 0 ? [] : await sandboxContents(reader, madeUp);
    return new Map([...contents, ...sandbox]);
  }

  /** Opens what was claimed and sends it. The next claim is made meanwhile. */
  async function dispatch(attempts: readonly StartedAttempt[], rows: readonly EndpointRow[]): Promise<void> {
    const [contents, endpoints] = await Promise.all([
      readContents({ db, log, contentsOf }, attempts),
      db.read((reader) => sendingEndpoints(reader, keyRing, rows, clock.now())),
    ]);
    await Promise.all(
      attempts.map(async (one) => {
        const { endpointId, partnerId } = one.delivery;
        const endpoint = endpoints.get(endpointId ?? '');
        const own = endpoint?.partnerId === partnerId ? endpoint : undefined;
        try {
          await attempt(one, contents.get(one.id), own);
        } catch (error) {
          log.error('delivery result lost', describeError(error));
        }
        underWay -= 1;
        poller.wake();
      }),
    );
  }

  function launch({ attempts, endpoints }: Claimed): void {
    for (const { delivery } of attempts) windows.started(delivery.endpointId ?? '');
    underWay += attempts.length;
    const dispatched: Promise<void> = dispatch(attempts, [...endpoints.values()])
      .catch((error: unknown) => {
        // What could not be read was not sent: it counts as lost, and is made again.
        log.error('delivery worker', describeError(error));
        for (const { delivery } of attempts) windows.ended(delivery.endpointId ?? '', null);
        underWay -= attempts.length;
      })
      .finally(() => batches.delete(dispatched));
    batches.add(dispatched);
  }

  /** One claim; false when there was nothing to do any more. */
  async function round(): Promise<boolean> {
    if (!(await isLeading())) return false;
    // Each that ends wakes this again.
    const free = settings.concurrency - underWay;
    if (free <= 0) return false;
    const from = lookedUntil;
    if (from === '') takenInTurn = 0;
    const shares = await nextShares(free);
    const claim = { workerId: id, reclaimAfter: settings.reclaimAfter };
    const claimed =
      shares.length === 0 ? null : await db.transact((tx) => startAttempts(tx, admit, shares, claim));
    const taken = claimed?.taken ?? 0;
    takenInTurn += taken;
    // A turn through many lanes that took something is followed by another one.
    if (taken === 0) return lookedUntil !== '' || (from !== '' && takenInTurn > 0);
    if (claimed !== null && claimed.attempts.length > 0) launch(claimed);
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
      await Promise.all(batches);
      await results.idle();
      await db
        .transact((tx) => leave(tx, id))
        .catch((error: unknown) => log.error('delivery worker', describeError(error)));
    },
  };
}
