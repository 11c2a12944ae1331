import { doors } from '../kernel/principal.ts';
import type { Door } from '../kernel/principal.ts';

/** The paths of the doors. */
export const pathOf: Readonly<Record<Door, string>> = {
  marketplace: '/graphql',
  partner: '/graphql/partner',
  marketing: '/graphql/marketing',
  privacy: '/graphql/privacy',
};

/** What else there is, by the first part of its path. */
const routes = {
  healthz: 'health',
  readyz: 'health',
  '.well-known': 'well-known',
  export: 'export',
  images: 'images',
  leaving: 'leaving',
  ledger: 'ledger',
  oauth: 'oauth',
  privacy: 'privacy-forms',
  session: 'session',
  unsubscribe: 'unsubscribe',
  'verify-email': 'verify-email',
  visits: 'visits',
} as const;

/** What a request is for: a door, a kind of route, or a page or nothing. The set is closed, whatever is asked for. */
export type Place = Door | (typeof routes)[keyof typeof routes] | 'other';

const ofDoor = new Map<string, Door>(doors.map((door) => [pathOf[door], door]));
const ofRoute = new Map<string, Place>(Object.entries(routes));

/** Express takes no notice of case, nor of a slash at the end. */
export function placeOf(url: string): Place {
  const asWritten = ofDoor.get(url);
  if (asWritten !== undefined) return asWritten;
  const path = (/^[^?#]*/.exec(url)?.[0] ?? '').toLowerCase();
  const door = ofDoor.get(path.endsWith('/') ? path.slice(0, -1) : path);
  return door ?? ofRoute.get(path.split('/', 2)[1] ?? '') ?? 'other';
}

export const doorAt = (place: Place): Door | null =>
  (doors as readonly string[]).includes(place) ? (place as Door) : null;
