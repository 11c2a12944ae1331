import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEnumType } from 'graphql';
import { pathOf } from '../../src/http/index.ts';
import { ownValues, waysFor } from '../support/access-matrix.ts';
import type { Asker } from '../support/askers.ts';
import { dose } from '../support/dose.ts';
import { acts, engines, startMarketplace } from '../support/marketplace.ts';
import type { Marketplace } from '../support/marketplace.ts';
import { schemaOf, valueOf } from '../support/schema-walk.ts';
import { hearStatements } from '../support/statements.ts';
import { changedTables, settledTables, tableDigests } from '../support/tables.ts';
import { filled, operationOf, pageAfter, slotsOf } from '../support/whose-objects.ts';
import type { Slot } from '../support/whose-objects.ts';

/** Stands in everything hostile, and in nothing else that the service could say. */
const MARK = 'zqxkj';

const known = [
  `${MARK}' or '1'='1`,
  `${MARK}'); drop table subjects; --`,
  `"${MARK}" desc, (select 1)`,
  `\`${MARK}\``,
  `${MARK}\\' union select null --`,
  `?? ? :${MARK} $1 ${MARK}`,
  `%${MARK}_%`,
  `${MARK}\u0000`,
  `__proto__.${MARK}`,
  `constructor[${MARK}]`,
  `${MARK}\ud800`,
  `＇${MARK}‮ʼ🦊`,
  `\r\n${MARK}: x`,
  `{"${MARK}":{"$ne":null}}`,
  MARK.repeat(400),
];

/** Texts that want to be more than texts. */
const hostile = fc.oneof(
  fc.constantFrom(...known),
  fc
    .tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }))
    .map(([before, after]) => `${before}${MARK}${after}`),
);

/** Cursors that decode to what no list gave. */
const cursorOf = (text: string): readonly string[] =>
  [text, [text, text], [1, text], [text, 1], [{ [text]: 1 }, text], [[text], text]].map((key) =>
    Buffer.from(JSON.stringify(key)).toString('base64url'),
  );

const TEXTS = new Set(['String', 'ID', 'JSON', 'URL', 'EmailAddress', 'Date', 'DateTime']);

for (const dialect of engines) {
  describe(`arguments that are hostile, on ${dialect},`, () => {
    let marketplace: Marketplace;
    let askers: readonly Asker[];
    let bound = 0;
    const inSql: string[] = [];
    let hearing: ReturnType<typeof hearStatements>;

    before(async () => {
      marketplace = await startMarketplace(dialect);
      hearing = hearStatements(({ sql, values: sent }) => {
        if (sql.includes(MARK)) inSql.push(sql);
        if (String(JSON.stringify(sent)).includes(MARK)) bound += 1;
      });
      const person = marketplace.login('hostile', 'hostile@people.example');
      await acts(marketplace).createAccount(person);
      const asker = (name: string, door: Asker['door'], token: string | null): Asker => ({
        ...{ name, door, token, is: [], own: {} },
      });
      askers = [
        asker('a person', 'marketplace', person.token),
        asker('a partner', 'partner', marketplace.partnerToken('calmly')),
        asker('a marketer', 'marketing', marketplace.staffToken('marketing')),
        asker('a curator', 'marketing', marketplace.catalogToken()),
        asker('an officer', 'privacy', marketplace.staffToken('privacy')),
      ];
    });
    after(async () => {
      hearing.end();
      await marketplace.stop();
    });
    afterEach(() => {
      assert.deepEqual(inSql, [], 'what was sent is in the text of a statement');
      assert.equal(({} as Record<string, unknown>)[MARK], undefined);
      assert.deepEqual(Object.keys(Object.prototype), []);
    });

    /** An answer that refuses in words of its own, or finds nothing: anything but a surprise. */
    async function calm(asker: Asker, query: string): Promise<readonly string[]> {
      const { status, errors } = await marketplace.ask(asker.door, asker.token, query);
      const codes = errors.map(({ extensions }) => extensions.code);
      assert.ok(status < 500, `${status} ${query}`);
      assert.ok(!codes.includes('INTERNAL'), query);
      return codes;
    }

    const slotsFor = (asker: Asker, kind: Slot['kind']): readonly Slot[] =>
      slotsOf(schemaOf(asker.door), (type) => TEXTS.has(type)).filter((slot) => slot.kind === kind);
    const fill = (asker: Asker, slot: Slot, text: unknown): string => {
      const schema = schemaOf(asker.door);
      return operationOf(schema, slot.kind, slot.field, filled(schema, slot, text, ownValues(asker)));
    };

    it('are bound to statements as values, in every part of every query that takes a text', async () => {
      for (const asker of askers) {
        for (const [at, slot] of slotsFor(asker, 'query').entries())
          await calm(asker, fill(asker, slot, known[at % 3]));
      }
      assert.ok(bound > 20, `${bound} statements had one among their values`);
    });

    it('name no column and no order, in every list: cursors', async () => {
      for (const asker of askers) {
        const lists = waysFor(schemaOf(asker.door), { ...asker, is: ['PUBLIC'] }, 'query').filter(
          ({ type }) => type.endsWith('Connection'),
        );
        for (const list of lists) {
          for (const after of cursorOf(known[0] ?? '')) {
            const { raw } = await pageAfter(marketplace, asker, list, after);
            assert.doesNotMatch(raw, /"INTERNAL"/, `${list.path.at(-1)?.name} ${after}`);
          }
        }
      }
    });

    it('name nothing in the place of a value of an enum', async () => {
      for (const asker of askers) {
        const schema = schemaOf(asker.door);
        const enums = slotsOf(schema, (type) => isEnumType(schema.getType(type)));
        assert.ok(enums.length > 0 || asker.door === 'marketing');
        for (const slot of enums) {
          const query = operationOf(schema, slot.kind, slot.field, (owner, name) =>
            owner === slot.owner && name === slot.name ? undefined : ownValues(asker)(owner, name),
          );
          for (const word of ['__proto__', 'constructor', 'toString', MARK, `"${MARK}' desc"`]) {
            const wrong = query.replace(new RegExp(`\\b${slot.name}: \\[?[A-Z_]+`), (found) =>
              found.replace(/[A-Z_]+$/, word),
            );
            if (wrong === query) continue;
            assert.notDeepEqual(await calm(asker, wrong), [], wrong);
          }
        }
      }
    });

    it('are texts to every mutation, whatever it makes of them', async () => {
      for (const asker of askers) {
        for (const [at, slot] of slotsFor(asker, 'mutation').entries())
          await calm(asker, fill(asker, slot, known[at % known.length]));
      }
    });

    it('are texts wherever they come, for any of them', async () => {
      const slots = askers.flatMap((asker) => slotsFor(asker, 'query').map((slot) => ({ asker, slot })));
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...slots), hostile, async ({ asker, slot }, text) => {
          await calm(asker, fill(asker, slot, text));
        }),
        { numRuns: dose(100, 3_000) },
      );
    });

    it('are texts in forms, links and tokens, too', async () => {
      const { url } = marketplace.serving;
      const post = (path: string, body: unknown, type = 'application/json') =>
        fetch(`${url}${path}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
      for (const text of known.filter((_, at) => at % 2 === 0)) {
        const encoded = encodeURIComponent(Buffer.from(text.slice(0, 500)).toString());
        const form = { company: text, violation: text, contact: text, right: text, text, reference: text };
        const answers = await Promise.all([
          post('/privacy/complaints', { ...form, shareDetails: text }),
          post('/privacy/requests', form),
          ...['complaints', 'requests'].flatMap((kind) => [
            post(`/privacy/${kind}/status`, { reference: text, secret: text }),
            post(`/privacy/${kind}/erase`, { reference: text, secret: text }),
          ]),
          post('/privacy/erasures', { reference: text.slice(0, 500) }),
          post(
            '/oauth/token',
            `grant_type=client_credentials&client_id=${encoded}&client_secret=${encoded}`,
            'application/x-www-form-urlencoded',
          ),
          ...['unsubscribe', 'verify-email', 'export'].map((kind) => post(`/${kind}/${encoded}`, '')),
          ...[
            `/visits/${encoded}`,
            `/leaving?to=${encoded}&sig=${encoded}`,
            `/images/${encoded}`,
            `/ledger/${encoded}`,
          ].map((path) => fetch(`${url}${path}`)),
        ]);
        for (const answer of answers)
          assert.ok(answer.status < 500, `${answer.status} ${answer.url} ${text}`);
      }
    });

    it('bring no field into an input that it has not, nor a property of objects', async () => {
      const before = await settledTables(marketplace);
      for (const asker of askers) {
        const schema = schemaOf(asker.door);
        for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
          const [argument] = field.args;
          assert.ok(argument);
          const input = valueOf(argument.type, `Mutation.${field.name}`, argument.name, ownValues(asker));
          const query = `mutation ($input: ${String(argument.type)}) { ${field.name}(input: $input) { __typename } }`;
          for (const more of ['"__proto__":{"x":1}', `"subject_id":"${MARK}"`, '"constructor":{"x":1}']) {
            const given = JSON.stringify(input).replace(/^\{/, `{${more},`);
            const response = await fetch(`${marketplace.serving.url}${pathOf[asker.door]}`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', authorization: `Bearer ${asker.token}` },
              body: `{"query":${JSON.stringify(query)},"variables":{"input":${given}}}`,
            });
            const text = await response.text();
            assert.equal(response.status, 400, text);
            assert.match(text, /is not defined by type/, `${field.name} ${more} ${text}`);
          }
        }
      }
      const changed = changedTables(before, await tableDigests(marketplace));
      assert.deepEqual(changed, []);
    });
  });
}
