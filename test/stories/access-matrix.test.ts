import assert from 'node:assert/strict';
import { pathOf } from '../../src/http/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import type { Door } from '../../src/kernel/principal.ts';
import {
  admitted,
  askFor,
  keptFrom,
  lets,
  ownValues,
  reachedIn,
  refused,
  waysFor,
} from '../support/access-matrix.ts';
import { everyone, readers } from '../support/askers.ts';
import type { Asker } from '../support/askers.ts';
import { dose } from '../support/dose.ts';
import { engines } from '../support/marketplace.ts';
import { fieldsOf, schemaOf } from '../support/schema-walk.ts';
import { changedTables, idsBeside, settledTables, tableDigests } from '../support/tables.ts';
import { mails, openTwoOfEverything } from '../support/two-of-everything.ts';
import type { TwoOfEverything } from '../support/two-of-everything.ts';
import {
  answerWith,
  besideCursor,
  byDamage,
  cursorsOf,
  listsOf,
  operationOf,
  pageAfter,
  slotsOf,
  unknownLike,
} from '../support/whose-objects.ts';

const schemas = Object.fromEntries(doors.map((door) => [door, schemaOf(door)])) as Record<
  Door,
  ReturnType<typeof schemaOf>
>;

/** Fields that nothing here reaches, and what does. A field that is new is not among them, and has to be reached. */
const elsewhere: Readonly<Partial<Record<Door, Readonly<Record<string, string>>>>> = {
  marketplace: {
    'RelayedLetter.at': 'test/stories/relay.test.ts',
    'RelayedLetter.proof': 'test/stories/relay.test.ts',
  },
  // There is no report before a week is over.
  partner: {
    'OfferReport.dismissed': 'test/reports/partner-door.test.ts',
    'OfferReport.reached': 'test/reports/partner-door.test.ts',
    'OfferReport.weekEnding': 'test/reports/partner-door.test.ts',
  },
  privacy: {
    'LedgerWitness.cosignedAt': 'test/stories/witnessed-ledger.test.ts',
    'LedgerWitness.name': 'test/stories/witnessed-ledger.test.ts',
    'LedgerWitness.problem': 'test/stories/witnessed-ledger.test.ts',
    'LedgerWitness.size': 'test/stories/witnessed-ledger.test.ts',
    'LedgerWitness.verifierKey': 'test/stories/witnessed-ledger.test.ts',
    'OverduePartner.count': 'test/stories/deletions.test.ts',
    'OverduePartner.oldestDueAt': 'test/stories/deletions.test.ts',
    'OverduePartner.partner': 'test/stories/deletions.test.ts',
  },
};

/** Kinds of things that are one person's, and one partner's, by the prefixes of their ids. */
const PERSONS = ['sub', 'grt', 'ins', 'rel', 'rfs', 'exp', 'cpl', 'rrq', 'cor', 'srd', 'lgl', 'crd'];
const PARTNERS = ['end', 'key', 'cli', 'rcv', 'rev', 'msg', 'dty'];

// Who may ask what is decided above the database: one engine tells as much in a small dose.
for (const dialect of engines.slice(0, dose(1, engines.length))) {
  describe(`every field, for everybody, on ${dialect},`, () => {
    let all: TwoOfEverything;
    let askers: readonly Asker[];
    const reached = new Map(doors.map((door) => [door, new Set<string>()]));
    /** What each asker was answered about all that they may ask for. */
    const told = new Map<string, string>();

    before(async () => {
      all = await openTwoOfEverything(dialect);
      askers = everyone(all);
    });
    after(() => all.close());

    const named = (name: string): Asker => {
      const found = askers.find((one) => one.name === name);
      assert.ok(found, name);
      return found;
    };

    it('answers whom it is for, without an error', async () => {
      for (const asker of askers) {
        const schema = schemas[asker.door];
        const ways = admitted(asker, waysFor(schema, asker, 'query'));
        const answers = await askFor(all.marketplace, asker, ways);
        for (const answer of answers) {
          assert.deepEqual(answer.codes, [], `${asker.name}: ${answer.query} ${answer.raw}`);
          reachedIn(schema, answer).forEach((field) => reached.get(asker.door)?.add(field));
        }
        told.set(asker.name, answers.map(({ raw }) => raw).join('\n'));
      }
    });

    it('refuses everybody else, and tells nothing of it', async () => {
      const outcomes = new Map<string, number>();
      for (const asker of askers) {
        const ways = (['query', 'mutation'] as const).map((kind) =>
          waysFor(schemas[asker.door], asker, kind),
        );
        for (const blocks of ways.flatMap((one) => refused(asker, one))) {
          for (const answer of await askFor(all.marketplace, asker, blocks)) {
            const outcome = keptFrom(asker, blocks, answer);
            // By `node`, somebody else's object is not there in the first place.
            const isNode = blocks[0]?.path[0]?.name === 'Query.node';
            const name = `${asker.name}: ${answer.query} ${answer.raw}`;
            assert.equal(outcome, isNode ? 'absent' : 'refused', name);
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          }
        }
      }
      assert.ok((outcomes.get('refused') ?? 0) > 100);
    });

    it('opens no door to what opens another', async () => {
      for (const door of doors) {
        for (const { door: own, token, name } of askers) {
          if (own === door || token === null) continue;
          const { status, raw } = await all.marketplace.ask(door, token, '{ __typename }');
          assert.deepEqual(
            [status, raw.includes('UNAUTHENTICATED')],
            [401, true],
            `${name} at ${pathOf[door]}`,
          );
        }
      }
    });

    it('shows nobody what is somebody else’s', async () => {
      const { marketplace, alice, bob, calmly, birchmail } = all;
      for (const [owner, whose, kinds, marks] of [
        ['alice', alice.id, PERSONS, [mails('alice'), mails('alice.corrected'), 'Canary alice']],
        ['bob', bob.id, PERSONS, [mails('bob'), mails('bob.corrected'), 'Canary bob']],
        ['calmly', calmly.partnerId, PARTNERS, [calmly.own.appId, calmly.own.contactId, 'calmly-draft']],
        ['birchmail', birchmail.partnerId, PARTNERS, [birchmail.own.appId, birchmail.own.contactId]],
      ] as const) {
        const theirs = [...(await idsBeside(marketplace, whose, kinds)), ...marks];
        const seen = theirs.filter((one) => told.get(owner)?.includes(one));
        assert.ok(seen.length >= 8, `${owner} sees ${seen.length} of what is theirs`);
        for (const { name } of askers.filter((asker) => !readers(owner).has(asker.name)))
          for (const one of theirs)
            assert.ok(!told.get(name)?.includes(one), `${name} sees ${one} of ${owner}`);
      }
    });

    it('answers for what is somebody else’s as for what is not there, and changes nothing', async () => {
      const before = await settledTables(all.marketplace);
      const persons = Object.values(all.alice.secret);
      const partners = Object.values(all.calmly.own);
      for (const [name, things] of [
        ['bob', persons],
        ['somebody without an account', persons.slice(0, 4)],
        ['nobody', persons.slice(0, 4)],
        ['birchmail', partners],
        ['birchmail by its API key', partners.slice(0, 2)],
        ['birchmail’s OAuth client', partners.slice(0, 2)],
        ['ember, suspended', partners.slice(0, 2)],
      ] as const) {
        const asker = named(name);
        const schema = schemas[asker.door];
        const answer = (slot: Parameters<typeof answerWith>[3], value: string) =>
          answerWith(all.marketplace, schema, asker, slot, value);
        for (const slot of slotsOf(schema)) {
          const none = await answer(slot, unknownLike(things[0] ?? ''));
          for (const thing of new Set(things)) {
            const theirs = await answer(slot, thing);
            // What has another form may be refused in other words, if only what is not there is, too.
            const same = theirs.text === none.text ? none : await answer(slot, unknownLike(thing));
            assert.equal(theirs.text, same.text, `${name}: ${theirs.query}`);
            assert.ok(theirs.isNothing, `${name}: ${theirs.query} ${theirs.text}`);
          }
        }
      }
      const changed = changedTables(before, await tableDigests(all.marketplace));
      assert.deepEqual(changed, []);
    });

    it('takes another’s cursor for a place in one’s own list, and for nothing else', async () => {
      for (const [name, other] of [
        ['bob', 'alice'],
        ['birchmail', 'calmly'],
      ] as const) {
        const [asker, owner] = [named(name), named(other)];
        const lists = listsOf(waysFor(schemas[asker.door], asker, 'query'));
        let compared = 0;
        for (const list of lists) {
          const own = await cursorsOf(all.marketplace, asker, list, null);
          const theirs = await cursorsOf(all.marketplace, owner, list, null);
          const cursor = theirs.find((one) => !own.includes(one));
          if (cursor === undefined) continue;
          const page = await pageAfter(all.marketplace, asker, list, cursor);
          assert.equal(page.raw, (await pageAfter(all.marketplace, asker, list, besideCursor(cursor))).raw);
          assert.ok(page.cursors.every((one) => own.includes(one)));
          compared += 1;
        }
        assert.ok(compared >= 4, `${compared} lists of ${name}`);
      }
    });

    it('finds what is one’s own by each name that another’s is not found by', async () => {
      const blind: string[] = [];
      for (const name of ['alice', 'calmly']) {
        const asker = named(name);
        const schema = schemas[asker.door];
        for (const slot of byDamage(slotsOf(schema))) {
          const [own] = [ownValues(asker)(slot.owner, slot.name)].flat();
          assert.ok(typeof own === 'string' && own !== '', `${slot.owner}.${slot.name} of ${name}`);
          const unknown = await answerWith(all.marketplace, schema, asker, slot, unknownLike(own));
          const known = await answerWith(all.marketplace, schema, asker, slot, own);
          if (known.text === unknown.text) blind.push(`${slot.field} ${slot.name}`);
        }
      }
      // There is no report before a week is over.
      assert.deepEqual(blind, ['offerReport appId']);
    });

    it('answers each mutation of whom it is for', async () => {
      for (const asker of askers.filter(({ name }) => /^(?:bob|birchmail|an? \w+)$/.test(name))) {
        const schema = schemas[asker.door];
        const root = fieldsOf(schema).filter(({ name }) => name.startsWith('Mutation.'));
        for (const field of byDamage(root.map((one) => ({ ...one, field: one.name.slice(9) })))) {
          if (!lets(asker, field)) continue;
          const deep = field.field === 'readPerson' ? 4 : 2;
          const query = operationOf(schema, 'mutation', field.field, ownValues(asker), deep);
          const { data, errors, raw } = await all.marketplace.ask(asker.door, asker.token, query);
          const codes = errors.map(({ extensions }) => extensions.code);
          assert.deepEqual(codes, [], `${query} ${raw}`);
          reachedIn(schema, { query, data, codes, raw }).forEach((one) => reached.get(asker.door)?.add(one));
        }
      }
    });

    it('leaves no field out', () => {
      const found = doors.map((door) => {
        const missing = fieldsOf(schemas[door])
          .map(({ name }) => name)
          .filter((name) => !reached.get(door)?.has(name));
        return [door, missing.sort()];
      });
      assert.deepEqual(
        found,
        doors.map((door) => [door, Object.keys(elsewhere[door] ?? {})]),
      );
    });
  });
}
