import { whoAgreedTo } from '../accounts/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { Tx } from '../platform/db/index.ts';
import { supersededVersions } from '../policies/index.ts';
import type { Basis, Field, Purpose } from '../policies/index.ts';
import { lockGrants } from './store.ts';
import type { Grant } from './types.ts';

let prove: (grant: Grant, tx: Tx) => ActiveGrant;

/**
 * Proof that a grant is active in one open transaction, its row locked until that ends, and that its person agreed to what
 * the policy in force promises. Only `requireActiveGrants` makes one. It is worth nothing in another transaction: there the
 * person may have taken it back.
 */
export class ActiveGrant {
  readonly #heldBy: Tx;
  readonly id: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly partnerId: string;
  readonly basis: Basis;
  readonly fields: readonly Field[];
  readonly purposes: readonly Purpose[];
  readonly disclosureHash: string;
  readonly policyId: string;
  readonly partnerPolicyId: string;
  readonly means: Grant['means'];
  readonly grantedAt: Millis;

  private constructor(grant: Grant, tx: Tx) {
    this.#heldBy = tx;
    this.id = grant.id;
    this.subjectId = grant.subjectId;
    this.appId = grant.appId;
    this.partnerId = grant.partnerId;
    this.basis = grant.basis;
    this.fields = grant.fields;
    this.purposes = grant.purposes;
    this.disclosureHash = grant.disclosureHash;
    this.policyId = grant.policyId;
    this.partnerPolicyId = grant.partnerPolicyId;
    this.means = grant.means;
    this.grantedAt = grant.grantedAt;
  }

  static {
    prove = (grant, tx) => new ActiveGrant(grant, tx);
  }

  /** Whether a value was proven here and in this very transaction; holds where a cast got past the compiler. */
  static isHeldIn(tx: Tx, value: unknown): value is ActiveGrant {
    return typeof value === 'object' && value !== null && #heldBy in value && value.#heldBy === tx;
  }
}

/** Grants that are not over, locked, and those of their people who have to agree to the policy anew. */
async function lockActive(tx: Tx, ids: readonly string[]) {
  const active = [...(await lockGrants(tx, ids)).values()].filter((grant) => grant.state === 'active');
  const people = active.map(({ subjectId }) => subjectId);
  const suspended = await whoAgreedTo(tx, people, await supersededVersions(tx, tx.now));
  return { active, suspended };
}

/** Locks these grants and proves those that are active, by id. The others are simply not there. */
export async function requireActiveGrants(tx: Tx, ids: readonly string[]): Promise<Map<string, ActiveGrant>> {
  if (!Tx.isGenuine(tx)) throw new TypeError('a grant is proven in an open transaction only');
  const { active, suspended } = await lockActive(tx, ids);
  return new Map(
    active.filter(({ subjectId }) => !suspended.has(subjectId)).map((grant) => [grant.id, prove(grant, tx)]),
  );
}

/** Those of these grants that are not over and cover nothing until their people agree to the policy anew. */
export async function suspendedGrants(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { active, suspended } = await lockActive(tx, ids);
  return new Set(active.filter(({ subjectId }) => suspended.has(subjectId)).map(({ id }) => id));
}
