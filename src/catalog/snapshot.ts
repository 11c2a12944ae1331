import { LRUCache } from 'lru-cache';
import { SECOND } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import type { Database } from '../platform/db/index.ts';
import { oneAtATime } from '../platform/in-time.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { partnersById } from './partners.ts';
import { CATALOG } from './rules.ts';
import { categoriesById, findAppBySlug, listApps, listCategories } from './store.ts';
import type { AppFilter } from './store.ts';
import type { App, Category, Partner } from './types.ts';

/** For how long a look holds that found out whether another process changed something. */
const LOOK_HOLDS: Millis = 200;
/** Where somebody asks, the next look is begun so early that nobody has to wait for it. */
const LOOK_AHEAD: Millis = 100;
/** Counts of installations have no version: they are this old at most. */
const KEPT: Millis = 2 * SECOND;
const PAGES = 500;
const ITEMS = 5_000;

/** What everybody sees of the catalogue, read once and remembered as long as it holds. Nobody changes what it gives. */
export interface CatalogView {
  apps(filter: AppFilter, args: PageArgs): Promise<Page<App>>;
  app(slug: string): Promise<App | null>;
  categories(): Promise<readonly Category[]>;
  /** The partner of an app on a page that was read; undefined where it was on none. */
  partner(id: string): Partner | undefined;
  category(id: string): Category | undefined;
}

function createView(db: Database): CatalogView {
  const pages = new LRUCache<string, Promise<Page<App>>>({ max: PAGES });
  const apps = new LRUCache<string, Promise<App | null>>({ max: ITEMS });
  const partners = new LRUCache<string, Partner>({ max: ITEMS });
  const categories = new LRUCache<string, Category>({ max: ITEMS });
  let all: Promise<readonly Category[]> | null = null;

  /** What is being read already is not read again; what failed is. */
  function once<T extends object | null>(
    cache: LRUCache<string, Promise<T>>,
    key: string,
    read: () => Promise<T>,
  ): Promise<T> {
    const before = cache.get(key);
    if (before !== undefined) return before;
    const reading = read();
    cache.set(key, reading);
    reading.catch(() => cache.delete(key));
    return reading;
  }

  /** A page with what each of its apps refers to, so that showing it asks for nothing more. */
  async function readPage(filter: AppFilter, args: PageArgs): Promise<Page<App>> {
    return db.read(async (reader) => {
      const page = await listApps(reader, filter, args);
      const nodes = page.edges.map(({ node }) => node);
      const found = await partnersById(
        reader,
        nodes.map(({ partnerId }) => partnerId),
      );
      for (const [id, partner] of found) partners.set(id, partner);
      const named = await categoriesById(
        reader,
        nodes.map(({ categoryId }) => categoryId),
      );
      for (const [id, category] of named) categories.set(id, category);
      return page;
    });
  }

  return {
    apps: (filter, args) =>
      once(pages, JSON.stringify([filter.search, filter.categorySlug, filter.order, args]), () =>
        readPage(filter, args),
      ),
    app: (slug) => once(apps, slug, () => db.read((reader) => findAppBySlug(reader, slug))),
    categories() {
      all ??= db.read((reader) => listCategories(reader));
      all.catch(() => (all = null));
      return all;
    },
    partner: (id) => partners.get(id),
    category: (id) => categories.get(id),
  };
}

/**
 * The catalogue as it is: a view is given up as soon as a transaction of this process changes the catalogue, at most
 * 200 ms after one of another process does, and after two seconds in any case.
 */
export function createCatalogSnapshot({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  let view = createView(db);
  let begunAt = -Infinity;
  let touches = -1;
  let version: number | null = null;
  let lookedAt = -Infinity;

  function renew(now: Millis): void {
    view = createView(db);
    begunAt = now;
    touches = db.touches(CATALOG);
  }

  const look = oneAtATime(async (): Promise<void> => {
    const now = clock.now();
    const row = (await db.read((reader) => reader.q('catalog_version').first())) as { version: number };
    if (Number(row.version) !== version) renew(now);
    version = Number(row.version);
    lookedAt = now;
  });

  /** The view as what is known here lets it stand. */
  function held(now: Millis): CatalogView {
    if (touches !== db.touches(CATALOG) || now - begunAt >= KEPT) renew(now);
    return view;
  }

  /** The view where it is known to hold; null where that has to be looked up. */
  function current(): CatalogView | null {
    const now = clock.now();
    if (now - lookedAt >= LOOK_HOLDS) return null;
    // What fails is looked up again, by somebody who waits for it and hears of it.
    if (now - lookedAt >= LOOK_AHEAD) look().catch(() => undefined);
    return held(now);
  }

  return {
    current,
    async view(): Promise<CatalogView> {
      const before = current();
      if (before !== null) return before;
      await look();
      // One that was under way already, and slow, may have begun too early to count; the next has not.
      if (current() === null) await look();
      return held(clock.now());
    },
  };
}

export type CatalogSnapshot = ReturnType<typeof createCatalogSnapshot>;
