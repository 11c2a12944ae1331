import type { Millis } from '../kernel/clock.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { readLooks } from './looks.ts';
import type { LookParts, PersonField, RecordedLook } from './looks.ts';

let issue: (look: RecordedLook) => LegalOpening;

const instant = (value: unknown): Millis | null => (typeof value === 'number' ? value : null);

/**
 * Proof that it stands committed in the ledger that these fields of a person, of this time, are disclosed in a legal
 * process. Only `readLegalOpenings` makes one, out of the record itself: what the record does not name is not opened.
 */
export class LegalOpening {
  readonly #issued = true;
  readonly entryId: string;
  readonly subjectId: string;
  readonly fields: readonly PersonField[];
  readonly from: Millis | null;
  readonly until: Millis | null;

  private constructor({ entryId, subjectId, fields, record }: RecordedLook) {
    this.entryId = entryId;
    this.subjectId = subjectId;
    this.fields = fields;
    this.from = instant(record['from']);
    this.until = instant(record['until']);
  }

  static {
    issue = (look) => new LegalOpening(look);
  }

  static isGenuine(value: unknown): value is LegalOpening {
    return typeof value === 'object' && value !== null && #issued in value;
  }
}

/** Disclosures by the id of their entry. Takes a `Reader`: what it sees is committed. */
export async function readLegalOpenings(
  reader: Exclude<Reader, Tx>,
  parts: LookParts,
  entryIds: readonly string[],
  now: Millis,
): Promise<Map<string, LegalOpening>> {
  const looks = await readLooks(reader, parts, 'legal', entryIds, now);
  return new Map(looks.map((look) => [look.entryId, issue(look)]));
}
