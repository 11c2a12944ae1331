export { sessionsMigrations } from './migrations.ts';
export { createRevocations, revocableAs, sweepRevocations } from './revoked-tokens.ts';
export type { Revocations } from './revoked-tokens.ts';
export { SESSION_FOR } from './rules.ts';
export { createSessionDesk } from './stay-signed-in.ts';
export type { SessionDesk } from './stay-signed-in.ts';
export { endSessions, sweepSessions } from './store.ts';
