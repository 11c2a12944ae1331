import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvReader, readNdjson } from '../../src/cli/import/formats.ts';
import type { Format, Row } from '../../src/cli/import/formats.ts';
import { withImport } from '../../src/cli/import/imports.ts';
import type { ImportKind } from '../../src/cli/import/imports.ts';
import { LONGEST, splitLines } from '../../src/cli/import/lines.ts';
import type { SourceLine } from '../../src/cli/import/lines.ts';
import { runImport } from '../../src/cli/import/run-import.ts';
import { ConfigError } from '../../src/kernel/errors.ts';
import { createList, dateOfDay } from '../../src/traits/index.ts';
import { engines } from '../support/marketplace.ts';
import { openTraits } from '../support/traits.ts';
import type { Traits } from '../support/traits.ts';

async function* of(...chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

async function linesOf(...chunks: readonly Buffer[]): Promise<SourceLine[]> {
  const lines: SourceLine[] = [];
  for await (const some of splitLines(of(...chunks))) lines.push(...some);
  return lines;
}

/** Cuts bytes at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

describe('lines of a file', () => {
  it('are the same however the file comes in pieces', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '🙂', 'é', ' ', '\n', '\r\n', '"'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 8 }), async (content, places) => {
        const expected = content
          .split('\n')
          .map((line, i) => ({ line: i + 1, text: line.replace(/\r$/, '') }))
          .filter((line) => line.text.trim() !== '');
        assert.deepEqual(await linesOf(...cut(Buffer.from(content), places)), expected);
      }),
    );
  });

  it('begin after a mark of the byte order, and are let go when they are too long', async () => {
    assert.deepEqual(await linesOf(Buffer.from('\ufeffa\n\ufeffb')), [
      { line: 1, text: 'a' },
      { line: 2, text: '\ufeffb' },
    ]);
    const most = Buffer.alloc(LONGEST, 'x');
    const lines = await linesOf(most, Buffer.from('\n'), most, Buffer.from('x\nb\n'), most, most);
    assert.deepEqual(
      lines.map(({ line, text }) => [line, text?.length ?? null]),
      [
        [1, LONGEST],
        [2, null],
        [3, 1],
        [4, null],
      ],
    );
  });
});

const numbered = (...texts: readonly string[]): SourceLine[] =>
  texts.map((text, i) => ({ line: i + 1, text }));
const plain = (rows: readonly Row[]): unknown[] =>
  rows.map((row) => ('wants' in row ? row.line : Object.fromEntries(row.cells)));

describe('rows of a file', () => {
  it('are objects of JSON, one a line', () => {
    const rows = readNdjson(
      numbered('{"a": 1, "b": null}', '[1]', '{"a": ', 'null', '"a"', '{"a": "\ufffd"}', '{"__proto__": 1}'),
    );
    assert.deepEqual(plain(rows), [{ a: 1, b: null }, 2, 3, 4, 5, 6, Object.fromEntries([['__proto__', 1]])]);
  });

  it('are records of CSV, one a line, and a bad one spoils itself only', () => {
    const read = csvReader((columns) => assert.deepEqual(columns, ['a', 'b']));
    assert.deepEqual(read([]), []);
    assert.deepEqual(read(numbered('a,"b"')), []);
    const rows = numbered(
      '1,2',
      '"x, ""y""",',
      '1,"2"x',
      '3,"4',
      '5',
      '6,7,8',
      '9,10"',
      '11,\ufffd',
      '12, 13 ',
    );
    const expected = [{ a: '1', b: '2' }, { a: 'x, "y"', b: '' }, 3, 4, 5, 6, 7, 8, { a: '12', b: ' 13 ' }];
    assert.deepEqual(plain(read(rows)), expected);
    assert.deepEqual(
      rows.flatMap((row) => plain(read([row]))),
      expected,
      'and alone as among others',
    );
    assert.deepEqual(plain(read([{ line: 7, text: null }])), [7]);
  });

  it('come back from CSV as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '🙂', ';', '\\', "'") });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(table, (cells) => {
        const written = cells.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const read = csvReader(() => undefined);
        const rows = read(numbered('a,b', ...written));
        assert.deepEqual(
          plain(rows),
          cells.map(([a, b]) => ({ a, b })),
        );
      }),
    );
  });
});

for (const dialect of engines) {
  describe(`an import, on ${dialect}`, () => {
    let traits: Traits;
    before(async () => {
      traits = await openTraits(dialect);
    });
    after(() => traits.close());

    /** Imports a text, and collects what was said. */
    async function load(
      kind: ImportKind,
      content: string | AsyncIterable<Buffer>,
      options: {
        readonly format?: Format;
        readonly list?: string;
        readonly fromLine?: number;
        readonly signal?: AbortSignal;
        readonly onCommitted?: (next: number) => void;
      } = {},
    ) {
      const { format = 'csv', fromLine = 1, onCommitted = () => undefined } = options;
      const said: string[] = [];
      const source = typeof content === 'string' ? of(Buffer.from(content)) : content;
      const signal = options.signal ?? new AbortController().signal;
      const job = { kind, list: options.list, isText: format === 'csv' };
      const imported = await withImport(traits, job, (one) =>
        runImport(
          traits.db,
          source,
          one,
          { format, fromLine, signal },
          { onLeftOut: (line, wants) => said.push(`${line}: ${wants}`), onCommitted },
        ),
      );
      return { ...imported, said };
    }
    const valuesOf = async (id: string): Promise<Record<string, unknown>> =>
      Object.fromEntries(
        Object.entries((await traits.known(id)).values).map(([name, { value }]) => [name, value]),
      );
    const wants = (content: string, kind: ImportKind, words: RegExp, list?: string) =>
      assert.rejects(load(kind, content, list === undefined ? {} : { list }), (error: unknown) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, words);
        return true;
      });

    it('records values, one a row or one a column, of CSV and of JSON', async () => {
      const [a = '', b = '', c = '', d = ''] = await traits.people(4);
      const long = `subject_id,value,trait\n${a},pro,plan\n${a},12,site_count\n${a},true,has_shop\n${a},-0.5,rating\n`;
      assert.deepEqual(await load('traits', long), { recorded: 4, leftOut: 0, stoppedAt: null, said: [] });
      const known = { plan: 'pro', site_count: 12, has_shop: true, rating: -0.5 };
      assert.deepEqual(await valuesOf(a), known);
      await load('traits', `plan,subject_id,site_count,has_shop,rating\npro,${b},12,true,-0.5\n,${a},13,,\n`);
      assert.deepEqual(await valuesOf(b), known);
      assert.deepEqual(await valuesOf(a), { ...known, site_count: 13 }, 'an empty cell says nothing');
      const json = [
        ...Object.entries(known).map(([trait, value]) => ({ subject_id: c, trait, value })),
        { subject_id: d, ...known },
        { subject_id: c, plan: null },
      ];
      const text = json.map((row) => JSON.stringify(row)).join('\n');
      assert.equal((await load('traits', text, { format: 'ndjson' })).recorded, 6);
      assert.deepEqual(await valuesOf(d), known);
      assert.deepEqual(await valuesOf(c), { site_count: 12, has_shop: true, rating: -0.5 });
      await load('traits', `subject_id,trait,value\n${d},plan,\n${d},nickname,"a ""b"", c"\n`);
      assert.deepEqual(await valuesOf(d), {
        ...{ site_count: 12, has_shop: true, rating: -0.5 },
        nickname: 'a "b", c',
      });
    });

    it('says of every line that is left out what it wants, never what it says, and keeps the rest', async () => {
      const [a = ''] = await traits.people(1);
      const secret = 'canary';
      const lines = [
        `subject_id,trait,value`,
        `${a},plan,${secret}`,
        `${secret},plan,pro`,
        `sub_${'0'.repeat(25)}Z,plan,pro`,
        `${a},${secret},pro`,
        `${a},site_count,1e3`,
        `${a},site_count,${'9'.repeat(400)}`,
        `${a},has_shop,yes`,
        `${a},plan`,
        `${a},"plan,pro`,
        ``,
        `${a},plan,business`,
      ];
      const { said, ...counted } = await load('traits', lines.join('\r\n'));
      assert.deepEqual(counted, { recorded: 1, leftOut: 9, stoppedAt: null });
      assert.deepEqual(
        said.map((line) => line.replace(/ one of free.*| a whole number.*/, ' ...')),
        [
          '2: value wants ...',
          '3: subject_id wants the id of a person, sub_…',
          '4: subject_id wants the id of a person: there is none with this one',
          '5: trait wants a registered trait',
          '6: value wants ...',
          '7: value wants ...',
          '8: value wants true or false',
          '9: it wants 3 cells, as in the header',
          '10: it wants one record of CSV, its quotes closed (RFC 4180)',
        ],
      );
      assert.deepEqual(await valuesOf(a), { plan: 'business' });
      const json = [
        { subject_id: a, trait: 'plan', value: 'pro', [secret]: 1 },
        { subject_id: a, trait: 'plan' },
        { subject_id: a, [secret]: 'x' },
        { subject_id: a, device: secret, site_count: 3 },
        { subject_id: 7, device: 'mobile' },
        { device: 'mobile' },
        { subject_id: a, trait: 'has_shop', value: 'true' },
        { subject_id: a },
      ].map((row) => JSON.stringify(row));
      const other = await load('traits', [...json, secret].join('\n'), { format: 'ndjson' });
      assert.deepEqual([other.recorded, other.leftOut], [1, 8]);
      assert.ok(![...said, ...other.said].some((line) => line.includes(secret)));
      assert.deepEqual(await valuesOf(a), { plan: 'business' }, 'a line is taken whole or not at all');
    });

    it('wants a header that it knows', async () => {
      const [a = ''] = await traits.people(1);
      await wants(`${a},plan,pro\n`, 'traits', /header: subject_id,trait,value or subject_id and a column/);
      await wants('subject_id,plan,shoe_size\n', 'traits', /column 3 wants to be a registered trait$/);
      await wants('subject_id,plan,plan\n', 'traits', /header/);
      await wants('subject_id,event,day\n', 'events', /header: subject_id,event,day,count$/);
      await traits.db.transact((tx) =>
        createList(tx, { id: `lst_${'1'.repeat(26)}`, name: 'h', purpose: 'For tests.', createdAt: 1 }),
      );
      await wants('id\n', 'list', /header: subject_id$/, `lst_${'1'.repeat(26)}`);
      await wants('subject_id\n', 'list', /--list wants the id of a list/, `lst_${'2'.repeat(26)}`);
      await wants('subject_id\n', 'list', /--list wants the id of a list/);
      await wants('subject_id,plan\n', 'traits', /for `sluice import list` only/, `lst_${'1'.repeat(26)}`);
    });

    it('adds events up, and puts people on a list', async () => {
      const [a = '', b = ''] = await traits.people(2);
      const today = Math.floor(traits.clock.now() / 86_400_000);
      const row = (id: string, ago: number, count: unknown): string =>
        `${id},published,${dateOfDay(today - ago)},${String(count)}`;
      const csv = ['subject_id,event,day,count', row(a, 0, 2), row(a, 91, 1), row(b, -1, 1), row(b, 1, 0)];
      const content = [...csv, row(a, 0, 3), row(b, 0, '1.5')].join('\n');
      const { said, recorded } = await load('events', content);
      assert.equal(recorded, 2);
      assert.deepEqual(
        said.map((line) => line.replace(/ wants.*/, '')),
        ['3: day', '4: day', '5: count', '7: count'],
      );
      await load(
        'events',
        JSON.stringify({ subject_id: a, event: 'published', day: dateOfDay(today), count: 4 }),
        {
          format: 'ndjson',
        },
      );
      assert.deepEqual((await traits.known(a)).events, { published: [{ day: today, count: 9 }] });
      assert.deepEqual((await traits.known(b)).events, {});
      const list = `lst_${'3'.repeat(26)}`;
      await traits.db.transact((tx) =>
        createList(tx, { id: list, name: 'l', purpose: 'For tests.', createdAt: 1 }),
      );
      for (let i = 0; i < 2; i += 1) {
        const put = await load('list', `subject_id\n${a}\n${b}\nsub_${'9'.repeat(26)}\n`, { list });
        assert.deepEqual([put.recorded, put.leftOut], [2, 1]);
      }
      assert.deepEqual((await traits.known(a)).lists, [list]);
    });

    it('reads no further ahead than a batch, and a wide one is smaller', async () => {
      const ids = await traits.people(5);
      let produced = 0;
      async function* produce(lines: number): AsyncGenerator<Buffer> {
        yield Buffer.from(
          'subject_id,plan,device,site_count,has_shop,has_blog,rating,renews_on,country,language,nickname,app_version\n',
        );
        for (let i = 0; i < lines; i += 50) {
          produced += 50;
          const row = `${ids[i % 5] ?? ''},pro,mobile,${i % 9},true,false,1,2026-01-01,DE,de,x,1.0.0\n`;
          yield await Promise.resolve(Buffer.from(row.repeat(50)));
        }
      }
      const ahead: number[] = [];
      const { recorded } = await load('traits', produce(4_000), {
        onCommitted: (next) => ahead.push(produced + 1 - (next - 1)),
      });
      assert.equal(recorded, 4_000);
      assert.ok(ahead.length >= 4, String(ahead.length));
      assert.ok(
        ahead.every((lines) => lines <= 50),
        String(ahead),
      );
    });

    it('does no harm when values are imported again, and goes on from a line', async () => {
      const [a = '', b = ''] = await traits.people(2);
      const csv = `subject_id,trait,value\n${a},plan,pro\n${b},plan,pro\n`;
      await load('traits', csv);
      await load('traits', csv);
      assert.deepEqual(await valuesOf(a), { plan: 'pro' });
      const again = await load('traits', csv.replaceAll('pro', 'free'), { fromLine: 3 });
      assert.deepEqual([again.recorded, again.leftOut], [1, 0]);
      assert.deepEqual([await valuesOf(a), await valuesOf(b)], [{ plan: 'pro' }, { plan: 'free' }]);
    });

    it('stops after a batch and says where to go on, so that every event counts once', async () => {
      const [a = ''] = await traits.people(1);
      const today = Math.floor(traits.clock.now() / 86_400_000);
      const rows = Array.from({ length: 2_500 }, () => `${a},published,${dateOfDay(today)},1`);
      const csv = ['subject_id,event,day,count', ...rows].join('\n');
      const stop = new AbortController();
      const first = await load('events', csv, { signal: stop.signal, onCommitted: () => stop.abort() });
      assert.deepEqual([first.recorded, first.stoppedAt], [1_000, 1_002]);
      const rest = await load('events', csv, { fromLine: first.stoppedAt ?? 0 });
      assert.deepEqual([rest.recorded, rest.stoppedAt], [1_500, null]);
      assert.deepEqual((await traits.known(a)).events['published'], [{ day: today, count: 2_500 }]);
    });
  });
}
