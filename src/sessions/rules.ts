import { createHash, hkdfSync } from 'node:crypto';
import { HOUR } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Login, Session } from '../kernel/principal.ts';
import type { Random } from '../kernel/random.ts';
import { decrypt, encrypt } from '../platform/key-ring.ts';

/** How long a person stays signed in. */
export const SESSION_FOR: Millis = 12 * HOUR;

/** Sessions that one login has at a time; the oldest ends when there would be more. */
export const MOST_SESSIONS = 20;

/** Whom a session is of. No address: that stays in the vault, and a session opens none. */
export interface SessionLogin extends Pick<Login, 'issuer' | 'sub'> {
  /** The token that began it, under its mark: what was refused in it stays refused. */
  readonly session: Session;
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** All that a cookie holds: 32 random bytes, in base64url. */
export const newSecret = (random: Random): string => random.bytes(32).toString('base64url');

export const isSecret = (text: string): boolean => SECRET.test(text);

/** What is kept of it. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'sluice/session', 32));

/** Seals a login so that only who has the secret reads it: the database alone does not say who is signed in. */
export const sealLogin = (secret: string, login: SessionLogin, random: Random): Buffer =>
  encrypt(keyOf(secret), Buffer.from(JSON.stringify(login)), secretHash(secret), random);

export function openLogin(secret: string, sealed: Buffer): SessionLogin {
  const text = decrypt(keyOf(secret), sealed, secretHash(secret)).toString();
  const { session, ...login } = JSON.parse(text) as SessionLogin;
  // Of those that began before tokens could be revoked it does not say.
  return { ...login, session: { ...session, revocable: session.revocable ?? null } };
}
