import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { partnersById } from '../catalog/index.ts';
import { accountRequired, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { overruleSignal } from './opt-out-signals.ts';
import { preferencesOf, savePreferences } from './preferences.ts';
import type { Preferences } from './preferences.ts';

export interface PreferenceWishes {
  readonly offers?: boolean | undefined;
  readonly offersByEmail?: boolean | undefined;
  readonly blockedPartnerIds?: readonly string[] | undefined;
}

const MOST_BLOCKED = 200;

/** A person's own choice of offers; it holds from the next look on. */
export function createPreferenceDesk({
  db,
  hashes,
}: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
}) {
  return async function setPreferences(
    subject: Subject | null,
    key: string,
    wishes: PreferenceWishes,
  ): Promise<Preferences | Refusal> {
    if (subject === null) return accountRequired();
    const request = idempotentRequest(hashes, {
      principal: `subject:${subject.id}`,
      mutation: 'setPreferences',
      key,
      body: {
        offers: wishes.offers ?? null,
        offersByEmail: wishes.offersByEmail ?? null,
        blockedPartnerIds: wishes.blockedPartnerIds === undefined ? null : [...wishes.blockedPartnerIds],
      },
    });
    const made = await onceForKey(db, request, {
      make: (tx) => save(tx, subject.id, wishes),
      reload: (tx) => stored(tx, subject.id),
    });
    return 'preferences' in made ? made.preferences : made;
  };
}

/** `onceForKey` remembers what was made by its id: a person's preferences are the person's. */
const stored = async (tx: Tx, subjectId: string) => ({
  id: subjectId,
  preferences: await preferencesOf(tx, subjectId),
});

async function save(tx: Tx, subjectId: string, wishes: PreferenceWishes) {
  await lockSubjects(tx, [subjectId]);
  const blocked = wishes.blockedPartnerIds;
  if (blocked !== undefined) {
    const known = await partnersById(tx, [...blocked]);
    if (blocked.length > MOST_BLOCKED || blocked.some((id) => !known.has(id))) {
      return refuse(
        'INVALID_INPUT',
        ['input', 'blockedPartnerIds'],
        `blockedPartnerIds wants the ids of at most ${MOST_BLOCKED} partners.`,
      );
    }
  }
  const before = await preferencesOf(tx, subjectId);
  await savePreferences(tx, subjectId, {
    offers: wishes.offers ?? before.offers,
    offersByEmail: wishes.offersByEmail ?? before.offersByEmail,
    blockedPartners: blocked ?? before.blockedPartners,
  });
  if (wishes.offers === true) await overruleSignal(tx, subjectId);
  return stored(tx, subjectId);
}
