import type { App, Partner, PartnerPolicy } from '../catalog/index.ts';
import type { Grant, OfferRefusal } from '../consent/index.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Millis } from '../kernel/clock.ts';
import { disclosureStatement } from '../policies/index.ts';
import type { Disclosure, Field, Policy, Purpose } from '../policies/index.ts';

/** The company that answers for the data, as receipts name it. */
export interface Controller {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly contact: string;
  readonly url: string;
}

/** What a person said, and to what. */
export interface Answered {
  readonly recordId: string;
  readonly subjectId: string;
  readonly state: 'given' | 'withdrawn' | 'refused';
  readonly at: Millis;
  readonly means: string;
  readonly fields: readonly Field[];
  readonly purposes: readonly Purpose[];
  readonly disclosure: Disclosure;
  readonly policy: Policy;
  readonly partner: Partner;
  readonly partnerPolicy: PartnerPolicy;
  readonly app: App;
}

export const answeredBy = {
  given: (grant: Grant) => ({
    ...{ recordId: grant.id, subjectId: grant.subjectId, state: 'given' as const, at: grant.grantedAt },
    ...{ means: grant.means, fields: grant.fields, purposes: grant.purposes },
  }),
  withdrawn: (grant: Grant) => ({
    ...{
      recordId: grant.id,
      subjectId: grant.subjectId,
      state: 'withdrawn' as const,
      at: grant.endedAt ?? 0,
    },
    ...{ means: grant.endReason ?? '', fields: [], purposes: [] },
  }),
  refused: (refusal: OfferRefusal) => ({
    ...{
      recordId: refusal.id,
      subjectId: refusal.subjectId,
      state: 'refused' as const,
      at: refusal.refusedAt,
    },
    ...{ means: 'dismiss_offer', fields: [], purposes: [] },
  }),
};

const CONTROLLER = 'controller';
const iso = (at: Millis): string => new Date(at).toISOString();

function controllerParty({ name, country, contact, url }: Controller): JsonValue {
  return {
    party_id: CONTROLLER,
    party_role: 'pii_controller',
    party_name: name,
    party_country: country,
    party_contact: contact,
    party_url: url,
  };
}

/** How a yes is taken back: one step, as saying it was. */
const withdrawalMethod = ({ url, contact }: Controller): string =>
  `Sign in at ${url}, look under “Who has your email”, press “Take it back” (API: withdrawGrant); or write to ${contact}.`;

/**
 * What a consent receipt states. Names of fields are those of ISO/IEC TS 27560:2023; each field of the Kantara consent
 * receipt 1.1 has its place among them (docs/ledger.md).
 */
export function receiptContent(controller: Controller, receiptId: string, answered: Answered): JsonValue {
  const { subjectId, state, at, disclosure, policy, partner, partnerPolicy, app } = answered;
  return {
    schema_version: 'ISO/IEC TS 27560:2023',
    version: 'KI-CR-v1.1.0',
    receipt_id: receiptId,
    record_id: answered.recordId,
    pii_principal_id: subjectId,
    jurisdiction: controller.country,
    language: 'en',
    collection_method: answered.means,
    privacy_notice: {
      policy_version: policy.version,
      policy_text_hash: policy.textHash,
      disclosure_text: disclosure.text,
      disclosure_text_version: disclosure.textVersion,
      disclosure_hash: disclosure.hash,
      recipient_policy_version: partnerPolicy.version,
      recipient_policy_url: partnerPolicy.url,
      recipient_policy_text_hash: partnerPolicy.textHash,
    },
    services: [{ service_id: app.id, service_name: app.name }],
    purposes: answered.purposes.map((purpose) => ({
      purpose,
      lawful_basis: 'consent',
      consent_type: 'explicit',
      pii_information: answered.fields.map((field) => ({
        pii_type: disclosure.address === 'relay' ? 'relay_address' : field,
        pii_optional: false,
      })),
      pii_controllers: [CONTROLLER],
      recipient_third_parties: [partner.id],
      retention_period: 'until withdrawn',
      withdrawal_method: withdrawalMethod(controller),
    })),
    party_identification: [
      controllerParty(controller),
      {
        party_id: partner.id,
        party_role: 'recipient',
        party_name: partner.legalName,
        party_country: partner.country,
        party_url: partner.website,
      },
    ],
    events: [{ event_type: 'explicit', event_state: state, event_time: iso(at), entity_id: subjectId }],
    sensitive_pii: false,
  };
}

/** What a receipt of an erasure states; it is the last thing that is said about a person. */
export function erasureContent(
  controller: Controller,
  erased: { readonly receiptId: string; readonly subjectId: string; readonly at: Millis },
): JsonValue {
  const { receiptId, subjectId, at } = erased;
  return {
    schema_version: 'ISO/IEC TS 27560:2023',
    version: 'KI-CR-v1.1.0',
    receipt_id: receiptId,
    record_id: subjectId,
    pii_principal_id: subjectId,
    jurisdiction: controller.country,
    language: 'en',
    collection_method: 'erase_account',
    privacy_notice: { disclosure_text: null, disclosure_hash: null },
    services: [],
    purposes: [],
    party_identification: [controllerParty(controller)],
    events: [{ event_type: 'explicit', event_state: 'erased', event_time: iso(at), entity_id: subjectId }],
    sensitive_pii: false,
  };
}

/** The statement that a shown text's hash is over, for whoever wants to compute the hash again. */
export function statementOf({ disclosure, policy, partnerPolicy }: Answered): JsonValue {
  return disclosureStatement({ ...disclosure, policy, partnerPolicy });
}
