import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { listen, shut, urlOf } from '../../src/http/index.ts';

describe('a server that ends', () => {
  it('answers what is under way, and tells a client that goes on to stop', async () => {
    const held: (() => void)[] = [];
    let arrivals = (): void => undefined;
    const server = await listen('127.0.0.1', 0, (_request, response) => {
      held.push(() => response.end('answered'));
      arrivals();
    });
    const arrived = (count: number): Promise<void> =>
      new Promise((resolve) => {
        arrivals = () => void (held.length >= count && resolve());
        arrivals();
      });
    const socket = connect(Number(new URL(urlOf(server)).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    // Its next request is always there before the last one is answered.
    const ask = (): unknown => socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    ask();
    await arrived(1);
    const ending = shut(server, 20_000);
    ask();
    await arrived(2);
    for (const answer of held) answer();
    await Promise.all([ending, closed]);
    const connections = [...text.matchAll(/^Connection: (.*)\r$/gm)].map(([, value]) => value);
    assert.deepEqual(connections, ['keep-alive', 'close']);
    assert.equal(text.split('answered').length - 1, 2);
  });

  it('does not wait for a connection whose answer promised to keep it', async () => {
    let asked = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (asked = resolve));
    let answer = (): void => undefined;
    const server = await listen('127.0.0.1', 0, (_request, response) => {
      response.write('under way, ');
      answer = () => void response.end('answered');
      asked();
    });
    const agent = new Agent({ keepAlive: true });
    const text = new Promise<string>((resolve, reject) => {
      request(urlOf(server), { agent }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.once('end', () => resolve(body));
      })
        .once('error', reject)
        .end();
    });
    await arrived;
    const begin = performance.now();
    const ending = shut(server, 20_000);
    setTimeout(answer, 50);
    assert.equal(await text, 'under way, answered');
    await ending;
    assert.ok(performance.now() - begin < 2_500, `took ${performance.now() - begin} ms`);
    agent.destroy();
  });

  it('cuts off a request that never becomes complete', async () => {
    const server = await listen('127.0.0.1', 0, (_request, response) => void response.end());
    const socket = connect(Number(new URL(urlOf(server)).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => socket.write('GET / HTTP/1.1\r\nHost:', () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const begin = performance.now();
    await shut(server, 200);
    assert.ok(performance.now() - begin >= 190, 'it had the time that it was given');
    await closed;
  });
});
