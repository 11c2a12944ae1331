import type { Grant } from '../consent/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { AddressKind, Purpose } from '../policies/index.ts';
import type { MailText, Sender } from './texts.ts';
import { inOneLine, moment, signature } from './texts.ts';

export interface ReleaseLetterFacts extends Sender {
  readonly appName: string;
  readonly partner: { readonly legalName: string; readonly country: string };
  readonly purposes: readonly Purpose[];
  readonly means: Grant['means'];
  readonly address: AddressKind;
  readonly releasedAt: Millis;
  /** Whether the yes was taken back meanwhile. */
  readonly isOver: boolean;
}

const forWhat: Readonly<Record<Purpose, string>> = {
  account_creation: 'to create an account for you in this app',
  communication: 'to write to you about this app',
};

const by: Readonly<Record<Grant['means'], string>> = {
  accept_offer: 'accepting an offer',
  install_app: 'installing an app',
};

const whatGoes: Readonly<Record<AddressKind, readonly [string, string]>> = {
  real: ['your', 'email address. Nothing else about you is given.'],
  relay: ['a', 'relay address that stands for yours. Your own is not given.'],
};

const takeBack = (publicUrl: string): string[] => [
  'To take your yes back, in one step: sign in here and press “Take it back”',
  'under “Who has your email”. We then tell the partner to delete it.',
  '',
  `  ${publicUrl}/`,
];

/** That an email goes to a partner, as plain text. Nothing in it counts readers, nothing is loaded from anywhere. */
export function writeRelease(facts: ReleaseLetterFacts): MailText {
  const { partner, publicUrl } = facts;
  const app = inOneLine(facts.appName);
  const [whose, what] = whatGoes[facts.address];
  const [first = '', ...rest] = facts.purposes.map((purpose) => forWhat[purpose]);
  return {
    subject:
      facts.address === 'real'
        ? `Your email address goes to ${app}`
        : `A relay address of yours goes to ${app}`,
    text: [
      'Hello,',
      '',
      `you said yes by ${by[facts.means]}, so a partner of ours gets ${whose}`,
      what,
      '',
      `  app      ${app}`,
      `  partner  ${inOneLine(partner.legalName)} (${partner.country})`,
      `  for      ${first}`,
      ...rest.map((purpose) => `           and ${purpose}`),
      `  given    ${moment(facts.releasedAt)}`,
      '',
      ...(facts.isOver ? ['You have taken this yes back since.'] : takeBack(publicUrl)),
      '',
      'We write this for each release, whatever you chose about offers.',
      '',
      ...signature(facts),
    ].join('\n'),
  };
}
