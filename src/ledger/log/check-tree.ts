import type { Database } from '../../platform/db/index.ts';
import { GrowingTree, isFull } from '../tree/growing-tree.ts';
import type { Tile } from '../tree/growing-tree.ts';
import { leafHash } from '../tree/merkle.ts';
import { TILE_WIDTH, hashesAt, tileKey } from '../tree/tiles.ts';
import { openCheckpoint } from '../verify/checkpoint.ts';
import { NoteError, formatVerifierKey } from '../verify/note.ts';
import type { TrustPolicy } from '../verify/policy.ts';
import { TABLE } from './entries.ts';
import * as store from './log-store.ts';
import type { LogIdentity } from './sequence.ts';

/** What the stored log has that its entries do not give: a place, and what is wrong there. */
export type TreeProblem = readonly [where: string, what: string];

const AT_ONCE = 16 * TILE_WIDTH;
const MAX_HEADS = 1_000;
const LOOKS = 20;

interface PlacedRow {
  readonly leaf_index: number;
  readonly leaf: Buffer;
}

const expectedTiles = (size: number): number => {
  let tiles = 0;
  for (let level = 0; hashesAt(level, size) > 0; level += 1)
    tiles += Math.ceil(hashesAt(level, size) / TILE_WIDTH);
  return tiles;
};

/**
 * Where the log stands, and its checkpoints. A log that works is read between two commits: nothing came in between when
 * its size is the same before and after.
 */
async function startOf(db: Database) {
  for (let look = 1; ; look += 1) {
    const before = await db.read(store.findState);
    const heads = await db.read((reader) => store.newestCheckpoints(reader, MAX_HEADS));
    const state = await db.read(store.findState);
    if (state === null) return null;
    if (state.size === before?.size || look === LOOKS) return { state, heads };
  }
}

/** What is stored of the tree now; null while the log grows too fast to be counted. */
async function countsOf(db: Database, size: number) {
  for (let look = 1; look <= LOOKS; look += 1) {
    const sizeNow = async (): Promise<number | undefined> => (await db.read(store.findState))?.size;
    if ((await sizeNow()) !== size) return null;
    const tiles = await db.read(store.countTiles);
    const placed = await db.read(store.countPlaced);
    if ((await sizeNow()) === size) return { tiles, placed };
  }
  return null;
}

/**
 * Computes the tree anew from the rows and holds it against the stored tiles, checkpoints and cosignatures. May run
 * beside a working log: what is integrated meanwhile is not looked at.
 */
export async function checkTree(
  db: Database,
  identity: LogIdentity,
  trust: TrustPolicy,
  onProgress: (done: number, total: number) => void,
): Promise<TreeProblem[]> {
  const problems: TreeProblem[] = [];
  const keys = identity.signers.map(({ key }) => key);
  const start = await startOf(db);
  if (start === null) return [['ledger_state', 'missing']];
  const { state, heads } = start;
  const { size } = state;
  if (state.origin !== identity.origin)
    problems.push(['ledger_state', `it is of the log ${String(state.origin)}`]);
  if (state.halted !== null) problems.push(['ledger_state', `halted: ${state.halted}`]);
  if (heads[0]?.size !== size)
    problems.push(['ledger_state', 'its size is not that of the newest checkpoint']);
  if (heads.length === MAX_HEADS) problems.push(['ledger_checkpoints', 'there are more than are ever kept']);

  const sensible = heads.filter((head) => Number.isSafeInteger(head.size) && head.size >= 0);
  if (sensible.length < heads.length) problems.push(['ledger_checkpoints', 'one is of no size']);
  const headAt = new Map(sensible.map((head) => [head.size, head]));
  const tree = new GrowingTree();
  const checkHeads = (upTo: number): void => {
    for (const [at, head] of headAt) {
      if (at > upTo) continue;
      headAt.delete(at);
      if (!tree.rootAt(at).equals(head.root)) {
        problems.push([`ledger_checkpoints ${at}`, 'its root is not that of the entries']);
      }
    }
  };

  const compare = async (tiles: readonly Tile[]): Promise<void> => {
    const stored = await db.read((reader) => store.readTiles(reader, tiles));
    for (const tile of tiles) {
      const found = stored.get(tileKey(tile));
      const grown = found !== undefined && !isFull(tile) ? found.subarray(0, tile.hashes.length) : found;
      if (grown?.equals(tile.hashes)) continue;
      const what = found === undefined ? 'missing' : 'its hashes are not those of the entries';
      problems.push([`ledger_tiles ${tileKey(tile)}`, what]);
    }
  };

  checkHeads(0);
  for (let from = 0; from < size; from += AT_ONCE) {
    const to = Math.min(size, from + AT_ONCE);
    const rows = await db.read(
      async (reader) =>
        (await reader
          .q(TABLE)
          .select('leaf_index', 'leaf')
          .where('leaf_index', '>=', from)
          .where('leaf_index', '<', to)
          .orderBy('leaf_index')) as PlacedRow[],
    );
    const gap = rows.findIndex(({ leaf_index }, i) => leaf_index !== from + i);
    if (gap >= 0 || rows.length < to - from) {
      const missing = from + (gap < 0 ? rows.length : gap);
      return [...problems, [TABLE, `entry ${missing} of the tree is missing`]];
    }
    for (let i = 0; i < rows.length; i += TILE_WIDTH) {
      const some = rows.slice(i, i + TILE_WIDTH);
      const changed = tree.add(Buffer.concat(some.map(({ leaf }) => leafHash(leaf))));
      checkHeads(tree.size);
      await compare(changed.filter(isFull));
    }
    onProgress(to, size);
  }
  await compare(tree.partialTiles());

  for (const head of sensible) {
    const where = `ledger_checkpoints ${head.size}`;
    try {
      const { size: signed, root } = openCheckpoint(head.note, keys);
      if (signed !== BigInt(head.size) || !root.equals(head.root))
        problems.push([where, 'its note says otherwise']);
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      problems.push([where, error.message]);
    }
  }
  problems.push(...(await checkCosignatures(db, trust, sensible, keys)));

  // What has grown since the start is not looked at; what has not, is as long as it has to be.
  const end = await countsOf(db, size);
  if (end !== null) {
    if (end.tiles !== expectedTiles(size))
      problems.push(['ledger_tiles', 'there are tiles that no entry gives']);
    if (end.placed !== size) problems.push([TABLE, 'there are entries with a place outside the tree']);
    const partial = tree.partialTiles();
    const stored = await db.read((reader) => store.readTiles(reader, partial));
    if ((await countsOf(db, size)) === null) return problems;
    for (const tile of partial) {
      const found = stored.get(tileKey(tile));
      if (found !== undefined && found.length > tile.hashes.length) {
        problems.push([`ledger_tiles ${tileKey(tile)}`, 'it has hashes that no entry gives']);
      }
    }
  }
  return problems;
}

/** Cosignatures of witnesses that are known now; others cannot be told from none. */
async function checkCosignatures(
  db: Database,
  { witnesses }: TrustPolicy,
  heads: readonly store.CheckpointRow[],
  keys: Parameters<typeof openCheckpoint>[1],
): Promise<TreeProblem[]> {
  const noteOf = new Map(heads.map(({ size, note }) => [size, note]));
  const rows = await db.read((reader) => store.cosignaturesOf(reader, [...noteOf.keys()]));
  return rows.flatMap(({ size, witness, line }): TreeProblem[] => {
    const known = witnesses.find(({ key }) => formatVerifierKey(key) === witness);
    if (known === undefined) return [];
    try {
      const { signatures } = openCheckpoint(`${noteOf.get(size) ?? ''}${line}`, keys, [known.key]);
      if (signatures.some(({ key }) => key === known.key)) return [];
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
    }
    return [[`ledger_cosignatures ${size} ${known.name}`, 'it is not the witness’s']];
  });
}
