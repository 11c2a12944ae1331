import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { transactOrSee } from '../../platform/db/index.ts';
import { checkProof } from './possession.ts';
import type { SentProof } from './possession.ts';
import { holderOf, useProof } from './tokens.ts';
import type { TokenHolder } from './tokens.ts';

/** A proof beside an access token. */
export interface ShownProof extends SentProof {
  /** Called with whose it is before it is used up, which is a write; throws where they may cause none. */
  readonly pay: (partnerId: string) => void;
}

/**
 * Whom an access token stands for, as it is shown: one that is bound to a key only beside a proof of that key's holder,
 * for this method, address and token, and never used before; one that is not only by itself. Null: nobody.
 */
export async function partnerOfAccessToken(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  token: string,
  shown: ShownProof | null,
): Promise<TokenHolder | null> {
  const now = clock.now();
  const found = await db.read((reader) => holderOf(reader, token, now));
  if (found === null || (found.keyThumbprint === null) !== (shown === null)) return null;
  const { holder, keyThumbprint } = found;
  if (shown === null) return holder;
  const possession = await checkProof(shown, { token, now });
  if (possession?.thumbprint !== keyThumbprint) return null;
  shown.pay(holder.partnerId);
  return (await transactOrSee(db, (tx) => useProof(tx, possession))) ? holder : null;
}
