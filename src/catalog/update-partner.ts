import { createHash } from 'node:crypto';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { isPolicyVersionTaken, refuseSuspended, updatePartnerRow } from './partner-changes.ts';
import { insertPartnerPolicies, partnerPoliciesById, partnersById } from './partners.ts';
import type { Partner, PartnerPolicy } from './types.ts';
import * as words from './words.ts';

export interface NewPartnerPolicy {
  readonly version: string;
  readonly url: string;
  readonly text: string;
}

/** What is left out stays. The legal name and the country are not here: people said yes to that legal person. */
export interface PartnerUpdate {
  readonly name?: string;
  readonly website?: string;
  readonly contactEmail?: string;
}

/** What a partner says about itself. */
export function createProfileDesk(parts: { readonly db: Database; readonly hashes: KeyedHashes }) {
  const { db, hashes } = parts;

  async function partnerOf(tx: Tx, id: string): Promise<Partner> {
    const partner = (await partnersById(tx, [id])).get(id);
    if (partner === undefined) throw new Error('a partner that asks is there');
    return partner;
  }

  return {
    updatePartner(partnerId: string, key: string, input: PartnerUpdate): Promise<Partner | Refusal> {
      const request = partnerRequest(hashes, partnerId, {
        mutation: 'updatePartner',
        key,
        body: { ...input },
      });
      const { name, website, contactEmail } = input;
      return onceForKey<Partner>(db, request, {
        async make(tx) {
          const refusal =
            words.refuseFields({
              name: name === undefined ? null : words.problemOfLine(name, words.limits.partnerName),
              website: website === undefined ? null : words.problemOfPage(website),
              contactEmail: contactEmail === undefined ? null : words.problemOfContact(contactEmail),
            }) ?? (await refuseSuspended(tx, partnerId));
          if (refusal !== null) return refusal;
          await updatePartnerRow(tx, partnerId, input);
          return partnerOf(tx, partnerId);
        },
        reload: partnerOf,
      });
    },

    /** A version never changes. The newest is in force at once: a text shown under another answers nothing any more. */
    publishPrivacyPolicy(
      partnerId: string,
      key: string,
      input: NewPartnerPolicy,
    ): Promise<PartnerPolicy | Refusal> {
      const request = partnerRequest(hashes, partnerId, {
        ...{ mutation: 'publishPrivacyPolicy', key },
        body: { ...input },
      });
      return onceForKey<PartnerPolicy>(db, request, {
        async make(tx) {
          const refusal =
            words.refuseFields({
              version: words.problemOfVersion(input.version),
              url: words.problemOfPage(input.url),
              text: words.problemOfText(input.text, words.limits.policyText),
            }) ?? (await refuseSuspended(tx, partnerId));
          if (refusal !== null) return refusal;
          const isTaken = await isPolicyVersionTaken(tx, partnerId, input.version);
          const taken = 'one that you did not publish before: versions never change';
          const repeated = words.refuseFields({ version: isTaken ? taken : null });
          if (repeated !== null) return repeated;
          const { version, url, text } = input;
          const textHash = createHash('sha256').update(text).digest('hex');
          const policy = { id: newId('partnerPolicy', tx.now), version, url, textHash };
          await insertPartnerPolicies(tx, [{ ...policy, partnerId, text }]);
          await updatePartnerRow(tx, partnerId, { policyId: policy.id });
          return policy;
        },
        async reload(tx, id) {
          const policy = (await partnerPoliciesById(tx, [id])).get(id);
          if (policy === undefined) throw new Error('a policy that was published is there');
          return policy;
        },
      });
    },
  };
}
