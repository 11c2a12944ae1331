import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';

/** What can happen to a person's data that the log answers for. Stands inside the record, hence inside its HMAC. */
export type LedgerEvent =
  'release' | 'withdrawal' | 'correction' | 'erasure' | 'purge' | 'policy' | 'legal' | 'staff-read';

export type LedgerRecord = { readonly event: LedgerEvent } & { readonly [field: string]: JsonValue };

const VERSION = 1;
const SEALED = 0;
const PUBLISHED = 1;

/** The bytes that are hashed: RFC 8785 canonical JSON, UTF-8. */
export const canonicalRecord = (record: LedgerRecord): Buffer => Buffer.from(canonicalJson(record));

/**
 * Leaf data of a record about a person: 0x01 (version), 0x00 (sealed), HMAC-SHA256(record key, record), 34 bytes.
 * The key (32 bytes) is fresh for each record, so a leaf tells nothing without it, not even that two are alike.
 */
export function sealedLeaf(recordKey: Uint8Array, record: Uint8Array): Buffer {
  const mac = createHmac('sha256', recordKey).update(record).digest();
  return Buffer.concat([Uint8Array.of(VERSION, SEALED), mac]);
}

/** Leaf data of a record that names nobody and is meant to be read: 0x01 (version), 0x01 (published), the record. */
export function publishedLeaf(record: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(VERSION, PUBLISHED), record]);
}

/** Whether `leaf` was made of this record and key. */
export function verifySealedLeaf(leaf: Uint8Array, recordKey: Uint8Array, record: Uint8Array): boolean {
  const expected = sealedLeaf(recordKey, record);
  return leaf.length === expected.length && timingSafeEqual(leaf, expected);
}
