import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { problemOfSlug } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { accountRequired, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { noticesOf, optOutsOf, processorBySlug, processorsById, saveOptOut } from './store.ts';
import { lastTransfers } from './transfers.ts';
import type { Processor } from './types.ts';

/** A processor as it stands to one person. */
export interface PersonProcessor {
  /** The processor's. */
  readonly id: string;
  readonly processor: Processor;
  /** Null: the person did not say no. */
  readonly optedOutAt: Millis | null;
  /** When something of the person went there last; null: nothing ever. */
  readonly lastTransferAt: Millis | null;
}

async function stand(
  at: Queryable,
  subjectId: string,
  processors: readonly Processor[],
): Promise<PersonProcessor[]> {
  const [out, last] = [await optOutsOf(at, subjectId), await lastTransfers(at, subjectId)];
  return processors.map((processor) => ({
    id: processor.id,
    processor,
    optedOutAt: out.get(processor.id) ?? null,
    lastTransferAt: last.get(processor.id) ?? null,
  }));
}

/** Every processor that something of the person may go to, or went to; in the order in which people were told of them. */
export async function processorsOfPerson(at: Queryable, subjectId: string): Promise<PersonProcessor[]> {
  const rows = (await at
    .q('processors')
    .select('id')
    .whereNull('retired_at')
    .whereIn('id', at.q('processor_notices').select('processor_id'))) as { id: string }[];
  const ids = [...rows.map(({ id }) => id), ...(await lastTransfers(at, subjectId)).keys()];
  const processors = [...(await processorsById(at, ids)).values()];
  return stand(
    at,
    subjectId,
    processors.sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

/** A person's no to a processor, and its taking back. It holds from the next transfer on. */
export function createOptOutDesk(db: Database, hashes: KeyedHashes) {
  async function stored(tx: Tx, subjectId: string, id: string): Promise<PersonProcessor> {
    const [one] = await stand(tx, subjectId, [...(await processorsById(tx, [id])).values()]);
    if (one === undefined) throw new Error('a processor that was said no to is there');
    return one;
  }

  function say(out: boolean, mutation: string) {
    return async (subject: Subject | null, key: string, slug: string): Promise<PersonProcessor | Refusal> => {
      if (subject === null) return accountRequired();
      const principal = `subject:${subject.id}`;
      const request = idempotentRequest(hashes, { principal, mutation, key, body: { slug } });
      return onceForKey(db, request, {
        async make(tx) {
          if (!(await lockSubjects(tx, [subject.id])).has(subject.id)) return accountRequired();
          const processor = problemOfSlug(slug) === null ? await processorBySlug(tx, slug) : null;
          // One that people were not told of is not there yet.
          if (processor === null || (await noticesOf(tx, [processor.id])).length === 0)
            return refuse('NOT_FOUND', ['input', 'slug'], 'There is no processor with this slug.');
          await saveOptOut(tx, subject.id, processor.id, out);
          return stored(tx, subject.id, processor.id);
        },
        reload: (tx, id) => stored(tx, subject.id, id),
      });
    };
  }

  return { optOut: say(true, 'optOutOfProcessor'), optIn: say(false, 'optInToProcessor') };
}
