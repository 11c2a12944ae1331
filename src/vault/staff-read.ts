import type { Millis } from '../kernel/clock.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { readLooks } from './looks.ts';
import type { LookParts, PersonField, RecordedLook } from './looks.ts';

let issue: (look: RecordedLook) => StaffRead;

/**
 * Proof that it stands committed in the ledger that staff read these fields of a person, and why. Only `readStaffReads`
 * makes one.
 */
export class StaffRead {
  readonly #issued = true;
  readonly entryId: string;
  readonly subjectId: string;
  readonly fields: readonly PersonField[];

  private constructor(look: RecordedLook) {
    this.entryId = look.entryId;
    this.subjectId = look.subjectId;
    this.fields = look.fields;
  }

  static {
    issue = (look) => new StaffRead(look);
  }

  static isGenuine(value: unknown): value is StaffRead {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

/** Reads of staff by the id of their entry. Takes a `Reader`: what it sees is committed. */
export async function readStaffReads(
  reader: Exclude<Reader, Tx>,
  parts: LookParts,
  entryIds: readonly string[],
  now: Millis,
): Promise<Map<string, StaffRead>> {
  const looks = await readLooks(reader, parts, 'staff-read', entryIds, now);
  return new Map(looks.map((look) => [look.entryId, issue(look)]));
}
