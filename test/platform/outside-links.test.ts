import assert from 'node:assert/strict';
import { createOutsideLinks } from '../../src/platform/outside-links.ts';
import { createKeyedHashes } from '../../src/platform/key-ring.ts';

const hashes = createKeyedHashes(Buffer.alloc(32, 1));
const links = createOutsideLinks({ hashes, publicUrl: 'https://market.example' });
const asked = (notice: string): [string, string] => {
  const { searchParams } = new URL(notice);
  return [searchParams.get('to') ?? '', searchParams.get('sig') ?? ''];
};

describe('links to other sites', () => {
  it('P20 lead through the notice, which opens what was linked to and nothing else', () => {
    const link = links.linkTo('https://acorn.example/a?b=c#d');
    assert.equal(link?.host, 'acorn.example');
    assert.ok(link.notice.startsWith('https://market.example/leaving?'));
    const [to, sig] = asked(link.notice);
    assert.equal(links.open(to, sig)?.href, 'https://acorn.example/a?b=c#d');
    for (const other of [
      'https://evil.example/',
      `${to}x`,
      to.replace('https', 'http'),
      '',
      '//acorn.example',
    ]) {
      assert.equal(links.open(other, sig), null, other);
    }
    for (const bad of ['', 'AAAA', `${sig}A`, sig.slice(1)]) assert.equal(links.open(to, bad), null);
    const elsewhere = createOutsideLinks({
      hashes: createKeyedHashes(Buffer.alloc(32, 2)),
      publicUrl: 'https://market.example',
    });
    assert.equal(elsewhere.open(to, sig), null);
  });

  it('P20 carry nothing personal: no user, no query or fragment that names a mailbox, however escaped', () => {
    const hrefOf = (text: string): string | null => {
      const link = links.linkTo(text);
      return link === null ? null : asked(link.notice)[0];
    };
    assert.equal(hrefOf('https://ada:secret@acorn.example/a?b=1'), 'https://acorn.example/a?b=1');
    for (const query of [
      '?e=ada@mail.example',
      '?e=ada%40mail.example',
      '?e=ada%2540mail.example',
      '?x=1&to=ada%40mail.example&y=2',
      '?x={"m":"ada@mail.example"}',
      '#ada@mail.example',
    ]) {
      assert.equal(hrefOf(`https://acorn.example/a${query}`), 'https://acorn.example/a', query);
    }
    assert.equal(hrefOf('https://acorn.example/u/ada@mail.example'), null);
    assert.equal(hrefOf('https://acorn.example/u/ada%40mail.example'), null);
    assert.equal(hrefOf('https://acorn.example/@handle?at=12:30'), 'https://acorn.example/@handle?at=12:30');
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'mailto:ada@mail.example',
      '/inside',
      'nonsense',
    ]) {
      assert.equal(links.linkTo(text), null, text);
    }
  });

  it('P20 names the host as it is, in ASCII, so that no letters of another script pass for it', () => {
    assert.equal(links.linkTo('https://аррӏе.example/')?.host, 'xn--80ak6aa92e.example');
    assert.equal(links.linkTo('https://acorn.example@evil.example/')?.host, 'evil.example');
  });

  it('P20 in a text every address is led through it, and the text around stays', () => {
    const text =
      'See https://acorn.example/a, (http://birch.example). HTTPS://acorn.example/a! Not ftp://x.example';
    assert.deepEqual(
      links.inText(text).map(({ url }) => url),
      ['https://acorn.example/a', 'http://birch.example', 'HTTPS://acorn.example/a'],
    );
    const rewritten = links.rewrite(text);
    assert.ok(!/https?:\/\/(?:acorn|birch)/i.test(rewritten));
    assert.match(
      rewritten,
      /^See https:\/\/market\.example\/leaving\?\S+, \(https:\S+\)\. https:\S+! Not ftp:/,
    );
    assert.equal(links.rewrite('https://acorn.example/ada@mail.example.'), '[address left out].');
    assert.equal(links.rewrite('No address.'), 'No address.');
  });
});
