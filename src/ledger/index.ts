// The tree and the leaf, which the log and its checker share.
export { parseRecord, readLeaf, verifySealedLeaf } from './leaf.ts';
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
} from './tree/merkle.ts';
export type { ConsistencyClaim, InclusionClaim } from './tree/merkle.ts';
export { entriesPath, parseTilePath, tilePath } from './tree/tiles.ts';

// Whoever checks a log.
export { decodeHash } from './verify/base64.ts';
export { parseCheckpoint, openCheckpoint } from './verify/checkpoint.ts';
export type { Checkpoint, OpenedCheckpoint } from './verify/checkpoint.ts';
export { LogError, checkLog } from './verify/log.ts';
export type { LogReport } from './verify/log.ts';
export {
  COSIGNATURE,
  ED25519,
  NoteError,
  formatVerifierKey,
  openNote,
  parseVerifierKey,
  splitNote,
} from './verify/note.ts';
export type { OpenedNote, VerifiedSignature, VerifierKey } from './verify/note.ts';
export { PolicyError, cosignersOf, parsePolicy, trustNobodyElse } from './verify/policy.ts';
export type { TrustPolicy, Witness } from './verify/policy.ts';
export { ProofError, isProof, parseProof, verifyProof } from './verify/proof.ts';
export type { TlogProof, VerifiedProof } from './verify/proof.ts';
export { RECEIPT_FORMAT, signedReceiptText, verifyReceipt } from './verify/receipt.ts';
export type { VerifiedReceipt } from './verify/receipt.ts';
export { SourceError, openLogSource } from './verify/source.ts';
export type { LogSource } from './verify/source.ts';

// The log itself.
export { append } from './log/append.ts';
export type { LedgerPorts, NewEntry, SealForSubjects } from './log/append.ts';
export { checkTree } from './log/check-tree.ts';
export { createWitnessing } from './log/ask-witnesses.ts';
export {
  adoptEntry,
  entriesAbout,
  entriesById,
  entriesWithoutMac,
  isAuthentic,
  listEntries,
  rowsAfter,
  toEntry,
} from './log/entries.ts';
export { exportLog } from './log/export.ts';
export type { Entry, EntryRow, RowMac } from './log/entries.ts';
export {
  RECORDS,
  destroyedCounts,
  erasureOf,
  erasureOpening,
  purgeRecords,
  recordErasure,
  recordPurge,
} from './log/forget.ts';
export { currentHead } from './log/heads.ts';
export type { Head } from './log/heads.ts';
export { LedgerReceipt, readReceipts } from './log/ledger-receipt.ts';
export type { PendingReceipt } from './log/ledger-receipt.ts';
export { ledgerMigrations } from './log/migrations.ts';
export { openingFrom, proveEntries } from './log/prove.ts';
export type { Provable } from './log/prove.ts';
export { restartLog } from './log/restart.ts';
export { createSequencer } from './log/sequence.ts';
export type { LogIdentity, Sequencer, SequencerSettings } from './log/sequence.ts';
export { readTilePath } from './log/serve-tiles.ts';
export { cosignatureLine, createSigner, signNote, signatureLines } from './log/sign.ts';
export type { Signer } from './log/sign.ts';
export { readLag } from './log/lag.ts';
export type { Lag } from './log/lag.ts';
export { isLogHalted, readStatus } from './log/status.ts';
export type { LogStatus, WitnessStatus } from './log/status.ts';
