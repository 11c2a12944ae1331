import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import {
  breakingChanges,
  mayBreak,
  releasedFolder,
  releasedSdl,
  seenByClients,
} from '../../schema/release.ts';
import { doorSdl } from '../../src/graphql/index.ts';
import { doors } from '../../src/kernel/principal.ts';
import type { Door } from '../../src/kernel/principal.ts';

/** What breaks clients of a door when its SDL of today is written otherwise. */
async function breaks(door: Door, right: string | RegExp, instead: string): Promise<string[]> {
  const sdl = doorSdl(door);
  const changed = sdl.replace(right, instead);
  assert.notEqual(changed, sdl, `${door} has ${String(right)}`);
  return breakingChanges(sdl, changed);
}

describe('the SDL of the last release', () => {
  it('still serves its clients at every door', async () => {
    assert.deepEqual(readdirSync(releasedFolder).sort(), doors.map((door) => `${door}.graphql`).sort());
    const broken = await Promise.all(
      doors.map(async (door) =>
        (await breakingChanges(releasedSdl(door), doorSdl(door))).map((change) => `${door}: ${change}`),
      ),
    );
    assert.deepEqual(broken.flat(), [], 'see “A release” in CONTRIBUTING.md');
  });

  it('breaks when a field is removed, made nullable or given another type', async () => {
    const gone = await breaks('privacy', /^ {2}hasNextPage: .*\n/m, '');
    assert.deepEqual(gone, [
      "PageInfo.hasNextPage: Field 'hasNextPage' was removed from object type 'PageInfo'",
    ]);
    for (const door of doors) {
      const maybe = await breaks(door, 'hasNextPage: Boolean!', 'hasNextPage: Boolean');
      assert.deepEqual(
        maybe,
        ["PageInfo.hasNextPage: Field 'PageInfo.hasNextPage' changed type from 'Boolean!' to 'Boolean'"],
        door,
      );
    }
    assert.equal((await breaks('partner', 'startCursor: String ', 'startCursor: ID ')).length, 1);
  });

  it('breaks when an argument or a part of an input is made required', async () => {
    const argument = await breaks('marketplace', '  releases(first: Int,', '  releases(first: Int!,');
    assert.deepEqual(argument, [
      "Viewer.releases.first: Type for argument 'first' on field 'Viewer.releases' changed from 'Int' to 'Int!'",
    ]);
    const added = await breaks('partner', 'contacts(first: Int,', 'contacts(since: DateTime!, first: Int,');
    assert.equal(added.length, 1);
    const input = await breaks('marketplace', /(input DisclosureInput \{)/, '$1 reason: String!');
    assert.equal(input.length, 1);
  });

  it('breaks when the value of an enum, a type or the declared purpose goes', async () => {
    assert.equal((await breaks('marketplace', /(enum AppOrder \{\s+NAME\s+)POPULAR/, '$1')).length, 1);
    const undeclared = await breaks('marketing', /directive @purpose.*/, 'scalar Purpose');
    assert.ok(undeclared.includes("@purpose: Directive 'purpose' was removed"), undeclared.join());
  });

  it('does not break when something is added', async () => {
    assert.deepEqual(await breaks('partner', 'type PageInfo {', 'type PageInfo { total: Int'), []);
    assert.deepEqual(
      await breaks('partner', 'contacts(first: Int,', 'contacts(since: DateTime, first: Int,'),
      [],
    );
    assert.deepEqual(await breaks('marketplace', 'enum AppOrder {', 'enum AppOrder { OLDEST'), []);
  });

  it('says nothing of who may ask and what data is about: clients see neither, and a field is closed on any day', async () => {
    const auth = 'hasNextPage: Boolean! @auth(requires: ';
    assert.deepEqual(await breaks('marketplace', `${auth}PUBLIC)`, `${auth}USER)`), []);
    assert.deepEqual(
      await breaks('partner', /"A partner that is not suspended\."\n\s+ACTIVE_PARTNER/, ''),
      [],
    );
    assert.deepEqual(
      await breaks(
        'partner',
        'directive @auth(requires: [Access!]!)',
        'directive @auth(requires: [Access!]!, on: DateTime)',
      ),
      [],
    );
    for (const door of doors) assert.doesNotMatch(seenByClients(doorSdl(door)), /@auth|@data|enum Access/);
  });

  it('may break at a major release and before 1.0.0, and at no other', () => {
    assert.deepEqual(
      [
        ['0.1.0', '0.1.1'],
        ['0.1.0', '1.0.0'],
        ['1.4.2', '2.0.0-rc.1'],
        ['1.0.0', '1.0.0'],
        ['1.4.2', '1.5.0'],
      ].map(([from, to]) => mayBreak(from ?? '', to ?? '')),
      [true, true, true, false, false],
    );
  });
});
