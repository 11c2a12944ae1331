import assert from 'node:assert/strict';
import { systemClock } from '../../src/kernel/clock.ts';
import {
  COSIGNATURE,
  createSigner,
  cosignatureLine,
  formatVerifierKey,
  parsePolicy,
} from '../../src/ledger/index.ts';
import { currentHead, headFor, recentHeads } from '../../src/ledger/log/heads.ts';
import { reachQuorum, saveCheckpoint, saveCosignature } from '../../src/ledger/log/log-store.ts';
import { compose } from '../../src/app/index.ts';
import type { Sluice } from '../../src/app/index.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';

const witnesses = [1, 2].map((i) => createSigner(`w${i}.example`, Buffer.alloc(32, i), COSIGNATURE));
const policy = parsePolicy(
  [
    ...witnesses.map(({ key }, i) => `witness w${i} ${formatVerifierKey(key)}`),
    'group both all w0 w1',
    'quorum both',
    '',
  ].join('\n'),
);
const NOW = 1_900_000_000_000;

describe('the checkpoint that is shown, among recent ones', () => {
  let sluice: Sluice;

  /** Checkpoints every 250 ms, the newest at NOW; `cosigned`: by how many of the two witnesses. */
  async function history(cosigned: readonly number[]): Promise<void> {
    const config = readConfig({
      SLUICE_DATA_DIR: temporaryFolder(),
      SLUICE_DATABASE_URL: await newDatabaseUrl('sqlite'),
    });
    const secrets = readSecrets({}, config, systemRandom);
    sluice = compose({ config, secrets, clock: systemClock, random: systemRandom, log: createLog('silent') });
    await sluice.upgrade();
    await sluice.db.transact(async (tx) => {
      for (const [i, count] of cosigned.entries()) {
        const size = i + 1;
        const note = `log\n${size}\nroot\n\n— log AAAA\n`;
        const signed_at = NOW - (cosigned.length - size) * 250;
        await saveCheckpoint(tx, { size, root: Buffer.alloc(32), note, signed_at });
        for (const witness of witnesses.slice(0, count)) {
          await saveCosignature(tx, {
            size,
            witness: formatVerifierKey(witness.key),
            line: cosignatureLine('x\n', witness, 1),
          });
        }
        if (count === 2) await reachQuorum(tx, size);
      }
    });
  }
  afterEach(() => sluice.close());

  const shown = async (now = NOW): Promise<number | undefined> =>
    (await sluice.db.read((reader) => currentHead(reader, policy, now)))?.size;

  it('is the newest with a quorum while newer ones still wait for theirs', async () => {
    await history([2, 2, 0, 0]);
    assert.equal(await shown(), 2);
  });

  it('moves on without witnesses, at the pace of the log, however steadily it grows', async () => {
    await history(Array.from({ length: 40 }, () => 0));
    // 0.7 s is not quite three steps of 250 ms.
    assert.equal(await shown(), 37);
    await sluice.close();
    await history([2, ...Array.from({ length: 39 }, () => 1)]);
    assert.equal(await shown(), 37, 'one of two is no quorum');
  });

  it('is never less than it was, not even in a log’s first second', async () => {
    await history([0, 0, 0]);
    const sizes: (number | undefined)[] = [];
    for (let after = 0; after <= 1_000; after += 100) sizes.push(await shown(NOW + after));
    assert.deepEqual(sizes, [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
  });

  it('proves by the last one with a quorum, however long ago, and not by one that a single witness cosigned', async () => {
    await history([2, 2, ...Array.from({ length: 60 }, () => 1)]);
    const heads = await sluice.db.read((reader) => recentHeads(reader, policy));
    assert.equal(headFor(heads, 0, false)?.size, 2);
    assert.equal(headFor(heads, 1, true)?.size, 2);
    assert.equal(headFor(heads, 2, true), null);
    assert.equal(headFor(heads, 2, false)?.size, 62);
  });
});
