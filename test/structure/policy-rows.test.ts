import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const ROWS = Array.from({ length: 27 }, (_, i) => `P${String(i + 1).padStart(2, '0')}`);

interface Row {
  readonly row: string;
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

const paths = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');

/** The table of docs/policy.md. */
const table: readonly Row[] = readFileSync('docs/policy.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| P\d\d /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, row = '', , code, tests]) => ({ row, code: paths(code), tests: paths(tests) }));

const titlesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\bit\(\s*['"`](P\d\d) /g)].map(([, row]) => row ?? '');

const testFiles = readdirSync('test', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
  .map((entry) => `${entry.parentPath}/${entry.name}`);

describe('the rows of the policy', () => {
  it('stand in docs/policy.md, each once', () => {
    assert.deepEqual(
      table.map(({ row }) => row),
      ROWS,
    );
  });

  for (const { row, code, tests } of table) {
    it(`${row} names code that is there, and tests that begin with its name`, () => {
      assert.ok(code.length > 0, 'no code is named');
      for (const path of [...code, ...tests]) assert.ok(existsSync(path), `${path} is not there`);
      assert.ok(
        tests.some((file) => titlesIn(file).includes(row)),
        `no test of ${tests.join(', ')} begins with ${row}`,
      );
    });
  }

  it('have their tests named: no test is named after a row whose file the table leaves out', () => {
    const named = new Map(table.map(({ row, tests }) => [row, new Set(tests)]));
    const left = testFiles.flatMap((file) =>
      [...new Set(titlesIn(file))]
        .filter((row) => !(named.get(row)?.has(file) ?? false))
        .map((row) => `${row} ${file}`),
    );
    assert.deepEqual(left, []);
  });
});
