import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TraitRegistry, TraitType } from '../../../traits/index.ts';
import { AudienceIndex } from './audience-index.ts';
import { AudienceColumns } from './columns.ts';
import { FrameReader, bytesOfFrame } from './frames.ts';
import { FrameFile } from './frame-file.ts';

/** To be raised whenever frames change in number, order or meaning. */
const VERSION = 1;
const MARK = Buffer.from('sluice audience\n');
const HEAD_BYTES = MARK.length + 4;
const END = Buffer.from('complete');
const DIGEST_BYTES = 32;
const TAIL_BYTES = DIGEST_BYTES + END.length;
const AT_ONCE = 4_194_304;

/** Why a file is not taken. Nothing of it was. */
export interface SnapshotRefused {
  readonly refused: 'missing' | 'foreign' | 'other-version' | 'incomplete' | 'altered' | 'other-traits';
  readonly message: string;
}

const refuse = (refused: SnapshotRefused['refused'], message: string): SnapshotRefused => ({
  refused,
  message,
});

/**
 * Writes an index to one file, so that a restart need not read every person again: a mark and a version, frames with
 * their lengths, the SHA-256 of all that. The file comes into being as a whole or not at all, and until it is there
 * `set` and `remove` throw. `position` says up to which change of people the index goes; it is handed back as it is.
 *
 * The file is as sensitive as the tables of traits and events: it holds the values of everybody's traits by ordinal (no
 * names, no ids of people, no addresses of email). It is readable by its owner only; erasure has to reach it, which is
 * to say that it has to be written anew, or deleted, within the time that is promised for erasure.
 */
export function writeSnapshot(index: AudienceIndex, path: string, position: string): Promise<void> {
  return index.whileStill(async (columns) => {
    const part = `${path}.part`;
    await rm(part, { force: true });
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        await writeAll(file, columns, position);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  });
}

async function writeAll(file: FileHandle, columns: AudienceColumns, position: string): Promise<void> {
  const digest = createHash('sha256');
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const all = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    digest.update(all);
    for (let at = 0; at < all.length;) at += (await file.write(all, at)).bytesWritten;
  };
  const put = async (some: Uint8Array): Promise<void> => {
    waiting.push(some);
    bytes += some.length;
    if (bytes >= AT_ONCE) await flush();
  };
  const numbered = (value: number): Buffer => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    return four;
  };
  await put(MARK);
  await put(numbered(VERSION));
  for (const frames of [[{ position }], columns.frames()]) {
    for (const frame of frames) {
      const some = bytesOfFrame(frame);
      await put(numbered(some.length));
      await put(some);
    }
  }
  await flush();
  waiting.push(digest.copy().digest(), END);
  await flush();
}

/** A rename is lasting only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Reads what `writeSnapshot` wrote. Nothing is taken from a file that is not whole and unchanged. */
export async function readSnapshot(
  path: string,
  registry: TraitRegistry,
): Promise<{ readonly index: AudienceIndex; readonly position: string } | SnapshotRefused> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return refuse('missing', 'there is no snapshot');
    }
    throw error;
  }
  try {
    const problem = await check(file);
    if (problem !== null) return problem;
    const frames = new FrameFile(file, HEAD_BYTES);
    const from = new FrameReader(() => frames.next());
    const { position } = (await from.record()) as { position: string };
    const columns = await AudienceColumns.read(from);
    const other = [...columns.traits].find(([name, { type }]) => {
      const now = registry.get(name)?.type;
      return now !== undefined && !isKeptAlike(type, now);
    });
    if (other !== undefined) return refuse('other-traits', `trait ${other[0]} has another type now`);
    for (const name of columns.traits.keys()) if (!registry.has(name)) columns.traits.delete(name);
    return { index: new AudienceIndex(columns, registry), position };
  } finally {
    await file.close();
  }
}

/** Whether values of two types stand in a column in the same way. */
const isKeptAlike = (a: TraitType, b: TraitType): boolean =>
  a.type === b.type && (a.type !== 'number' || b.type !== 'number' || a.decimals === b.decimals);

/** What is wrong with a file; null: nothing. */
async function check(file: FileHandle): Promise<SnapshotRefused | null> {
  const { size } = await file.stat();
  const head = await readAt(file, 0, Math.min(size, HEAD_BYTES));
  if (!head.subarray(0, MARK.length).equals(MARK.subarray(0, head.length)) || size === 0) {
    return refuse('foreign', 'this is not a snapshot of an audience index');
  }
  if (size < HEAD_BYTES + TAIL_BYTES) return refuse('incomplete', 'the snapshot breaks off');
  const version = head.readUInt32LE(MARK.length);
  if (version !== VERSION) {
    return refuse('other-version', `the snapshot is of version ${version}, and ${VERSION} is read here`);
  }
  const tail = await readAt(file, size - TAIL_BYTES, TAIL_BYTES);
  if (!tail.subarray(DIGEST_BYTES).equals(END)) return refuse('incomplete', 'the snapshot breaks off');
  const digest = createHash('sha256');
  for (let at = 0; at < size - TAIL_BYTES; at += AT_ONCE) {
    digest.update(await readAt(file, at, Math.min(AT_ONCE, size - TAIL_BYTES - at)));
  }
  return digest.digest().equals(tail.subarray(0, DIGEST_BYTES))
    ? null
    : refuse('altered', 'the content of the snapshot does not have its SHA-256');
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(buffer, at, length - at, position + at);
    if (bytesRead === 0) throw new Error('the snapshot became shorter while it was read');
    at += bytesRead;
  }
  return buffer;
}
