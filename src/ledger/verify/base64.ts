const SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** RFC 4648 section 4, to the letter: padded, no other characters, no stray bits. Null: it is not that. */
export function decodeBase64(text: string): Buffer | null {
  if (!SHAPE.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** A SHA-256 hash in base64; null unless it is 32 bytes. */
export function decodeHash(text: string): Buffer | null {
  const bytes = decodeBase64(text);
  return bytes?.length === 32 ? bytes : null;
}
