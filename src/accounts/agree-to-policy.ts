import { accountRequired } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { currentPolicy } from '../policies/index.ts';
import { staleVersion } from './rules.ts';
import { lockSubjects, recordAgreement } from './store.ts';
import type { Subject } from './store.ts';

/** A person agrees to the version in force, which has to be named: nobody agrees to what they did not read. */
export function createAgreement(db: Database, hashes: KeyedHashes) {
  async function reload(tx: Tx, id: string): Promise<Subject> {
    const subject = (await lockSubjects(tx, [id])).get(id);
    if (subject === undefined) throw new Error('a person who agreed is there');
    return subject;
  }

  return async function agreeToPolicy(
    subject: Subject | null,
    key: string,
    version: string,
  ): Promise<Subject | Refusal> {
    if (subject === null) return accountRequired();
    const request = idempotentRequest(hashes, {
      ...{ principal: `subject:${subject.id}`, mutation: 'agreeToPolicy', key },
      body: { version },
    });
    return onceForKey(db, request, {
      make: async (tx) => {
        const locked = (await lockSubjects(tx, [subject.id])).get(subject.id);
        if (locked === undefined) return accountRequired();
        const policy = await currentPolicy(tx, tx.now);
        if (policy?.version !== version) return staleVersion();
        if (locked.policyVersion !== version) await recordAgreement(tx, subject.id, version);
        return { ...locked, policyVersion: version };
      },
      reload,
    });
  };
}
