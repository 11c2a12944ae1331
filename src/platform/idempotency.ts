import type { Knex } from 'knex';
import type { JsonValue } from '../kernel/canonical-json.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Millis } from '../kernel/clock.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Migration, Tx } from './db/index.ts';
import { deleteSome, insertRows, rowsWhereIn, transactOrSee } from './db/index.ts';
import type { KeyedHashes } from './key-ring.ts';

/** Who asks, for what, under which key; the body is remembered as a keyed hash only. */
export interface IdempotentRequest {
  readonly principal: string;
  readonly mutation: string;
  readonly key: string;
  readonly digest: string;
}

/** Ids of what the first request made, never its response. */
export type ResultRefs = Readonly<Record<string, string>>;

export type Seen = { readonly refs: ResultRefs } | 'conflict' | null;

interface Row {
  principal: string;
  mutation: string;
  key: string;
  body_digest: string;
  refs: string;
  created_at: number;
}

const TABLE = 'idempotency_keys';

export const idempotencyMigrations: readonly Migration[] = [
  {
    name: '0001-idempotency',
    async up(knex: Knex) {
      await knex.schema.createTable(TABLE, (t) => {
        t.text('principal').notNullable();
        t.text('mutation').notNullable();
        t.text('key').notNullable();
        t.text('body_digest').notNullable();
        t.text('refs').notNullable();
        t.bigInteger('created_at').notNullable().index();
        t.primary(['principal', 'mutation', 'key']);
      });
    },
  },
];

export function idempotentRequest(
  hashes: KeyedHashes,
  request: { principal: string; mutation: string; key: string; body: JsonValue },
): IdempotentRequest {
  const { principal, mutation, key, body } = request;
  return { principal, mutation, key, digest: hashes.bodyDigest(canonicalJson(body)).toString('base64url') };
}

/** A request of a partner, whoever asks for it. */
export const partnerRequest = (
  hashes: KeyedHashes,
  partnerId: string,
  request: { mutation: string; key: string; body: JsonValue },
): IdempotentRequest => idempotentRequest(hashes, { principal: `partner:${partnerId}`, ...request });

const nameOf = (request: { principal: string; mutation: string; key: string }): string =>
  JSON.stringify([request.principal, request.mutation, request.key]);

/** What is known of requests, read once for a batch and kept current while the batch is decided. */
export class IdempotencyWindow {
  readonly #known: Map<string, { digest: string; refs: ResultRefs }>;
  readonly #added: Row[] = [];
  readonly #now: number;

  constructor(rows: readonly Row[], now: number) {
    this.#known = new Map(
      rows.map((row) => [nameOf(row), { digest: row.body_digest, refs: JSON.parse(row.refs) as ResultRefs }]),
    );
    this.#now = now;
  }

  /** The earlier result of this very request, 'conflict' if its key was used with another body, or null. */
  seen(request: IdempotentRequest): Seen {
    const known = this.#known.get(nameOf(request));
    if (known === undefined) return null;
    return known.digest === request.digest ? { refs: known.refs } : 'conflict';
  }

  remember(request: IdempotentRequest, refs: ResultRefs): void {
    const { principal, mutation, key, digest } = request;
    this.#known.set(nameOf(request), { digest, refs });
    this.#added.push({
      principal,
      mutation,
      key,
      body_digest: digest,
      refs: JSON.stringify(refs),
      created_at: this.#now,
    });
  }

  /** Writes what was remembered. The primary key settles a race between two processes: the later one fails whole. */
  async save(tx: Tx): Promise<void> {
    await insertRows(tx, TABLE, this.#added);
  }
}

/** Reads the window for a batch. The caller holds the lock that serializes its principals. */
export async function openIdempotencyWindow(
  tx: Tx,
  requests: readonly IdempotentRequest[],
): Promise<IdempotencyWindow> {
  const rows = await rowsWhereIn<Row>(
    tx,
    TABLE,
    'key',
    requests.map((request) => request.key),
  );
  return new IdempotencyWindow(rows, tx.now);
}

/**
 * Runs a use case that makes one thing, once for its key: the first request makes it, a repetition gets it again,
 * another body under the same key is refused. A refused request leaves nothing behind, its key neither.
 */
export async function onceForKey<Made extends { readonly id: string }>(
  db: Database,
  request: IdempotentRequest,
  steps: {
    readonly make: (tx: Tx) => Promise<Made | Refusal>;
    readonly reload: (tx: Tx, id: string) => Promise<Made>;
  },
): Promise<Made | Refusal> {
  return transactOrSee(db, async (tx) => {
    const window = await openIdempotencyWindow(tx, [request]);
    const seen = window.seen(request);
    if (seen === 'conflict') return idempotencyConflict();
    if (seen !== null) return steps.reload(tx, seen.refs['id'] as string);
    const made = await steps.make(tx);
    if (isRefusal(made)) {
      // A repetition that runs beside the first request may be refused for what that one has made meanwhile.
      const since = (await openIdempotencyWindow(tx, [request])).seen(request);
      return since === null || since === 'conflict' ? made : steps.reload(tx, since.refs['id'] as string);
    }
    window.remember(request, { id: made.id });
    await window.save(tx);
    return made;
  });
}

export const idempotencyConflict = (): Refusal =>
  refuse('IDEMPOTENCY_CONFLICT', ['input', 'idempotencyKey'], 'This key was used for another request.');

/** Forgets up to `limit` keys older than `before`; they are kept for 24 hours at least. */
export function purgeIdempotencyKeys(tx: Tx, before: Millis, limit: number): Promise<number> {
  const key = ['principal', 'mutation', 'key'];
  return deleteSome(tx, TABLE, key, limit, (old) => {
    void old.where('created_at', '<', before).orderBy('created_at');
  });
}

/** Forgets the keys of one principal. */
export async function deleteIdempotencyKeys(tx: Tx, principal: string): Promise<void> {
  await tx.q(TABLE).where({ principal }).delete();
}
