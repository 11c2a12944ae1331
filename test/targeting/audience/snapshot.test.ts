import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sequence } from '../../../seeds/deterministic.ts';
import { readSnapshot, writeSnapshot } from '../../../src/targeting/engines/audience/index.ts';
import type { AudienceIndex, SnapshotRefused } from '../../../src/targeting/engines/audience/index.ts';
import { assertAgrees, assertAgreesOnPlan, builtOf, indexOf } from './agreement.ts';
import { criterion, crowdFrom, peopleFrom, personFrom, registry, registryOf } from './some-people.ts';

describe('snapshot of an audience index', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-snapshot-'));
    path = join(folder, 'audience');
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function read(): Promise<AudienceIndex> {
    const result = await readSnapshot(path, registry);
    if ('refused' in result) assert.fail(result.message);
    return result.index;
  }

  async function reason(types = registry): Promise<SnapshotRefused['refused']> {
    const result = await readSnapshot(path, types);
    assert.ok('refused' in result, 'it was taken');
    return result.refused;
  }

  for (const [kind, people] of [
    ['some people', peopleFrom(11, 300)],
    ['a crowd', crowdFrom(12, 8_000)],
  ] as const) {
    it(`keeps all that is known of ${kind}`, async () => {
      await writeSnapshot(builtOf(people), path, '17:4');
      const result = await readSnapshot(path, registry);
      if ('refused' in result) assert.fail(result.message);
      assert.equal(result.position, '17:4');
      assert.equal(result.index.people, people.size);
      for (const one of fc.sample(criterion, { numRuns: 60, seed: 2 }))
        assertAgreesOnPlan(result.index, people, one);
    });
  }

  it('goes on from where it was', async () => {
    const next = sequence(5);
    const people = new Map(peopleFrom(13, 300));
    const before = indexOf(people);
    for (const ordinal of [...people.keys()].slice(0, 100)) {
      people.delete(ordinal);
      before.remove(ordinal);
    }
    await writeSnapshot(before, path, '1');
    const index = await read();
    for (const ordinal of [...people.keys()].slice(50)) {
      const facts = personFrom(next);
      people.set(ordinal, facts);
      index.set(ordinal, facts);
      before.set(ordinal, facts);
    }
    for (const one of fc.sample(criterion, { numRuns: 60, seed: 3 })) {
      assertAgrees(index, people, one);
      assertAgrees(before, people, one);
    }
  });

  it('is for its owner only, and leaves nothing beside it', async () => {
    await writeSnapshot(indexOf(peopleFrom(14, 20)), path, '1');
    await writeSnapshot(indexOf(peopleFrom(15, 20)), path, '2');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['audience']);
  });

  it('holds no id of a person', async () => {
    const people = peopleFrom(16, 50);
    await writeSnapshot(indexOf(people), path, '1');
    const content = await readFile(path, 'latin1');
    for (const { subjectId } of people.values()) assert.ok(!content.includes(subjectId));
  });

  it('lets nobody change people while it is written, and everybody ask', async () => {
    const people = peopleFrom(17, 50);
    const index = indexOf(people);
    const [first] = people;
    assert.ok(first !== undefined);
    const written = writeSnapshot(index, path, '1');
    assert.throws(() => index.set(...first), /being written/);
    assert.throws(() => index.remove(1), /being written/);
    for (const one of fc.sample(criterion, { numRuns: 5, seed: 4 })) assertAgrees(index, people, one);
    await written;
    index.set(...first);
  });

  it('is refused wherever it breaks off', async () => {
    await writeSnapshot(indexOf(peopleFrom(18, 100)), path, '1');
    const whole = await readFile(path);
    const regions = [0, 1, 15, 16, 19, 20, 21, 59, 60, 61].concat(
      Array.from({ length: 60 }, (_, i) => Math.floor((whole.length * i) / 60)),
      [41, 40, 39, 33, 32, 9, 8, 7, 1].map((short) => whole.length - short),
    );
    for (const length of regions) {
      await writeFile(path, whole.subarray(0, length));
      assert.ok(['incomplete', 'foreign'].includes(await reason()), `${length} of ${whole.length} bytes`);
    }
    await writeFile(path, Buffer.concat([whole, Buffer.from([0])]));
    assert.equal(await reason(), 'incomplete');
  });

  it('is refused when a byte is another', async () => {
    await writeSnapshot(indexOf(peopleFrom(19, 100)), path, '1');
    const whole = await readFile(path);
    const places = Array.from({ length: 80 }, (_, i) => Math.floor((whole.length * i) / 80)).concat(
      [1, 8, 9, 40, 41].map((short) => whole.length - short),
    );
    for (const place of places) {
      const other = Buffer.from(whole);
      other.writeUInt8(other.readUInt8(place) ^ 1, place);
      await writeFile(path, other);
      const inTail = place >= whole.length - 8;
      assert.equal(
        await reason(),
        place < 16 ? 'foreign' : inTail ? 'incomplete' : place < 20 ? 'other-version' : 'altered',
      );
    }
  });

  it('is refused in another version, with another type of a trait, or when there is none', async () => {
    assert.equal(await reason(), 'missing');
    await writeSnapshot(indexOf(peopleFrom(20, 30)), path, '1');
    const other = registryOf({ balance: { type: 'number', min: -1_000, max: 1_000, decimals: 3 } });
    assert.equal(await reason(other), 'other-traits');
    assert.equal(await reason(registryOf({ visits: { type: 'flag' } })), 'other-traits');
    const whole = await readFile(path);
    whole.writeUInt32LE(99, 16);
    await writeFile(path, whole);
    assert.equal(await reason(), 'other-version');
  });

  it('knows traits that came or went since', async () => {
    const people = peopleFrom(21, 100);
    await writeSnapshot(indexOf(people), path, '1');
    const fewer = new Map([...registry].filter(([name]) => name !== 'city'));
    const more = registryOf({ colour: { type: 'text', values: null } });
    const result = await readSnapshot(path, new Map([...fewer, ...more]));
    if ('refused' in result) assert.fail(result.message);
    assert.equal(result.index.count({ kind: 'known', trait: 'city' }), 0);
    assert.equal(result.index.count({ kind: 'known', trait: 'colour' }), 0);
    const known = [...people.values()].filter(({ traits }) => traits.has('plan'));
    assert.equal(result.index.count({ kind: 'known', trait: 'plan' }), known.length);
  });
});
