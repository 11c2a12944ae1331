import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/index.ts';
import { approvedApps, insertRevisions, latestRevisions, updateRevision } from './revisions.ts';
import type { Move } from './rules.ts';
import { appsById, updateApp } from './store.ts';
import type { App, AppRevision, AppWords } from './types.ts';
import * as words from './words.ts';

/** An app with its newest revision. */
export interface Written {
  readonly app: App;
  readonly latest: AppRevision;
}

export const wordsOf = ({ name, tagline, description, categoryId }: AppWords): AppWords => ({
  name,
  tagline,
  description,
  categoryId,
});

export const refuseAppWords = (input: Omit<AppWords, 'categoryId'>): Refusal | null =>
  words.refuseFields({
    name: words.problemOfLine(input.name, words.limits.appName),
    tagline: words.problemOfLine(input.tagline, words.limits.tagline),
    description: words.problemOfText(input.description, words.limits.description),
  });

export const noSuchApp = (): Refusal =>
  refuse('NOT_FOUND', ['input', 'appId'], 'There is no app of yours with this id.');

export async function writtenApp(tx: Tx, appId: string): Promise<Written | null> {
  const app = (await appsById(tx, [appId])).get(appId);
  if (app === undefined) return null;
  const latest = (await latestRevisions(tx, [appId])).get(appId);
  if (latest === undefined) throw new Error('an app has a revision');
  return { app, latest };
}

/**
 * Makes a move, with the words that it is about: those of the newest revision, unless new ones are written. Live words
 * change by an approval alone; before the first one nobody sees them, and they follow what is written.
 */
export async function makeMove(
  tx: Tx,
  { app, latest }: Written,
  move: Move,
  input?: AppWords,
): Promise<void> {
  const next = input ?? wordsOf(latest);
  const submittedAt = (state: AppRevision['state']): number | null => (state === 'submitted' ? tx.now : null);
  if (move.latest !== latest.state) {
    const submitted = submittedAt(move.latest);
    await updateRevision(tx, latest.id, {
      state: move.latest,
      ...(submitted === null ? {} : { submittedAt: submitted }),
    });
  }
  if (move.next !== null) {
    await insertRevisions(tx, [
      {
        ...{ id: newId('appRevision', tx.now), appId: app.id, number: latest.number + 1, ...next },
        ...{ state: move.next, reason: null, reviewer: null, reviewedAt: null },
        ...{ createdAt: tx.now, submittedAt: submittedAt(move.next) },
      },
    ]);
  } else if (input !== undefined) {
    await updateRevision(tx, latest.id, { words: input });
  }
  const isApproval = move.latest === 'approved' && latest.state !== 'approved';
  const isFree = isApproval || !(await approvedApps(tx, [app.id])).has(app.id);
  await updateApp(tx, app.id, move.status, isFree ? next : null);
}
