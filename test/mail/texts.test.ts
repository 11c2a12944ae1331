import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MINUTE } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { MAIL_WAITS, MAX_ATTEMPTS, waitAfterAttempt, writeNotice } from '../../src/mail/index.ts';
import type { OfficialNotice, NoticeFacts } from '../../src/mail/index.ts';

const at = Date.UTC(2026, 10, 24, 9, 30, 15);
const partnerId = newId('partner', at);
const endpointId = newId('endpoint', at);
const facts: NoticeFacts = {
  partnerName: 'Acorn Desk',
  company: 'Sluice Ltd',
  publicUrl: 'https://market.example',
};

const disabled = (reason: 'failing' | 'gone'): OfficialNotice => ({
  kind: 'endpoint-disabled',
  ...{ partnerId, endpointId, reason, at },
});
const overdue = (recipient: 'partner' | 'office', count = 3): OfficialNotice => ({
  kind: 'deletion-overdue',
  ...{ recipient, partnerId, count, oldestDueAt: at },
});
const all = [
  disabled('failing'),
  disabled('gone'),
  overdue('partner'),
  overdue('office'),
  overdue('office', 1),
];

describe('texts of notices', () => {
  it('tell a partner which endpoint is switched off, since when and why', () => {
    const failing = writeNotice(disabled('failing'), facts);
    assert.equal(failing.subject, 'Your webhook endpoint is switched off');
    assert.equal(
      failing.text,
      [
        'To Acorn Desk,',
        '',
        'Since 2026-11-24 09:30 UTC we send nothing more to your webhook endpoint',
        `${endpointId}.`,
        'Whatever we sent there for some time has failed.',
        '',
        'Which deliveries it missed stands at the partner door of',
        'https://market.example, where you also bring it back once it works again.',
        '',
        '-- ',
        'Sluice Ltd',
        'https://market.example',
        '',
      ].join('\n'),
    );
    const gone = writeNotice(disabled('gone'), facts);
    assert.equal(gone.subject, failing.subject);
    assert.match(gone.text, /^It answered 410 Gone, which asks us to send nothing more\.$/m);
    assert.doesNotMatch(gone.text, /has failed/);
  });

  it('remind a partner of what it has to delete, and tell the office who is late', () => {
    const toPartner = writeNotice(overdue('partner'), facts);
    assert.equal(toPartner.subject, '3 deletions to confirm, overdue');
    assert.match(toPartner.text, /^To Acorn Desk,\n/);
    assert.match(toPartner.text, /^ {2}3 deletions overdue, the oldest since 2026-11-24 09:30 UTC$/m);
    const toOffice = writeNotice(overdue('office', 1), facts);
    assert.equal(toOffice.subject, '1 deletion overdue at Acorn Desk');
    assert.match(toOffice.text, /^To the privacy office,\n/);
    assert.match(toOffice.text, /^ {2}partner {2}Acorn Desk$/m);
    assert.match(toOffice.text, new RegExp(`^ {2}id {7}${partnerId}$`, 'm'));
    assert.match(toOffice.text, /^ {2}overdue {2}1 deletion, the oldest since 2026-11-24 09:30 UTC$/m);
  });

  it('call a partner without a name by its id, once', () => {
    for (const partnerName of [null, '', ' \u202e\n']) {
      const { subject, text } = writeNotice(overdue('office'), { ...facts, partnerName });
      assert.equal(subject, `3 deletions overdue at ${partnerId}`);
      assert.equal(text.split(partnerId).length - 1, 1, text);
    }
  });

  it('link to the service and nowhere else, in lines that need no folding', () => {
    for (const notice of all) {
      const { text } = writeNotice(notice, facts);
      const links = text.match(/\w+:\/\/\S+/g) ?? [];
      assert.ok(links.length > 0);
      for (const link of links) assert.match(link, /^https:\/\/market\.example[.,]?$/);
      for (const line of text.split('\n')) assert.ok(line.length <= 78, line);
      assert.doesNotMatch(text, /[?&=<>]/, 'no parameters and no markup');
    }
  });

  it('let no name begin a line or a header of its own, or turn the writing', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 200 });
    const nasty = fc
      .array(
        fc.constantFrom(
          '\r',
          '\n',
          '\r\n',
          '\u0085',
          '\u2028',
          '\u2029',
          '\u202e',
          '\u2066',
          '\0',
          'Bcc: x@y.example',
          'a',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(hostile, nasty), fc.oneof(hostile, nasty), (partnerName, company) => {
        for (const notice of all) {
          const plain = writeNotice(notice, { ...facts, partnerName: 'X', company: 'Y' });
          const { subject, text } = writeNotice(notice, { ...facts, partnerName, company });
          assert.match(subject, /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u);
          assert.match(text, /^[^\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u);
          assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
          const lines = (of: string): number => of.split('\n').length;
          // One more where a partner without a name saves the line of its id.
          assert.ok([0, 1].includes(lines(plain.text) - lines(text)));
          assert.ok([...subject].length <= 120 && [...text].length <= 1_200);
        }
      }),
    );
  });
});

describe('waits between tries of a mail', () => {
  it('grow from a minute to a day, a fifth more or less, and end', () => {
    assert.equal(MAX_ATTEMPTS, 8);
    assert.deepEqual(
      MAIL_WAITS.map((_, i) => (waitAfterAttempt(i + 1, 0.5) ?? 0) / MINUTE),
      [1, 5, 30, 120, 360, 720, 1_440],
    );
    for (const [i, wait] of MAIL_WAITS.entries()) {
      assert.equal(waitAfterAttempt(i + 1, 0), wait * 0.8);
      const most = waitAfterAttempt(i + 1, 1 - 2 ** -32) ?? 0;
      assert.ok(most > wait && most <= wait * 1.2);
    }
    assert.equal(waitAfterAttempt(MAX_ATTEMPTS, 0.5), null);
  });
});
