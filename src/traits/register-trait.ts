import { isDeepStrictEqual } from 'node:util';
import { isRefusal } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { IdempotentRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { nameTaken } from './refusals.ts';
import { eventKinds, registerEventKind, registerTrait, traitRegistry } from './registry.ts';
import { readEventKind, readTrait } from './registration-rules.ts';
import type { NewEventKind, NewTrait } from './registration-rules.ts';
import type { EventKind, Trait } from './types.ts';

/** What is registered stays as it is: a name never comes to mean something else. */
const isSame = (a: Trait | EventKind, b: Trait | EventKind): boolean =>
  isDeepStrictEqual({ ...a, registeredAt: 0 }, { ...b, registeredAt: 0 });

/** How one sort of thing that has a name is read and kept. */
interface Shelf<Kind> {
  readonly all: (at: Queryable) => Promise<ReadonlyMap<string, Kind>>;
  readonly add: (tx: Tx, kind: Kind) => Promise<void>;
}

const traits: Shelf<Trait> = { all: traitRegistry, add: registerTrait };
const events: Shelf<EventKind> = { all: eventKinds, add: registerEventKind };

/** What staff of the marketing door say can be known about people. `principal` is who asks. */
export function createRegistrationDesk(db: Database, hashes: KeyedHashes) {
  /** Who registers the same thing again gets what is there. */
  async function register<Kind extends Trait | EventKind>(
    request: IdempotentRequest,
    shelf: Shelf<Kind>,
    read: (tx: Tx) => Kind | Refusal,
  ): Promise<Kind | Refusal> {
    const named = (kind: Kind) => ({ id: kind.name, kind });
    const done = await onceForKey(db, request, {
      make: async (tx) => {
        const wanted = read(tx);
        if (isRefusal(wanted)) return wanted;
        const there = (await shelf.all(tx)).get(wanted.name);
        if (there !== undefined) return isSame(there, wanted) ? named(there) : nameTaken();
        await shelf.add(tx, wanted);
        return named(wanted);
      },
      reload: async (tx, name) => {
        const kind = (await shelf.all(tx)).get(name);
        if (kind === undefined) throw new Error('what was registered is there');
        return named(kind);
      },
    });
    return isRefusal(done) ? done : done.kind;
  }

  return {
    registerTrait(principal: string, key: string, input: NewTrait): Promise<Trait | Refusal> {
      const body = { ...input, values: input.values === null ? null : [...input.values] };
      const request = idempotentRequest(hashes, { principal, mutation: 'registerTrait', key, body });
      return register(request, traits, (tx) => readTrait(input, tx.now));
    },

    registerEvent(principal: string, key: string, input: NewEventKind): Promise<EventKind | Refusal> {
      const body = { ...input };
      const request = idempotentRequest(hashes, { principal, mutation: 'registerEvent', key, body });
      return register(request, events, (tx) => readEventKind(input, tx.now));
    },
  };
}
