import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeRelease } from '../../src/mail/release-letter.ts';
import type { ReleaseLetterFacts } from '../../src/mail/release-letter.ts';

const facts: ReleaseLetterFacts = {
  appName: 'Calmly Booking',
  partner: { legalName: 'Calmly GmbH', country: 'DE' },
  purposes: ['account_creation', 'communication'],
  means: 'install_app',
  address: 'real',
  releasedAt: Date.UTC(2026, 10, 24, 9, 30, 15),
  isOver: false,
  company: 'Sluice Ltd',
  publicUrl: 'https://market.example',
};

describe('letters about releases', () => {
  it('P24 say to whom, what for, since when, and the one step back', () => {
    assert.deepEqual(writeRelease(facts), {
      subject: 'Your email address goes to Calmly Booking',
      text: [
        'Hello,',
        '',
        'you said yes by installing an app, so a partner of ours gets your',
        'email address. Nothing else about you is given.',
        '',
        '  app      Calmly Booking',
        '  partner  Calmly GmbH (DE)',
        '  for      to create an account for you in this app',
        '           and to write to you about this app',
        '  given    2026-11-24 09:30 UTC',
        '',
        'To take your yes back, in one step: sign in here and press “Take it back”',
        'under “Who has your email”. We then tell the partner to delete it.',
        '',
        '  https://market.example/',
        '',
        'We write this for each release, whatever you chose about offers.',
        '',
        '-- ',
        'Sluice Ltd',
        'https://market.example',
        '',
      ].join('\n'),
    });
  });

  it('say that the own address stays where a relay address goes', () => {
    const { subject, text } = writeRelease({ ...facts, address: 'relay' });
    assert.equal(subject, 'A relay address of yours goes to Calmly Booking');
    assert.match(text, /gets a\nrelay address that stands for yours\. Your own is not given\.$/m);
    assert.doesNotMatch(text, /gets your/);
  });

  it('do not ask to take back what was taken back before the letter went', () => {
    const { text } = writeRelease({ ...facts, isOver: true });
    assert.match(text, /^You have taken this yes back since\.$/m);
    assert.doesNotMatch(text, /in one step/);
  });

  it('let no name of a partner begin a line or a header of its own', () => {
    const nasty = fc
      .array(
        fc.constantFrom('\r\n', '\u2028', '\u202e', '\0', 'Bcc: x@y.example', 'https://evil.example', 'a'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(nasty, nasty, (appName, legalName) => {
        const { subject, text } = writeRelease({ ...facts, appName, partner: { legalName, country: 'DE' } });
        assert.match(subject, /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u);
        assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
        assert.equal(text.split('\n').length, writeRelease(facts).text.split('\n').length);
      }),
    );
  });
});
