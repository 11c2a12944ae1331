import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Queryable, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { lockPartner } from './partner-changes.ts';
import { approvedApps, submittedRevisions, updateRevision } from './revisions.ts';
import { review } from './rules.ts';
import { appsById } from './store.ts';
import type { App, AppRevision, AppWords } from './types.ts';
import { limits, problemOfLine, refuseFields } from './words.ts';
import { makeMove, wordsOf, writtenApp } from './write-app.ts';

/** Words that wait for a review, beside those that they would replace; null: none were approved yet. */
export interface AppReview {
  readonly revision: AppRevision;
  readonly current: AppWords | null;
}

/** What waits for a review, longest waiting first. */
export async function appsToReview(at: Queryable, args: PageArgs): Promise<Page<AppReview>> {
  const page = await submittedRevisions(at, args);
  const ids = page.edges.map(({ node }) => node.appId);
  const [apps, approved] = [await appsById(at, ids), await approvedApps(at, ids)];
  const edges = page.edges.map(({ node: revision, cursor }) => {
    const app = apps.get(revision.appId);
    const current = app !== undefined && approved.has(app.id) ? wordsOf(app) : null;
    return { node: { revision, current }, cursor };
  });
  return { ...page, edges };
}

export interface Decision {
  readonly appId: string;
  /** The words that were read: others that were submitted meanwhile are not decided on. */
  readonly revisionId: string;
  readonly approve: boolean;
  /** Needed for a no; the partner reads it. */
  readonly reason: string | null;
}

/** How staff decide on what partners submit. `principal` is who asks. */
export function createReviewDesk(db: Database, hashes: KeyedHashes) {
  async function decide(tx: Tx, principal: string, input: Decision): Promise<App | Refusal> {
    const { appId, revisionId, approve, reason } = input;
    const isNeeded = !approve || reason !== null;
    const refusal = refuseFields({ reason: isNeeded ? problemOfLine(reason ?? '', limits.reason) : null });
    if (refusal !== null) return refusal;
    const app = (await appsById(tx, [appId])).get(appId);
    if (app === undefined) return refuse('NOT_FOUND', ['input', 'appId'], 'There is no app with this id.');
    await lockPartner(tx, app.partnerId);
    const written = await writtenApp(tx, appId);
    const isCurrent = written?.latest.id === revisionId;
    const move = written && review({ status: written.app.status, latest: written.latest.state }, approve);
    if (!isCurrent || move === null) {
      return refuse('WRONG_STATUS', ['input', 'revisionId'], 'These words are not under review any more.');
    }
    await updateRevision(tx, revisionId, { reason, reviewer: principal, reviewedAt: tx.now });
    await makeMove(tx, written, move);
    return reload(tx, appId);
  }

  const reload = async (tx: Tx, id: string): Promise<App> => {
    const app = (await appsById(tx, [id])).get(id);
    if (app === undefined) throw new Error('an app that was reviewed is there');
    return app;
  };

  return function reviewApp(principal: string, key: string, input: Decision): Promise<App | Refusal> {
    const request = idempotentRequest(hashes, {
      ...{ principal, mutation: 'reviewApp', key },
      body: { ...input },
    });
    return onceForKey<App>(db, request, { make: (tx) => decide(tx, principal, input), reload });
  };
}
