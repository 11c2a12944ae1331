import { createHash } from 'node:crypto';
import roaring from 'roaring';

// The package is CommonJS, and names nothing that an import could see.
const { RoaringBitmap32 } = roaring;

/** A set of people by their ordinals, as few bytes (roaring's portable form). */
export const packOrdinals = (ordinals: Iterable<number>): Buffer =>
  Buffer.from(new RoaringBitmap32(ordinals).serialize('portable'));

/** The first `limit` ordinals of a packed set that are greater than `after`, ascending. */
export function unpackOrdinals(packed: Buffer, after: number, limit: number): number[] {
  const bitmap = RoaringBitmap32.deserialize(packed, 'portable');
  bitmap.removeRange(0, after + 1);
  return bitmap.toArray(limit);
}

/**
 * SHA-256 over a name and the ordinals of a packed set, ascending, four bytes each (big-endian); and how many they are. Sets of
 * different names have different digests, so that nobody learns from two of them that nobody is in one alone.
 */
export function digestOrdinals(
  name: string,
  packed: Buffer,
): { readonly digest: string; readonly people: number } {
  const hash = createHash('sha256').update(name);
  const bitmap = RoaringBitmap32.deserialize(packed, 'portable');
  const bytes = Buffer.alloc(4);
  for (const ordinal of bitmap) {
    bytes.writeUInt32BE(ordinal);
    hash.update(bytes);
  }
  return { digest: hash.digest('hex'), people: bitmap.size };
}
