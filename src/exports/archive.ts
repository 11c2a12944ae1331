import { Readable, Transform, pipeline } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive, in parts that are made as they are asked for. */
export interface ArchiveFile {
  readonly path: string;
  readonly chunks: Iterable<string> | AsyncIterable<string>;
}

const lender =
  (lent: { readonly source: Readable | null }) =>
  (take: (error: unknown, stream: Readable) => void): void => {
    if (lent.source !== null) take(null, lent.source);
  };

/**
 * Files as a zip. Each file is read when its turn comes and as fast as the zip is, so that what is in memory does not
 * grow with what is in the archive. Whoever stops reading stops all of it.
 */
export function zipOf(files: AsyncIterable<ArchiveFile>, made: Date): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream;
  if (!(out instanceof Readable)) throw new Error('a zip comes as a stream of node’s own');
  const stopped = new AbortController();
  out.once('close', () => stopped.abort());
  zip.on('error', (error: Error) => out.destroy(error));

  async function write(): Promise<void> {
    for await (const { path, chunks } of files) {
      const source = Readable.from(chunks);
      const read = finished(source, { signal: stopped.signal });
      // To its end the zip keeps whatever gave it a file: of files that were read this is to be nothing.
      const lent: { source: Readable | null } = { source };
      zip.addReadStreamLazy(path, { mtime: made, mode: 0o100600 }, lender(lent));
      try {
        await read;
      } finally {
        source.destroy();
        lent.source = null;
      }
    }
    zip.end();
  }

  write().catch((error: unknown) => {
    if (!stopped.signal.aborted) out.destroy(error instanceof Error ? error : new Error('a file broke off'));
  });
  return out;
}

/**
 * Bytes in buffers of one size, of which the last may be smaller. They flow in as they come: a stream that is asked for
 * what it has joins it in memory that the names of the zip's files would keep (Buffer's pool), a few KB for each.
 */
export function inPieces(bytes: AsyncIterable<Buffer>, size: number): AsyncIterable<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  const pieces = new Transform({
    readableObjectMode: true,
    readableHighWaterMark: 1,
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk);
      length += chunk.length;
      while (length >= size) {
        const joined = Buffer.concat(waiting);
        this.push(joined.subarray(0, size));
        waiting = [joined.subarray(size)];
        length -= size;
      }
      done();
    },
    flush(done) {
      if (length > 0) this.push(Buffer.concat(waiting));
      done();
    },
  });
  // What breaks off is thrown to whoever reads the pieces.
  pipeline(bytes, pieces, () => undefined);
  return pieces;
}
