import { activeGrantsOf } from '../consent/index.ts';
import type { Queryable } from '../platform/db/index.ts';
import { readDestination } from './rules.ts';
import * as store from './store.ts';
import type { Receiver } from './types.ts';

/** Where mail to one of our addresses is to go. */
export interface Route {
  readonly to: Receiver;
  readonly relay: store.AddressRow;
  /** Whom at the partner an answer is for; null in a letter to a person. */
  readonly correspondent: store.CorrespondentRow | null;
}

/**
 * The route of a recipient's address; null: there is none, be it that the address never was ours, or that the yes behind it is
 * over. Both take the same questions, so neither takes longer.
 */
export async function findRoute(at: Queryable, address: string): Promise<Route | null> {
  const destination = readDestination(address);
  if (destination === null || destination.kind === 'bounces') return null;
  const { kind, name, domain } = destination;
  const correspondent = kind === 'partner' ? await store.correspondentByName(at, name) : null;
  const relay = await store.addressByName(at, kind === 'person' ? name : (correspondent?.relay_name ?? ''));
  const grants = await activeGrantsOf(at, [relay?.subject_id ?? '']);
  const isOpen = grants.some(
    (grant) =>
      grant.address === 'relay' && grant.partnerId === relay?.partner_id && grant.appId === relay.app_id,
  );
  return relay !== null && relay.domain === domain && isOpen ? { to: kind, relay, correspondent } : null;
}
