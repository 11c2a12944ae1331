import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Agent } from 'undici';

/** Where a log's files come from: a URL prefix or a folder. */
export interface LogSource {
  /** The bytes at a path of tlog-tiles; null if there is nothing. Throws a SourceError if nobody can tell. */
  get(path: string): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** The log cannot be reached or read, which says nothing about whether it is honest. */
export class SourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SourceError';
  }
}

const TIMEOUT = 30_000;
/** More than any file of a log: a full bundle of the largest entries. */
const MAX_FILE = 256 * 65_537;
const TRIES = 3;

function urlSource(prefix: string): LogSource {
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
  const agent = new Agent({
    connections: 16,
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
    maxResponseSize: MAX_FILE,
  });
  async function once(path: string): Promise<Uint8Array | null> {
    const { origin, pathname } = new URL(path, base);
    const { statusCode, body } = await agent.request({ origin, path: pathname, method: 'GET' });
    const bytes = new Uint8Array(await body.arrayBuffer());
    if (statusCode === 404) return null;
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
    return bytes;
  }
  return {
    async get(path) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(path);
        } catch (error) {
          if (attempt === TRIES) throw new SourceError(`${base}${path}: ${(error as Error).message}`);
        }
      }
    },
    close: () => agent.close(),
  };
}

function folderSource(folder: string): LogSource {
  return {
    async get(path) {
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return null;
        throw new SourceError(`${join(folder, path)}: ${code ?? 'not readable'}`);
      }
    },
    close: () => Promise.resolve(),
  };
}

/** A log at `http(s)://host/ledger/` or in a folder that mirrors it. */
export const openLogSource = (place: string): LogSource =>
  /^https?:\/\//.test(place) ? urlSource(place) : folderSource(place);
