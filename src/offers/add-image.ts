import { imageSize } from 'image-size';
import { problemOfLine } from '../catalog/index.ts';
import { isRefusal, refuseField } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { imageTypes, imagesById, insertImage } from './image-store.ts';
import type { ImageType, OfferImage } from './image-store.ts';

const LARGEST = 500_000;
const WIDEST = 4_096;
const ALT = 200;

interface Picture {
  readonly bytes: Buffer;
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
}

const notAPicture = (): Refusal =>
  refuseField('data', `a PNG, JPEG or WebP of at most ${WIDEST} pixels in each direction, in base64`);

function read(data: string): Picture | Refusal {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(data)) return notAPicture();
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > LARGEST) return refuseField('data', `at most ${LARGEST} bytes before base64`);
  try {
    const { type: name = '', width, height } = imageSize(bytes);
    const type = Object.entries(imageTypes).find(([known]) => known === name)?.[1];
    const fits = Math.min(width, height) >= 1 && Math.max(width, height) <= WIDEST;
    return type !== undefined && fits ? { bytes, type, width, height } : notAPicture();
  } catch {
    return notAPicture();
  }
}

/** Takes in the pictures of offers. They are served from the company's own address: no partner's server sees who looks. */
export function createImageDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly random: Random;
}) {
  const { db, hashes, random } = parts;

  async function reload(tx: Tx, id: string): Promise<OfferImage> {
    const image = (await imagesById(tx, [id])).get(id);
    if (image === undefined) throw new Error('an image that was added is there');
    return image;
  }

  return {
    /** `staff` is who adds it; `data` is base64. */
    add(staff: string, key: string, input: { readonly data: string; readonly alt: string }) {
      const { data, alt } = input;
      const request = idempotentRequest(hashes, {
        ...{ principal: staff, mutation: 'addOfferImage', key },
        body: { data, alt },
      });
      return onceForKey<OfferImage>(db, request, {
        make: async (tx) => {
          const problem = problemOfLine(alt, ALT);
          if (problem !== null) return refuseField('alt', problem);
          const picture = read(data);
          if (isRefusal(picture)) return picture;
          const { bytes, ...about } = picture;
          const id = random.bytes(16).toString('hex');
          const image = { id, ...about, alt, author: staff, createdAt: tx.now };
          await insertImage(tx, image, bytes);
          return image;
        },
        reload,
      });
    },
  };
}

export type ImageDesk = ReturnType<typeof createImageDesk>;
