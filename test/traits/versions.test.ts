import assert from 'node:assert/strict';
import fc from 'fast-check';
import semver from 'semver';
import { compareValues } from '../../src/traits/index.ts';

const compare = (a: string, b: string): number => Math.sign(compareValues({ type: 'version' }, a, b));

const identifier = fc.constantFrom('0', '1', '2', '10', '99', 'alpha', 'beta', 'rc', 'x1', '1x', '-', '-1');
const version = fc
  .tuple(fc.tuple(fc.nat(2), fc.nat(12), fc.nat(2)), fc.array(identifier, { maxLength: 3 }))
  .map(([core, prerelease]) =>
    [core.join('.'), ...(prerelease.length > 0 ? [prerelease.join('.')] : [])].join('-'),
  );

describe('the order of versions', () => {
  it('is that of the specification’s example (section 11.4)', () => {
    const ordered = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
    ];
    for (const [i, a] of ordered.entries()) {
      for (const [j, b] of ordered.entries()) assert.equal(compare(a, b), Math.sign(i - j), `${a} and ${b}`);
    }
  });

  it('is that of another implementation', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        assert.equal(compare(a, b), semver.compare(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells numbers apart that a double does not', () => {
    assert.equal(compare('1.0.0-9007199254740993', '1.0.0-9007199254740992'), 1);
    assert.equal(compare('1.0.0-9007199254740992.b', '1.0.0-9007199254740993.a'), -1);
    assert.equal(compare('1.0.0-10000000000000000000', '1.0.0-9999999999999999999'), 1);
  });
});
