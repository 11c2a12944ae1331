import type { Millis } from '../../kernel/clock.ts';
import { refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import {
  APPROVERS,
  isDefective,
  isGagged,
  refuseApprover,
  refuseGag,
  unknownRequest,
  wrongState,
} from './rules.ts';
import { approvalsOf, approveRequest, insertApproval, lockRequest, moveGag } from './store.ts';
import type { Approval } from './types.ts';

/** Approvals of one thing: of the request (null), or of a silence until an instant. */
async function approvalsFor(tx: Tx, id: string, gagUntil: Millis | null): Promise<readonly Approval[]> {
  return ((await approvalsOf(tx, [id])).get(id) ?? []).filter((one) => one.gagUntil === gagUntil);
}

/** One of two says that a request is to be obeyed, with its gag if it has one. Gives the id of the request. */
export async function approve(tx: Tx, officer: string, id: string): Promise<string | Refusal> {
  const request = await lockRequest(tx, id);
  if (request === null) return unknownRequest();
  if (request.state !== 'opened') return wrongState('It does not wait for an approval any more.');
  if (isDefective(request)) {
    return refuse(
      'REQUEST_DEFECTIVE',
      ['input', 'requestId'],
      'It names no authority, or no instrument: it can be refused only.',
    );
  }
  const given = await approvalsFor(tx, id, null);
  const refusal = refuseApprover(request, given, officer);
  if (refusal !== null) return refusal;
  await insertApproval(tx, id, officer, null);
  if (given.length + 1 >= APPROVERS) await approveRequest(tx, id);
  return id;
}

export interface GagExtension {
  readonly requestId: string;
  readonly until: Millis;
}

/**
 * One of two says that people are not to be told before a later end. It holds once the second one named the same end, as
 * long as the silence before it lasts: who was told cannot be untold.
 */
export async function extendGag(
  tx: Tx,
  officer: string,
  { requestId: id, until }: GagExtension,
): Promise<string | Refusal> {
  const request = await lockRequest(tx, id);
  if (request === null) return unknownRequest();
  if (!isGagged(request, tx.now)) return wrongState('No gag is in force.');
  if (request.state === 'opened') return wrongState('It waits for its first approval.');
  const refusal = refuseGag(until, tx.now, 'until');
  if (refusal !== null) return refusal;
  if (until <= (request.gagUntil ?? 0)) return wrongState('The gag that is in force ends no earlier.');
  const given = await approvalsFor(tx, id, until);
  const unfit = refuseApprover(request, given, officer);
  if (unfit !== null) return unfit;
  await insertApproval(tx, id, officer, until);
  if (given.length + 1 >= APPROVERS) await moveGag(tx, id, until);
  return id;
}
