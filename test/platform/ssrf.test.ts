import assert from 'node:assert/strict';
import dns from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { createSafePost, problemOfUrl } from '../../src/platform/safe-fetch/index.ts';
import type { SafePost } from '../../src/platform/safe-fetch/index.ts';

const strict = { loopback: false };
const lenient = { loopback: true };

const wants = {
  url: 'an absolute URL of at most 2,000 characters',
  text: 'no spaces, control characters or backslashes',
  https: 'https',
  login: 'no user name or password',
  fragment: 'no fragment',
  host: 'a host on the public internet',
  port: 'port 443, or one from 1024 on that no other protocol uses',
} as const;

/** Ways in that were tried on others, by what stops them. `PORT` is where something listens. */
const corpus: Readonly<Record<keyof typeof wants, readonly string[]>> = {
  host: [
    // One address in the notations that a URL's host may have.
    'https://127.0.0.1:PORT/',
    'https://2130706433:PORT/',
    'https://0x7f000001:PORT/',
    'https://0X7F000001:PORT/',
    'https://0x0000000000007f000001:PORT/',
    'https://017700000001:PORT/',
    'https://0000000000000000017700000001:PORT/',
    'https://127.1:PORT/',
    'https://127.0.1:PORT/',
    'https://127.00000000000.1:PORT/',
    'https://0x7f.1:PORT/',
    'https://0177.0x0.0.1:PORT/',
    'https://0x7f.0.0.01:PORT/',
    'https://127.0x.0.1:PORT/',
    'https://127.0.0.1.:PORT/',
    'https://127.1.:PORT/',
    'https://0x7f000001.:PORT/',
    'https://127.0.0.1..:PORT/',
    'https://.127.0.0.1.example.:PORT/',
    'https://%31%32%37%2e%30%2e%30%2e%31:PORT/',
    'https://%3127.0.0.1:PORT/',
    'https://１２７.０.０.１:PORT/',
    'https://127。0。0。1:PORT/',
    'https://127．0｡0．1:PORT/',
    'https://①②⑦.⓪.⓪.①:PORT/',
    'https://𝟏𝟐𝟕.𝟎.𝟎.𝟏:PORT/',
    'https://0:PORT/',
    'https://0.0.0.0:PORT/',
    'https://000:PORT/',
    'https://0x:PORT/',
    // IPv6, with and without an IPv4 address inside.
    'https://[::1]:PORT/',
    'https://[0000:0000:0000:0000:0000:0000:0000:0001]:PORT/',
    'https://[0:0:0:0:0:0:0.0.0.1]:PORT/',
    'https://[::]:PORT/',
    'https://[::127.0.0.1]:PORT/',
    'https://[::7f00:1]:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://[0:0:0:0:0:FFFF:7F00:0001]:PORT/',
    'https://[::ffff:0:127.0.0.1]:PORT/',
    'https://[64:ff9b::127.0.0.1]:PORT/',
    'https://[64:ff9b::a9fe:a9fe]:PORT/',
    'https://[64:ff9b:1::127.0.0.1]:PORT/',
    'https://[64:ff9b:1:abcd:7f:0:100::]:PORT/',
    'https://[2002:7f00:1::]:PORT/',
    'https://[2002:c0a8:101:1::1]:PORT/',
    'https://[2001:0:7f00:1::]:PORT/',
    'https://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/',
    'https://[fe80::5efe:127.0.0.1]:PORT/',
    'https://[2606:4700::5efe:127.0.0.1]:PORT/',
    'https://[2606:4700::200:5efe:10.0.0.1]:PORT/',
    'https://[fe80::1]:PORT/',
    'https://[fec0::1]:PORT/',
    'https://[fc00::1]:PORT/',
    'https://[fd00:ec2::254]:PORT/latest/meta-data/',
    'https://[ff02::1]:PORT/',
    // What clouds and networks keep for themselves.
    'https://169.254.169.254/latest/meta-data/iam/security-credentials/',
    'https://0xA9.0xFE.0xA9.0xFE/',
    'https://0251.0376.0251.0376/',
    'https://2852039166/',
    'https://169.254.43518/',
    'https://100.100.100.200/latest/meta-data/',
    'https://192.0.0.192/',
    'https://168.63.129.16.internal/',
    'https://metadata.google.internal/computeMetadata/v1/',
    'https://metadata/',
    'https://instance-data/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.0.1/',
    'https://100.64.0.1/',
    'https://255.255.255.255/',
    // Names that mean this machine or this network.
    'https://localhost:PORT/',
    'https://LOCALHOST:PORT/',
    'https://localhost.:PORT/',
    'https://localhost..:PORT/',
    'https://%6cocalhost:PORT/',
    'https://localhost%2e:PORT/',
    'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/',
    'https://ｌｏｃａｌｈｏｓｔ:PORT/',
    'https://lo\u00adcal\u2060host:PORT/',
    'https://localhost\u3002:PORT/',
    'https://l\u043ecalhost:PORT/', // a Cyrillic o: a name of one label
    'https://x.localhost:PORT/',
    'https://127.0.0.1.localhost:PORT/',
    'https://localhost.localdomain:PORT/',
    'https://printer.local:PORT/',
    'https://kubernetes.default.svc.cluster.local:PORT/',
    'https://router.home.arpa:PORT/',
    'https://1.0.0.127.in-addr.arpa:PORT/',
    'https://ipv4only.arpa:PORT/',
    'https://wiki.corp:PORT/',
    'https://nas.lan:PORT/',
    'https://nas.home:PORT/',
    'https://wiki.intranet:PORT/',
    'https://db.private:PORT/',
    'https://app.test:PORT/',
    'https://app.invalid:PORT/',
    'https://name.alt:PORT/',
    'https://hidden.onion:PORT/',
    'https://app.TEST.:PORT/',
    // One label is looked up in the domains of the machine that asks.
    'https://wiki:PORT/',
    'https://db.:PORT/',
    'https://partner:PORT/',
    // What is no name of the public DNS.
    'https://a..partner.example:PORT/',
    'https://.partner.example:PORT/',
    'https://_dmarc.partner.example:PORT/',
    "https://x'or'1.partner.example:PORT/",
    'https://*.partner.example:PORT/',
    'https://$(id).partner.example:PORT/',
    `https://${'a'.repeat(64)}.partner.example:PORT/`,
    `https://${'abcdefghi.'.repeat(25)}example:PORT/`,
    `https://${'a.'.repeat(800)}example:PORT/`,
  ],
  login: [
    'https://partner.example@127.0.0.1:PORT/',
    'https://partner.example:443@127.0.0.1:PORT/',
    'https://127.0.0.1:PORT@partner.example/',
    'https://ada:word@partner.example:PORT/',
    'https://:@127.0.0.1:PORT/',
    'https://@partner.example:PORT/',
    'https://:@partner.example:PORT/',
    'https://%40@partner.example:PORT/',
    'https://a@b@127.0.0.1:PORT/',
    'https://partner.example%00@127.0.0.1:PORT/',
    'https://partner.example%2F@127.0.0.1:PORT/',
    'https://[::1]@partner.example:PORT/',
  ],
  text: [
    'https://partner.example\\@127.0.0.1:PORT/',
    'https://127.0.0.1:PORT\\@partner.example/',
    'https:\\\\127.0.0.1:PORT/',
    'https:/\\127.0.0.1:PORT/',
    'https://partner.example:PORT\\.partner.example/',
    'https://127.0.0.1\t:PORT/',
    'https://127.0.\n0.1:PORT/',
    'https://local\r\nhost:PORT/',
    'ht\ntps://127.0.0.1:PORT/',
    ' https://127.0.0.1:PORT/',
    'https://partner.example:PORT/\n',
    'https://partner.example:PORT/\r\nHost: 127.0.0.1',
    'https://partner.example:PORT/ HTTP/1.1',
    'https://partner.example:PORT/\u0000',
    'https://partner.example:PORT/\u00a0',
    'https://partner.example:PORT/\u0085x',
    'https://partner.example:PORT/\u2028x',
    '\ufeffhttps://127.0.0.1:PORT/',
    '\u0000https://127.0.0.1:PORT/',
  ],
  https: [
    'http://127.0.0.1:PORT/',
    'http://partner.example:PORT/',
    'HTTP://partner.example:PORT/',
    'file:///etc/passwd',
    'file://127.0.0.1/etc/passwd',
    'ftp://127.0.0.1:PORT/',
    'gopher://127.0.0.1:PORT/_POST%20/',
    'dict://127.0.0.1:PORT/info',
    'ldap://127.0.0.1:PORT/',
    'tftp://127.0.0.1:PORT/x',
    'ws://127.0.0.1:PORT/',
    'wss://127.0.0.1:PORT/',
    'data:text/plain,x',
    'javascript:alert(1)',
    'blob:https://127.0.0.1:PORT/x',
    'about:blank',
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
    'jar:https://127.0.0.1:PORT!/',
    'httpss://127.0.0.1:PORT/',
    'view-source:https://127.0.0.1:PORT/',
  ],
  url: [
    '',
    '127.0.0.1:PORT',
    '//127.0.0.1:PORT/',
    '/hooks',
    'https:127.0.0.1:PORT/',
    'https:/127.0.0.1:PORT/',
    'https:///127.0.0.1:PORT/',
    'https:partner.example',
    'https:////partner.example/',
    'https://',
    'https://:PORT/',
    'https://[fe80::1%25eth0]:PORT/',
    'https://[fe80::1%eth0]:PORT/',
    'https://[::1%25lo]:PORT/',
    'https://[::ffff:127.0.0.1%25lo]:PORT/',
    'https://[::1]1:PORT/',
    'https://[::1]:PORT:PORT/',
    'https://[[::1]]:PORT/',
    'https://[::ffff:127.1]:PORT/',
    'https://[::ffff:0x7f.0.0.1]:PORT/',
    'https://[127.0.0.1]:PORT/',
    'https://256.0.0.1:PORT/',
    'https://1.2.3.4.5:PORT/',
    'https://0x100000000:PORT/',
    'https://127.0.0.1.1e0.1:PORT/',
    'https://partner.example.1:PORT/',
    'https://partner.example:65536/',
    'https://partner.example:-1/',
    'https://partner.example:0x1bb/',
    'https://partner.example:PORT@/',
    'https://local\u200dhost:PORT/',
    'https://partner.example%00.127.0.0.1:PORT/',
    'https://partner.example%0d%0a:PORT/',
    'https://partner.example%2f127.0.0.1:PORT/',
    'https://127.0.0.1%23.partner.example:PORT/',
    'https://partner.example<127.0.0.1:PORT/',
    'https://partner.example|127.0.0.1:PORT/',
    `https://partner.example:PORT/${'x'.repeat(2_000)}`,
  ],
  fragment: ['https://partner.example:PORT/#', 'https://partner.example:PORT/#@127.0.0.1:PORT/'],
  port: [
    'https://partner.example:0/',
    'https://partner.example:22/',
    'https://partner.example:25/',
    'https://partner.example:80/',
    'https://8.8.8.8:53/',
    'https://[2606:4700::1111]:110/',
    'https://partner.example:444/',
    'https://partner.example:587/',
    'https://partner.example:1023/',
    'https://partner.example:0000025/',
    'https://partner.example:2049/',
    'https://partner.example:5060/',
    'https://partner.example:6000/',
    'https://partner.example:6667/',
    'https://partner.example:10080/',
  ],
};

describe('ways to the inside', () => {
  const servers: Server[] = [];
  const posts: SafePost[] = [];

  afterEach(async () => {
    mock.restoreAll();
    syncBuiltinESMExports();
    await Promise.all(posts.splice(0).map((post) => post.close()));
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  const safePost = (rules: typeof strict): SafePost => {
    const post = createSafePost(rules, { timeout: 5_000, connections: 4 });
    posts.push(post);
    return post;
  };

  /** Something on the inside that would answer anybody; it counts who connects. */
  async function inside(
    answer: (path: string) => readonly [status: number, headers: Record<string, string>] = () => [200, {}],
  ): Promise<{ readonly port: number; readonly url: string; connections(): number }> {
    let connections = 0;
    const server = createServer((request, response) => {
      const [status, headers] = answer(request.url ?? '');
      response.writeHead(status, headers).end();
    });
    server.on('connection', () => (connections += 1));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { port, url: `http://127.0.0.1:${port}`, connections: () => connections };
  }

  /** A resolver in the place of the machine's own: one list of addresses for each question, the last one for the rest. */
  function resolveTo(...answers: readonly (readonly string[])[]): () => number {
    let asked = 0;
    type Done = (error: Error | null, addresses: LookupAddress[]) => void;
    mock.method(dns, 'lookup', (_name: string, _options: object, done: Done) => {
      const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      setImmediate(() => done(null, found));
    });
    syncBuiltinESMExports();
    return () => asked;
  }

  for (const [kind, urls] of Object.entries(corpus) as [keyof typeof wants, readonly string[]][]) {
    it(`are ${urls.length} fewer: an endpoint wants ${wants[kind]}`, async () => {
      const there = await inside();
      resolveTo(['127.0.0.1']);
      const post = safePost(strict);
      for (const text of urls) {
        const url = text.replaceAll('PORT', String(there.port));
        assert.equal(problemOfUrl(url, strict), wants[kind], JSON.stringify(url));
        assert.deepEqual(await post.post(url, {}, 'x'), { kind: 'failed', error: 'blocked' }, url);
      }
      assert.equal(there.connections(), 0);
      // It was there to be found.
      assert.equal((await safePost(lenient).post(there.url, {}, 'x')).kind, 'answered');
      assert.equal(there.connections(), 1);
    });
  }

  it('are none in what is refused at a name’s address, alone or among public ones', async () => {
    const there = await inside();
    const bad = [
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '169.254.169.254',
      '192.168.1.1',
      '::1',
      '::',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:0:7f00:1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::7f00:1',
      '2002:7f00:1::',
      '2001:0:4136:e378:8000:63bf:80ff:fffe',
      '2606:4700::5efe:7f00:1',
      'fe80::1',
      'fe80::1%lo',
      '::1%lo',
      '2606:4700::1111%lo',
      'fd00::1',
      'ff02::1',
      // No resolver answers so; if one does, it is not understood in our favour.
      '',
      'localhost',
      '127.1',
      '2130706433',
      '0x7f000001',
      '[::1]',
      '8.8.8.8 127.0.0.1',
    ];
    const mixed = bad.flatMap((address) => [
      [address],
      ['8.8.8.8', address],
      [address, '2606:4700::1111'],
      ['8.8.8.8', '2606:4700::1111', address, '1.1.1.1'],
    ]);
    const post = safePost(strict);
    for (const [i, addresses] of [...mixed, []].entries()) {
      const asked = resolveTo(addresses);
      const url = `https://hooks-${i}.partner.example:${there.port}/`;
      assert.equal(problemOfUrl(url, strict), null);
      assert.deepEqual(await post.post(url, {}, 'x'), { kind: 'failed', error: 'blocked' }, addresses.join());
      assert.equal(asked(), 1);
      mock.restoreAll();
    }
    assert.equal(there.connections(), 0);
  });

  it('do not open when a name turns: each attempt asks once and goes where that answer was vetted', async () => {
    const there = await inside();
    const url = `https://hooks.partner.example:${there.port}/`;
    // Loopback stands for the internet here, a private address for the inside.
    const asked = resolveTo(
      ['127.0.0.1'],
      ['10.0.0.1'],
      ['127.0.0.1'],
      ['127.0.0.1', '10.0.0.1'],
      ['fd00::1'],
    );
    const post = safePost(lenient);
    const outcomes: string[] = [];
    const reached: number[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const before = there.connections();
      const outcome = await post.post(url, {}, 'x');
      outcomes.push(outcome.kind === 'failed' ? outcome.error : outcome.kind);
      reached.push(there.connections() - before);
    }
    // It speaks no TLS, so the connection is as far as an allowed attempt gets.
    assert.deepEqual(outcomes, ['connection', 'blocked', 'connection', 'blocked', 'blocked', 'blocked']);
    assert.deepEqual(reached, [1, 0, 1, 0, 0, 0]);
    assert.equal(asked(), 6);
  });

  it('do not open by a redirect of any kind', async () => {
    const target = await inside();
    const statuses = Array.from({ length: 100 }, (_, i) => 300 + i);
    const places = [
      target.url,
      `//127.0.0.1:${target.port}/`,
      `http://2130706433:${target.port}/`,
      `http://[::ffff:127.0.0.1]:${target.port}/`,
      `https://localhost:${target.port}/`,
      'file:///etc/passwd',
    ];
    const first = await inside((path) => {
      const [, status, place] = path.split('/');
      const location = places[Number(place)] ?? '';
      return [Number(status), { location, refresh: `0; url=${location}`, 'content-location': location }];
    });
    const post = safePost(lenient);
    for (const status of [...statuses, 201]) {
      const chosen = [300, 301, 302, 303, 307, 308].includes(status) ? places.keys() : [0];
      for (const place of chosen) {
        const outcome = await post.post(`${first.url}/${status}/${place}`, {}, 'x');
        assert.deepEqual(outcome, { kind: 'answered', status, retryAfter: null, text: null });
      }
    }
    assert.equal(target.connections(), 0);
  });
});

describe('ways to partners', () => {
  const names = [
    'https://partner.example/',
    'https://PARTNER.example./hooks',
    'https://you.example.org/hooks?a=b%20c&d=https://127.0.0.1/',
    'https://127.0.0.1.nip.io/', // a public name; its address is refused when it resolves
    'https://localhost.partner.example/',
    'https://internal.partner.example/',
    'https://xn--mller-kva.example/',
    'https://müller.example/',
    'https://faß.example/',
    'https://例え.テスト.example/',
    'https://パートナー.jp/',
    'https://pаrtner.example/', // mixed scripts: a name like others, whoever it imitates
    'https://partner。example/',
    'https://8-8-8-8.partner.example/',
    `https://${'a'.repeat(63)}.partner.example/`,
    `https://${'abcdefghi.'.repeat(24)}example/`,
    'https://8.8.8.8/',
    'https://0x8.8.2056/',
    'https://[2606:4700:4700:0:0:0:0:1111]/',
  ];
  const ports = ['', ':443', ':1024', ':8443', ':3000', ':4318', ':9443', ':10081', ':65535'];

  it('stay open: names and addresses of the internet, at 443 and the free ports', () => {
    for (const name of names) assert.equal(problemOfUrl(name, strict), null, name);
    // However often it is asked: an optimised `URL.canParse` once changed its mind about names like this.
    for (let i = 0; i < 20_000; i += 1) assert.equal(problemOfUrl('https://müller.example/', strict), null);
    for (const port of ports)
      assert.equal(problemOfUrl(`https://partner.example${port}/`, strict), null, port);
  });

  it('in development also lead to this machine, by http and at any port, and nowhere else inside', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]', '0x7f.1']) {
      for (const port of ['', ':1', ':25', ':80', ':2049', ':6000', ':4010']) {
        for (const scheme of ['http', 'https']) {
          assert.equal(problemOfUrl(`${scheme}://${host}${port}/hooks`, lenient), null, host);
        }
      }
    }
    const isOwn = (url: string): boolean =>
      /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
    const others = corpus.host.map((url) => url.replaceAll('PORT', '4010')).filter((url) => !isOwn(url));
    assert.ok(others.length > 50);
    for (const url of others) assert.equal(problemOfUrl(url, lenient), wants.host, url);
    for (const kind of ['login', 'text', 'fragment', 'port', 'url'] as const) {
      for (const text of corpus[kind]) {
        assert.equal(problemOfUrl(text.replaceAll('PORT', '4010'), lenient), wants[kind], text);
      }
    }
  });
});
