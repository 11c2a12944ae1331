import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import express from 'express';
import { createAddressOf, listen, shut, urlOf } from '../../src/http/index.ts';
import { householdOf } from '../../src/http/client-address.ts';
import { createRateLimit } from '../../src/http/routes/rate-limit.ts';
import { MINUTE } from '../../src/kernel/clock.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { handClock } from '../support/outbox.ts';

/** A server that says where a request came from, and lets two a minute in from each household. */
async function serving(trustedProxies: readonly string[]): Promise<Server> {
  const addressOf = createAddressOf(trustedProxies);
  const app = express();
  app.use(
    createRateLimit(
      { clock: handClock(), random: systemRandom, addressOf },
      { window: MINUTE, each: 2, all: 100 },
    ),
  );
  app.get('/', (request, response) => void response.send(addressOf(request)));
  return listen('127.0.0.1', 0, app);
}

describe('where a request came from', () => {
  let server: Server;
  afterEach(() => shut(server));

  async function ask(forwarded?: string): Promise<string> {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const response = await fetch(urlOf(server), { headers });
    return response.status === 200 ? response.text() : String(response.status);
  }

  it('is the other end of the connection, whatever it says, where no proxy is believed', async () => {
    server = await serving([]);
    assert.equal(await ask(), '127.0.0.1');
    assert.equal(await ask('203.0.113.7'), '127.0.0.1');
    assert.equal(await ask('203.0.113.8'), '429', 'another name does not make it another household');
  });

  it('is what a believed proxy says, and nothing that was said to it', async () => {
    server = await serving(['127.0.0.1', '10.0.0.0/8']);
    assert.equal(await ask('198.51.100.9, 203.0.113.7'), '203.0.113.7');
    assert.equal(await ask('203.0.113.7, 10.1.2.3'), '203.0.113.7');
    assert.equal(await ask('1.2.3.4, 203.0.113.7'), '429');
    assert.equal(await ask('2001:db8:1:2::1'), '2001:db8:1:2::1');
    assert.equal(await ask('2001:db8:1:2:ffff::9'), '2001:db8:1:2:ffff::9');
    assert.equal(await ask('2001:db8:1:2:eeee::8'), '429', 'a household has all of its /64');
    assert.equal(await ask('2001:db8:1:3::1'), '2001:db8:1:3::1');
    assert.equal(await ask(), '127.0.0.1', 'the proxy itself');
  });
});

describe('a household', () => {
  it('is one in whichever way an address is written, and of one where it is none', () => {
    assert.equal(householdOf('::ffff:192.0.2.1'), householdOf('192.0.2.1'));
    assert.equal(householdOf('2001:DB8::1'), householdOf('2001:db8:0:0:9::'));
    assert.equal(householdOf('not an address'), householdOf(undefined));
  });
});
