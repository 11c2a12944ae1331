export { relayExports } from './export-sections.ts';
export { forgetCorrespondents } from './forget.ts';
export { relayMigrations } from './migrations.ts';
export { createPassOn } from './pass-on.ts';
export { RelayAddress, makeRelayAddresses, relayAddresses } from './relay-address.ts';
export { createRelayServer } from './server.ts';
export type { RelayServer } from './server.ts';
export { deleteRelay } from './store.ts';
export type { Admission, AdmitLetter, Pair, Receiver } from './types.ts';
