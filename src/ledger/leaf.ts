import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';

/** What can happen to a person's data that the log answers for. Stands inside the record, hence inside its HMAC. */
export type LedgerEvent =
  | 'release'
  | 'fetch'
  | 'relay'
  | 'withdrawal'
  | 'attestation'
  | 'refusal'
  | 'correction'
  | 'erasure'
  | 'purge'
  | 'policy'
  | 'legal'
  | 'staff-read';

export type LedgerRecord = { readonly event: LedgerEvent } & { readonly [field: string]: JsonValue };

const VERSION = 1;
const SEALED = 0;
const PUBLISHED = 1;
const OPENED = 2;
const HEADER = 2;
export const RECORD_KEY_SIZE = 32;
const MAC_SIZE = 32;

/** The most that tlog-tiles can carry: entries stand behind a length of two bytes. */
export const MAX_LEAF_SIZE = 65_535;

/** An escape that JSON has only for half a surrogate pair, which RFC 8785 3.2.2.2 does not let through. */
const HALF_A_PAIR = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** The bytes that are hashed: RFC 8785 canonical JSON, UTF-8. Throws a TypeError for text that is no Unicode. */
export function canonicalRecord(record: LedgerRecord): Buffer {
  const text = canonicalJson(record);
  if (HALF_A_PAIR.test(text)) throw new TypeError('a record wants whole characters');
  return Buffer.from(text);
}

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

/**
 * What opens a sealed leaf: 0x01 (version), 0x02 (opened), the record's key (32 bytes), the record. It stands in a
 * proof's `extra` line in place of the leaf, for whoever may read the record; others get the leaf itself there.
 */
export function openingOf(recordKey: Uint8Array, record: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(VERSION, OPENED), recordKey, record]);
}

export interface Leaf {
  /** What the tree holds the hash of. */
  readonly data: Buffer;
  /** What it says; null for a sealed leaf that came without its opening. */
  readonly record: Buffer | null;
}

/** Reads leaf data or an opening; null if it is neither. */
export function readLeaf(bytes: Uint8Array): Leaf | null {
  const data = Buffer.from(bytes);
  const body = data.subarray(HEADER);
  if (data[0] !== VERSION) return null;
  switch (data[1]) {
    case SEALED:
      return body.length === MAC_SIZE ? { data, record: null } : null;
    case PUBLISHED:
      return { data, record: body };
    case OPENED: {
      if (body.length <= RECORD_KEY_SIZE) return null;
      const record = body.subarray(RECORD_KEY_SIZE);
      return { data: sealedLeaf(body.subarray(0, RECORD_KEY_SIZE), record), record };
    }
    default:
      return null;
  }
}

/** The record's fields; null unless the bytes are the canonical JSON of an object with an `event`. */
export function parseRecord(bytes: Uint8Array): LedgerRecord | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const record = JSON.parse(text) as LedgerRecord;
    return typeof record.event === 'string' && canonicalRecord(record).toString() === text ? record : null;
  } catch {
    return null;
  }
}
