import { generateKeyPairSync } from 'node:crypto';
import { grey } from './png.ts';

const publicJwk = JSON.stringify(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
);

/** A campaign that could be written. */
const content = {
  variants: [{ key: 'a', title: 'A title', text: 'A text' }],
  criterionText: 'plan = "pro"',
  startsLocal: '2030-01-01T00:00',
  endsLocal: '2030-02-01T00:00',
  timeZone: 'UTC',
};

/**
 * What the types of inputs do not say by themselves of values that are taken, by `Input.field` or `field`: enough for a
 * mutation to get as far as the object that it names.
 */
export const inputValues: Readonly<Record<string, unknown>> = {
  'CreateAccountInput.policyVersion': '2026-11',
  'AgreeToPolicyInput.policyVersion': '2026-11',
  'SetPaymentMethodInput.token': 'tok-of-somebody',
  'SetPaymentMethodInput.lastFour': '4242',
  'SetPaymentMethodInput.expires': '2031-01',
  'FileComplaintInput.company': 'us',
  'FileComplaintInput.violation': 'Something was wrong.',
  'FileComplaintInput.contact': 'By mail.',
  'FileComplaintInput.shareDetails': false,
  'ProcessorChoiceInput.slug': 'mail-house',
  'CorrectProfileInput.name': 'Another Name',
  'SetPreferencesInput.offersByEmail': true,
  'UnpublishFieldsInput.fields': ['ABOUT'],
  'SetClientKeyInput.key': publicJwk,
  'CreateAppInput.slug': 'made-by-a-test',
  'CreateAppInput.categorySlug': 'support',
  'PublishPrivacyPolicyInput.version': '99',
  'CreateCampaignInput.content': content,
  'ReviseCampaignInput.content': content,
  'AddOfferImageInput.data': grey(32, 32).toString('base64'),
  'InvitePartnerInput.slug': 'invited-by-a-test',
  'InvitePartnerInput.country': 'AT',
  'RegisterTraitInput.name': 'shoe_size',
  'RegisterEventInput.name': 'jumped',
  'TraitValueInput.trait': 'plan',
  'TraitValueInput.value': 'pro',
  'EventDayInput.event': 'login',
  'EventDayInput.day': new Date().toISOString().slice(0, 10),
  'PublishPolicyInput.version': '2099-01',
  'PublishPolicyInput.text': 'Short.',
  reason: 'Somebody asked for it.',
  'EndSandboxContactInput.reason': 'WITHDRAWN',
  'EraseMinorInput.reason': undefined,
  'OpenLegalRequestInput.reference': '1 Nc 1/2026',
  'CreateSegmentInput.criterion': { text: 'plan = "pro"' },
  'RegisterProcessorInput.slug': 'another-house',
  'RegisterProcessorInput.country': 'IE',
  'RegisterProcessorInput.contact': 'dpo@another-house.example',
  'RegisterProcessorInput.privacyPolicyUrl': 'https://another-house.example/privacy',
};
