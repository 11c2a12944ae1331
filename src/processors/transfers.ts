import { lockSubjects } from '../accounts/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { deleteSome } from '../platform/db/index.ts';
import type { Database, Queryable, Reader, Tx } from '../platform/db/index.ts';
import { whyNot } from './rules.ts';
import { noticesOf, optOutsOf, processorBySlug } from './store.ts';
import type { ProcessorField, TransferRefusal } from './types.ts';

export interface TransferRow {
  readonly id: string;
  readonly processor_id: string;
  readonly notice_id: string;
  readonly subject_id: string;
  readonly field: ProcessorField;
  readonly about: string;
  readonly transferred_at: Millis;
}

const TABLE = 'processor_transfers';

let issue: (row: TransferRow) => Transfer;

/** Proof that it stands committed that one thing of a person goes to a processor. Only `requireTransfer` makes one. */
export class Transfer {
  readonly #issued = true;
  readonly id: string;
  readonly processorId: string;
  readonly subjectId: string;
  readonly field: ProcessorField;
  /** What it goes for, e.g. a mail's id. */
  readonly about: string;

  private constructor(row: TransferRow) {
    this.id = row.id;
    this.processorId = row.processor_id;
    this.subjectId = row.subject_id;
    this.field = row.field;
    this.about = row.about;
  }

  static {
    issue = (row) => new Transfer(row);
  }

  static isGenuine(value: unknown): value is Transfer {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

/** What is to go where: `slug` names the processor, `about` the thing of ours that it goes for. */
export interface TransferWish {
  readonly slug: string;
  readonly subjectId: string;
  readonly field: ProcessorField;
  readonly about: string;
}

async function factsOf(at: Queryable, { slug, subjectId, field }: Omit<TransferWish, 'about'>) {
  const processor = await processorBySlug(at, slug);
  const [notice = null] = processor === null ? [] : await noticesOf(at, [processor.id]);
  const optedOut = processor !== null && (await optOutsOf(at, subjectId)).has(processor.id);
  return { processor, notice, field, optedOut };
}

/** What would be refused at this moment; null: nothing. It records nothing and permits nothing. */
export async function transferRefusal(
  at: Queryable,
  wish: Omit<TransferWish, 'about'>,
): Promise<TransferRefusal | null> {
  return whyNot({ ...(await factsOf(at, wish)), isPerson: true });
}

type Outcome = { readonly id: string } | { readonly refusal: TransferRefusal };

async function record(tx: Tx, wish: TransferWish): Promise<Outcome> {
  // The lock that an opt-out takes too: once it is committed, no transfer begins.
  const isPerson = (await lockSubjects(tx, [wish.subjectId])).has(wish.subjectId);
  const facts = await factsOf(tx, wish);
  const refusal = whyNot({ ...facts, isPerson });
  if (refusal !== null) return { refusal };
  const row: TransferRow = {
    id: newId('transfer', tx.now),
    processor_id: facts.processor?.id ?? '',
    notice_id: facts.notice?.id ?? '',
    subject_id: wish.subjectId,
    field: wish.field,
    about: wish.about,
    transferred_at: tx.now,
  };
  await tx.q(TABLE).insert(row);
  return { id: row.id };
}

/** Takes a `Reader`: what it sees is committed. */
async function readTransfer(reader: Exclude<Reader, Tx>, id: string): Promise<Transfer> {
  const row = (await reader.q(TABLE).where({ id }).first()) as TransferRow | undefined;
  if (row === undefined) throw new Error('a transfer that was recorded is there');
  return issue(row);
}

/**
 * The one way by which something of a person gets to a processor: asked at each transfer anew, written down and
 * committed before anything goes. Without the proof that this hands out, nothing is sent.
 */
export async function requireTransfer(
  db: Database,
  wish: TransferWish,
): Promise<Transfer | { readonly refusal: TransferRefusal }> {
  const outcome = await db.transact((tx) => record(tx, wish));
  return 'refusal' in outcome ? outcome : db.read((reader) => readTransfer(reader, outcome.id));
}

/** Forgets up to `limit` transfers before an instant, but of nobody in `except`; returns how many there were. */
export function sweepTransfers(
  tx: Tx,
  before: Millis,
  limit: number,
  except: readonly string[],
): Promise<number> {
  return deleteSome(tx, TABLE, 'id', limit, (old) => {
    void old
      .where('transferred_at', '<', before)
      .whereNotIn('subject_id', [...except])
      .orderBy('transferred_at');
  });
}

/** Every transfer of something of a person, in no order yet. */
export const transfersOf = (at: Queryable, subjectId: string) => at.q(TABLE).where('subject_id', subjectId);

/** When something of a person went last, by processor id. */
export async function lastTransfers(at: Queryable, subjectId: string): Promise<ReadonlyMap<string, Millis>> {
  const rows = (await at
    .q(TABLE)
    .select('processor_id')
    .where('subject_id', subjectId)
    .groupBy('processor_id')
    .max({ last: 'transferred_at' })) as { processor_id: string; last: number }[];
  return new Map(rows.map((row) => [row.processor_id, Number(row.last)]));
}
