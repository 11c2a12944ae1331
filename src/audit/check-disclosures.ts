import { erasedSubjects } from '../accounts/index.ts';
import { partnerPoliciesById } from '../catalog/index.ts';
import type { Grant, OfferRefusal } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import {
  DISCLOSURE_LIFETIME,
  disclosureStatement,
  disclosuresByHash,
  hashOfStatement,
  policiesById,
} from '../policies/index.ts';
import type { Disclosure } from '../policies/index.ts';
import { failing, problem } from './problems.ts';
import type { Problem } from './problems.ts';

/** What answered a text. */
interface Answer {
  /** Table and row. */
  readonly where: string;
  readonly hash: string;
  readonly subjectId: string;
  readonly appId: string;
  readonly partnerId: string;
  readonly offerId: string | null;
  readonly textVersion: string | null;
  readonly basis: Disclosure['basis'];
  /** Null: nothing goes. */
  readonly address: Disclosure['address'] | null;
  readonly at: Millis;
}

export const answerOfGrant = (grant: Grant): Answer => ({
  ...grant,
  where: `grants ${grant.id}`,
  hash: grant.disclosureHash,
  at: grant.grantedAt,
});

export const answerOfRefusal = (refusal: OfferRefusal): Answer => ({
  ...refusal,
  where: `offer_refusals ${refusal.id}`,
  hash: refusal.disclosureHash,
  textVersion: null,
  basis: 'offer',
  address: null,
  at: refusal.refusedAt,
});

function checkText(answer: Answer, disclosure: Disclosure, hash: string | null): Problem[] {
  const { createdAt, expiresAt, usedAt } = disclosure;
  return [
    ...failing(`disclosures ${disclosure.id}`, [
      [hash === answer.hash, 'it is not the text that was answered'],
      [usedAt === answer.at, 'it was answered at another time'],
      [expiresAt === createdAt + DISCLOSURE_LIFETIME, 'it was shown for another time than texts are'],
      [createdAt <= answer.at, 'it was answered before it was shown'],
    ]),
    ...failing(answer.where, [
      [disclosure.subjectId === answer.subjectId, 'it answers a text that was shown to somebody else'],
      [disclosure.appId === answer.appId, 'it answers a text about another app'],
      [disclosure.partnerId === answer.partnerId, 'it answers a text about another partner'],
      [disclosure.offerId === answer.offerId, 'it answers a text about another offer'],
      [disclosure.basis === answer.basis, 'it answers a text of another kind'],
      [
        (answer.address ?? disclosure.address) === disclosure.address,
        'it answers a text about another address',
      ],
      [
        (answer.textVersion ?? disclosure.textVersion) === disclosure.textVersion,
        'it answers another version of the text',
      ],
    ]),
  ];
}

/** The texts that were answered, against the hashes that the ledger has of them. An erased person's are gone. */
export async function checkDisclosures(at: Queryable, answers: readonly Answer[]): Promise<Problem[]> {
  const erased = await erasedSubjects(
    at,
    answers.map(({ subjectId }) => subjectId),
  );
  const kept = answers.filter(({ subjectId }) => !erased.has(subjectId));
  const disclosures = await disclosuresByHash(
    at,
    kept.map(({ hash }) => hash),
  );
  const shown = [...disclosures.values()];
  const policies = await policiesById(
    at,
    shown.map(({ policyId }) => policyId),
  );
  const partnerPolicies = await partnerPoliciesById(
    at,
    shown.map(({ partnerPolicyId }) => partnerPolicyId),
  );
  return kept.flatMap((answer) => {
    const disclosure = disclosures.get(answer.hash);
    if (disclosure === undefined) return [problem(answer.where, 'the text that it answered is not there')];
    const policy = policies.get(disclosure.policyId);
    const partnerPolicy = partnerPolicies.get(disclosure.partnerPolicyId);
    const isWhole = policy !== undefined && partnerPolicy !== undefined;
    const statement = isWhole ? disclosureStatement({ ...disclosure, policy, partnerPolicy }) : null;
    return checkText(answer, disclosure, statement === null ? null : hashOfStatement(statement));
  });
}
