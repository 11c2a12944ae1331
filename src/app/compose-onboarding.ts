import {
  createAcceptance,
  createApiKeyDesk,
  createAppDesk,
  createInvitationDesk,
  createProfileDesk,
  createReviewDesk,
  createStandingDesk,
} from '../catalog/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { Database } from '../platform/db/index.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';

/** What brings partners in and their apps up: the desks of the partner door and of the catalogue's staff. */
export function composeOnboarding(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
  readonly clock: Clock;
  readonly onCommitted: () => void;
}) {
  return {
    acceptInvitation: createAcceptance(parts),
    apiKeys: createApiKeyDesk(parts),
    profile: createProfileDesk(parts),
    apps: createAppDesk(parts),
    invitations: createInvitationDesk(parts),
    reviewApp: createReviewDesk(parts.db, parts.hashes),
    standing: createStandingDesk(parts),
  };
}
