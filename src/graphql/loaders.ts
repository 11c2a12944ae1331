import DataLoader from 'dataloader';
import { appsById, categoriesById, partnersById } from '../catalog/index.ts';
import { grantsById } from '../consent/index.ts';
import { attemptsOf, deliveriesOfReleases } from '../delivery/index.ts';
import type { Database, Queryable } from '../platform/db/index.ts';
import { disclosuresByHash, policiesById } from '../policies/index.ts';

/** One statement for each kind of thing a request needs many of. Made anew for each request; nothing outlives it. */
export function createLoaders(db: Database) {
  function byKey<Value>(find: (at: Queryable, keys: readonly string[]) => Promise<Map<string, Value>>) {
    return new DataLoader<string, Value | null>(async (keys) => {
      const found = await db.read((reader) => find(reader, keys));
      return keys.map((key) => found.get(key) ?? null);
    });
  }
  function listsBy<Item>(
    keyOf: (item: Item) => string | null,
    find: (at: Queryable, keys: readonly string[]) => Promise<readonly Item[]>,
  ) {
    return new DataLoader<string, readonly Item[]>(async (keys) => {
      const items = await db.read((reader) => find(reader, keys));
      return keys.map((key) => items.filter((item) => keyOf(item) === key));
    });
  }
  return {
    apps: byKey(appsById),
    categories: byKey(categoriesById),
    partners: byKey(partnersById),
    grants: byKey(grantsById),
    policies: byKey(policiesById),
    disclosures: byKey(disclosuresByHash),
    deliveries: listsBy((delivery) => delivery.releaseId, deliveriesOfReleases),
    attempts: listsBy((attempt) => attempt.messageId, attemptsOf),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

/** What another row refers to is there; if it is not, the data is broken, and the request fails as INTERNAL. */
export async function existing<Value>(
  loader: { load(key: string): Promise<Value | null> },
  key: string,
): Promise<Value> {
  const value = await loader.load(key);
  if (value === null) throw new Error('a row that is referred to is missing');
  return value;
}
