import type { Sluice } from '../app/index.ts';
import { rewrapEndpointSecrets } from '../delivery/index.ts';
import { rewrapCaseKeys } from '../office/index.ts';
import { rewrapPersonKeys } from '../vault/index.ts';

const AT_ONCE = 500;

/** Wraps every key anew under the first key of SLUICE_KEK, in small commits: safe to stop and to repeat. */
export async function rotateKek({
  db,
  services,
}: Sluice): Promise<{ persons: number; endpoints: number; cases: number }> {
  async function all(rewrap: () => Promise<number>): Promise<number> {
    let done = 0;
    for (;;) {
      const some = await rewrap();
      if (some === 0) return done;
      done += some;
    }
  }
  const { vault } = services;
  return {
    persons: await all(() => db.transact((tx) => rewrapPersonKeys(tx, vault, AT_ONCE))),
    endpoints: await all(() => db.transact((tx) => rewrapEndpointSecrets(tx, vault.keyRing, AT_ONCE))),
    cases: await all(() => db.transact((tx) => rewrapCaseKeys(tx, vault, AT_ONCE))),
  };
}
