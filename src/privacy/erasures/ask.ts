import { lockSubjects, loginPrincipal, setErasesAt } from '../../accounts/index.ts';
import type { Subject } from '../../accounts/index.ts';
import { erasurePending } from '../../consent/index.ts';
import type { Millis } from '../../kernel/clock.ts';
import { accountRequired, isRefusal, refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Login } from '../../kernel/principal.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import {
  idempotencyConflict,
  idempotentRequest,
  onceForKey,
  openIdempotencyWindow,
} from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { ErasureSteps } from './begin.ts';
import type { ErasureProof } from './prove.ts';
import { GRACE } from './rules.ts';
import type { Erasure } from './rules.ts';
import * as store from './store.ts';

/** What somebody who asked to be erased is told. */
export interface AskedErasure {
  /** When it will be; null: it is done, or was cancelled since. */
  readonly erasesAt: Millis | null;
  readonly erasedAt: Millis | null;
  /** The signed receipt, with its proof; null until it is done, or when the log is not integrating. */
  readonly receipt: string | null;
  /** Asks for the state and the receipt when there is no account any more. */
  readonly erasureReference: string;
}

/** A person asks to be erased, at once or with time to think again; and stays after all. */
export function createErasureDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly steps: ErasureSteps;
  readonly proof: ErasureProof;
  readonly onCommitted: () => void;
}) {
  const { db, hashes, steps, proof } = parts;

  const decide = async (tx: Tx, subject: Subject, immediately: boolean): Promise<Erasure | Refusal> => {
    const reason = { cause: 'asked', decidedBy: null } as const;
    if (immediately) return steps.now(tx, subject, reason);
    return subject.erasesAt === null
      ? steps.begin(tx, subject, { ...reason, after: GRACE })
      : erasurePending();
  };

  async function told(erasure: Erasure): Promise<AskedErasure> {
    return {
      erasesAt: erasure.state === 'pending' ? erasure.erasesAt : null,
      erasedAt: erasure.state === 'done' ? erasure.finishedAt : null,
      receipt: await proof.soon(erasure),
      erasureReference: hashes.erasureReference(erasure.id),
    };
  }

  return {
    /** `login` is who asks; `subject` the account it has, if any. A repetition finds no account and still is answered. */
    async erase(
      login: Pick<Login, 'issuer' | 'sub'>,
      subject: Subject | null,
      wish: { readonly immediately: boolean; readonly idempotencyKey: string },
    ): Promise<AskedErasure | Refusal> {
      const { immediately, idempotencyKey: key } = wish;
      const principal = loginPrincipal(hashes.loginIndex(login.issuer, login.sub));
      const request = idempotentRequest(hashes, {
        ...{ principal, mutation: 'eraseAccount', key },
        body: { immediately },
      });
      const erasure = await db.transact(async (tx): Promise<Erasure | Refusal> => {
        const locked = subject && (await lockSubjects(tx, [subject.id])).get(subject.id);
        const window = await openIdempotencyWindow(tx, [request]);
        const seen = window.seen(request);
        if (seen === 'conflict') return idempotencyConflict();
        const earlier = seen && (await store.erasureById(tx, seen.refs['id'] ?? ''));
        if (earlier !== null) return earlier;
        if (!locked) return refuse('ACCOUNT_REQUIRED', [], 'This login has no account.');
        const begun = await decide(tx, locked, immediately);
        if (isRefusal(begun)) return begun;
        window.remember(request, { id: begun.id });
        await window.save(tx);
        return begun;
      });
      parts.onCommitted();
      return isRefusal(erasure) ? erasure : told(erasure);
    },

    /** Everything goes on where it stopped. */
    async cancel(subject: Subject | null, key: string): Promise<Subject | Refusal> {
      if (subject === null) return accountRequired();
      const request = idempotentRequest(hashes, {
        ...{ principal: `subject:${subject.id}`, mutation: 'cancelErasure', key },
        body: {},
      });
      const locked = async (tx: Tx): Promise<Subject | undefined> =>
        (await lockSubjects(tx, [subject.id])).get(subject.id);
      return onceForKey<Subject>(db, request, {
        async make(tx) {
          const leaving = await locked(tx);
          if (leaving === undefined) return accountRequired();
          const pending = await store.pendingErasureOf(tx, subject.id);
          if (pending?.cause !== 'asked') {
            return refuse('ERASURE_NOT_PENDING', [], 'Nothing of yours is waiting to be erased.');
          }
          await store.finishErasure(tx, pending.id, { state: 'cancelled' });
          await setErasesAt(tx, subject.id, null);
          return { ...leaving, erasesAt: null };
        },
        async reload(tx) {
          const person = await locked(tx);
          if (person === undefined) throw new Error('a person who stayed is there');
          return person;
        },
      });
    },
  };
}
