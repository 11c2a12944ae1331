import assert from 'node:assert/strict';

import { changesAfter, changesPosition } from '../../src/traits/index.ts';
import { engines, inputTypeOf, mutationText, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { keepToSchedule } from '../support/retention.ts';
import { DAY, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { knownOf } from '../support/traits.ts';

interface TraitView {
  readonly name: string;
  readonly type: string;
  readonly about: string;
  readonly purpose: string;
  readonly retentionDays: number;
  readonly values: string[] | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly decimals: number | null;
}

const TRAIT = 'name type about purpose retentionDays values min max decimals';
const common = { about: 'USAGE', purpose: 'Offers that fit how you use it.', retentionDays: 365 };

/** What marketing does, in the words of its door. */
function marketing({ marketplace }: Stage) {
  const bearer = marketplace.staffToken('marketing');
  async function mutate<Fields>(name: string, fields: string, input: object, key = newKey()) {
    const type = inputTypeOf({ addToList: 'changeList', removeFromList: 'changeList' }[name] ?? name);
    const { data, errors } = await marketplace.ask<Record<string, Fields & UserErrors>>(
      'marketing',
      bearer,
      mutationText(name, fields, type),
      { input: { ...input, idempotencyKey: key } },
    );
    if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.extensions.code} ${errors[0]?.message}`);
    return data[name] as Fields & UserErrors;
  }
  interface ListAnswer {
    readonly list: { id: string; name: string; purpose: string } | null;
  }
  const LIST = 'list { id name purpose }';
  return {
    registerTrait: (input: object, key?: string) =>
      mutate<{ trait: TraitView | null }>(
        'registerTrait',
        `trait { ${TRAIT} }`,
        { ...common, ...input },
        key,
      ),
    registerEvent: (input: object, key?: string) =>
      mutate<{ eventKind: { name: string } | null }>(
        'registerEvent',
        'eventKind { name purpose retentionDays registeredAt }',
        { purpose: common.purpose, retentionDays: 90, ...input },
        key,
      ),
    recordTraits: (values: readonly object[], key?: string) =>
      mutate<{ recorded: number | null }>('recordTraits', 'recorded', { values }, key),
    recordEvents: (events: readonly object[], key?: string) =>
      mutate<{ recorded: number | null }>('recordEvents', 'recorded', { events }, key),
    createList: (input: object, key?: string) =>
      mutate<ListAnswer>('createList', LIST, { purpose: common.purpose, ...input }, key),
    addToList: (listId: string, subjectIds: readonly string[], key?: string) =>
      mutate<ListAnswer>('addToList', LIST, { listId, subjectIds }, key),
    removeFromList: (listId: string, subjectIds: readonly string[], key?: string) =>
      mutate<ListAnswer>('removeFromList', LIST, { listId, subjectIds }, key),
    async read<Data>(query: string): Promise<Data> {
      const { data, errors } = await marketplace.ask<Data>('marketing', bearer, query);
      assert.deepEqual(errors, []);
      return data;
    },
  };
}

const refusedFor = ({ userErrors }: UserErrors): readonly [string | undefined, string | undefined] => [
  userErrors[0]?.code,
  userErrors[0]?.field.join('.'),
];

for (const dialect of engines) {
  describe(`traits, events and lists through the marketing door, on ${dialect}`, () => {
    let stage: Stage;
    let desk: ReturnType<typeof marketing>;
    before(async () => {
      stage = await openStage(dialect);
      desk = marketing(stage);
    });
    after(() => stage.close());

    const idOf = async (one: Person): Promise<string> => {
      const { data } = await stage.marketplace.ask<{ viewer: { id: string } }>(
        'marketplace',
        one.token,
        '{ viewer { id } }',
      );
      return data.viewer.id;
    };
    const newId = async (): Promise<string> => idOf(await stage.person());
    const known = (subjectId: string) => knownOf(stage.marketplace.db, subjectId);
    const today = (ago = 0): string => new Date(stage.clock.now() - ago * DAY).toISOString().slice(0, 10);

    it('shows what can be known from the start, with why and for how long', async () => {
      const { traits } = await desk.read<{ traits: TraitView[] }>(`{ traits { ${TRAIT} registeredAt } }`);
      assert.equal(traits.length, 12);
      const named = new Map(traits.map((trait) => [trait.name, trait]));
      assert.equal(named.get('country')?.type, 'COUNTRY');
      assert.deepEqual(
        [named.get('site_count')?.min, named.get('site_count')?.max, named.get('site_count')?.decimals],
        [0, 1_000, 0],
      );
      assert.ok(named.get('industry')?.values?.includes('health'), 'a site’s trade, not a person’s state');
      assert.ok(traits.every(({ purpose, retentionDays }) => purpose !== '' && retentionDays === 730));
    });

    it('registers a trait of each type, and records values of it', async () => {
      const id = await newId();
      const wanted = [
        [{ name: 'st_text', type: 'TEXT', values: ['small', 'Größe M'] }, 'Größe M'],
        [{ name: 'st_any', type: 'TEXT' }, 'anything 🙂'],
        [{ name: 'st_number', type: 'NUMBER', min: -0.5, max: 100, decimals: 2 }, 99.95],
        [{ name: 'st_flag', type: 'FLAG' }, false],
        [{ name: 'st_date', type: 'DATE' }, '2024-02-29'],
        [{ name: 'st_version', type: 'VERSION' }, '2.0.0-beta.3'],
        [{ name: 'st_ip', type: 'IP' }, '192.0.2.7'],
        [{ name: 'st_country', type: 'COUNTRY' }, 'JP'],
      ] as const;
      for (const [input] of wanted) {
        const { trait, userErrors } = await desk.registerTrait(input);
        assert.deepEqual(userErrors, [], input.name);
        const blank = { values: null, min: null, max: null, decimals: null };
        assert.deepEqual(trait, { ...common, ...blank, ...input });
      }
      const values = wanted.map(([{ name }, value]) => ({ subjectId: id, trait: name, value }));
      assert.deepEqual(await desk.recordTraits(values), { recorded: 8, userErrors: [] });
      assert.deepEqual(
        (await known(id)).values,
        Object.fromEntries(wanted.map(([{ name }, value]) => [name, { value, version: 1 }])),
      );
    });

    it('keeps a name for what it was registered for; the same again is the same', async () => {
      const input = { name: 'stays', type: 'NUMBER', min: 0, max: 10 };
      const { trait } = await desk.registerTrait(input);
      assert.deepEqual((await desk.registerTrait({ ...input, decimals: 0 })).trait, trait);
      for (const other of [
        { max: 11 },
        { retentionDays: 1 },
        { about: 'ACCOUNT' },
        { purpose: 'Another.' },
      ]) {
        assert.deepEqual(refusedFor(await desk.registerTrait({ ...input, ...other })), [
          'NAME_TAKEN',
          'input.name',
        ]);
      }
      const text = { name: 'stays', type: 'TEXT' };
      assert.deepEqual(refusedFor(await desk.registerTrait(text)), ['NAME_TAKEN', 'input.name']);
      assert.deepEqual(refusedFor(await desk.registerTrait({ name: 'plan', type: 'FLAG' })), [
        'NAME_TAKEN',
        'input.name',
      ]);
      const both = await Promise.all(
        [1, 2, 3].map(() => desk.registerTrait({ name: 'at_once', type: 'FLAG' })),
      );
      assert.ok(both.every(({ userErrors }) => userErrors.length === 0));
    });

    it('refuses what is sensitive by the word, in the name, the purpose and the values', async () => {
      for (const name of ['health_status', 'is_pregnant', 'party_membership', 'race', 'kids', 'church']) {
        const refused = await desk.registerTrait({ name, type: 'FLAG' });
        assert.deepEqual(refusedFor(refused), ['INVALID_INPUT', 'input.name'], name);
        assert.match(refused.userErrors[0]?.message ?? '', /name wants nothing about .*“.+” is about/);
        assert.deepEqual(refusedFor(await desk.registerEvent({ name })), ['INVALID_INPUT', 'input.name']);
      }
      const flag = { name: 'fine_flag', type: 'FLAG' };
      const purpose = 'Offers for people with diabetes.';
      for (const refused of [
        await desk.registerTrait({ ...flag, purpose }),
        await desk.registerEvent({ name: 'fine', purpose }),
        await desk.createList({ name: 'Fine', purpose }),
      ]) {
        assert.deepEqual(refusedFor(refused), ['INVALID_INPUT', 'input.purpose']);
        assert.match(refused.userErrors[0]?.message ?? '', /“diabet…” is about health/);
      }
      const text = { name: 'interest', type: 'TEXT', values: ['sports', 'catholic'] };
      assert.deepEqual(refusedFor(await desk.registerTrait(text)), ['INVALID_INPUT', 'input.values.1']);
      assert.deepEqual(refusedFor(await desk.createList({ name: 'Parents with kids' })), [
        'INVALID_INPUT',
        'input.name',
      ]);
      for (const about of ['HEALTH', 'RELIGION', 'PERSON']) {
        await assert.rejects(desk.registerTrait({ ...flag, about }), /BAD_USER_INPUT/, about);
      }
      assert.deepEqual((await desk.registerTrait(flag)).userErrors, []);
    });

    it('names the field of every input that is not as it must be', async () => {
      const text = { name: 'odd_text', type: 'TEXT' };
      const number = { name: 'odd_number', type: 'NUMBER', min: 0, max: 10 };
      for (const [input, field] of [
        [{ ...text, name: 'Odd' }, 'name'],
        [{ ...text, name: '1odd' }, 'name'],
        [{ ...text, name: 'x'.repeat(41) }, 'name'],
        [{ ...text, name: '' }, 'name'],
        [{ ...text, name: 'value' }, 'name'],
        [{ ...text, purpose: '' }, 'purpose'],
        [{ ...text, purpose: 'x'.repeat(201) }, 'purpose'],
        [{ ...text, purpose: 'two\nlines' }, 'purpose'],
        [{ ...text, retentionDays: 0 }, 'retentionDays'],
        [{ ...text, retentionDays: 3_651 }, 'retentionDays'],
        [{ ...text, values: [] }, 'values'],
        [{ ...text, values: Array.from({ length: 201 }, (_, i) => `v${i}`) }, 'values'],
        [{ ...text, values: ['a', ''] }, 'values.1'],
        [{ ...text, values: ['a', 'b', 'a'] }, 'values.2'],
        [{ ...text, min: 1 }, 'min'],
        [{ ...text, type: 'FLAG', values: ['a'] }, 'values'],
        [{ ...text, type: 'DATE', decimals: 0 }, 'decimals'],
        [{ ...number, values: ['1'] }, 'values'],
        [{ ...number, min: null }, 'min'],
        [{ ...number, max: undefined }, 'max'],
        [{ ...number, max: -1 }, 'max'],
        [{ ...number, min: 0.5 }, 'min'],
        [{ ...number, max: 1e16 }, 'max'],
        [{ ...number, decimals: 4, max: 1e12 }, 'max'],
        [{ ...number, decimals: 5 }, 'decimals'],
        [{ ...number, decimals: -1 }, 'decimals'],
      ] as const) {
        assert.deepEqual(
          refusedFor(await desk.registerTrait(input)),
          ['INVALID_INPUT', `input.${field}`],
          JSON.stringify(input).slice(0, 100),
        );
      }
      assert.deepEqual(refusedFor(await desk.createList({ name: 'x'.repeat(81) })), [
        'INVALID_INPUT',
        'input.name',
      ]);
      const { traits } = await desk.read<{ traits: TraitView[] }>('{ traits { name } }');
      assert.ok(!traits.some(({ name }) => name.startsWith('odd')));
    });

    it('records what is known about people: all of it or nothing, and names the first place that is wrong', async () => {
      const [one, other] = [await newId(), await newId()];
      const value = (subjectId: string, trait: string, value?: unknown) => ({ subjectId, trait, value });
      const fine = value(one, 'plan', 'pro');
      for (const [wrong, field, wants] of [
        [value(one, 'shoe_size', 42), 'trait', /wants a registered trait\.$/],
        [value(one, 'plan', 'gold'), 'value', /wants one of free, starter, pro, business/],
        [value(one, 'site_count', 1.5), 'value', /wants a whole number from 0 to 1000/],
        [value(one, 'has_shop', 'true'), 'value', /wants true or false/],
        [value(one, 'country', ['DE']), 'value', /wants a country code/],
        [value(one, 'plan'), 'value', /null for one that is to be forgotten/],
        [value('ada', 'plan', 'pro'), 'subjectId', /wants the id of a person/],
        [value('sub_0\u0000', 'plan', 'pro'), 'subjectId', /wants the id of a person/],
      ] as const) {
        const refused = await desk.recordTraits([fine, wrong]);
        assert.deepEqual(refusedFor(refused), ['INVALID_INPUT', `input.values.1.${field}`]);
        assert.match(refused.userErrors[0]?.message ?? '', wants);
        assert.match(refused.userErrors[0]?.message ?? '', /^values\[1\]\./);
      }
      const nobody = `sub_${'0'.repeat(26)}`;
      const refused = await desk.recordTraits([
        fine,
        value(nobody, 'plan', 'pro'),
        value(nobody, 'plan', null),
      ]);
      assert.deepEqual(refusedFor(refused), ['NOT_FOUND', 'input.values.1.subjectId']);
      assert.match(refused.userErrors[0]?.message ?? '', /values\[1\], values\[2\]\.$/);
      assert.deepEqual(refusedFor(await desk.recordTraits([])), ['INVALID_INPUT', 'input.values']);
      const many = Array.from({ length: 1_001 }, () => fine);
      assert.deepEqual(refusedFor(await desk.recordTraits(many)), ['INVALID_INPUT', 'input.values']);
      assert.deepEqual((await known(one)).values, {}, 'nothing was done half');
      assert.equal(
        (await desk.recordTraits([...many.slice(2), value(other, 'plan', 'free')])).recorded,
        1_000,
      );
      assert.deepEqual((await known(one)).values, { plan: { value: 'pro', version: 1 } });
      await desk.recordTraits([value(one, 'plan', null)]);
      assert.deepEqual((await known(one)).values, {});
      assert.deepEqual((await known(other)).values, { plan: { value: 'free', version: 1 } });
    });

    it('adds events up, once for each key', async () => {
      const id = await newId();
      assert.deepEqual((await desk.registerEvent({ name: 'published' })).userErrors, []);
      assert.deepEqual((await desk.registerEvent({ name: 'published' })).userErrors, []);
      assert.deepEqual(refusedFor(await desk.registerEvent({ name: 'published', retentionDays: 91 })), [
        'NAME_TAKEN',
        'input.name',
      ]);
      const event = (day: string, count: number) => ({ subjectId: id, event: 'published', day, count });
      const key = newKey();
      const events = [event(today(), 2), event(today(90), 1), event(today(), 1)];
      for (let i = 0; i < 3; i += 1) {
        assert.deepEqual(await desk.recordEvents(events, key), { recorded: 3, userErrors: [] });
      }
      assert.deepEqual(refusedFor(await desk.recordEvents(events.slice(1), key)), [
        'IDEMPOTENCY_CONFLICT',
        'input.idempotencyKey',
      ]);
      await desk.recordEvents([event(today(), 4)]);
      const counts = (await known(id)).events['published']?.map(({ count }) => count);
      assert.deepEqual(counts, [1, 7]);
      for (const [wrong, field] of [
        [event(today(-1), 1), 'day'],
        [event(today(91), 1), 'day'],
        [event(today(), 0), 'count'],
        [event(today(), 1_000_001), 'count'],
        [{ ...event(today(), 1), event: 'vanished' }, 'event'],
        [{ ...event(today(), 1), subjectId: 'x' }, 'subjectId'],
      ] as const) {
        const refused = await desk.recordEvents([wrong]);
        assert.deepEqual(refusedFor(refused), ['INVALID_INPUT', `input.events.0.${field}`]);
      }
      await assert.rejects(desk.recordEvents([event('2026-02-30', 1)]), /BAD_USER_INPUT/);
    });

    it('keeps lists of people', async () => {
      const [one, other] = [await newId(), await newId()];
      const made = await desk.createList({ name: 'Beta testers' });
      const id = made.list?.id ?? '';
      assert.match(id, /^lst_/);
      assert.deepEqual(refusedFor(await desk.createList({ name: 'Beta testers' })), [
        'NAME_TAKEN',
        'input.name',
      ]);
      assert.deepEqual((await desk.addToList(id, [one, other, one])).list, made.list);
      const nobody = `sub_${'0'.repeat(26)}`;
      assert.deepEqual(refusedFor(await desk.addToList(id, [one, nobody])), [
        'NOT_FOUND',
        'input.subjectIds.1',
      ]);
      assert.deepEqual(refusedFor(await desk.removeFromList(id, [other, 'x'])), [
        'INVALID_INPUT',
        'input.subjectIds.1',
      ]);
      assert.deepEqual(refusedFor(await desk.addToList('lst_x', [one])), ['NOT_FOUND', 'input.listId']);
      await desk.removeFromList(id, [other]);
      assert.deepEqual([(await known(one)).lists, (await known(other)).lists], [[id], []]);
      const second = await desk.createList({ name: 'Later' });
      const { lists } = await desk.read<{ lists: { nodes: { id: string }[] } }>(
        '{ lists(first: 2) { nodes { id name purpose createdAt } } }',
      );
      assert.deepEqual(new Set(lists.nodes.map((list) => list.id)), new Set([second.list?.id, id]));
    });

    it('targets by what was just recorded', async () => {
      const person = await stage.person();
      const id = await idOf(person);
      const offered = async (): Promise<boolean> =>
        (await stage.act.offers(person)).some(({ app }) => app.slug === 'acorn-helpdesk');
      assert.equal(await offered(), false);
      await desk.recordTraits([{ subjectId: id, trait: 'has_shop', value: true }]);
      assert.equal(await offered(), true);
      await desk.recordTraits([{ subjectId: id, trait: 'has_shop', value: null }]);
      assert.equal(await offered(), false);
    });

    it('knows a new person at once, and forgets an erased one with everything', async () => {
      const { db } = stage.marketplace;
      const position = await db.read(changesPosition);
      const person = await stage.person();
      const id = await idOf(person);
      assert.notEqual((await known(id)).person, null);
      await desk.recordTraits([{ subjectId: id, trait: 'plan', value: 'pro' }]);
      await desk.recordEvents([{ subjectId: id, event: 'published', day: today(), count: 1 }]);
      const list = await desk.createList({ name: 'Gone soon' });
      await desk.addToList(list.list?.id ?? '', [id]);
      await stage.act.eraseAccount(person);
      assert.deepEqual(await known(id), { person: null, values: {}, events: {}, lists: [] });
      const changes = await db.read((reader) => changesAfter(reader, position, 100));
      assert.deepEqual(changes.lost || changes.subjectIds, [id, id, id, id, id]);
      assert.deepEqual(
        refusedFor(await desk.recordTraits([{ subjectId: id, trait: 'plan', value: 'pro' }])),
        ['NOT_FOUND', 'input.values.0.subjectId'],
      );
    });

    it('forgets by and by what is kept no longer, and notes of changes after a day', async () => {
      const id = await newId();
      await desk.registerTrait({ name: 'short_lived', type: 'FLAG', retentionDays: 2 });
      await desk.recordTraits([
        { subjectId: id, trait: 'short_lived', value: true },
        { subjectId: id, trait: 'plan', value: 'pro' },
      ]);
      const { db } = stage.marketplace;
      const { ledger } = stage.marketplace.serving.sluice;
      const later = (days: number) => stage.clock.now() + days * DAY;
      await keepToSchedule(db, ledger, later(1.9));
      assert.deepEqual(Object.keys((await known(id)).values).sort(), ['plan', 'short_lived']);
      assert.deepEqual(await rowsOf({ db }, 'people_changes'), []);
      await keepToSchedule(db, ledger, later(3));
      assert.deepEqual(Object.keys((await known(id)).values), ['plan']);
    });
  });
}
