import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { doors } from '../../src/kernel/principal.ts';
import { holdsCardNumber } from '../../src/kernel/card-number.ts';
import { runImport } from '../../src/cli/import/run-import.ts';
import { withImport } from '../../src/cli/import/imports.ts';
import { pathOf } from '../../src/http/index.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';

interface SubscriptionView {
  readonly plan: string;
  readonly method: { readonly brand: string; readonly lastFour: string; readonly expires: string } | null;
  readonly cancelledAt: string | null;
}

const FIELDS = 'plan cancelledAt method { brand lastFour expires }';
const TOKEN = 'pm_canary-1NvXq9';
const CARD = '4111111111111111';

const method = {
  plan: 'PRO',
  token: TOKEN,
  brand: 'VISA',
  lastFour: '1111',
  expires: '2031-04',
};

for (const dialect of engines) {
  describe(`billing on ${dialect}`, () => {
    let stage: Stage;
    let person: Person;

    before(async () => {
      stage = await openStage(dialect);
      person = await stage.person();
    });
    after(() => stage.close());

    async function subscribe(one: Person, input: object = {}, key = newKey()) {
      const { data, errors } = await stage.marketplace.ask<{
        setPaymentMethod: UserErrors & { subscription: SubscriptionView | null };
      }>(
        'marketplace',
        one.token,
        `mutation ($input: SetPaymentMethodInput!) { setPaymentMethod(input: $input) {
          subscription { ${FIELDS} } userErrors { code field message } } }`,
        { input: { ...method, idempotencyKey: key, ...input } },
      );
      assert.deepEqual(errors, []);
      return data.setPaymentMethod;
    }
    async function cancel(one: Person, key = newKey()) {
      const { data } = await stage.marketplace.ask<{
        cancelSubscription: UserErrors & { subscription: SubscriptionView | null };
      }>(
        'marketplace',
        one.token,
        `mutation ($input: CancelSubscriptionInput!) { cancelSubscription(input: $input) {
          subscription { ${FIELDS} } userErrors { code field message } } }`,
        { input: { idempotencyKey: key } },
      );
      return data.cancelSubscription;
    }
    const subscriptionOf = async (one: Person): Promise<SubscriptionView | null> =>
      (
        await stage.marketplace.ask<{ viewer: { subscription: SubscriptionView | null } }>(
          'marketplace',
          one.token,
          `{ viewer { subscription { ${FIELDS} } } }`,
        )
      ).data.viewer.subscription;

    it('P10 a subscription keeps the processor’s token and four digits, the token sealed and never shown', async () => {
      assert.equal(await subscriptionOf(person), null);
      const { subscription, userErrors } = await subscribe(person);
      assert.deepEqual(userErrors, []);
      assert.deepEqual(subscription, {
        plan: 'PRO',
        cancelledAt: null,
        method: { brand: 'VISA', lastFour: '1111', expires: '2031-04' },
      });
      assert.deepEqual(await subscriptionOf(person), subscription);
      const [row] = await rowsOf(stage.marketplace, 'billing_subscriptions');
      const rest = JSON.stringify(row, (_, value: unknown) =>
        typeof value === 'object' && value !== null && 'data' in value ? '' : value,
      );
      assert.ok(!rest.includes('1111') && !rest.includes(TOKEN));
      const sealed = row?.['method'] as Buffer;
      for (const part of [TOKEN, '1111', 'visa']) assert.ok(!Buffer.from(sealed).includes(part), part);
      assert.ok(!stage.marketplace.transcript.some((answer) => answer.includes(TOKEN)));
    });

    it('P10 it is changed, cancelled, taken up again; a repetition does nothing twice; one’s own alone', async () => {
      const key = newKey();
      await subscribe(person, { plan: 'BUSINESS', token: 'pm_second1', lastFour: '4242' }, key);
      await subscribe(person, { plan: 'BUSINESS', token: 'pm_second1', lastFour: '4242' }, key);
      const [row] = await rowsOf(stage.marketplace, 'billing_subscriptions');
      assert.equal(row?.['method_version'], 2);
      const conflict = await subscribe(person, {}, key);
      assert.deepEqual(
        conflict.userErrors.map(({ code }) => code),
        ['IDEMPOTENCY_CONFLICT'],
      );
      const other = await stage.person();
      assert.equal(await subscriptionOf(other), null);
      assert.deepEqual(
        (await cancel(other)).userErrors.map(({ code }) => code),
        ['NOT_FOUND'],
      );
      const cancelled = await cancel(person);
      assert.equal(cancelled.subscription?.method, null);
      assert.ok(cancelled.subscription?.cancelledAt);
      assert.equal((await rowsOf(stage.marketplace, 'billing_subscriptions'))[0]?.['method'], null);
      assert.equal((await subscribe(person)).subscription?.cancelledAt, null);
      const nobody = stage.marketplace.login('billing-nobody', 'billing.nobody@canary.example');
      for (const answer of [await subscribe(nobody), await cancel(nobody)]) {
        assert.deepEqual(
          answer.userErrors.map(({ code }) => code),
          ['ACCOUNT_REQUIRED'],
        );
      }
    });

    it('P10 what is no token, no four digits or an expired card is refused by field', async () => {
      for (const [field, value] of [
        ['token', '123456789'],
        ['token', 'short'],
        ['token', 'with space1'],
        ['lastFour', '11111'],
        ['lastFour', '١١١١'],
        ['expires', '2031-13'],
        ['expires', '2020-01'],
      ] as const) {
        const { subscription, userErrors } = await subscribe(person, { [field]: value });
        assert.equal(subscription, null);
        assert.deepEqual(
          userErrors.map((error) => [error.code, error.field]),
          [['INVALID_INPUT', ['input', field]]],
          value,
        );
      }
    });

    it('P10 a card number is refused at every door, as variable, literal, escape, number and address, before anybody is known', async () => {
      const { serving } = stage.marketplace;
      const written = CARD.replace(/(\d{4})(?=\d)/g, '$1-');
      const bodies: object[] = [
        {
          query: 'query ($a: String) { __typename @skip(if: false) }',
          variables: { a: { b: [`pay ${CARD}`] } },
        },
        { query: `{ node(id: "${CARD}") { id } }` },
        { query: `{ node(id: "${written}") { id } }` },
        { query: `{ node(id: """\n ${CARD} """) { id } }` },
        { query: `{ node(id: ${CARD}) { id } }` },
        { query: `{ node(id: "\\u0034${CARD.slice(1)}") { id } }` },
        { query: `{ node(id: "\\u{34}${CARD.slice(1)}") { id } }` },
        { query: '{ __typename }', variables: { a: Number(CARD) } },
        { query: '{ __typename }', variables: { [CARD]: 1 } },
        { query: '{ __typename }', operationName: CARD },
        { query: '{ __typename }', extensions: { persistedQuery: { sha256Hash: CARD } } },
      ];
      const staff = { marketing: 'marketing', privacy: 'privacy' } as const;
      for (const door of doors) {
        const bearer = door in staff ? stage.marketplace.staffToken(door as keyof typeof staff) : undefined;
        const headers = {
          'content-type': 'application/json',
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        };
        for (const body of bodies) {
          const response = await fetch(`${serving.url}${pathOf[door]}`, {
            ...{ method: 'POST', headers, body: JSON.stringify(body) },
          });
          const text = await response.text();
          assert.equal(response.status, 400, `${door} ${JSON.stringify(body)}`);
          const { errors } = JSON.parse(text) as { errors: { extensions: { code: string } }[] };
          assert.equal(errors[0]?.extensions.code, 'CARD_NUMBER_REFUSED');
          assert.ok(!holdsCardNumber(text) && !text.includes(CARD.slice(4)));
        }
        const query = encodeURIComponent(`{ node(id: "${written}") { id } }`);
        const asked = await fetch(`${serving.url}${pathOf[door]}?query=${query}`, { headers });
        assert.equal(asked.status, 400);
        assert.match(await asked.text(), /CARD_NUMBER_REFUSED/);
      }
      for (const path of [
        `/images/${CARD}`,
        `/unsubscribe/${CARD}`,
        `/?q=4111+1111+1111+1111`,
        '/%34111111111111111',
      ]) {
        const response = await fetch(`${serving.url}${path}`);
        assert.equal(response.status, 400, path);
        assert.match(await response.text(), /CARD_NUMBER_REFUSED/);
      }
      const form = await fetch(`${serving.url}/unsubscribe/token`, {
        ...{ method: 'POST', body: new URLSearchParams({ note: CARD }) },
      });
      assert.equal(form.status, 400);
    });

    it('P10 what merely has many digits goes through: keys, ids, hashes, instants', async () => {
      const { errors } = await stage.marketplace.ask(
        'marketplace',
        person.token,
        'query ($id: ID!, $at: Float) { node(id: $id) { id } }'.replace(', $at: Float', ''),
        { id: 'grt_01KB0000000000000000000000', at: 1_700_000_000_008, key: crypto.randomUUID() },
      );
      assert.deepEqual(errors, []);
    });

    it('P10 a line of an import that holds a card number is left out, and its number alone is told', async () => {
      const { db, clock } = stage.marketplace;
      const [{ id } = { id: '' }] = await rowsOf<{ id: string }>(stage.marketplace, 'subjects');
      const told: string[] = [];
      const lines = [
        'subject_id,trait,value',
        `${id},plan,${CARD}`,
        `${id},plan,"4111 1111 1111 1111"`,
        `${id},plan,free`,
      ];
      const imported = await withImport(
        { db, clock },
        { kind: 'traits', list: undefined, isText: true },
        (of) =>
          runImport(
            db,
            (async function* () {
              yield Buffer.from(lines.join('\n'));
            })(),
            of,
            { format: 'csv', fromLine: 1, signal: new AbortController().signal },
            { onLeftOut: (line, wants) => told.push(`${line} ${wants}`), onCommitted() {} },
          ),
      );
      assert.deepEqual([imported.recorded, imported.leftOut], [1, 2]);
      assert.deepEqual(
        told.map((line) => /^(\d+) it wants no number of a payment card/.exec(line)?.[1]),
        ['2', '3'],
      );
    });

    it('P10 neither the database nor a log nor a mail holds a card number, and erasing leaves nothing of billing', async () => {
      const { act, marketplace } = stage;
      assert.deepEqual((await act.eraseAccount(person)).userErrors, []);
      assert.deepEqual(await rowsOf(marketplace, 'billing_subscriptions'), []);
      const tables = await marketplace.db.read(async ({ q, dialect: engine }) => {
        const rows =
          engine === 'sqlite'
            ? ((await q('sqlite_master').where('type', 'table').select('name')) as { name: string }[])
            : ((await q('pg_tables').where('schemaname', 'public').select({ name: 'tablename' })) as {
                name: string;
              }[]);
        return rows.map(({ name }) => name);
      });
      assert.ok(tables.length > 40);
      for (const table of tables) {
        for (const row of await rowsOf(marketplace, table)) {
          for (const [column, value] of Object.entries(row)) {
            if (typeof value !== 'string') continue;
            const withoutInstants = value.replace(/(?<!\d)1\d{12}(?!\d)/g, '');
            assert.equal(holdsCardNumber(withoutInstants), false, `${table}.${column}`);
          }
        }
      }
      assert.ok(!marketplace.logLines.join('').includes(CARD));
      assert.ok(!marketplace.logLines.some((line) => line.includes(TOKEN)));
      for (const file of readdirSync(marketplace.dataDir, { recursive: true, withFileTypes: true })) {
        if (file.isFile()) {
          const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1');
          assert.ok(!bytes.includes(CARD) && !bytes.includes('4111-1111'), file.name);
        }
      }
    });
  });
}
