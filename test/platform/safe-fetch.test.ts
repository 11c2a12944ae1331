import assert from 'node:assert/strict';
import dns from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { createSafePost, isPublicAddress, problemOfUrl } from '../../src/platform/safe-fetch/index.ts';
import type { SafePost } from '../../src/platform/safe-fetch/index.ts';

/** IPv4 addresses that are not of the public internet, with what they are. */
const inside4 = [
  '0.0.0.0', // this network
  '0.1.2.3',
  '10.0.0.0', // private
  '10.255.255.255',
  '100.64.0.1', // shared
  '100.127.255.255',
  '127.0.0.1', // loopback
  '127.255.255.254',
  '169.254.169.254', // link-local: the metadata of clouds
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8', // protocol assignments
  '192.0.2.1', // documentation
  '192.88.99.1', // 6to4 relays
  '192.168.0.1',
  '198.18.0.1', // benchmarks
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1', // multicast
  '239.255.255.255',
  '240.0.0.1', // reserved
  '255.255.255.255',
];

const inside6 = [
  '::',
  '::1',
  '::ffff:127.0.0.1', // mapped
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1', // translated
  '64:ff9b::7f00:1', // NAT64
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::7f00:1',
  '100::1', // discard
  '2001::7f00:1', // Teredo
  '2001:db8::1', // documentation
  '2002:7f00:1::', // 6to4
  '2002:808:808::1',
  '3fff::1',
  'fc00::1', // unique local
  'fdff:ffff::1',
  'fe80::1', // link-local
  'febf::1',
  'fec0::1',
  'fe80::5efe:a00:1', // ISATAP
  '2606:4700::5efe:7f00:1',
  '2606:4700::200:5efe:7f00:1',
  'ff02::1', // multicast
  'ff0e::1',
];

const outside = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001:830::200e',
];

/** Hosts of URLs that mean 127.0.0.1 or another address inside, as the URL standard reads them. */
const disguised = [
  '0x7f000001',
  '0x7F.0.0.1',
  '0x7f.1',
  '2130706433',
  '127.1',
  '127.0.1',
  '0177.0.0.1',
  '0177.1',
  '017700000001',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '①②⑦.0.0.1',
  '127。0。0。1',
  '0',
  '0x0',
  '0.0.0.0',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '169.254.43518',
  '10.1',
  '3232235521',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::0001]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::FFFF:7F00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[2002:7f00:0001::1]',
  '[fe80::5efe:127.0.0.1]',
  '[2606:4700::200:5efe:127.0.0.1]',
];

const names = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'app.localhost',
  'metadata.google.internal',
  'metadata.google.internal.',
  'printer.local',
  'localhost.localdomain',
];

const inHost = (address: string): string => (address.includes(':') ? `[${address}]` : address);
const outsideHost = 'a host on the public internet';

describe('public addresses', () => {
  it('are those with no meaning of their own', () => {
    for (const address of outside) assert.ok(isPublicAddress(address), address);
    for (const address of [...inside4, ...inside6]) assert.ok(!isPublicAddress(address), address);
  });

  it('do not include anything that is no address', () => {
    for (const text of ['', 'partner.example', '1.1.1.1:80', '[2606:4700:4700::1111]', '1.1.1.1/8', '::g']) {
      assert.ok(!isPublicAddress(text), text);
    }
  });
});

describe('URLs that partners choose', () => {
  const strict = { loopback: false };
  const lenient = { loopback: true };

  it('may be of public hosts by https', () => {
    for (const url of [
      'https://partner.example',
      'https://partner.example:8443/hooks?app=1',
      'https://localhost.partner.example/',
      'https://locals.partner.example/',
      'https://internal.partner.example/',
      'https://xn--mller-kva.example/',
      ...outside.map((address) => `https://${inHost(address)}/hooks`),
    ]) {
      assert.equal(problemOfUrl(url, strict), null, url);
      assert.equal(problemOfUrl(url, lenient), null, url);
    }
  });

  it('may not name an address inside, however it is written', () => {
    const hosts = [...disguised, ...[...inside4, ...inside6].map(inHost)];
    for (const host of hosts) {
      for (const url of [`https://${host}/`, `https://${host}:8443/hooks?x=1`]) {
        assert.ok(URL.canParse(url), url);
        assert.equal(problemOfUrl(url, strict), outsideHost, url);
      }
      // By http it is wrong twice over, and stays so.
      assert.equal(problemOfUrl(`http://${host}/`, strict), 'https', host);
    }
  });

  it('may not bear a name of the inside', () => {
    for (const host of names) {
      assert.equal(problemOfUrl(`https://${host}/hooks`, strict), outsideHost, host);
      assert.equal(problemOfUrl(`http://${host}/hooks`, strict), 'https', host);
    }
  });

  it('may not be of another scheme', () => {
    for (const url of [
      'http://partner.example/',
      'http://8.8.8.8/',
      'ftp://partner.example/',
      'ws://partner.example/',
      'file:///etc/passwd',
      'data:text/plain,x',
      'javascript:1',
      'gopher://127.0.0.1:6379/_x',
      'unix:/run/x.sock',
    ]) {
      assert.equal(problemOfUrl(url, strict), 'https', url);
      assert.equal(problemOfUrl(url, lenient), 'https', url);
    }
  });

  it('may not carry credentials or a fragment', () => {
    for (const url of [
      'https://ada@partner.example/',
      'https://ada:word@partner.example/',
      'https://:word@partner.example/',
      'https://partner.example@8.8.8.8/',
    ]) {
      assert.equal(problemOfUrl(url, strict), 'no user name or password', url);
    }
    assert.equal(problemOfUrl('https://partner.example/hooks#part', strict), 'no fragment');
    assert.equal(problemOfUrl('http://ada@127.0.0.1/', lenient), 'no user name or password');
    assert.equal(problemOfUrl('http://127.0.0.1/#part', lenient), 'no fragment');
  });

  it('have to be absolute and at most 2,000 characters', () => {
    const start = 'https://partner.example/';
    const wants = 'an absolute URL of at most 2,000 characters';
    for (const text of [
      '',
      'partner.example',
      '/hooks',
      '//partner.example/',
      'https://',
      'https://1.2.3.256/',
    ]) {
      assert.equal(problemOfUrl(text, strict), wants, text);
    }
    assert.equal(problemOfUrl(start + 'x'.repeat(2_000 - start.length), strict), null);
    assert.equal(problemOfUrl(start + 'x'.repeat(2_001 - start.length), strict), wants);
  });

  it('may be of loopback, also by http, in development, and of nothing else inside', () => {
    const loopback = ['localhost', '127.0.0.1', '127.0.0.53', '[::1]', '0x7f000001', '127.1', '2130706433'];
    for (const host of loopback) {
      for (const scheme of ['http', 'https']) {
        assert.equal(problemOfUrl(`${scheme}://${host}:4010/hooks`, lenient), null, host);
      }
    }
    const others = [
      ...inside4.filter((address) => !address.startsWith('127.')),
      ...inside6.filter((address) => address !== '::1').map(inHost),
      'app.localhost',
      'printer.local',
      'metadata.google.internal',
    ];
    assert.equal(others.length, inside4.length - 2 + inside6.length - 1 + 3);
    for (const host of others) {
      assert.equal(problemOfUrl(`https://${host}/`, lenient), outsideHost, host);
      assert.equal(problemOfUrl(`http://${host}/`, lenient), 'https', host);
    }
  });
});

describe('posting', () => {
  interface Got {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }
  const posts: SafePost[] = [];
  const servers: Server[] = [];

  /** A real server on loopback; `got` is what came. */
  async function start(
    answer: RequestListener,
  ): Promise<{ port: number; got: Got[]; connections(): number }> {
    const got: Got[] = [];
    let connections = 0;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        got.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
    });
    server.on('connection', () => (connections += 1));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, got, connections: () => connections };
  }

  const safePost = (loopback: boolean, timeout = 5_000): SafePost => {
    const post = createSafePost({ loopback }, { timeout, connections: 4 });
    posts.push(post);
    return post;
  };

  afterEach(async () => {
    mock.restoreAll();
    syncBuiltinESMExports();
    await Promise.all(posts.splice(0).map((post) => post.close()));
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('sends what it was given and tells the status', async () => {
    const statuses = [200, 204, 400, 410, 500, 503];
    const { port, got } = await start((_, response) =>
      response.writeHead(statuses[got.length - 1] ?? 0).end(),
    );
    const post = safePost(true);
    for (const status of statuses) {
      assert.deepEqual(
        await post.post(`http://127.0.0.1:${port}/hooks/a?b=c%20d`, { 'webhook-id': 'msg_1' }, '{"a":"ä"}'),
        { kind: 'answered', status, retryAfter: null, text: null },
      );
    }
    assert.equal(got.length, statuses.length);
    for (const { method, url, headers, body } of got) {
      assert.deepEqual(
        [method, url, headers['webhook-id'], headers.host, body],
        ['POST', '/hooks/a?b=c%20d', 'msg_1', `127.0.0.1:${port}`, '{"a":"ä"}'],
      );
    }
  });

  it('reaches localhost by its name', async () => {
    const { port, got } = await start((_, response) => response.writeHead(202).end());
    assert.deepEqual(await safePost(true).post(`http://localhost:${port}/`, {}, 'x'), {
      kind: 'answered',
      status: 202,
      retryAfter: null,
      text: null,
    });
    assert.equal(got.length, 1);
  });

  it('takes a redirect for an answer and does not follow it', async () => {
    const second = await start((_, response) => response.end());
    const statuses = [301, 302, 303, 307, 308];
    const first = await start((_, response) =>
      response
        .writeHead(statuses[first.got.length - 1] ?? 0, { location: `http://127.0.0.1:${second.port}/` })
        .end(),
    );
    const post = safePost(true);
    for (const status of statuses) {
      assert.deepEqual(await post.post(`http://127.0.0.1:${first.port}/`, {}, 'x'), {
        kind: 'answered',
        status,
        retryAfter: null,
        text: null,
      });
    }
    assert.equal(first.got.length, statuses.length);
    assert.equal(second.connections(), 0);
    // It was there to be found.
    assert.equal((await post.post(`http://127.0.0.1:${second.port}/`, {}, 'x')).kind, 'answered');
    assert.equal(second.connections(), 1);
  });

  it('gives up on a server that does not answer in time', async () => {
    const { port, got } = await start(() => undefined);
    const began = performance.now();
    assert.deepEqual(await safePost(true, 150).post(`http://127.0.0.1:${port}/`, {}, 'x'), {
      kind: 'failed',
      error: 'timeout',
    });
    const took = performance.now() - began;
    assert.ok(took >= 100 && took < 3_000, `${took} ms`);
    assert.equal(got.length, 1);
  });

  it('does not wait for a body, however long or slow it is', async () => {
    const { port, got } = await start((request, response) => {
      response.writeHead(200);
      if (request.url === '/slow') response.write('x');
      else response.end(Buffer.alloc(3_000_000, 'x'));
    });
    const post = safePost(true);
    for (const path of ['/slow', '/long', '/long', '/slow', '/long']) {
      // Whoever waited for it would hear of a timeout.
      assert.deepEqual(await post.post(`http://127.0.0.1:${port}${path}`, {}, 'x'), {
        kind: 'answered',
        status: 200,
        retryAfter: null,
        text: null,
      });
    }
    assert.equal(got.length, 5);
  });

  it('tells a connection that fails', async () => {
    const gone = await start((_, response) => response.end());
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    const failed = { kind: 'failed', error: 'connection' };
    assert.deepEqual(await safePost(true).post(`http://127.0.0.1:${gone.port}/`, {}, 'x'), failed);
    const breaking = await start((request) => request.socket.destroy());
    assert.deepEqual(await safePost(true).post(`http://127.0.0.1:${breaking.port}/`, {}, 'x'), failed);
    assert.equal(breaking.got.length, 1);
    // A server that speaks no TLS is no https.
    assert.deepEqual(await safePost(true).post(`https://127.0.0.1:${breaking.port}/`, {}, 'x'), failed);
    assert.equal(breaking.got.length, 1);
  });

  it('connects nowhere inside unless loopback is allowed', async () => {
    const { port, got, connections } = await start((_, response) => response.end());
    const post = safePost(false);
    for (const url of [
      `https://localhost:${port}/`,
      `https://localhost.:${port}/`,
      `https://127.0.0.1:${port}/`,
      `https://127.1:${port}/`,
      `https://2130706433:${port}/`,
      `https://[::ffff:127.0.0.1]:${port}/`,
      `https://[::1]:${port}/`,
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `https://ada@localhost:${port}/`,
      'nonsense',
    ]) {
      assert.deepEqual(await post.post(url, {}, 'x'), { kind: 'failed', error: 'blocked' }, url);
    }
    assert.equal(connections(), 0);
    await safePost(true).post(`http://127.0.0.1:${port}/`, {}, 'x');
    assert.equal(got.length, 1);
  });

  describe('to a name', () => {
    /** A name server that answers every name with `addresses`, in the place of the machine's own. */
    function resolveTo(addresses: readonly string[]): () => number {
      const found: LookupAddress[] = addresses.map((address) => ({
        address,
        family: address.includes(':') ? 6 : 4,
      }));
      type Done = (error: Error | null, addresses: LookupAddress[]) => void;
      const lookup = mock.method(dns, 'lookup', (_name: string, _options: object, done: Done) => {
        setImmediate(() => done(null, found));
      });
      syncBuiltinESMExports();
      return () => lookup.mock.callCount();
    }

    it('is blocked when the name leads inside, wholly or in part', async () => {
      const { port, connections } = await start((_, response) => response.end());
      for (const addresses of [
        ['127.0.0.1'],
        ['10.0.0.1'],
        ['169.254.169.254'],
        ['::1'],
        ['::ffff:127.0.0.1'],
        ['64:ff9b::7f00:1'],
        ['8.8.8.8', '127.0.0.1'],
        ['2606:4700:4700::1111', '8.8.8.8', 'fd00::1'],
        [],
      ]) {
        const asked = resolveTo(addresses);
        assert.deepEqual(
          await safePost(false).post(`https://hooks.partner.example:${port}/`, {}, 'x'),
          { kind: 'failed', error: 'blocked' },
          addresses.join(),
        );
        assert.equal(asked(), 1);
        mock.restoreAll();
      }
      assert.equal(connections(), 0);
    });

    it('is asked for at each connection: what was public at first may not turn inside', async () => {
      const { port, got, connections } = await start((_, response) => response.end());
      const post = safePost(true);
      let asked = resolveTo(['127.0.0.1']);
      // It gets as far as the connection, where there is no TLS.
      const url = `https://hooks.partner.example:${port}/`;
      assert.deepEqual(await post.post(url, {}, 'x'), { kind: 'failed', error: 'connection' });
      assert.equal(asked(), 1);
      const before = connections();
      assert.ok(before > 0);
      mock.restoreAll();
      asked = resolveTo(['10.0.0.1']);
      assert.deepEqual(await post.post(url, {}, 'x'), { kind: 'failed', error: 'blocked' });
      assert.equal(asked(), 1);
      assert.equal(connections(), before);
      assert.equal(got.length, 0);
    });
  });
});

describe('IPv6 outside of what is assigned to the internet', () => {
  it('is not public, IPv4-compatible addresses least of all', () => {
    for (const host of ['[::127.0.0.1]', '[::a9fe:a9fe]', '[4000::1]', '[fe00::1]']) {
      assert.notEqual(problemOfUrl(`https://${host}/`, { loopback: false }), null, host);
    }
    assert.equal(problemOfUrl('https://[2606:4700::1111]/', { loopback: false }), null);
  });
});
