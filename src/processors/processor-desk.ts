import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { refuseNotice, refuseProcessor } from './rules.ts';
import {
  insertNotice,
  insertProcessor,
  lockProcessor,
  markRetired,
  noticesOf,
  processorBySlug,
  processorsById,
} from './store.ts';
import type { NewProcessor, Processor } from './types.ts';

const unknown = (): Refusal =>
  refuse('NOT_FOUND', ['input', 'processorId'], 'There is no processor with this id.');
const retired = (): Refusal => refuse('WRONG_STATUS', [], 'The processor is retired.');

async function reload(tx: Tx, id: string): Promise<Processor> {
  const processor = (await processorsById(tx, [id])).get(id);
  if (processor === undefined) throw new Error('a processor that was registered is there');
  return processor;
}

/** How the privacy office keeps the register of processors. `principal` is who asks. */
export function createProcessorDesk(db: Database, hashes: KeyedHashes) {
  function register(principal: string, key: string, input: NewProcessor): Promise<Processor | Refusal> {
    const body = { ...input, fields: [...input.fields] };
    const request = idempotentRequest(hashes, { principal, mutation: 'registerProcessor', key, body });
    return onceForKey(db, request, {
      async make(tx) {
        const refusal = refuseProcessor(input);
        if (refusal !== null) return refusal;
        if ((await processorBySlug(tx, input.slug)) !== null) {
          return refuse(
            'SLUG_TAKEN',
            ['input', 'slug'],
            'A processor has or had this slug; it is not given twice.',
          );
        }
        return insertProcessor(tx, input);
      },
      reload,
    });
  }

  function change(
    ask: { readonly principal: string; readonly mutation: string; readonly key: string },
    input: { readonly processorId: string; readonly text?: string },
    apply: (tx: Tx, processor: Processor) => Promise<Refusal | void>,
  ): Promise<Processor | Refusal> {
    return onceForKey(db, idempotentRequest(hashes, { ...ask, body: { ...input } }), {
      async make(tx) {
        const processor = await lockProcessor(tx, input.processorId);
        if (processor === null) return unknown();
        if (processor.retiredAt !== null) return retired();
        return (await apply(tx, processor)) ?? reload(tx, processor.id);
      },
      reload,
    });
  }

  return {
    register,
    retire: (principal: string, key: string, processorId: string) =>
      change({ principal, mutation: 'retireProcessor', key }, { processorId }, (tx, { id }) =>
        markRetired(tx, id),
      ),
    /** Says what people are told of a processor from now on. */
    giveNotice: (principal: string, key: string, processorId: string, text: string) =>
      change(
        { principal, mutation: 'giveProcessorNotice', key },
        { processorId, text },
        async (tx, { id }) => {
          const refusal = refuseNotice(text);
          if (refusal !== null) return refusal;
          const [last] = await noticesOf(tx, [id]);
          await insertNotice(tx, id, (last?.version ?? 0) + 1, text);
        },
      ),
  };
}
