import { createBillingDesk } from '../billing/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { VaultParts } from '../vault/index.ts';

/** The wiring of what belongs to the website: what people pay for. */
export function composeSite({ db, vault }: { readonly db: Database; readonly vault: VaultParts }) {
  return { services: { billing: createBillingDesk({ db, vault }) } };
}
