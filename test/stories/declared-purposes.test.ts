import assert from 'node:assert/strict';
import type { Door } from '../../src/kernel/principal.ts';
import { engines } from '../support/marketplace.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

const APP = 'calmly-booking';
const releases = (declared: string): string =>
  `query ${declared} { releases(first: 5) { nodes { subjectId } } }`;

for (const dialect of engines) {
  describe(`what queries are for, on ${dialect},`, () => {
    let stage: Stage;
    let officer: string;
    let subject: string;

    before(async () => {
      stage = await openStage(dialect);
      officer = stage.marketplace.staffToken('privacy');
      const person = await stage.person();
      await stage.install(person, APP);
      subject = person.token;
    });
    after(() => stage.close());

    const ask = async (door: Door, token: string, query: string) => {
      const { data, errors } = await stage.marketplace.ask<Record<string, unknown> | null>(
        door,
        token,
        query,
      );
      return { data, errors: errors.map(({ message, extensions }) => [extensions?.['code'], message]) };
    };

    it('P23 staff say what they look at something about a person for', async () => {
      const { data, errors } = await ask('privacy', officer, releases('@purpose(is: ACCOUNTABILITY)'));
      assert.deepEqual(errors, []);
      assert.ok((data as { releases: { nodes: unknown[] } }).releases.nodes.length > 0);
      const silent = await ask('privacy', officer, releases(''));
      assert.equal(silent.data ?? null, null);
      assert.equal(silent.errors[0]?.[0], 'PURPOSE_REQUIRED');
      assert.match(String(silent.errors[0]?.[1]), /Query\.releases .* @purpose\(is: ACCOUNTABILITY\)/);
    });

    it('P23 what was collected for one thing is refused for another, whole and before anything runs', async () => {
      for (const purpose of ['TARGETING', 'BILLING', 'PARTNER_CONTACT']) {
        const { data, errors } = await ask('privacy', officer, releases(`@purpose(is: ${purpose})`));
        assert.equal(data ?? null, null);
        assert.equal(errors[0]?.[0], 'PURPOSE_MISMATCH');
      }
      const own = '{ viewer { emailVerified } }';
      assert.deepEqual((await ask('marketplace', subject, own)).errors, []);
      const elsewhere = await ask('marketplace', subject, `query @purpose(is: TARGETING) ${own}`);
      assert.equal(elsewhere.errors[0]?.[0], 'PURPOSE_MISMATCH');
    });

    it('P23 a fragment, an alias, another operation of the document do not get past it', async () => {
      const spread = 'query { ...F } fragment F on Query { mine: releases(first: 1) { nodes { id } } }';
      assert.equal((await ask('privacy', officer, spread)).errors[0]?.[0], 'PURPOSE_REQUIRED');
      const inline = 'query { ... on Query { releases(first: 1) { nodes { ... on Release { id } } } } }';
      assert.equal((await ask('privacy', officer, inline)).errors[0]?.[0], 'PURPOSE_REQUIRED');
    });

    it('P23 what is about no person needs no purpose', async () => {
      assert.deepEqual((await ask('privacy', officer, '{ ledger { size } }')).errors, []);
      const unknown = await ask('privacy', officer, 'query @purpose(is: FUN) { ledger { size } }');
      assert.equal(unknown.errors[0]?.[0], 'GRAPHQL_VALIDATION_FAILED');
    });
  });
}
