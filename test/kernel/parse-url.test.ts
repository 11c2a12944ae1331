import assert from 'node:assert/strict';
import { parseUrl } from '../../src/kernel/parse-url.ts';

describe('a URL', () => {
  it('is read as browsers read it, and is none where they find none', () => {
    assert.equal(parseUrl('HTTPS://Partner.Example/a b')?.href, 'https://partner.example/a%20b');
    assert.equal(parseUrl('mailto:ops@partner.example')?.protocol, 'mailto:');
    for (const text of [
      '',
      'partner.example',
      '/path',
      'https://',
      'https://a b/',
      'https://[::1',
      'https://a:x/',
    ]) {
      assert.equal(parseUrl(text), null, text);
    }
  });

  it('stays one, however often it is asked', () => {
    // An optimised `URL.canParse` changes its mind about names like this after some thousand calls.
    for (let i = 0; i < 20_000; i += 1) {
      assert.equal(parseUrl('https://müller.example/')?.hostname, 'xn--mller-kva.example');
    }
  });
});
