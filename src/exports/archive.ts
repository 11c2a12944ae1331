import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive, in parts that are made as they are asked for. */
export interface ArchiveFile {
  readonly path: string;
  readonly chunks: Iterable<string> | AsyncIterable<string>;
}

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
      zip.addReadStream(source, path, { mtime: made, mode: 0o100600 });
      try {
        await read;
      } finally {
        source.destroy();
      }
    }
    zip.end();
  }

  write().catch((error: unknown) => {
    if (!stopped.signal.aborted) out.destroy(error instanceof Error ? error : new Error('a file broke off'));
  });
  return out;
}

/** Bytes in buffers of one size, of which the last may be smaller. */
export async function* inPieces(bytes: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    waiting.push(chunk);
    length += chunk.length;
    while (length >= size) {
      const joined = Buffer.concat(waiting);
      yield joined.subarray(0, size);
      waiting = [joined.subarray(size)];
      length -= size;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
