import {
  problemOfContact,
  problemOfCountry,
  problemOfLine,
  problemOfPage,
  problemOfSlug,
  problemOfText,
  refuseFields,
} from '../catalog/index.ts';
import type { Refusal } from '../kernel/errors.ts';
import { isEmailAddress } from '../kernel/sealed-email.ts';
import type { NewProcessor, Processor, ProcessorField, ProcessorNotice, TransferRefusal } from './types.ts';

const LONGEST_NAME = 80;
const LONGEST_PURPOSE = 300;
export const LONGEST_NOTICE = 4_000;

const problemOfMailbox = (text: string): string | null =>
  isEmailAddress(text) ? problemOfContact(text) : 'an email address';

/** Refuses what a registration lacks; null: nothing. */
export const refuseProcessor = (input: NewProcessor): Refusal | null =>
  refuseFields({
    slug: problemOfSlug(input.slug),
    name: problemOfLine(input.name, LONGEST_NAME),
    purpose: problemOfLine(input.purpose, LONGEST_PURPOSE),
    fields:
      input.fields.length > 0 && new Set(input.fields).size === input.fields.length
        ? null
        : 'one field or more, each once',
    country: problemOfCountry(input.country),
    contact: problemOfMailbox(input.contact),
    privacyPolicyUrl: problemOfPage(input.privacyPolicyUrl),
  });

export const refuseNotice = (text: string): Refusal | null =>
  refuseFields({ text: problemOfText(text, LONGEST_NOTICE) });

/** Why something of a person may not go to a processor at this moment; null: it may. */
export function whyNot(facts: {
  readonly processor: Processor | null;
  readonly notice: ProcessorNotice | null;
  readonly field: ProcessorField;
  readonly isPerson: boolean;
  readonly optedOut: boolean;
}): TransferRefusal | null {
  const { processor, notice, field, isPerson, optedOut } = facts;
  if (processor === null || processor.retiredAt !== null) return 'no-processor';
  if (!processor.fields.includes(field)) return 'not-registered';
  if (notice === null) return 'no-notice';
  if (!isPerson) return 'no-person';
  return optedOut ? 'opted-out' : null;
}
