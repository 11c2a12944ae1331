import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { AppStatus, RevisionState } from './types.ts';

/** What transactions touch that change what everybody sees of the catalogue. */
export const CATALOG = 'catalog';

/**
 * Install counts are public, so they are blurred: 0 below 10, then rounded down to two significant digits at most,
 * so that one person's install or uninstall seldom shows and never names anyone.
 */
export function roundInstalls(count: number): number {
  if (count < 10) return 0;
  const step = 10 ** Math.max(1, Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / step) * step;
}

/** The words of a search: lower case, at most eight. */
export function searchWords(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** What a search looks through. */
export function searchText(app: { name: string; tagline: string; description: string }): string {
  return `${app.name} ${app.tagline} ${app.description}`.normalize('NFC').toLowerCase();
}

/** Where an app stands: what everybody sees of it, and what became of its newest revision. */
export interface AppState {
  readonly status: AppStatus;
  readonly latest: RevisionState;
}

/**
 * What happens to an app. `latest`: the new state of its newest revision; `next`: the state of a revision that is
 * added after it, if one is. A revision that was submitted never becomes a draft again: what a reviewer read stays.
 */
export interface Move {
  readonly status: AppStatus;
  readonly latest: RevisionState;
  readonly next: 'draft' | 'submitted' | null;
}

/** The partner writes new words. Those under review are withdrawn; words that are live stay until others are approved. */
export function edit({ status, latest }: AppState): Move {
  const isLive = status === 'listed' || status === 'unlisted';
  return {
    status: isLive ? status : 'draft',
    latest: latest === 'submitted' ? 'withdrawn' : latest,
    next: latest === 'draft' ? null : 'draft',
  };
}

/** The partner asks for a review; null: there is nothing to review. */
export function submit({ status, latest }: AppState): Move | null {
  const isUnchanged = latest === 'approved' && status === 'listed';
  if (latest === 'submitted' || isUnchanged) return null;
  return {
    status: status === 'listed' ? 'listed' : 'submitted',
    latest: latest === 'draft' ? 'submitted' : latest,
    next: latest === 'draft' ? null : 'submitted',
  };
}

/** Staff decide; null: nothing is under review. */
export function review({ status, latest }: AppState, approve: boolean): Move | null {
  if (latest !== 'submitted') return null;
  if (approve) return { status: 'listed', latest: 'approved', next: null };
  return { status: status === 'listed' ? 'listed' : 'rejected', latest: 'rejected', next: null };
}

/** The partner takes the app down; null: it is not listed. An approval must not put it up again behind their back. */
export function unlist({ status, latest }: AppState): Move | null {
  if (status !== 'listed') return null;
  const isUnderReview = latest === 'submitted';
  return {
    status: 'unlisted',
    latest: isUnderReview ? 'withdrawn' : latest,
    next: isUnderReview ? 'draft' : null,
  };
}

/** Most apps of one partner, drafts too. */
export const MAX_APPS = 100;

/** Most API keys in force at once: enough to change them one after the other, few enough to know them all. */
export const MAX_API_KEYS = 5;

/** Most OAuth clients of one partner at once: one for each place in which its programs run. */
export const MAX_OAUTH_CLIENTS = 20;

/** Why a key may not be revoked, or null. The last one does not lock itself out; a token of the partner's may. */
export function refuseRevocation(
  live: readonly { readonly id: string }[],
  keyId: string,
  usedKeyId: string | null,
): Refusal | null {
  if (!live.some(({ id }) => id === keyId)) {
    return refuse('NOT_FOUND', ['input', 'apiKeyId'], 'There is no key of yours in force with this id.');
  }
  return live.length === 1 && usedKeyId === keyId
    ? refuse(
        'LAST_API_KEY',
        ['input', 'apiKeyId'],
        'This is your last key, and you are using it. Make another first.',
      )
    : null;
}
