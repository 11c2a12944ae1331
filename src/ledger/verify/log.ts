import { parseRecord, readLeaf } from '../leaf.ts';
import type { LedgerRecord } from '../leaf.ts';
import { GrowingTree, isFull } from '../tree/growing-tree.ts';
import type { Tile } from '../tree/growing-tree.ts';
import { HASH_SIZE, leafHash } from '../tree/merkle.ts';
import { TILE_WIDTH, entriesPath, tilePath } from '../tree/tiles.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { Checkpoint, OpenedCheckpoint } from './checkpoint.ts';
import { NoteError } from './note.ts';
import { cosignersOf } from './policy.ts';
import type { TrustPolicy } from './policy.ts';
import type { LogSource } from './source.ts';

/** Something about a log that cannot be, and where it stands. */
export class LogError extends Error {
  /** The file or entry that is wrong. */
  readonly where: string;

  constructor(where: string, message: string) {
    super(message);
    this.name = 'LogError';
    this.where = where;
  }
}

export interface LogReport {
  readonly checkpoint: OpenedCheckpoint;
  /** Names of the witnesses that cosigned it. */
  readonly cosigners: readonly string[];
  /** The size of the remembered checkpoint that this one continues; null: none was remembered. */
  readonly continues: bigint | null;
  readonly sealed: number;
  /** What the log says for everyone to read, with the place of each. */
  readonly published: readonly { readonly index: number; readonly record: LedgerRecord }[];
}

export interface LogExpectations {
  readonly policy: TrustPolicy;
  /** A checkpoint that was verified before; the log must contain all that it covers, unchanged. */
  readonly remembered: Checkpoint | null;
  /** Called as entries are checked. */
  readonly onProgress?: (checked: number, total: number) => void;
}

/** How many tiles are asked for ahead. */
const AHEAD = 16;

async function required(source: LogSource, path: string): Promise<Uint8Array> {
  const bytes = await source.get(path);
  if (bytes === null) throw new LogError(path, 'missing: a log never takes back what a checkpoint covers');
  return bytes;
}

/** Entries of a bundle: each behind its length, two bytes, big-endian. */
function entriesOf(path: string, bundle: Uint8Array, width: number): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Buffer[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width || at !== bytes.length) {
    throw new LogError(path, `wants ${width} entries and nothing else`);
  }
  return entries;
}

/** Opens the log's checkpoint and holds it against the policy and what is remembered. */
async function headOf(source: LogSource, { policy, remembered }: LogExpectations): Promise<OpenedCheckpoint> {
  const note = await required(source, 'checkpoint');
  const logKeys = policy.logs.map(({ key }) => key);
  const witnessKeys = policy.witnesses.map(({ key }) => key);
  let head: OpenedCheckpoint;
  try {
    head = openCheckpoint(note, logKeys, witnessKeys);
  } catch (error) {
    if (error instanceof NoteError) throw new LogError('checkpoint', error.message);
    throw error;
  }
  const cosigners = cosignersOf(head.signatures);
  if (!policy.isQuorum(cosigners)) {
    const names = cosigners.map(({ name }) => name).join(', ') || 'none';
    throw new LogError('checkpoint', `the witnesses’ quorum is not reached; cosigned by ${names}`);
  }
  if (head.size > BigInt(Number.MAX_SAFE_INTEGER))
    throw new LogError('checkpoint', 'larger than can be checked');
  if (remembered === null) return head;
  if (head.origin !== remembered.origin) {
    throw new LogError('checkpoint', `of the log ${head.origin}, remembered is ${remembered.origin}`);
  }
  if (head.size < remembered.size) {
    throw new LogError(
      'checkpoint',
      `${head.size} entries, but ${remembered.size} are remembered: the log was cut`,
    );
  }
  return head;
}

/**
 * Checks a whole log: signatures, every entry against its tile, every tile against the one above, the root, and that
 * what is remembered is a prefix. Shares with the log's own code only the tree and the leaf. Throws a LogError that
 * says what is wrong and where, or a SourceError if that cannot be told.
 */
export async function checkLog(source: LogSource, expectations: LogExpectations): Promise<LogReport> {
  const { remembered, onProgress = () => undefined } = expectations;
  const head = await headOf(source, expectations);
  const size = Number(head.size);
  const tiles = Math.ceil(size / TILE_WIDTH);
  // What the entries have to hash to, computed from them alone.
  const tree = new GrowingTree();
  const published: { index: number; record: LedgerRecord }[] = [];
  let sealed = 0;

  const compareTile = async ({ level, index, hashes }: Tile): Promise<void> => {
    const path = tilePath({ level, index, width: hashes.length / HASH_SIZE });
    const served = Buffer.from(await required(source, path));
    if (served.equals(hashes)) return;
    if (served.length !== hashes.length) throw new LogError(path, `wants ${hashes.length} bytes`);
    let i = 0;
    while (served.subarray(i, i + HASH_SIZE).equals(hashes.subarray(i, i + HASH_SIZE))) i += HASH_SIZE;
    const place = index * TILE_WIDTH + i / HASH_SIZE;
    throw new LogError(
      path,
      `hash ${i / HASH_SIZE} is not that of ${level === 0 ? 'entry' : 'subtree'} ${place}`,
    );
  };

  const fetchTile = async (index: number): Promise<{ path: string; entries: Buffer[]; hashes: Buffer }> => {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const path = entriesPath(index, width);
    const entries = entriesOf(path, await required(source, path), width);
    const hashes = Buffer.concat(entries.map(leafHash));
    await compareTile({ level: 0, index, hashes });
    return { path, entries, hashes };
  };

  const checkRemembered = (from: number, to: number): void => {
    if (remembered === null || remembered.size < from || remembered.size > to) return;
    if (tree.rootAt(Number(remembered.size)).equals(remembered.root)) return;
    throw new LogError(
      'checkpoint',
      `the first ${remembered.size} entries are not those that are remembered: the log was rewritten`,
    );
  };

  const ahead: Promise<Awaited<ReturnType<typeof fetchTile>>>[] = [];
  for (let [index, asked] = [0, 0]; index < tiles; index += 1) {
    while (asked < tiles && ahead.length < AHEAD) {
      const next = fetchTile(asked);
      // It may fail before its turn comes; then is the time to say so.
      next.catch(() => undefined);
      ahead.push(next);
      asked += 1;
    }
    const { path, entries, hashes } = await (ahead.shift() as (typeof ahead)[number]);
    const first = index * TILE_WIDTH;
    for (const [i, entry] of entries.entries()) {
      const leaf = readLeaf(entry);
      const record = leaf?.record == null ? null : parseRecord(leaf.record);
      if (leaf === null || !leaf.data.equals(entry) || (leaf.record !== null && record === null)) {
        throw new LogError(path, `entry ${first + i} is no leaf of this log’s form`);
      }
      if (record === null) sealed += 1;
      else published.push({ index: first + i, record });
    }
    for (const tile of tree.add(hashes)) {
      if (tile.level > 0 && isFull(tile)) await compareTile(tile);
    }
    checkRemembered(first + 1, first + entries.length);
    onProgress(first + entries.length, size);
  }
  for (const tile of tree.partialTiles()) if (tile.level > 0) await compareTile(tile);
  if (!tree.rootAt().equals(head.root)) {
    throw new LogError('checkpoint', `the root hash is not that of the log’s ${size} entries`);
  }
  return {
    checkpoint: head,
    cosigners: cosignersOf(head.signatures).map(({ name }) => name),
    continues: remembered?.size ?? null,
    sealed,
    published,
  };
}
