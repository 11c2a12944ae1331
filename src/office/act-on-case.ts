import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { VaultParts } from '../vault/index.ts';
import { refuseText, tidy } from './rules.ts';
import { sealText } from './seal.ts';
import { findCase, lockCase, saveCase } from './store.ts';
import * as next from './transitions.ts';
import type { CaseKind, Exception, OfficeCase, SealedField } from './types.ts';

/** Who asks for what, under which key. */
interface Ask {
  readonly officer: string;
  readonly mutation: string;
  readonly key: string;
}

/** What is said with a step, under which name it came, and where it is kept. */
interface Said {
  readonly field: SealedField;
  readonly name: string;
  readonly text: string;
}

/** Takes a step of a case that the caller has locked, and seals what was said with it. */
export async function takeStep(
  tx: Tx,
  vault: VaultParts,
  one: OfficeCase,
  step: Partial<OfficeCase> | Refusal,
  said: Said | null,
): Promise<OfficeCase | Refusal> {
  if (isRefusal(step)) return step;
  const refusal = said === null ? null : refuseText(said.name, said.text, 'words');
  if (refusal !== null) return refusal;
  const sealed =
    said === null
      ? one.sealed
      : { ...one.sealed, [said.field]: await sealText(tx, vault, one, said.field, tidy(said.text)) };
  const taken: OfficeCase = { ...one, ...step, sealed };
  await saveCase(tx, taken);
  return taken;
}

/** What officers do about cases. */
export function createOfficeDesk(db: Database, vault: VaultParts) {
  function act(
    kind: CaseKind,
    ask: Ask,
    id: string,
    said: Said | null,
    decide: (one: OfficeCase, now: number) => Partial<OfficeCase> | Refusal,
    more: Readonly<Record<string, string | boolean | null>> = {},
  ): Promise<OfficeCase | Refusal> {
    const { officer, mutation, key } = ask;
    const body = { id, text: said?.text ?? null, ...more };
    const request = idempotentRequest(vault.hashes, { principal: officer, mutation, key, body });
    return onceForKey(db, request, {
      async make(tx) {
        const one = await lockCase(tx, { id, kind });
        if (one === null) return refuse('NOT_FOUND', ['input', 'id'], 'There is nothing with this id.');
        return takeStep(tx, vault, one, decide(one, tx.now), said);
      },
      async reload(tx) {
        const one = await findCase(tx, { id, kind });
        if (one === null) throw new Error('a case that a step was taken of is there');
        return one;
      },
    });
  }

  return {
    acknowledgeComplaint: (officer: string, key: string, id: string) =>
      act('complaint', { officer, mutation: 'acknowledgeComplaint', key }, id, null, next.acknowledge),
    answerComplaint: (officer: string, key: string, id: string, text: string) =>
      act(
        'complaint',
        { officer, mutation: 'answerComplaint', key },
        id,
        { field: 'answer', name: 'answer', text },
        (one, now) => next.answer(one, officer, now),
      ),
    escalateComplaint: (officer: string, key: string, id: string) =>
      act('complaint', { officer, mutation: 'escalateComplaint', key }, id, null, next.escalate),
    grantRequest: (officer: string, key: string, id: string, text: string) =>
      act(
        'request',
        { officer, mutation: 'grantRequest', key },
        id,
        { field: 'answer', name: 'answer', text },
        (one, now) => next.grant(one, officer, now),
      ),
    refuseRequest: (officer: string, key: string, id: string, exception: Exception, text: string) =>
      act(
        'request',
        { officer, mutation: 'refuseRequest', key },
        id,
        { field: 'answer', name: 'reason', text },
        (one, now) => next.refuseRight(one, exception, officer, now),
        { exception },
      ),
    decideAppeal: (
      officer: string,
      key: string,
      id: string,
      decision: { readonly granted: boolean; readonly exception: Exception | null },
      text: string,
    ) =>
      act(
        'request',
        { officer, mutation: 'decideAppeal', key },
        id,
        { field: 'appealAnswer', name: 'reason', text },
        (one, now) => next.decideAppeal(one, decision, officer, now),
        { ...decision },
      ),
  };
}

export type OfficeDesk = ReturnType<typeof createOfficeDesk>;
