import { correctBirthDate, lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { accountRequired, refuse, refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Login, Session } from '../kernel/principal.ts';
import { SealedEmail } from '../kernel/sealed-email.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import { findByEmail, replaceEmail, sealRecords, sealValue, valueVersion } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { takeDownName } from './public-profiles.ts';
import { refuseReason, refuseWishes, tidyName } from './rules.ts';
import type { ProfileWishes } from './rules.ts';
import { insertCorrections, newCorrectionId } from './store.ts';
import type { Correction, CorrectedField } from './store.ts';
import { refuseVerification, spendVerifications } from './verifications.ts';
import type { EmailDesk } from './verify-email.ts';

/** Who corrects: the person, by a login; or the company, whom the person wrote to, with a reason that they are shown. */
type Corrector =
  | { readonly by: 'person'; readonly login: Login; readonly session: Session }
  | { readonly by: 'office'; readonly staff: string; readonly reason: string };

/**
 * Corrects what is held about a person, by themselves or by the company for them, in one way: what it was before stays
 * sealed for the person to see, and another email is nobody's until it is verified.
 */
export function createCorrectionDesk(parts: {
  readonly db: Database;
  readonly vault: VaultParts;
  readonly emails: Pick<EmailDesk, 'settle'>;
  /** Erases somebody who says of themselves that they are under age. The caller holds the lock on the person. */
  readonly discovered: (tx: Tx, subject: Subject, session: Session) => Promise<unknown>;
  readonly onCommitted: () => void;
}) {
  const { db, vault, emails, discovered } = parts;

  async function refuseEmail(tx: Tx, subjectId: string, email: SealedEmail): Promise<Refusal | null> {
    return (await findByEmail(tx, vault, email)).includes(subjectId)
      ? refuseField('email', 'another address than the one that is there')
      : refuseVerification(tx, subjectId);
  }

  /** Puts each wish in the place of what was there; gives the versions that they follow. */
  async function replace(
    tx: Tx,
    subject: Subject,
    { name, birthDate }: ProfileWishes,
    email: SealedEmail | null,
  ): Promise<(readonly [CorrectedField, number])[]> {
    const subjectId = subject.id;
    const replaced: (readonly [CorrectedField, number])[] = [];
    if (name !== undefined) {
      const from = await valueVersion(tx, subjectId, 'name');
      const text = tidyName(name);
      await sealValue(tx, vault, { subjectId, field: 'name', version: from + 1, text });
      // A name is never public, whenever it became one.
      await takeDownName(tx, subjectId, text);
      replaced.push(['name', from]);
    }
    if (birthDate !== undefined) {
      const from = (await valueVersion(tx, subjectId, 'birth_date')) + 1;
      const text = subject.birthDate;
      await sealValue(tx, vault, { subjectId, field: 'birth_date', version: from, text });
      await correctBirthDate(tx, subjectId, birthDate);
      replaced.push(['birth_date', from]);
    }
    if (email !== null) {
      await spendVerifications(tx, subjectId);
      replaced.push(['email', await replaceEmail(tx, vault, subjectId, email)]);
    }
    return replaced;
  }

  async function write(
    tx: Tx,
    subjectId: string,
    corrector: Corrector,
    replaced: readonly (readonly [CorrectedField, number])[],
  ): Promise<void> {
    const corrections = replaced.map(([field, fromVersion]): Omit<Correction, 'correctedAt'> => ({
      ...{ id: newCorrectionId(tx), subjectId, field, fromVersion, by: corrector.by },
      ...{ staff: corrector.by === 'office' ? corrector.staff : null, reasonSealed: null },
    }));
    if (corrector.by === 'person') return insertCorrections(tx, corrections);
    const plaintext = Buffer.from(corrector.reason);
    const reasons = await sealRecords(
      tx,
      vault,
      corrections.map(({ id }) => ({ subjectId, entryId: id, plaintext })),
    );
    await insertCorrections(
      tx,
      corrections.map((correction, i) => ({ ...correction, reasonSealed: reasons[i] ?? null })),
    );
  }

  async function correct(
    tx: Tx,
    subjectId: string,
    wishes: ProfileWishes,
    corrector: Corrector,
  ): Promise<Subject | Refusal> {
    const subject = (await lockSubjects(tx, [subjectId])).get(subjectId);
    if (subject === undefined) {
      return corrector.by === 'person'
        ? accountRequired()
        : refuse('NOT_FOUND', ['input', 'subjectId'], 'There is nobody with this id.');
    }
    const email = wishes.email === undefined ? null : new SealedEmail(wishes.email);
    const refusal =
      refuseWishes(wishes, tx.now) ?? (email === null ? null : await refuseEmail(tx, subjectId, email));
    if (refusal?.refused === 'AGE_RESTRICTED' && corrector.by === 'person') {
      await discovered(tx, subject, corrector.session);
    }
    if (refusal !== null) return refusal;
    await write(tx, subjectId, corrector, await replace(tx, subject, wishes, email));
    if (email !== null) {
      await emails.settle(tx, subjectId, corrector.by === 'person' ? corrector.login : null);
    }
    return { ...subject, birthDate: wishes.birthDate ?? subject.birthDate };
  }

  async function once(
    request: { readonly principal: string; readonly mutation: string; readonly key: string },
    subjectId: string,
    wishes: ProfileWishes,
    corrector: Corrector,
  ): Promise<Subject | Refusal> {
    const reason = corrector.by === 'office' ? corrector.reason : null;
    const body = { subjectId, reason, ...wishes };
    const corrected = await onceForKey(db, idempotentRequest(vault.hashes, { ...request, body }), {
      make: (tx) => correct(tx, subjectId, wishes, corrector),
      async reload(tx, id) {
        const subject = (await lockSubjects(tx, [id])).get(id);
        if (subject === undefined) throw new Error('a person who was corrected is there');
        return subject;
      },
    });
    parts.onCommitted();
    return corrected;
  }

  return {
    async correctProfile(
      { login, session }: { readonly login: Login; readonly session: Session },
      subject: Subject | null,
      key: string,
      wishes: ProfileWishes,
    ): Promise<Subject | Refusal> {
      if (subject === null) return accountRequired();
      const request = { principal: `subject:${subject.id}`, mutation: 'correctProfile', key };
      return once(request, subject.id, wishes, { by: 'person', login, session });
    },

    /** For whoever wrote to the company instead. `staff` answers for it. */
    async correctPerson(
      staff: string,
      key: string,
      input: { readonly subjectId: string; readonly reason: string; readonly wishes: ProfileWishes },
    ): Promise<Subject | Refusal> {
      const { subjectId, reason, wishes } = input;
      const refusal = refuseReason(reason);
      if (refusal !== null) return refusal;
      const request = { principal: staff, mutation: 'correctPerson', key };
      return once(request, subjectId, wishes, { by: 'office', staff, reason });
    },
  };
}

export type CorrectionDesk = ReturnType<typeof createCorrectionDesk>;
