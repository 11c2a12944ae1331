import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { onceForKey, partnerRequest } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { refuseSuspended } from './partner-changes.ts';
import { partnersById } from './partners.ts';
import { MAX_APPS, edit, submit, unlist } from './rules.ts';
import type { AppState, Move } from './rules.ts';
import { appsById, categoryIdBySlug, countApps, insertApps, isAppSlugTaken } from './store.ts';
import type { App, AppWords } from './types.ts';
import { problemOfSlug, refuseFields } from './words.ts';
import { makeMove, noSuchApp, refuseAppWords, wordsOf, writtenApp } from './write-app.ts';
import type { Written } from './write-app.ts';

export interface NewApp {
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly categorySlug: string;
}

/** What is left out stays. */
export type AppUpdate = Partial<Omit<NewApp, 'slug'>>;

const wrongStatus = (message: string): Refusal => refuse('WRONG_STATUS', ['input', 'appId'], message);

/** What a partner does with its apps. Nothing that everybody sees changes here but by taking it down. */
export function createAppDesk(parts: { readonly db: Database; readonly hashes: KeyedHashes }) {
  const { db, hashes } = parts;

  const reload = async (tx: Tx, id: string): Promise<App> => {
    const app = (await appsById(tx, [id])).get(id);
    if (app === undefined) throw new Error('an app that was made is there');
    return app;
  };

  async function categoryOf(at: Queryable, slug: string): Promise<string | Refusal> {
    const wrong = (): Refusal =>
      refuse('INVALID_INPUT', ['input', 'categorySlug'], 'categorySlug wants the slug of a category.');
    return (await categoryIdBySlug(at, slug)) ?? wrong();
  }

  function once(
    partnerId: string,
    mutation: string,
    key: string,
    body: Readonly<Record<string, string>>,
    make: (tx: Tx) => Promise<App | Refusal>,
  ): Promise<App | Refusal> {
    const request = partnerRequest(hashes, partnerId, { mutation, key, body });
    return onceForKey<App>(db, request, {
      make: async (tx) => (await refuseSuspended(tx, partnerId)) ?? (await make(tx)),
      reload,
    });
  }

  /** Runs what is about an app of this partner's; another's is as good as none. */
  const onOwn = async (
    tx: Tx,
    partnerId: string,
    appId: string,
    fn: (written: Written) => Promise<Refusal | null>,
  ): Promise<App | Refusal> => {
    const written = await writtenApp(tx, appId);
    if (written?.app.partnerId !== partnerId) return noSuchApp();
    return (await fn(written)) ?? reload(tx, appId);
  };

  /** A move without new words. */
  const moveOwn = (
    tx: Tx,
    partnerId: string,
    appId: string,
    rule: (state: AppState) => Move | null,
    refusal: () => Refusal,
  ): Promise<App | Refusal> =>
    onOwn(tx, partnerId, appId, async (written) => {
      const move = rule({ status: written.app.status, latest: written.latest.state });
      if (move === null) return refusal();
      await makeMove(tx, written, move);
      return null;
    });

  return {
    createApp(partnerId: string, key: string, input: NewApp): Promise<App | Refusal> {
      return once(partnerId, 'createApp', key, { ...input }, async (tx) => {
        const refusal = refuseFields({ slug: problemOfSlug(input.slug) }) ?? refuseAppWords(input);
        if (refusal !== null) return refusal;
        const categoryId = await categoryOf(tx, input.categorySlug);
        if (typeof categoryId !== 'string') return categoryId;
        if ((await countApps(tx, partnerId)) >= MAX_APPS) {
          return refuse('LIMIT_REACHED', [], `A partner has at most ${MAX_APPS} apps.`);
        }
        if (await isAppSlugTaken(tx, input.slug)) {
          return refuse('SLUG_TAKEN', ['input', 'slug'], 'There is an app with this slug.');
        }
        const app: App = {
          ...wordsOf({ ...input, categoryId }),
          ...{ id: newId('app', tx.now), slug: input.slug, partnerId },
          ...{ status: 'draft', installs: 0, createdAt: tx.now },
        };
        await insertApps(tx, [app]);
        return app;
      });
    },

    updateApp(partnerId: string, key: string, appId: string, input: AppUpdate): Promise<App | Refusal> {
      return once(partnerId, 'updateApp', key, { appId, ...input }, (tx) =>
        onOwn(tx, partnerId, appId, async (written) => {
          const { categorySlug, ...given } = input;
          const before = wordsOf(written.latest);
          const categoryId =
            categorySlug === undefined ? before.categoryId : await categoryOf(tx, categorySlug);
          if (typeof categoryId !== 'string') return categoryId;
          const next: AppWords = { ...before, ...given, categoryId };
          const refusal = refuseAppWords(next);
          if (refusal !== null) return refusal;
          const isSame = (Object.keys(before) as (keyof AppWords)[]).every(
            (key) => before[key] === next[key],
          );
          if (isSame) return null;
          const move = edit({ status: written.app.status, latest: written.latest.state });
          await makeMove(tx, written, move, next);
          return null;
        }),
      );
    },

    submitApp(partnerId: string, key: string, appId: string): Promise<App | Refusal> {
      return once(partnerId, 'submitApp', key, { appId }, async (tx) => {
        if ((await partnersById(tx, [partnerId])).get(partnerId)?.policy == null) {
          return refuse(
            'PARTNER_POLICY_MISSING',
            [],
            'Publish a privacy policy first: without one, nobody can install an app.',
          );
        }
        return moveOwn(tx, partnerId, appId, submit, () =>
          wrongStatus('It is under review, or nothing of it was changed since it was approved.'),
        );
      });
    },

    unlistApp(partnerId: string, key: string, appId: string): Promise<App | Refusal> {
      return once(partnerId, 'unlistApp', key, { appId }, (tx) =>
        moveOwn(tx, partnerId, appId, unlist, () => wrongStatus('It is not listed.')),
      );
    },
  };
}
