export { append, destroyRecords } from './append.ts';
export type { NewEntry, SealForSubjects } from './append.ts';
export { verifySealedLeaf } from './leaf.ts';
export type { LedgerEvent, LedgerRecord } from './leaf.ts';
export {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
export type { ConsistencyClaim, InclusionClaim } from './merkle.ts';
export { ledgerMigrations } from './migrations.ts';
export { LedgerReceipt, readReceipts } from './receipt.ts';
export type { PendingReceipt } from './receipt.ts';
