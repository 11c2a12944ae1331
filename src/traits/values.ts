import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import semver from 'semver';
import { countries } from './countries.ts';
import type { Day, TraitType, TraitValue } from './types.ts';
import { compareVersions } from './versions.ts';

const DAY_MS = 86_400_000;
const LONGEST_TEXT = 200;

/** The day of a calendar date, `2026-01-31`; null when there is no such date. */
export function dayOfDate(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || dateOfDay(at / DAY_MS) !== text ? null : at / DAY_MS;
}

export const dateOfDay = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function canonicalNumber(type: Extract<TraitType, { type: 'number' }>, value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < type.min || value > type.max)
    return null;
  const scale = 10 ** type.decimals;
  const rounded = Math.round(value * scale) / scale;
  // Minus zero is zero, which it would not be as text.
  return rounded === value ? rounded + 0 : null;
}

/**
 * An address without a zone, as RFC 5952 and four decimal numbers have it: what is read otherwise (`010.0.0.1` as octal,
 * `127.1`, `::10.0.0.1` as if it were `::ffff:10.0.0.1`) would not be the address that was meant.
 */
export const isPlainAddress = (text: string): boolean =>
  isIP(text) !== 0 && !text.includes('%') && !/^::\d+\./.test(text);

function canonicalText(type: TraitType, text: string): string | null {
  switch (type.type) {
    case 'text': {
      if (type.values !== null) return type.values.includes(text) ? text : null;
      // A character that stands alone in a pair has no place in UTF-8, and U+0000 none in PostgreSQL.
      const stored = !/[\p{Cs}\0]/u.test(text);
      return stored && text !== '' && text.length <= LONGEST_TEXT ? text : null;
    }
    case 'date':
      return dayOfDate(text) === null ? null : text;
    case 'version':
      return text.length <= LONGEST_TEXT ? (semver.parse(text)?.version ?? null) : null;
    case 'ip':
      return isPlainAddress(text) ? ipaddr.parse(text).toString() : null;
    case 'country':
      return countries.has(text) ? text : null;
    default:
      return null;
  }
}

/** A value in the one form in which it is kept and compared; null: the trait cannot have it. */
export function canonicalValue(type: TraitType, value: unknown): TraitValue | null {
  if (type.type === 'number') return canonicalNumber(type, value);
  if (type.type === 'flag') return typeof value === 'boolean' ? value : null;
  return typeof value === 'string' ? canonicalText(type, value) : null;
}

/** What a trait's value has to be, in words that follow "wants". */
export function wantsOf(type: TraitType): string {
  switch (type.type) {
    case 'text':
      return type.values === null
        ? `a text of 1 to ${LONGEST_TEXT} characters`
        : `one of ${type.values.join(', ')}`;
    case 'number': {
      const steps =
        type.decimals === 0 ? 'a whole number' : `a number with at most ${type.decimals} decimals`;
      return `${steps} from ${type.min} to ${type.max}`;
    }
    case 'flag':
      return 'true or false';
    case 'date':
      return 'a date such as 2026-01-31';
    case 'version':
      return 'a version such as 1.4.2 (Semantic Versioning)';
    case 'ip':
      return 'an IPv4 or IPv6 address';
    case 'country':
      return 'a country code of two capital letters (ISO 3166-1)';
  }
}

/** Negative, zero, positive: the order of two canonical values of a type. Texts and addresses have code unit order. */
export function compareValues(type: TraitType, a: TraitValue, b: TraitValue): number {
  if (type.type === 'version') return compareVersions(String(a), String(b));
  if (type.type === 'number' || type.type === 'flag') return Number(a) - Number(b);
  return a === b ? 0 : String(a) < String(b) ? -1 : 1;
}

/** How a canonical value stands in a column: numbers scaled to whole ones, days and flags as numbers, others as text. */
export function encodeValue(type: TraitType, value: TraitValue): string | number {
  switch (type.type) {
    case 'number':
      return Math.round(Number(value) * 10 ** type.decimals);
    case 'flag':
      return Number(value);
    case 'date':
      return dayOfDate(String(value)) ?? NaN;
    default:
      return String(value);
  }
}

/** The value that `encodeValue` put into a column. */
export function decodeValue(type: TraitType, encoded: string | number): TraitValue {
  switch (type.type) {
    case 'number':
      return Number(encoded) / 10 ** type.decimals;
    case 'flag':
      return Number(encoded) === 1;
    case 'date':
      return dateOfDay(Number(encoded));
    default:
      return String(encoded);
  }
}
