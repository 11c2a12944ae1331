import assert from 'node:assert/strict';
import jwt from 'jsonwebtoken';
import { consolePages } from '../../src/console/index.ts';
import { DAY, SECOND } from '../../src/kernel/clock.ts';
import { sluice } from '../support/command-line.ts';
import { engines, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { keepToSchedule } from '../support/retention.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const jtiOf = (token: string): string => (jwt.decode(token) as { jti: string }).jti;

for (const dialect of engines) {
  describe(`a token that was revoked, on ${dialect},`, () => {
    let stage: Stage;
    let person: Person;

    before(async () => {
      stage = await openStage(dialect, { pages: consolePages() });
      person = await stage.person('revoked.token@canary.example');
    });
    after(() => stage.close());

    /** As an operator does, in a process of its own. */
    async function revoke(jti: string): Promise<void> {
      const { databaseUrl, dataDir } = stage.marketplace;
      const { code, stdout, stderr } = await sluice(['revoke-token', jti], {
        ...{ SLUICE_DATABASE_URL: databaseUrl, SLUICE_DATA_DIR: dataDir },
      });
      assert.deepEqual([code, stdout], [0, 'revoked: every process refuses it within a second\n'], stderr);
      stage.clock.advance(SECOND);
    }
    const viewer = async (headers: Record<string, string>) => {
      const response = await fetch(`${stage.marketplace.serving.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ viewer { id } }"}',
      });
      const text = await response.text();
      const { data } = JSON.parse(text) as { data?: { viewer: { id: string } | null } };
      return { status: response.status, id: data?.viewer?.id ?? null, text };
    };
    const by = (token: string) => viewer({ authorization: `Bearer ${token}` });

    it('lets nobody in, like any that is not valid, while others of the same person do', async () => {
      const other = stage.marketplace.login(person.sub, person.email);
      const { id } = await by(person.token);
      assert.match(id ?? '', /^sub_/);
      await revoke(jtiOf(person.token));
      const refused = await by(person.token);
      assert.equal(refused.status, 401);
      assert.equal(refused.text, (await by(`${person.token.slice(0, -8)}AAAAAAAA`)).text);
      assert.equal((await by(other.token)).id, id);
      // What it is called tells nothing by itself.
      assert.equal((await rowsOf(stage.marketplace, 'revoked_tokens')).length, 1);
      assert.ok(
        !JSON.stringify(await rowsOf(stage.marketplace, 'revoked_tokens')).includes(jtiOf(person.token)),
      );
    });

    it('ends the session of the web pages that it began, and no other', async () => {
      const [first, second] = [1, 2].map(() => stage.marketplace.login(person.sub, person.email).token);
      assert.ok(first !== undefined && second !== undefined);
      const { url } = stage.marketplace.serving;
      async function signIn(token: string): Promise<string> {
        const headers = { 'sluice-page': '1', authorization: `Bearer ${token}` };
        const response = await fetch(`${url}/session`, { method: 'POST', headers });
        assert.equal(response.status, 204);
        return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      }
      const withCookie = (cookie: string) => viewer({ cookie, 'sluice-page': '1' });
      const [one, two] = [await signIn(first), await signIn(second)];
      assert.match((await withCookie(one)).id ?? '', /^sub_/);
      await revoke(jtiOf(first));
      assert.equal((await withCookie(one)).id, null);
      assert.match((await withCookie(two)).id ?? '', /^sub_/);
    });

    it('is refused at every door that takes tokens of the issuer', async () => {
      const doors = [
        ['partner', stage.marketplace.partnerToken('calmly')],
        ['marketing', stage.marketplace.staffToken('marketing')],
        ['privacy', stage.marketplace.staffToken('privacy')],
      ] as const;
      for (const [door, token] of doors) {
        assert.equal((await stage.marketplace.ask(door, token, '{ __typename }')).status, 200);
        await stage.marketplace.serving.sluice.revocations.revoke(
          stage.marketplace.surroundings.config.jwt.issuer,
          jtiOf(token),
          DAY,
        );
        assert.equal((await stage.marketplace.ask(door, token, '{ __typename }')).status, 401, door);
      }
    });

    it('is forgotten when neither it nor a session of it would let anybody in', async () => {
      assert.equal((await rowsOf(stage.marketplace, 'revoked_tokens')).length, 5);
      stage.clock.advance(2 * DAY);
      const { db, serving } = stage.marketplace;
      await keepToSchedule(db, serving.sluice.ledger, stage.clock.now());
      assert.equal((await rowsOf(stage.marketplace, 'revoked_tokens')).length, 0);
    });
  });
}
