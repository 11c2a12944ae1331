import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../../src/platform/config/', import.meta.url);
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the settings', () => {
  it('all stand in the README', () => {
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const settings = new Set(
      sources.flatMap((source) => source.match(/\bSLUICE_[A-Z]+(?:_[A-Z]+)*\b/g) ?? []),
    );
    assert.ok(settings.size > 25, 'settings were found');
    assert.deepEqual(
      [...settings].filter((name) => !readme.includes(`\`${name}\``)),
      [],
    );
  });
});
