import { subjectsById } from '../accounts/index.ts';
import type { Millis } from '../kernel/clock.ts';
import { Tx } from '../platform/db/index.ts';
import { supersededVersions } from '../policies/index.ts';
import type { AddressKind, Basis, Field, Purpose } from '../policies/index.ts';
import { verifiedSubjects } from '../vault/index.ts';
import { lockGrants } from './store.ts';
import type { Grant } from './types.ts';

let prove: (grant: Grant, tx: Tx) => ActiveGrant;

/**
 * Proof that a grant is active in one open transaction, its row locked until that ends, that its person agreed to what
 * the policy in force promises, is not about to be erased, and verified their email as it stands. Only `weighGrants`
 * makes one. It is worth nothing in another transaction: there the person may have taken it back.
 */
export class ActiveGrant {
  readonly #heldBy: Tx;
  readonly id: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly partnerId: string;
  readonly basis: Basis;
  readonly address: AddressKind;
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
    this.address = grant.address;
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

/** What grants are worth in this transaction. Those that are over are in neither. */
export interface WeighedGrants {
  /** By id. */
  readonly active: Map<string, ActiveGrant>;
  /** Ids of those that cover nothing until their people agree to the policy anew, stay after all, or verify their email. */
  readonly suspended: ReadonlySet<string>;
}

/** Locks these grants, proves those that are active, and tells which of the others only wait for their person. */
export async function weighGrants(tx: Tx, ids: readonly string[]): Promise<WeighedGrants> {
  if (!Tx.isGenuine(tx)) throw new TypeError('a grant is proven in an open transaction only');
  const open = [...(await lockGrants(tx, ids)).values()].filter((grant) => grant.state === 'active');
  const people = open.map(({ subjectId }) => subjectId);
  const subjects = await subjectsById(tx, people);
  const superseded = await supersededVersions(tx, tx.now);
  const reachable = await verifiedSubjects(tx, people);
  const isSuspended = ({ subjectId }: Grant): boolean => {
    const subject = subjects.get(subjectId);
    return subject?.erasesAt !== null || superseded.has(subject.policyVersion) || !reachable.has(subjectId);
  };
  return {
    active: new Map(open.filter((grant) => !isSuspended(grant)).map((grant) => [grant.id, prove(grant, tx)])),
    suspended: new Set(open.filter(isSuspended).map(({ id }) => id)),
  };
}

/** Locks these grants and proves those that are active, by id. The others are simply not there. */
export const requireActiveGrants = async (
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, ActiveGrant>> => (await weighGrants(tx, ids)).active;
