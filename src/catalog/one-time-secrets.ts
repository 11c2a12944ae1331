import { createHash } from 'node:crypto';
import type { Random } from '../kernel/random.ts';

const ENTROPY = 32;

/**
 * API keys (`slk_...`), invitation codes (`sli_...`) and access tokens (`slt_...`): 256 random bits each, shown once. At
 * rest they are plain SHA-256: a slow or salted hash makes guessing dear where people choose the secret, and there is
 * nothing to guess in 256 random bits. Looking one up by its hash tells nothing by its timing either: whoever tries secrets does not
 * choose what the database compares.
 */
const newSecret = (prefix: 'slk' | 'sli' | 'slt', random: Random): string =>
  `${prefix}_${random.bytes(ENTROPY).toString('base64url')}`;

export const newApiKey = (random: Random): string => newSecret('slk', random);
export const newInvitationCode = (random: Random): string => newSecret('sli', random);
export const newAccessToken = (random: Random): string => newSecret('slt', random);

/** What is kept of a secret, hex. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
