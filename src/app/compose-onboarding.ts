import {
  createAcceptance,
  createApiKeyDesk,
  createAppDesk,
  createInvitationDesk,
  createOAuthClientDesk,
  createProfileDesk,
  createReviewDesk,
  createSecretHasher,
  createStandingDesk,
  createTokenIssue,
} from '../catalog/index.ts';
import { oauthEndpoints } from '../http/index.ts';
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
  readonly publicUrl: string;
  readonly onCommitted: () => void;
}) {
  const { clock, random, publicUrl } = parts;
  const hasher = createSecretHasher(random);
  const { issuer, tokenEndpoint } = oauthEndpoints(publicUrl);
  return {
    services: {
      acceptInvitation: createAcceptance(parts),
      apiKeys: createApiKeyDesk(parts),
      oauthClients: createOAuthClientDesk({ ...parts, hasher }),
      profile: createProfileDesk(parts),
      apps: createAppDesk(parts),
      invitations: createInvitationDesk(parts),
      reviewApp: createReviewDesk(parts.db, parts.hashes),
      standing: createStandingDesk(parts),
    },
    /** What answers at the token endpoint. */
    oauth: {
      ...{ clock, random, publicUrl },
      issueToken: createTokenIssue({ ...parts, hasher, audiences: [tokenEndpoint, issuer] }),
    },
  };
}
