import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkCriterion } from '../../../src/targeting/criteria/check.ts';
import { expandCriterion } from '../../../src/targeting/criteria/expand.ts';
import { printCriterion, readCriterion } from '../../../src/targeting/criteria/json.ts';
import type { TextProblem } from '../../../src/targeting/criteria/text-cursor.ts';
import { parseCriterionText, problemsInText } from '../../../src/targeting/criteria/text-parser.ts';
import { printCriterionText } from '../../../src/targeting/criteria/text-printer.ts';
import { criteria, everyType } from '../../support/criteria-arbitrary.ts';
import { dose } from '../../support/dose.ts';

function problemsOf(text: string): readonly TextProblem[] {
  const read = parseCriterionText(text);
  assert.ok('problems' in read, `it was read: ${text.slice(0, 200)}`);
  assert.ok(read.problems.length > 0);
  return read.problems;
}

const aCondition = 'a condition such as plan = "pro"';
const aText = 'a text in double quotes';
const aValue = 'a text in double quotes, a number, true or false';
const aName = 'the name of a trait: small letters, digits and underscores';
const aNumber = 'a number such as 12, -3 or 0.5';
const aQuote = 'a double quote that closes the text on the same line';
const anEscape = 'an escape of JSON, such as \\" or \\\\ or \\u00e9';
const afterTrait =
  'what the trait has to be: =, !=, <, <=, >, >=, in, between, exists, contains, starts with, ends with, matches or ' +
  'more than';
const afterIn = 'a list in parentheses, `network`, `region`, `the last` or `the next`';
const reserved = (word: string): string => `a condition; a trait by the name of ${word} stands in backquotes`;

/** Texts that break off at one place. The place stands as a mark in the text. */
const broken: readonly (readonly [text: string, wants: string])[] = [
  ['¶', aCondition],
  ['  # nothing\n  ¶', aCondition],
  ['¶"plan" = "pro"', aCondition],
  ['¶= "pro"', aCondition],
  ['¶“plan”', aCondition],
  ['a = ¶“pro”', aValue],
  ['a = ¶pro', aValue],
  ['a = ¶', aValue],
  ['a = ¶= 1', aValue],
  ['a <¶> 1', aValue],
  ['a ¶! = 1', afterTrait],
  ['a ¶', afterTrait],
  ['a ¶is "pro"', afterTrait],
  ['a ¶"pro"', afterTrait],
  ['a ¶not in (1)', afterTrait],
  ['¶in = 3', reserved('in')],
  ['¶List = 3', reserved('list')],
  ['a exists and ¶and b exists', reserved('and')],
  ['a exists and ¶', aCondition],
  ['a exists or ¶)', aCondition],
  ['not ¶', aCondition],
  ['(a exists ¶', '`and`, `or` or `)`'],
  ['(a exists ¶, b exists)', '`and`, `or` or `)`'],
  ['a exists¶)', '`and`, `or` or nothing more'],
  ['a exists ¶b exists', '`and`, `or` or nothing more'],
  ['a = 1 ¶2', '`and`, `or` or nothing more'],
  ['a = "x"¶"y"', '`and`, `or` or nothing more'],
  ['all ¶a exists', '`(`'],
  ['all(¶)', aCondition],
  ['any(a exists ¶', 'a comma or `)`'],
  ['any(a exists, ¶)', aCondition],
  ['a in ¶"x"', afterIn],
  ['a in ¶', afterIn],
  ['a in (¶)', aValue],
  ['a in (1, ¶)', aValue],
  ['a in (1 ¶2)', 'a comma or `)`'],
  ['a in (1, 2¶', 'a comma or `)`'],
  ['a in network ¶"x"', '`(`'],
  ['a in network (¶10.0)', aText],
  ['a in region (¶EU)', aText],
  ['a in the ¶past 3 days', '`last` or `next`'],
  ['a in the last ¶days', 'a whole number from 0 to 3650'],
  ['a in the last 3 ¶weeks', '`days`'],
  ['a more ¶3 days ago', '`than`'],
  ['a more than 3 days¶', '`ago`'],
  ['a between 1 ¶, 2', '`and`'],
  ['a between ¶and 2', aValue],
  ['a starts ¶"x"', '`with`'],
  ['a contains ¶3', aText],
  ['a contains "x" ignoring ¶', '`case`'],
  ['a matches ¶/x/', aText],
  ['sample ¶"x"', 'a number from 0 to 100 in steps of 0.01'],
  ['sample 12.5 ¶by "x"', '`%`'],
  ['sample 12.5% ¶"x"', '`by`'],
  ['sample 12.5% by ¶x', aText],
  ['did ¶purchase', aText],
  ['did "e" ¶3 times', '`at`'],
  ['did "e" at ¶most 3 times', '`least`'],
  ['did "e" at least ¶twice in 3 days', 'a whole number from 1 to 1000'],
  ['did "e" at least 3 ¶in 3 days', '`times`'],
  ['did "e" at least 3 times ¶', '`in`'],
  ['did "e" at least once ¶times in 3 days', '`in`'],
  ['first "e" ¶', '`in the last` or `more than`'],
  ['first "e" in the ¶next 3 days', '`last`'],
  ['last "e" more than 3 days ¶', '`ago`'],
  ['installed ¶app_1', aText],
  ['on ¶"lst_1"', '`list`'],
  ['segment ¶', aText],
  ['a = ¶12abc', aNumber],
  ['a = ¶007', aNumber],
  ['a = ¶1.', aNumber],
  ['a = ¶1.2.3', aNumber],
  ['a = ¶1e999', aNumber],
  ['a = ¶.5', aValue],
  ['a = ¶+5', aValue],
  ['a = ¶- 5', aValue],
  ['a = ¶"x', aQuote],
  ['a = ¶"x\n"', aQuote],
  ['a = ¶"x\\"', aQuote],
  ['a = "x¶\\x41"', anEscape],
  ['a = "x¶\\u12"', anEscape],
  ['a = "x¶\\', anEscape],
  ['a = "é😀¶\t"', 'an escape such as \\u0009 in place of a control character'],
  ['¶`a exists', aCondition],
  ['a exists ¶; b exists', '`and`, `or` or nothing more'],
  ['a exists ¶&& b exists', '`and`, `or` or nothing more'],
];

/** Texts that can be understood, with fields that cannot be. */
const unfit: readonly (readonly [text: string, ...wants: string[]])[] = [
  ['¶Country = "DE"', aName],
  ['¶é exists', aName],
  ['¶`a b` exists', aName],
  ['¶`` exists', aName],
  [`¶${'x'.repeat(41)} exists`, aName],
  ['a = ¶""', 'a text of 1 to 200 characters, a number, true or false'],
  ['a = ¶"\\ud800"', 'a text of 1 to 200 characters, a number, true or false'],
  ['a = ¶"\\u0000"', 'a text of 1 to 200 characters, a number, true or false'],
  [`a in (1, ¶"${'x'.repeat(201)}", 2)`, 'a text of 1 to 200 characters, a number, true or false'],
  ['a matches ¶""', 'a text of 1 to 200 characters'],
  ['a in the last ¶-1 days', 'a whole number from 0 to 3650'],
  ['a in the next ¶3651 days', 'a whole number from 0 to 3650'],
  ['a more than ¶1.5 days ago', 'a whole number from 0 to 3650'],
  ['sample ¶100.01% by ¶""', 'a number from 0 to 100 in steps of 0.01', 'a text of 1 to 64 characters'],
  [
    'did "e" at least ¶0 times in ¶0 days\n  and\n  not on list ¶""',
    'a whole number from 1 to 1000',
    'a whole number from 1 to 3650',
    'a text of 1 to 200 characters',
  ],
  ['a = ¶"" and b = ¶', 'a text of 1 to 200 characters, a number, true or false', aValue],
  [`a in (${'1,'.repeat(200)}¶1, 1)`, 'a list of 1 to 200 values'],
];

/** Takes the marks out of a text and says where they stood: lines from 1, columns in code points from 1. */
function unmarked(marked: string): { text: string; places: { line: number; column: number }[] } {
  const places: { line: number; column: number }[] = [];
  let [line, column] = [1, 1];
  for (const character of marked) {
    if (character === '¶') places.push({ line, column });
    else if (character === '\n') [line, column] = [line + 1, 1];
    else column += 1;
  }
  return { text: marked.replaceAll('¶', ''), places };
}

describe('problems of a criterion as readable text', () => {
  it('name the place where it breaks off, and what it wants', () => {
    for (const [marked, wants] of broken) {
      const { text, places } = unmarked(marked);
      assert.deepEqual(problemsOf(text), [{ ...places[0], wants }], marked);
      // The same further down, behind what takes more than one unit for a character.
      const before = '# 😀\r\n  x = "😀é" and \n\ty exists or ';
      const moved = unmarked(`${before.replaceAll('\r', '')}${marked}`).places[0];
      const [problem] = problemsOf(before + text);
      assert.deepEqual({ line: problem?.line, column: problem?.column }, moved, marked);
    }
  });

  it('name every field that does not fit', () => {
    for (const [marked, ...wants] of unfit) {
      const { text, places } = unmarked(marked);
      assert.deepEqual(
        problemsOf(text),
        places.map((place, i) => ({ ...place, wants: wants[i] })),
        marked,
      );
    }
  });

  it('count lines as editors do', () => {
    for (const lineBreak of ['\n', '\r\n', '\r', '\u2028', '\u2029'])
      assert.deepEqual(problemsOf(`# a${lineBreak}${lineBreak} ;`), [
        { line: 3, column: 2, wants: aCondition },
      ]);
    assert.deepEqual(problemsOf('a exists\n\r;'), [
      { line: 3, column: 1, wants: '`and`, `or` or nothing more' },
    ]);
  });

  it('come with 12 levels and 200 conditions', () => {
    const levels = (count: number): string => `${'not '.repeat(count - 1)}a exists`;
    assert.ok('criterion' in parseCriterionText(levels(12)));
    assert.deepEqual(problemsOf(levels(13)), [{ line: 1, column: 49, wants: 'at most 12 levels' }]);
    // Parentheses alone are no levels.
    assert.ok('criterion' in parseCriterionText(`${'('.repeat(48)}a exists${')'.repeat(48)}`));
    assert.ok('criterion' in parseCriterionText(`${'not ('.repeat(11)}a exists${')'.repeat(11)}`));
    const conditions = (count: number): string => Array<string>(count).fill('a exists').join(' and ');
    assert.ok('criterion' in parseCriterionText(conditions(199)));
    for (const [count, column] of [
      [200, 199 * 13 + 1],
      [201, 200 * 13 + 1],
      [100_000, 200 * 13 + 1],
    ] as const) {
      assert.deepEqual(problemsOf(conditions(count)), [{ line: 1, column, wants: 'at most 200 conditions' }]);
    }
  });

  it('come without an overflow of the stack, however deep or long a text is', () => {
    const most = 'at most 48 parentheses and nots inside each other';
    for (const [text, column] of [
      ['('.repeat(100_000), 49],
      [`${'('.repeat(100_000)}a exists${')'.repeat(100_000)}`, 49],
      ['not '.repeat(100_000), 193],
      ['all('.repeat(100_000), 193],
      ['not('.repeat(100_000), 97],
      ['(a exists or '.repeat(100_000), 48 * 13 + 1],
    ] as const) {
      assert.deepEqual(problemsOf(text), [{ line: 1, column, wants: most }]);
    }
    const long = 1_000_000;
    assert.equal(problemsOf(')'.repeat(long))[0]?.column, 1);
    assert.equal(problemsOf(`a exists ${')'.repeat(long)}`)[0]?.column, 10);
    assert.equal(problemsOf(`a = "${'\\n'.repeat(long)}"`)[0]?.column, 5);
    assert.equal(problemsOf(`a = "${'x'.repeat(long)}`)[0]?.column, 5);
    assert.equal(problemsOf(`a = ${'9'.repeat(long)}`)[0]?.column, 5);
    assert.equal(problemsOf('x'.repeat(long))[0]?.column, 1);
    assert.equal(problemsOf(`#${' '.repeat(long)}`)[0]?.column, long + 2);
    assert.equal(problemsOf('`'.repeat(long + 1))[0]?.column, 1);
    assert.equal(problemsOf(`a in (${'1,'.repeat(long)}`)[0]?.column, 7 + 400);
    assert.equal(problemsOf(Array<string>(150).fill('A exists').join(' or ')).length, 100);
  });

  it('are never thrown, and what has none is fine as JSON too', () => {
    const some = criteria({
      traits: everyType,
      events: ['e'],
      apps: ['app_1'],
      lists: ['lst_1'],
      segments: ['s'],
    });
    const pieces = [
      'a',
      'in',
      'not',
      '(',
      ')',
      'and',
      'or',
      '=',
      '"x"',
      '1',
      ',',
      '%',
      'the',
      'last',
      'days',
      'all',
    ];
    const cut = fc
      .tuple(some.map(printCriterionText), fc.nat(), fc.nat(3), fc.string({ unit: 'binary', maxLength: 2 }))
      .map(([text, at, length, other]) => {
        const start = at % text.length;
        return text.slice(0, start) + other + text.slice(start + length);
      });
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((words) => words.join(' '));
    const seen = { criterion: 0, problems: 0 };
    fc.assert(
      fc.property(fc.oneof(cut, soup, fc.string({ unit: 'binary' })), (text) => {
        const read = parseCriterionText(text);
        if ('criterion' in read) {
          seen.criterion += 1;
          const again = parseCriterionText(printCriterionText(read.criterion));
          assert.ok('criterion' in again);
          assert.deepEqual(again.criterion, read.criterion);
          assert.deepEqual(readCriterion(printCriterion(read.criterion)), { criterion: read.criterion });
        } else {
          seen.problems += 1;
          for (const { line, column } of read.problems) {
            const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
            assert.ok(line >= 1 && line <= lines.length);
            assert.ok(column >= 1 && column <= [...(lines[line - 1] ?? '')].length + 1);
          }
        }
      }),
      { numRuns: dose(1_000, 20_000) },
    );
    assert.ok(seen.criterion > 20 && seen.problems > 100, JSON.stringify(seen));
  });

  it('of the check and of segments stand where the text has them', () => {
    const marked = `# who pays
      ¶plans = "pro" and not (
        plan in ("free", ¶"gold") or (site_count between ¶-1 and ¶1001)
        or last_ip in network ("::/0", ¶"10.0.0.0")
        or any(country in region (¶"MARS"))
      ) or did ¶"purchases" at least once in 3 days or segment ¶"seg_1" or installed ¶"app_0"`;
    const { text, places } = unmarked(marked);
    const read = parseCriterionText(text);
    assert.ok('criterion' in read);
    const none = new Set<string>();
    const known = { traits: everyType, events: none, apps: none, lists: none, segments: none };
    const problems = problemsInText(checkCriterion(read.criterion, known), read.places);
    assert.deepEqual(
      problems.map(({ line, column }) => ({ line, column })),
      places,
    );
    const expansion = expandCriterion(read.criterion, new Map());
    assert.ok('problems' in expansion);
    const [missing] = problemsInText(expansion.problems, read.places);
    assert.deepEqual({ line: missing?.line, column: missing?.column }, places[7]);
  });

  it('have a place for each place of the JSON form', () => {
    const some = criteria({
      traits: everyType,
      events: ['e'],
      apps: ['app_1'],
      lists: ['lst_1'],
      segments: ['s'],
    });
    const none = new Set<string>();
    const nothing = { traits: new Map(), events: none, apps: none, lists: none, segments: none };
    fc.assert(
      fc.property(some, (made) => {
        const read = parseCriterionText(printCriterionText(made));
        assert.ok('criterion' in read);
        for (const { at } of checkCriterion(made, nothing)) assert.ok(read.places.has(at), at);
        assert.ok(read.places.has('criterion'));
      }),
    );
  });
});
