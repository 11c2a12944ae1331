import type { Millis } from '../kernel/clock.ts';
import type { Queryable, Tx } from '../platform/db/index.ts';

export const imageTypes = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;

export type ImageType = (typeof imageTypes)[keyof typeof imageTypes];

/** A picture that offers are shown with. It never changes. */
export interface OfferImage {
  /** Random: an address with it tells of no offer, no time and no order. */
  readonly id: string;
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who do not see it. */
  readonly alt: string;
  readonly author: string;
  readonly createdAt: Millis;
}

interface ImageRow {
  id: string;
  type: ImageType;
  width: number;
  height: number;
  alt: string;
  author: string;
  created_at: number;
}

const TABLE = 'offer_images';
const COLUMNS = ['id', 'type', 'width', 'height', 'alt', 'author', 'created_at'];

export async function insertImage(tx: Tx, image: OfferImage, bytes: Buffer): Promise<void> {
  const { createdAt, ...rest } = image;
  await tx.q(TABLE).insert({ ...rest, created_at: createdAt, bytes });
}

export async function imagesById(at: Queryable, ids: readonly string[]): Promise<Map<string, OfferImage>> {
  const rows = (await at
    .q(TABLE)
    .whereIn('id', [...ids])
    .select(COLUMNS)) as ImageRow[];
  return new Map(
    rows.map(({ created_at, ...rest }) => [rest.id, { ...rest, createdAt: created_at }] as const),
  );
}

export async function imageBytes(
  at: Queryable,
  id: string,
): Promise<{ readonly type: ImageType; readonly bytes: Buffer } | null> {
  const row = (await at.q(TABLE).where({ id }).first('type', 'bytes')) as
    { type: ImageType; bytes: Buffer } | undefined;
  return row ?? null;
}
